"""An evaluation is registered with its initiative, a threat assessment with its area, once for each edition."""

import pytest
from qgis.core import QgsProcessingException

AREA = "POLYGON((721200 6170200,721600 6170200,721600 6170600,721200 6170600,721200 6170200))"


@pytest.fixture
def evaluate(run, worked, place, memory_layer, tmp_path):
    def evaluate(after, **more):
        rows = [(None, {"before": 85, "after": after})]
        table = memory_layer("None", "before:integer,after:integer", rows, name="counts")
        days = {"BEFORE_START": "2025-01-01", "BEFORE_END": "2025-12-31", "AFTER_START": "2026-01-01", "AFTER_END": "2026-06-30"}  # fmt: skip
        parameters = {"COUNTS": table, **days, "OUTPUT": "memory:", "DATABASE": place, "TITLE": "Half a year after"}
        parameters["REPORT"] = str(tmp_path / "evaluation.html")
        return run("evaluateinitiative", parameters | {"INITIATIVE": "light in the PARK"} | more)

    return evaluate


def registered(database, table, columns):
    query = database.dialect.compose("SELECT * FROM {table!p} ORDER BY id", table=table)
    return database.rows(query, *columns.split())


def test_an_evaluation_belongs_to_its_initiative_and_replaces_itself(evaluate, worked, tmp_path):
    columns = "initiative title edition finding before_start after_end report"
    before = registered(worked, "evaluation", columns)
    report = str(tmp_path / "evaluation.html")
    evaluate(9)
    new = [1, "Half a year after", "2020-1", "fell", "2025-01-01", "2026-06-30", report]
    assert registered(worked, "evaluation", columns) == [*before, new]
    evaluate(80)
    new[3] = "rose"
    assert registered(worked, "evaluation", columns) == [*before, new]
    evaluate(80, EDITION="2026-2")
    assert registered(worked, "evaluation", columns) == [*before, new, [*new[:2], "2026-2", *new[3:]]]
    assert registered(worked, "evaluation", "outcome")[-1][0].startswith("Crime rose")


def test_an_unknown_initiative_is_refused_with_those_there_are_and_leaves_no_report(evaluate, worked, tmp_path):
    with pytest.raises(QgsProcessingException, match="no initiative “Nowhere”.*Light in the park"):
        evaluate(9, INITIATIVE="Nowhere")
    assert not (tmp_path / "evaluation.html").exists()
    with pytest.raises(QgsProcessingException, match="Name the initiative"):
        evaluate(9, INITIATIVE="")


def test_threat_levels_are_registered_with_their_areas(run, worked, place, memory_layer, feedback, tmp_path):
    areas = memory_layer("Polygon", "name:string", [(AREA, {"name": "Harbour estate"}), (AREA, {"name": "Unknown"})])
    rows = [("POINT(721300 6170300)", {"from_time": "2026-04-05T10:00:00", "type": "theft"})] * 12
    incidents = memory_layer("Point", "from_time:string,type:string", rows)
    parameters = {"EXPOSED_AREAS": areas, "INCIDENTS": incidents, "QUARTER": "2026-Q2", "OUTPUT": "memory:"}
    parameters |= {"DATABASE": place, "PDF": str(tmp_path / "threat.pdf")}
    for _ in range(2):
        run("threatassessment", parameters)
    columns = "exposed_area title quarter edition report"
    found = registered(worked, "threat_assessment", columns)[2:]
    assert found == [[1, "Threat assessment 2026-Q2", "2026-Q2", "2020-1", str(tmp_path / "threat.pdf")]]
    assert any("Unknown" in warning for warning in feedback.warnings)


def test_a_report_in_a_temporary_place_is_not_pointed_at(evaluate, worked):
    evaluate(9, REPORT="TEMPORARY_OUTPUT")
    assert registered(worked, "evaluation", "report")[-1] == [None]
