import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

CELLS = [
    ("POLYGON((0 0,100 0,100 100,0 100,0 0))", {"old": 1, "new": "1", "people": 10}),
    ("POLYGON((100 0,200 0,200 100,100 100,100 0))", {"old": 1, "new": "2", "people": 20}),
    ("POLYGON((200 0,300 0,300 100,200 100,200 0))", {"old": None, "new": "2", "people": 30}),
]
FIELDS = "old:integer,new:string,people:integer"


def test_changes_matrix_and_numbers(run, memory_layer, tmp_path):
    units = memory_layer("Polygon", FIELDS, CELLS)
    report = tmp_path / "compare.html"
    results = run(
        "comparesectorplans",
        {
            "UNITS": units,
            "OLD_FIELD": "old",
            "NEW_FIELD": "new",
            "POPULATION_FIELD": "people",
            "OUTPUT": "memory:",
            "TRANSITIONS": "memory:",
            "REPORT": str(report),
        },
    )
    rows = [(f["old_sector"], f["new_sector"], f["population"]) for f in results["OUTPUT"].getFeatures()]
    assert rows == [("1", "2", 20.0), (NULL, "2", 30.0)]
    assert results["TRANSITIONS"].featureCount() == 3
    assert (results["UNITS_MOVED"], results["RESIDENTS_MOVED"]) == (1, 20)
    assert "Residents who change officer: 20" in report.read_text(encoding="utf-8")


def test_a_population_that_is_no_number_is_refused(run, memory_layer):
    units = memory_layer("Polygon", FIELDS, CELLS)
    with pytest.raises(QgsProcessingException, match="negative|not a number|nosuch"):
        run(
            "comparesectorplans",
            {"UNITS": units, "OLD_FIELD": "old", "NEW_FIELD": "nosuch", "OUTPUT": "memory:"},
        )


def test_real_units(run, shared_data, tmp_path):
    """Copenhagen's committees against its districts: names differ, so nearly everything changes."""
    output = tmp_path / "changes.gpkg"
    told = run(
        "comparesectorplans",
        {
            "UNITS": f"{shared_data('cph_demo_derived/cph_demo_25832.gpkg')}|layername=rode",
            "OLD_FIELD": "bydel",
            "NEW_FIELD": "lokaludvalgnavn",
            "POPULATION_FIELD": "pop_est",
            "OUTPUT": output,
        },
    )
    layer = QgsVectorLayer(str(output), "changes")
    assert layer.featureCount() == told["UNITS_MOVED"]
    assert 0 < told["RESIDENTS_MOVED"] < 628846
