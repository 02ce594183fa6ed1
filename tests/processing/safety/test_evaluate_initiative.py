import json

import numpy as np
import pytest
from builders.wkt import box_wkt
from qgis.core import QgsProcessingException

PERIODS = {
    "BEFORE_START": "2020-01-01",
    "BEFORE_END": "2020-12-31",
    "AFTER_START": "2021-01-01",
    "AFTER_END": "2021-12-31",
}


def area(memory_layer, name, *bounds):
    return memory_layer("Polygon", "name:string(20)", [(box_wkt(*bounds), {"name": name})], name=name)


@pytest.fixture
def target(memory_layer):
    return area(memory_layer, "target", 0, 0, 100, 100)


@pytest.fixture
def comparison(memory_layer):
    return area(memory_layer, "comparison", 2000, 0, 2200, 100)


@pytest.fixture
def incidents(memory_layer):
    """200 → 90 in the target, 150 → 160 in the comparison, all burglaries; one theft in four in addition in the target."""
    random = np.random.default_rng(2)
    rows = []
    for west, width, year, count in (
        (0, 100, 2020, 200),
        (0, 100, 2021, 90),
        (2000, 200, 2020, 150),
        (2000, 200, 2021, 160),
    ):
        for number in range(count):
            day = np.datetime64(f"{year}-01-01") + int(random.integers(0, 365))
            place = f"POINT({west + 1 + random.random() * (width - 2)} {1 + 98 * random.random()})"
            rows.append((place, {"from_time": f"{day}T12:00:00", "type": "burglary", "harm": 5.0}))
            if number % 4 == 0:
                rows.append((place, {"from_time": f"{day}T12:00:00", "type": "theft", "harm": 1.0}))
    return memory_layer("Point", "from_time:datetime,type:string(20),harm:double", rows, name="incidents")


def measures(layer):
    return {feature["measure"]: feature for feature in layer.getFeatures()}


def test_incidents_in_areas_and_periods_become_measures_verdict_and_report(
    run, incidents, target, comparison, tmp_path
):
    report = tmp_path / "evaluation.html"
    results = run(
        "evaluateinitiative",
        {
            "INCIDENTS": incidents,
            "TARGET": target,
            "COMPARISON": comparison,
            **PERIODS,
            "MEASURE": "\"type\" = 'burglary'",
            "HARM_FIELD": "harm",
            "TITLE": "Operation Quiet Night",
            "OUTPUT": "memory:",
            "AREAS": "memory:",
            "REPORT": str(report),
        },
    )
    assert results["FINDING"] == "fell_more"
    assert "Kriminaliteten faldt mere" in results["VERDICT_DA"]
    found = measures(results["OUTPUT"])
    assert (found["target_before"]["estimate"], found["target_after"]["estimate"]) == (200, 90)
    assert results["ODDS_RATIO"] == pytest.approx(200 * 160 / (90 * 150))
    assert found["harm_weighted_difference"]["estimate"] == pytest.approx(5 * results["DIFFERENCE"])
    counts = {feature["role"]: (feature["before"], feature["after"]) for feature in results["AREAS"].getFeatures()}
    assert counts["comparison"] == (150, 160)
    assert counts["displacement"] == (0, 0)
    page = report.read_text(encoding="utf-8")
    for words in ("Operation Quiet Night", "Month by month", "exact test", "What this cannot say", "incidents ("):
        assert words in page


def test_counts_from_a_table_give_the_published_answer(run, memory_layer):
    rows = [
        (None, {"role": role, "before": before, "after": after})
        for role, before, after in (
            ("Control", 308, 318),
            ("target", 207, 110),
            ("displacement_comparison", 150, 140),
            ("displacement", 178, 157),
        )
    ]
    table = memory_layer("None", "role:string(30),before:integer,after:integer", rows, name="counts")
    results = run("evaluateinitiative", {"COUNTS": table, "OUTPUT": "memory:"})
    found = measures(results["OUTPUT"])["weighted_displacement_difference"]
    assert found["estimate"] == -118
    assert (found["low"], found["high"]) == pytest.approx((-195.61, -40.39), abs=0.005)


def test_koege_as_a_table_with_its_periods(run, memory_layer):
    table = memory_layer("None", "before:integer,after:integer", [(None, {"before": 85, "after": 9})], name="koege")
    days = dict(zip(PERIODS, ("2016-01-01", "2018-01-31", "2018-02-01", "2018-09-30"), strict=True))
    results = run("evaluateinitiative", {"COUNTS": table, **days, "OUTPUT": "memory:"})
    assert results["PERCENT_CHANGE"] == pytest.approx(-66.7, abs=0.05)
    assert "−89% in number" in results["VERDICT"]
    assert "different months of the year" in results["VERDICT"]
    assert results["FINDING"] == "fell"


def test_percentages_without_counts_are_answered_with_what_is_needed(run, memory_layer, tmp_path):
    rows = [(None, {"name": "Tingbjerg", "percent": -56}), (None, {"name": "Brønshøj-Husum", "percent": -20})]
    table = memory_layer("None", "name:string(30),percent:double", rows, name="campaign")
    report = tmp_path / "campaign.html"
    results = run("evaluateinitiative", {"COUNTS": table, "OUTPUT": "memory:", "REPORT": str(report)})
    assert results["FINDING"] == "no_counts"
    needed = {feature["measure"]: feature["incidents_needed"] for feature in results["OUTPUT"].getFeatures()}
    assert needed == {"Tingbjerg": 39, "Brønshøj-Husum": 363}
    assert "Percentages alone cannot be judged" in report.read_text(encoding="utf-8")


