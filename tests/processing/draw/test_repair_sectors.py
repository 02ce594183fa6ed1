import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

CELLS = [
    ("POLYGON((0 0,100 0,100 100,0 100,0 0))", {"sector_id": 1, "population": 5}),
    ("POLYGON((100 0,200 0,200 100,100 100,100 0))", {"sector_id": 2, "population": 6}),
    ("POLYGON((200 0,300 0,300 100,200 100,200 0))", {"sector_id": 1, "population": 7}),
    ("POLYGON((300 0,400 0,400 100,300 100,300 0))", {"sector_id": None, "population": 8}),
]
FIELDS = "sector_id:integer,population:integer"


def test_the_plan_is_repaired_in_its_own_field(run, memory_layer):
    units = memory_layer("Polygon", FIELDS, CELLS)
    results = run(
        "repairsectors", {"UNITS": units, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:", "REPAIRS": "memory:"}
    )
    assert [f["sector_id"] for f in results["OUTPUT"].getFeatures()] == [1, 2, 2, 2]
    assert [f["to_sector"] for f in results["REPAIRS"].getFeatures()] == ["2", "2"]
    assert results["RESIDENTS_MOVED"] == 7
    assert [f["sector_id"] for f in units.getFeatures()][2] == 1, "the source stays as it was"


def test_links_keep_a_sector_whole(run, memory_layer):
    units = memory_layer("Polygon", FIELDS, CELLS[:3])
    links = memory_layer("LineString", "", [("LINESTRING(50 50,250 50)", {})], name="links")
    results = run(
        "repairsectors",
        {"UNITS": units, "SECTOR_FIELD": "sector_id", "LINKS": links, "OUTPUT": "memory:", "REPAIRS": "memory:"},
    )
    assert results["REPAIRS"].featureCount() == 0


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"EXPECTED_PARTS": "1"}, "not of the form"),
        ({"SECTOR_FIELD": "nosuch"}, "nosuch"),
        ({"LINKS": True}, "line 1: its end"),
    ],
)
def test_bad_input_is_refused(run, memory_layer, parameters, message):
    units = memory_layer("Polygon", FIELDS, CELLS)
    astray = memory_layer("LineString", "", [("LINESTRING(50 50,5000 5000)", {})], name="links")
    given = {name: astray if value is True else value for name, value in parameters.items()}
    with pytest.raises(QgsProcessingException, match=message):
        run(
            "repairsectors",
            {"UNITS": units, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:", "REPAIRS": "memory:", **given},
        )


def test_copenhagen_keeps_its_forts(run, shared_data, tmp_path):
    plan, repairs = tmp_path / "plan.gpkg", tmp_path / "repairs.gpkg"
    run(
        "repairsectors",
        {
            "UNITS": shared_data("cph_rode_2023/rode.geojson"),
            "SECTOR_FIELD": "bydel",
            "OUTPUT": plan,
            "REPAIRS": repairs,
        },
    )
    layer = QgsVectorLayer(str(repairs), "repairs")
    assert layer.featureCount() == 4
    assert QgsVectorLayer(str(plan), "plan").featureCount() == 399
