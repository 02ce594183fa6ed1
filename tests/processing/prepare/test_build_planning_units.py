import pytest
from qgis.core import NULL, Qgis, QgsProcessingException, QgsVectorLayer

UNITS = [
    ("MULTIPOLYGON(((12.50 55.70,12.51 55.70,12.51 55.71,12.50 55.71,12.50 55.70)))", {"people": 100}),
    ("MULTIPOLYGON(((12.51 55.70,12.52 55.70,12.52 55.71,12.51 55.71,12.51 55.70)))", {"people": None}),
]


def rows(layer, *fields):
    return [tuple(feature[field] for field in fields) for feature in layer.getFeatures()]


def total(layer, field):
    return sum(feature[field] for feature in layer.getFeatures())


def test_degrees_and_metres_mix_and_empty_values_count_as_zero(run, memory_layer, feedback):
    units = memory_layer("MultiPolygon", "people:integer", UNITS, crs="EPSG:4326")
    incidents = memory_layer("Point", "", [("POINT(720600 6178400)", {}), ("POINT(0 0)", {})], crs="EPSG:25832")
    output = run(
        "buildplanningunits",
        {"UNITS": units, "POPULATION_FIELD": "people", "INCIDENTS": incidents, "OUTPUT": "memory:"},
    )["OUTPUT"]
    assert output.crs().mapUnits() == Qgis.DistanceUnit.Meters
    assert sorted(rows(output, "unit_id", "population")) == [("u0001", 100.0), ("u0002", 0.0)]
    assert total(output, "crime_load") == 1
    assert total(output, "area_m2") == pytest.approx(1.4e6, rel=0.02)
    assert any("empty values that count as zero: 1" in warning for warning in feedback.warnings)


def test_fields_that_differ_by_case_alone_make_one_column(run, memory_layer, tmp_path):
    given = [(wkt, {"POPULATION": 7, "Fid": 4, "Kind": "rode"}) for wkt, _ in UNITS]
    units = memory_layer("MultiPolygon", "POPULATION:integer,Fid:integer,Kind:string", given, crs="EPSG:4326")
    path = tmp_path / "units.gpkg"
    run("buildplanningunits", {"UNITS": units, "POPULATION_FIELD": "POPULATION", "OUTPUT": path})
    layer = QgsVectorLayer(str(path), "units")
    assert rows(layer, "unit_id", "population", "Kind") == [("u0001", 7.0, "rode"), ("u0002", 7.0, "rode")]
    assert [name for name in layer.fields().names() if name.lower() == "population"] == ["population"]


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"DISTRICTS": True}, "DISTRICT_NAME_FIELD"),
        ({"POPULATION_LAYER": True}, "POPULATION_LAYER_FIELD"),
        ({"POPULATION_LAYER": True, "POPULATION_LAYER_FIELD": "people", "POPULATION_FIELD": "people"}, "given twice"),
    ],
)
def test_contradictions_are_refused_before_the_run(run, memory_layer, parameters, message):
    units = memory_layer("MultiPolygon", "people:integer", UNITS, crs="EPSG:4326")
    given = {name: units if value is True else value for name, value in parameters.items()}
    with pytest.raises(QgsProcessingException, match=message):
        run("buildplanningunits", {"UNITS": units, "OUTPUT": "memory:", **given})


def test_bellahoej_keeps_every_resident_and_fits_its_districts(run, shared_data, tmp_path):
    source = shared_data("bellahoej/bellahoej_25832.gpkg")
    output = tmp_path / "units.gpkg"
    report = tmp_path / "units.html"
    run(
        "buildplanningunits",
        {
            "UNITS": f"{source}|layername=units",
            "POPULATION_FIELD": "population",
            "EXPOSED_AREAS": f"{source}|layername=exposed_areas",
            "SPECIAL_PLACES": f"{source}|layername=special_places",
            "PLACE_WEIGHT_FIELD": "weight",
            "OUTPUT": str(output),
            "REPORT": str(report),
        },
    )
    layer = QgsVectorLayer(str(output), "units")
    assert layer.featureCount() == 1100
    assert total(layer, "population") == 403388
    assert total(layer, "workload") == pytest.approx(1000)
    assert total(layer, "exposed_population") == pytest.approx(77452, abs=1)
    districts = {}
    for feature in layer.getFeatures():
        districts[feature["police_district"]] = districts.get(feature["police_district"], 0) + 1
    assert districts == {"North East": 101, "North West": 84, "Frederiksberg": 915}
    assert "403,388" in report.read_text(encoding="utf-8")


def test_memphis_grid_takes_real_robberies_and_population_points(batch, shared_data, tmp_path):
    """In batch: a grid over the precincts, everything in degrees."""
    source = shared_data("memphis_hotspot/memphis.gpkg")
    grid, output, report = tmp_path / "grid.gpkg", tmp_path / "units.gpkg", tmp_path / "units.html"
    extent = f"{source}|layername=memphis_precincts"
    batch("native:creategrid", TYPE=2, EXTENT=extent, HSPACING=0.02, VSPACING=0.02, CRS="EPSG:4326", OUTPUT=grid)
    batch(
        "sectorplanner:buildplanningunits",
        UNITS=grid,
        INCIDENTS=f"{source}|layername=memphis_robberies",
        POPULATION_LAYER=f"{source}|layername=memphis_population",
        POPULATION_LAYER_FIELD="population",
        DISTRICTS=f"{source}|layername=memphis_precincts",
        DISTRICT_NAME_FIELD="precinct",
        OUTPUT=output,
        REPORT=report,
    )
    layer = QgsVectorLayer(str(output), "units")
    assert total(layer, "crime_load") == 2245
    everyone = total(QgsVectorLayer(f"{source}|layername=memphis_population", "people"), "population")
    assert 0.9 * everyone < total(layer, "population") <= everyone
    assert "<td>Residents</td>" in report.read_text(encoding="utf-8")
    assert len({feature["police_district"] for feature in layer.getFeatures()} - {NULL}) == 9
