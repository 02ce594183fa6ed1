import pytest
from builders.wkt import box_wkt
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

CELLS = [(box_wkt(x, 0, x + 100, 100), {"workload": 1}) for x in (0, 100, 200, 900)]


def sector_ids(layer):
    return [feature["sector_id"] for feature in layer.getFeatures()]


def test_seeds_in_degrees_grow_sectors_over_units_in_metres(run, memory_layer, feedback):
    units = memory_layer("Polygon", "workload:double", CELLS)
    metres, degrees = (QgsCoordinateReferenceSystem(code) for code in ("EPSG:25832", "EPSG:4326"))
    to_degrees = QgsCoordinateTransform(metres, degrees, QgsProject.instance())
    points = [to_degrees.transform(QgsPointXY(x, 50)) for x in (50, 250)]
    seeds = memory_layer(
        "Point", "", [(f"POINT({point.x()} {point.y()})", {}) for point in points], crs="EPSG:4326", name="seeds"
    )
    output = run("drawsectorsfromseeds", {"UNITS": units, "SEEDS": seeds, "OUTPUT": "memory:"})["OUTPUT"]
    assert sector_ids(output) == [1, 1, 2, NULL]
    assert any("no seed reaches them over shared borders: 1" in warning for warning in feedback.warnings)


@pytest.mark.parametrize(("algorithm", "drawn"), [("drawsectorsfromseeds", "SEEDS"), ("drawsectorsfromlines", "LINES")])
def test_a_plan_drawn_anew_keeps_the_numbers_of_today(run, memory_layer, algorithm, drawn):
    rows = [(box_wkt(x, 0, x + 100, 100), {"today": today}) for x, today in ((0, 7), (100, 7), (200, 3), (300, 3))]
    units = memory_layer("Polygon", "today:integer", rows)
    points = [(f"POINT({x} 50)", {}) for x in (50, 250, 350)]
    cuts = [(f"LINESTRING({x} -10,{x} 110)", {}) for x in (200, 300)]
    kind, shapes = ("Point", points) if drawn == "SEEDS" else ("LineString", cuts)
    given = {"UNITS": units, drawn: memory_layer(kind, "", shapes, name="drawn"), "CURRENT_FIELD": "today"}
    output = run(algorithm, given | {"OUTPUT": "memory:"})["OUTPUT"]
    assert sector_ids(output)[:2] == [7, 7]
    assert sorted(sector_ids(output)[2:]) == [3, 8]


def test_a_seed_outside_is_refused(run, memory_layer):
    units = memory_layer("Polygon", "workload:double", CELLS)
    seeds = memory_layer("Point", "", [("POINT(50 5000)", {})], name="seeds")
    with pytest.raises(QgsProcessingException, match="“seeds”, point 1 lies more than 100 m"):
        run("drawsectorsfromseeds", {"UNITS": units, "SEEDS": seeds, "WORKLOAD_FIELD": "workload", "OUTPUT": "memory:"})


def test_lines_cut_sectors_and_idle_ones_are_told(run, memory_layer, feedback):
    units = memory_layer("Polygon", "workload:double", CELLS[:3])
    rows = [("LINESTRING(100 -10,100 110)", {}), ("LINESTRING(150 200,160 200)", {})]
    lines = memory_layer("LineString", "", rows, name="lines")
    output = run("drawsectorsfromlines", {"UNITS": units, "LINES": lines, "OUTPUT": "memory:"})["OUTPUT"]
    assert sector_ids(output) == [1, 2, 2]
    assert any("end in the middle of the area: 2." in warning for warning in feedback.warnings)


def test_no_lines_are_refused(run, memory_layer):
    units = memory_layer("Polygon", "workload:double", CELLS)
    lines = memory_layer("LineString", "", [], name="lines")
    with pytest.raises(QgsProcessingException, match="“lines” has no lines"):
        run("drawsectorsfromlines", {"UNITS": units, "LINES": lines, "OUTPUT": "memory:"})


def test_bellahoej_is_drawn_from_a_point_in_each_city_district(run, shared_data, tmp_path):
    from qgis import processing

    source, output = shared_data("bellahoej/bellahoej_25832.gpkg"), tmp_path / "plan.gpkg"
    districts = f"{source}|layername=city_districts"
    points = processing.run("native:pointonsurface", {"INPUT": districts, "OUTPUT": "memory:"})["OUTPUT"]
    units = f"{source}|layername=units"
    run("drawsectorsfromseeds", {"UNITS": units, "SEEDS": points, "WORKLOAD_FIELD": "population", "OUTPUT": output})
    plan = QgsVectorLayer(str(output), "plan")
    assert plan.featureCount() == 1100
    assert set(sector_ids(plan)) == set(range(1, 6))


def test_bellahoej_is_cut_by_its_main_roads(run, shared_data, tmp_path):
    source, output = shared_data("bellahoej/bellahoej_25832.gpkg"), tmp_path / "plan.gpkg"
    roads = f"{source}|layername=main_roads"
    run("drawsectorsfromlines", {"UNITS": f"{source}|layername=units", "LINES": roads, "OUTPUT": output})
    plan = QgsVectorLayer(str(output), "plan")
    assert plan.featureCount() == 1100
    assert NULL not in sector_ids(plan)
    assert len(set(sector_ids(plan))) > 10