def test_comparison_areas_are_suggested(run, incidents, target, comparison, memory_layer, tmp_path):
    rows = [
        (box_wkt(2000, 0, 2200, 100), {"name": "Like it"}),
        (box_wkt(100, 0, 200, 100), {"name": "Next door"}),
        (box_wkt(9000, 0, 9100, 100), {"name": "Empty"}),
    ]
    report = tmp_path / "evaluation.html"
    candidates = memory_layer("Polygon", "name:string(20)", rows, name="candidates")
    settings = {"INCIDENTS": incidents, "TARGET": target, "CANDIDATES": candidates, **PERIODS}
    results = run(
        "evaluateinitiative", {**settings, "OUTPUT": "memory:", "SUGGESTIONS": "memory:", "REPORT": str(report)}
    )
    (found,) = results["SUGGESTIONS"].getFeatures()
    assert (found["name"], found.geometry().area()) == ("Like it", 20000)
    assert 0 < found["likeness"] < 100
    page = report.read_text(encoding="utf-8")
    assert "<td>Like it</td>" in page
    assert "Next door" not in page


def test_a_plan_is_registered_and_the_later_run_held_against_it(
    run, incidents, target, comparison, memory_layer, tmp_path
):
    plan, page, report = tmp_path / "plan.json", tmp_path / "plan.html", tmp_path / "evaluation.html"
    areas = {"INCIDENTS": incidents, "TARGET": target, "COMPARISON": comparison, **PERIODS}
    results = run("planevaluation", {**areas, "TITLE": "Quiet Night", "REGISTRATION": str(plan), "REPORT": str(page)})
    assert results["INCIDENTS_BEFORE"] == 250
    assert 20 < results["SMALLEST_DROP"] < 45
    assert json.loads(plan.read_text(encoding="utf-8"))["incidents_before"] == 250
    assert "four times out of five" in page.read_text(encoding="utf-8")

    later = {**areas, "REGISTRATION": str(plan), "OUTPUT": "memory:", "REPORT": str(report)}
    run("evaluateinitiative", later)
    assert "are as registered" in report.read_text(encoding="utf-8")
    run("evaluateinitiative", {**later, "AFTER_END": "2021-11-30", "MEASURE": "\"type\" = 'burglary'"})
    text = report.read_text(encoding="utf-8")
    assert "The run differs from the plan" in text
    assert "30 Nov 2021" in text
    smaller = area(memory_layer, "smaller", 0, 0, 100, 60)
    run("evaluateinitiative", {**later, "TARGET": smaller})
    assert "60 % in common" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"AFTER_START": "2020-12-01"}, "periods overlap"),
        ({"AFTER_END": None}, "all four days"),
        ({"TARGET": None}, "incidents and a target area, or a table"),
        ({"MEASURE": '"kind" = 1'}, "cannot be used.*no field kind"),
        ({"MEASURE": '"type" = '}, "cannot be used"),
        ({"FROM_FIELD": "type", "TO_FIELD": ""}, "field “type”: .* values are not dates"),
    ],
)
def test_what_cannot_be_evaluated_is_refused(run, incidents, target, comparison, change, message):
    settings = {"INCIDENTS": incidents, "TARGET": target, "COMPARISON": comparison, **PERIODS, "OUTPUT": "memory:"}
    with pytest.raises(QgsProcessingException, match=message):
        run("evaluateinitiative", {**settings, **change})


def test_target_and_comparison_that_overlap_are_refused(run, incidents, target, memory_layer):
    settings = {"INCIDENTS": incidents, "TARGET": target, **PERIODS, "OUTPUT": "memory:"}
    with pytest.raises(QgsProcessingException, match="overlap on 5000 m²"):
        run("evaluateinitiative", {**settings, "COMPARISON": area(memory_layer, "c", 50, 0, 300, 100)})


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"role": "target", "before": -1, "after": 2}, "feature 1, field “before”: -1"),
        ({"role": "target", "before": 1, "after": None}, "a count is missing"),
        ({"role": "somewhere", "before": 1, "after": 2}, "“somewhere” is no role"),
        ({"role": "comparison", "before": 1, "after": 2}, "no row with the role"),
    ],
)
def test_tables_that_cannot_be_used_are_refused(run, memory_layer, row, message):
    table = memory_layer("None", "role:string(30),before:integer,after:integer", [(None, row)], name="counts")
    with pytest.raises(QgsProcessingException, match=message):
        run("evaluateinitiative", {"COUNTS": table, "OUTPUT": "memory:"})


def test_a_file_that_is_no_registration_is_refused(run, incidents, target, tmp_path):
    wrong = tmp_path / "plan.json"
    wrong.write_text("{}", encoding="utf-8")
    settings = {"INCIDENTS": incidents, "TARGET": target, **PERIODS, "REGISTRATION": str(wrong), "OUTPUT": "memory:"}
    with pytest.raises(QgsProcessingException, match="no registration"):
        run("evaluateinitiative", settings)
