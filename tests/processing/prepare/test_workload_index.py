import pytest
from qgis.core import QgsProcessingException

SQUARES = [
    ("POLYGON((0 0,100 0,100 100,0 100,0 0))", {"population": 10}),
    ("POLYGON((100 0,200 0,200 100,100 100,100 0))", {"population": 30}),
]


def test_workload_is_added_to_the_units(run, memory_layer):
    units = memory_layer("Polygon", "population:integer", SQUARES)
    output = run("workloadindex", {"UNITS": units, "OUTPUT": "memory:"})["OUTPUT"]
    assert [feature["workload"] for feature in output.getFeatures()] == [250.0, 750.0]


def test_a_value_that_is_no_number_is_named_by_layer_feature_and_field(run, memory_layer):
    units = memory_layer("Polygon", "population:string", [(SQUARES[0][0], {"population": "many"})])
    with pytest.raises(QgsProcessingException, match="units.*population.*many"):
        run("workloadindex", {"UNITS": units, "OUTPUT": "memory:"})


def test_all_weights_zero_is_refused_before_the_run(provider):
    weights = dict.fromkeys(["WEIGHT_CRIME", "WEIGHT_EXPOSED", "WEIGHT_SPECIAL", "WEIGHT_POPULATION"], 0)
    from qgis.core import QgsProcessingContext

    algorithm = provider.algorithm("workloadindex").create()
    accepted, message = algorithm.checkParameterValues(
        {"UNITS": "x", "OUTPUT": "memory:", **weights}, QgsProcessingContext()
    )
    assert not accepted
    assert "zero" in message or "UNITS" in message


def test_the_report_correlates_the_criteria_by_rank(run, memory_layer, tmp_path):
    rows = [(SQUARES[0][0], {"population": p, "crime_load": c}) for p, c in ((1, 9), (2, 5), (30, 4), (4, 1))]
    units = memory_layer("Polygon", "population:integer,crime_load:integer", rows)
    report = tmp_path / "workload.html"
    run("workloadindex", {"UNITS": units, "OUTPUT": "memory:", "REPORT": str(report)})
    page = report.read_text(encoding="utf-8")
    assert "How the criteria go together" in page
    assert "−0.80" in page  # ranks 1 2 4 3 against 4 3 2 1
    assert "Exposed housing areas" in page


def test_a_layer_without_any_criterion_is_told_what_it_lacks(run, memory_layer):
    units = memory_layer("Polygon", "name:string", [(SQUARES[0][0], {"name": "x"})])
    with pytest.raises(QgsProcessingException, match="has none of the fields crime_load, exposed_population"):
        run("workloadindex", {"UNITS": units, "OUTPUT": "memory:"})
