import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import InputError
from sector_planner.core.plan.settings import WorkloadWeights
from sector_planner.core.plan.workload import contributions, workload
from sector_planner.core.staffing.advice import Move, advise, fewer_sectors, more_sectors, officer_curve
from sector_planner.core.staffing.allocation import allocate
from sector_planner.core.staffing.settings import METHODS, StaffingSettings

SECTORS = st.lists(st.tuples(st.integers(1, 300), st.integers(0, 9)), min_size=1, max_size=6)


@settings(max_examples=80, derandomize=True, deadline=None)
@given(sectors=SECTORS, minimum=st.integers(1, 2), extra=st.integers(0, 12), method=st.sampled_from(METHODS))
def test_without_a_threshold_the_moves_end_at_the_fair_manning(sectors, minimum, extra, method):
    load, current = (np.array(column, dtype=float) for column in zip(*sectors, strict=True))
    total = max(minimum * len(load) + extra, 1)
    advice = advise(load, current, StaffingSettings(total, minimum, method, 0.0))
    fair = allocate(load, total, minimum, method)
    assert unfairness(load, advice.officers, method) == pytest.approx(unfairness(load, fair, method), abs=1e-9)


def unfairness(load, officers, method):
    """What each rule makes smallest; mannings that differ by a tie have the same."""
    fair = officers.sum() / load.sum()
    if method == "largest_remainder":
        return ((officers - load * fair) ** 2).sum()
    if method == "sainte_lague":
        return (load * (officers / load - fair) ** 2).sum()
    return (officers * (load / officers - 1 / fair) ** 2).sum()


@settings(max_examples=60, derandomize=True, deadline=None)
@given(sectors=SECTORS, extra=st.integers(0, 12), threshold=st.floats(0, 60))
def test_the_moves_add_up_and_nobody_comes_and_goes(sectors, extra, threshold):
    load, current = (np.array(column, dtype=float) for column in zip(*sectors, strict=True))
    advice = advise(load, current, StaffingSettings(2 * len(load) + extra, 2, "sainte_lague", threshold))
    change = np.zeros(len(load), dtype=int)
    for move in advice.moves:
        if move.giver is not None:
            change[move.giver] -= move.count
        if move.taker is not None:
            change[move.taker] += move.count
    assert (current + change == advice.officers).all()
    assert advice.officers.min() >= 2
    if advice.officers.sum() == current.sum() and current.min() >= 2:
        givers, takers = {move.giver for move in advice.moves}, {move.taker for move in advice.moves}
        assert not givers & takers


def test_small_differences_move_nobody():
    load = np.array([104.0, 100.0, 96.0])
    current = np.array([10.0, 10.0, 10.0])
    assert advise(load, current, StaffingSettings(30, threshold=10.0)).moves == ()
    assert advise(load, current, StaffingSettings(30, threshold=0.0)).moves == ()
    assert advise(np.array([130.0, 100.0, 70.0]), current, StaffingSettings(30, threshold=10.0)).moves == (
        Move(2, 0, 3),
    )


@pytest.mark.parametrize("value", [np.nan, -1.0, 2.5])
def test_what_is_no_number_of_officers_is_refused(value):
    with pytest.raises(InputError, match="Sector number 2"):
        advise(np.ones(2), np.array([2.0, value]), StaffingSettings(4))


def test_the_curve_stands_around_today_and_knows_where_the_floor_breaks():
    points = officer_curve(np.array([3.0, 1.0]), StaffingSettings(6))
    assert [point.officers for point in points] == list(range(1, 12))
    assert [point.given is None for point in points] == [True] * 3 + [False] * 8
    assert points[5].given.tolist() == [4, 2]
    assert points[5].highest == 0.75


def test_one_sector_fewer_joins_the_lightest_neighbours_and_one_more_halves_the_heaviest():
    load = np.array([1.0, 5.0, 1.5, 2.0])
    pair, point = fewer_sectors(load, [(0, 1), (1, 2), (2, 3)], StaffingSettings(8))
    assert pair == (2, 3)
    assert point.sectors == 3
    assert fewer_sectors(load, [], StaffingSettings(8)) is None
    heaviest, point = more_sectors(load, StaffingSettings(10))
    assert (heaviest, point.sectors, point.given.tolist()) == (1, 5, [2, 2, 2, 2, 2])


def test_the_criteria_are_read_back_from_the_workload():
    random = np.random.default_rng(3)
    criteria = {name: random.uniform(1, 9, 7) for name in ("crime", "exposed", "population")}
    load = workload(criteria, WorkloadWeights()).workload.to_numpy()
    parts = contributions(load, criteria)
    assert np.allclose(parts.sum(axis=1), load)
    assert parts["crime"].sum() / 1000 == pytest.approx(40 / 90)
    assert contributions(random.uniform(1, 9, 7), criteria) is None
    assert contributions(load, {}) is None


def test_more_officers_than_a_station_has_are_refused_in_words():
    with pytest.raises(InputError, match="2001 officers are more than a station has: 2000 at most"):
        StaffingSettings(officers=2_001)
