import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import InputError
from sector_planner.core.crime.aoristic import incidents_by_hour
from sector_planner.core.staffing.allocation import shift_pattern


def week_of(hours):
    """The same (24,) incidents on every weekday, none at the weekend."""
    week = np.zeros((7, 24))
    week[:5] = hours
    return week.ravel()


def test_officers_are_there_when_incidents_are():
    morning, evening = np.zeros(24), np.zeros(24)
    morning[7:15], evening[15:23] = 2.0, 2.0
    morning[22] = evening[8] = 0.01
    early, late = (shift_pattern(week_of(hours), 1.0, 20).counts for hours in (morning, evening))
    assert early[0] > 15
    assert late[2] > 15
    assert early[2] >= 1
    assert late[0] >= 1


def test_even_incidents_get_even_officers_and_the_rest_is_said():
    week = week_of(np.ones(24))
    week[120:] = 1.0
    found = shift_pattern(week, 2.0, 10)
    assert found.counts == (5, 0, 5)
    assert found.present.tolist() == [5] * 16
    assert found.incidents.tolist() == [0.5] * 16
    assert found.outside_percent == pytest.approx(100 / 3)
    assert found.weekend_percent == pytest.approx(200 / 7)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.lists(st.floats(0, 50), min_size=24, max_size=24), st.integers(2, 40))
def test_everybody_has_a_shift_and_every_hour_somebody(hours, officers):
    hours = np.array(hours)
    hours[12] += 1.0
    found = shift_pattern(week_of(hours), 1.0, officers)
    assert sum(found.counts) == officers
    assert found.present.min() >= 1
    assert found.present.sum() == 8 * officers


@pytest.mark.parametrize(
    ("hours", "officers", "message"), [(np.ones(24), 1, "Two officers"), (np.zeros(24), 9, "No incident falls")]
)
def test_what_cannot_be_planned_is_refused(hours, officers, message):
    with pytest.raises(InputError, match=message):
        shift_pattern(week_of(hours), 1.0, officers)


def test_only_incidents_inside_with_a_time_count_and_uncertain_ones_are_spread():
    area = np.array([shapely.box(0, 0, 10, 10)])
    points = shapely.points([[1, 1], [2, 2], [3, 3], [50, 50]])
    monday = np.datetime64("2026-07-06T08:00:00")
    nothing = np.datetime64("NaT", "s")
    start = np.array([monday, monday, nothing, monday], dtype="datetime64[s]")
    end = np.array([monday, monday + np.timedelta64(2, "h"), nothing, monday], dtype="datetime64[s]")
    week, weeks = incidents_by_hour(points, start, end, area)
    assert week[8:10].tolist() == [1.5, 0.5]
    assert week.sum() == 2
    assert weeks == pytest.approx(1 / 7)
    with pytest.raises(InputError, match="readable time"):
        incidents_by_hour(points[2:3], start[2:3], end[2:3], area)
