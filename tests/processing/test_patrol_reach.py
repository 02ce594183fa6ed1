import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

UNITS = [
    (f"POLYGON(({x} 0,{x + 1000} 0,{x + 1000} 100,{x} 100,{x} 0))", {"unit_id": name, "population": 10})
    for name, x in (("a", 0), ("b", 1000), ("c", 9000))
]
SECTORS = [("POLYGON((0 0,10000 0,10000 100,0 100,0 0))", {"sector_id": 1})]
STATION = [("POINT(500 20)", {"name": "Main"})]


@pytest.fixture
def layers(memory_layer):
    """A street of 2 km along the units, with a side street that joins it in the middle of a stretch."""
    roads = [("LINESTRING(0 50,2000 50)", {}), ("LINESTRING(500 50,500 20)", {})]
    return {
        "UNITS": memory_layer("Polygon", "unit_id:string,population:integer", UNITS),
        "SECTORS": memory_layer("Polygon", "sector_id:integer", SECTORS, name="sectors"),
        "ROADS": memory_layer("LineString", "", roads, name="roads"),
        "STATIONS": memory_layer("Point", "name:string", STATION, name="stations"),
        "OUTPUT": "memory:",
        "REACH": "memory:",
    }


def test_minutes_follow_the_roads(run, layers, feedback, tmp_path):
    report = tmp_path / "reach.html"
    results = run("patrolreach", {**layers, "MODE": "foot", "REPORT": str(report)})
    minutes = [feature["minutes"] for feature in results["OUTPUT"].getFeatures()]
    assert minutes[:2] == [pytest.approx(30 / (5000 / 60)), pytest.approx(1030 / (5000 / 60))]
    assert minutes[2] == NULL
    (sector,) = results["REACH"].getFeatures()
    assert (sector["start"], sector["worst_unit"], sector["unreachable_ids"]) == ("Main", "b", "c")
    assert any("cannot be reached over the roads: 1" in warning for warning in feedback.warnings)
    assert "Reach of patrols" in report.read_text(encoding="utf-8")


def test_a_bicycle_takes_a_third(run, layers):
    results = run("patrolreach", {**layers, "MODE": "bicycle"})
    assert next(results["OUTPUT"].getFeatures())["minutes"] == pytest.approx(30 / 250)


@pytest.mark.parametrize(("level", "reached"), [(0, True), (1, False)])
def test_a_street_below_a_bridge_is_not_reached_from_it(run, layers, memory_layer, level, reached):
    """The station's street passes over another that runs to unit b and meets no other street."""
    lines = [("LINESTRING(0 20,999 20)", 0), ("LINESTRING(600 -50,600 90,1500 90)", level)]
    roads = memory_layer("LineString", "layer:integer", [(line, {"layer": at}) for line, at in lines], name="roads")
    results = run("patrolreach", {**layers, "ROADS": roads, "MODE": "foot"})
    minutes = [feature["minutes"] for feature in results["OUTPUT"].getFeatures()]
    assert (minutes[1] != NULL) == reached


def test_no_roads_and_no_such_mode_are_refused(run, layers, memory_layer):
    nothing = memory_layer("LineString", "", [], name="roads")
    with pytest.raises(QgsProcessingException, match="no lines"):
        run("patrolreach", {**layers, "ROADS": nothing})
    with pytest.raises(QgsProcessingException, match="MODE|horse"):
        run("patrolreach", {**layers, "MODE": "horse"})


def test_bellahoej_by_bicycle_from_its_stations(run, shared_data, tmp_path):
    source = shared_data("bellahoej/bellahoej_25832.gpkg")
    output, reach = tmp_path / "minutes.gpkg", tmp_path / "reach.gpkg"
    run(
        "patrolreach",
        {
            "SECTORS": f"{source}|layername=city_districts",
            "UNITS": f"{source}|layername=units",
            "ROADS": f"{source}|layername=main_roads",
            "STATIONS": f"{source}|layername=rail_stations",
            "MODE": "bicycle",
            "OUTPUT": output,
            "REACH": reach,
            "REPORT": tmp_path / "reach.html",
        },
    )
    sectors = list(QgsVectorLayer(str(reach), "reach").getFeatures())
    assert len(sectors) == 5
    assert all(1 < sector["mean_minutes"] < 30 for sector in sectors)
    assert QgsVectorLayer(str(output), "units").featureCount() == 1100


def test_the_name_that_merging_layers_adds_is_no_level(run, layers, memory_layer):
    """QGIS's Merge vector layers adds a text field `layer`; the numbers stand in another."""
    lines = [("LINESTRING(0 20,999 20)", 0), ("LINESTRING(600 -50,600 90,1500 90)", 1)]
    rows = [(line, {"layer": "vejmidte", "niveau": at}) for line, at in lines]
    merged = memory_layer("LineString", "layer:string,niveau:integer", rows, name="roads")
    results = run("patrolreach", {**layers, "ROADS": merged, "MODE": "foot"})
    assert [feature["minutes"] for feature in results["OUTPUT"].getFeatures()][1] == NULL


def test_roads_that_all_but_meet_are_listed_in_log_and_report(run, layers, memory_layer, feedback, tmp_path):
    lines = [("LINESTRING(0 50,997 50)", {}), ("LINESTRING(1000 50,2000 50)", {})]
    report = tmp_path / "reach.html"
    run("patrolreach", {**layers, "ROADS": memory_layer("LineString", "", lines, name="roads"), "REPORT": report})
    text = "Places: (997, 50): 3.0 m; (1000, 50): 3.0 m."
    assert any(text in warning for warning in feedback.warnings)
    assert text in report.read_text(encoding="utf-8")


def test_one_way_streets_bind_bicycles(run, layers, memory_layer):
    roads = memory_layer("LineString", "oneway:string", [("LINESTRING(2000 50,0 50)", {"oneway": "yes"})], name="roads")
    minutes = {
        mode: [
            feature["minutes"]
            for feature in run("patrolreach", {**layers, "ROADS": roads, "MODE": mode})["OUTPUT"].getFeatures()
        ]
        for mode in ("foot", "bicycle")
    }
    assert minutes["foot"][1] != NULL
    assert minutes["bicycle"][1] == NULL
