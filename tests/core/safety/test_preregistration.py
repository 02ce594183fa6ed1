import datetime as dt
import json

import numpy as np
import pytest
import shapely
from sector_planner.core.base.errors import InputError
from sector_planner.core.crime.settings import Period
from sector_planner.core.safety.evaluation.evaluation import DatedIncidents, StudyAreas, evaluate_incidents
from sector_planner.core.safety.evaluation.plan_report import plan_evaluation, plan_report
from sector_planner.core.safety.evaluation.preregistration import deviations, read_registration
from sector_planner.core.safety.evaluation.settings import EvaluationSettings

PERIODS = Period(dt.date(2020, 1, 1), dt.date(2020, 12, 31)), Period(dt.date(2021, 1, 1), dt.date(2021, 6, 30))
TARGET, COMPARISON = shapely.box(0, 0, 100, 100), shapely.box(5000, 0, 5100, 100)


def incidents(count, box=TARGET, year=2020):
    """Incidents spread evenly over the first 360 days of the year, or over fewer where there are fewer."""
    days = np.datetime64(f"{year}-01-01") + np.arange(count) * 7 % (360 if year == 2020 else 180)
    return DatedIncidents(np.full(count, shapely.point_on_surface(box)), days)


def joined(*parts):
    return DatedIncidents(np.concatenate([p.points for p in parts]), np.concatenate([p.days for p in parts]))


def plan(data, study_areas=None, measure=""):
    study_areas = study_areas or StudyAreas(TARGET)
    return plan_evaluation(
        data, study_areas, EvaluationSettings(*PERIODS), "Quiet Night", "2020-12-31", "EPSG:25832", measure
    )


def test_a_registration_survives_its_file():
    made, expected = plan(incidents(200), StudyAreas(TARGET, None))
    assert read_registration(made.to_json()) == made
    assert made.to_json() == plan(incidents(200))[0].to_json()
    assert expected == pytest.approx(200 * 181 / 366)
    assert made.incidents_before == 200


def test_what_happened_after_the_start_is_not_looked_at():
    with_later = joined(incidents(200), incidents(90, year=2021))
    assert plan(with_later)[0] == plan(incidents(200))[0]


def test_a_comparison_costs_some_certainty_and_too_few_promise_nothing():
    alone = plan(incidents(200))[0]
    compared = plan(joined(incidents(200), incidents(150, COMPARISON)), StudyAreas(TARGET, COMPARISON))[0]
    assert alone.smallest_drop < compared.smallest_drop
    few, expected = plan(incidents(3))
    assert few.smallest_drop is None
    said = str(plan_report(few, expected, [], []).sections)
    assert "not even their complete absence" in said
    assert "Without a comparison area" in said


def test_departures_from_the_plan_are_named():
    made = plan(incidents(200))[0]
    later = joined(incidents(210), incidents(80, year=2021))
    run = evaluate_incidents(later, StudyAreas(TARGET, COMPARISON), EvaluationSettings(*PERIODS))
    assert {found.what for found in deviations(made, run, "burglary")} == {
        "Comparison area",
        "Which incidents count",
        "Incidents before",
    }
    same = evaluate_incidents(incidents(200), StudyAreas(TARGET), EvaluationSettings(*PERIODS))
    assert deviations(made, same, "") == []


@pytest.mark.parametrize("text", ["", "[]", "{}", "not json", '{"format": "sector-planner-evaluation-1"}'])
def test_what_is_no_registration_is_refused(text):
    with pytest.raises(InputError, match="no registration"):
        read_registration(text)


@pytest.mark.parametrize(
    ("key", "value"), [("before", ["2020-01-01"]), ("after", ["x", "y"]), ("areas", {"target": "POLYGON"})]
)
def test_a_damaged_registration_is_refused(key, value):
    content = json.loads(plan(incidents(50))[0].to_json())
    content[key] = value
    with pytest.raises(InputError, match="no registration"):
        read_registration(json.dumps(content))
