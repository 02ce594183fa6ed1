"""Editing a plan: the live tally, the locks, and what a push moves, on small drawn grids."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.editing.changes import effect, pending, proposal, push, renamed, sectors_meeting
from sector_planner.core.editing.explanation import explain
from sector_planner.core.editing.findings import Limits, findings
from sector_planner.core.editing.locks import Locks, allowed_moves, with_groups
from sector_planner.core.editing.totals import UNASSIGNED, SectorTotals, StaffingRules, staff_sectors
from sector_planner.core.editing.units import MEASURES, plan_units
from sector_planner.core.plan.succession import UnitWeights

SIDE = 6


def two_districts(rows=SIDE, columns=SIDE, **values):
    """Return cells of 100 m, row by row from the south-west, of two districts."""
    x, y = np.meshgrid(np.arange(columns) * 100.0, np.arange(rows) * 100.0)
    cells = shapely.box(x.ravel(), y.ravel(), x.ravel() + 100, y.ravel() + 100)
    rng = np.random.default_rng(3)
    known = {name: rng.integers(0, 50, rows * columns).astype(float) for name in ("workload", "residents", "incidents")}
    district = ["West" if left < columns * 50 else "East" for left in x.ravel()]
    return plan_units(tuple(f"u{i}" for i in range(rows * columns)), cells, known | values, district)


UNITS = two_districts()


def drawn(text):
    """Return the tally of a plan drawn as letters, north at the top; “.” is unassigned."""
    rows = [row.split() for row in text.strip().splitlines()][::-1]
    letters = [letter for row in rows for letter in row]
    sectors = sorted(set(letters) - {"."})
    codes = np.array([sectors.index(letter) if letter != "." else UNASSIGNED for letter in letters], dtype=np.int64)
    return SectorTotals(two_districts(len(rows), len(rows[0])), sectors, codes)


def outline(units, codes, sector):
    return shapely.union_all(units.geometry[codes == sector])


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sets(st.integers(0, SIDE**2 - 1), max_size=9), st.integers(-1, 3)), max_size=8))
def test_a_tally_kept_up_equals_one_summed_afresh(gestures):
    codes = np.array([(i % SIDE) // 2 for i in range(SIDE**2)], dtype=np.int64)
    totals = SectorTotals(UNITS, "ABCD", codes)
    for positions, target in gestures:
        totals.move(np.array(sorted(positions), dtype=np.intp), np.full(len(positions), target, dtype=np.int64))
    fresh = SectorTotals(UNITS, "ABCD", totals.labels.copy())
    for name in MEASURES:
        assert totals.measure(name) == pytest.approx(fresh.measure(name))
        assert totals.unassigned(name) == pytest.approx(fresh.unassigned(name))
    assert totals.perimeter_m() == pytest.approx(fresh.perimeter_m())
    assert (totals.parts() == fresh.parts()).all()
    for sector in range(4):
        shape = outline(UNITS, totals.labels, sector)
        assert totals.perimeter_m()[sector] == pytest.approx(shape.length)
        assert totals.measure("area_m2")[sector] == pytest.approx(shape.area)
        assert totals.district(sector) == fresh.district(sector)


def test_shape_and_parts_of_a_drawn_plan():
    totals = drawn("A A B\nA B B\nB B A")
    assert totals.parts().tolist() == [2, 1]
    assert totals.polsby_popper()[0] == pytest.approx(4 * np.pi * 40_000 / 1_200**2)
    assert [part.tolist() for part in totals.parts_of(0)] == [[3, 6, 7], [2]]


def test_moving_tells_which_sectors_were_touched_and_moving_nowhere_touches_none():
    totals = drawn("A A B\nA C B\nC C B")
    assert totals.move(np.array([4]), np.array([0], dtype=np.int64)).tolist() == [0, 2]
    assert totals.move(np.array([4]), np.array([0], dtype=np.int64)).tolist() == []


def test_a_new_sector_starts_empty_and_takes_units():
    totals = drawn("A A\nA .")
    number = totals.add_sector("B")
    assert np.isnan(totals.polsby_popper()[number])
    totals.move(np.array([1]), np.array([number], dtype=np.int64))
    assert totals.measure("units").tolist() == [3, 1]
    assert totals.unassigned() == 0


def test_what_if_changes_nothing_and_agrees_with_the_move():
    totals = drawn("A A B\nA B B\nB B A")
    before = totals.measure("workload").copy()
    expected = totals.what_if(np.array([6, 7]), 1, "workload")
    assert (totals.measure("workload") == before).all()
    totals.move(np.array([6, 7]), np.array([1, 1], dtype=np.int64))
    assert totals.measure("workload") == pytest.approx(expected)


def test_missing_values_count_as_zero():
    units = two_districts(2, 2, workload=np.array([1.0, np.nan, 2.0, 3.0]))
    assert SectorTotals(units, "A", np.zeros(4, dtype=np.int64)).measure("workload").tolist() == [6.0]


def judged(totals, rules, positions, target):
    check = allowed_moves(rules, totals, np.array(positions), np.full(len(positions), target, dtype=np.int64))
    return check.positions.tolist(), check.refusals


def test_locked_units_and_sectors_refuse_with_the_reason():
    totals = drawn("A A B\nA C B\nC C B")
    positions, refusals = judged(totals, Locks(units=frozenset({"u4"})), [0, 4], 0)
    assert positions == [0]
    assert refusals == ("Unit u4 is locked. Unlock it to move it.",)
    for rules in (Locks(sectors=frozenset("A")), Locks(sectors=frozenset("C"))):
        positions, refusals = judged(totals, rules, [0, 4], 0)
        assert positions == []
        assert len(refusals) == 1
        assert "locked" in refusals[0]


def test_a_unit_already_in_its_target_is_no_refusal():
    assert judged(drawn("A A\nB B"), Locks(units=frozenset({"u0"})), [0], 1) == ([], ())


def test_a_group_moves_whole_or_not_at_all():
    totals = drawn("A A B\nA C B\nC C B")
    rules = Locks(together=(frozenset({"u0", "u1"}),))
    assert with_groups(rules, totals.units.unit_ids, np.array([0])).tolist() == [0, 1]
    assert judged(totals, rules, [0, 1], 0) == ([0, 1], ())
    positions, refusals = judged(totals, rules, [0], 0)
    assert positions == []
    assert "together" in refusals[0]


def test_a_locked_member_holds_its_whole_group():
    totals = drawn("A A B\nA C B\nC C B")
    rules = Locks(units=frozenset({"u1"}), together=(frozenset({"u0", "u1"}),))
    positions, refusals = judged(totals, rules, [0, 1, 4], 0)
    assert positions == [4]
    assert len(refusals) == 2


def test_units_kept_apart_never_meet():
    totals = drawn("A A B\nA C B\nC C B")
    rules = Locks(apart=(frozenset({"u0", "u3"}),))
    positions, refusals = judged(totals, rules, [0, 4], 0)
    assert positions == [4]
    assert "never share" in refusals[0]


def test_a_push_takes_what_lies_between_start_and_end():
    totals = drawn("A A B B\nA A B B\nA A B B\nA A B B")
    pair = sectors_meeting(totals, (195.0, 250.0), 20.0)
    assert pair == (0, 1)
    eastward = push(totals, pair, (200.0, 250.0), (295.0, 250.0))
    assert (eastward.giver, eastward.taker, eastward.positions.tolist()) == (1, 0, [10])
    westward = push(totals, pair, (200.0, 250.0), (90.0, 250.0))
    assert westward.giver == 0
    assert {8, 9} <= set(westward.positions.tolist())


def test_a_push_never_takes_the_last_unit_and_ends_inside_the_pair():
    totals = drawn("A B\nA C")
    assert len(push(totals, (0, 1), (100.0, 150.0), (195.0, 150.0)).positions) == 0
    assert push(totals, (0, 1), (100.0, 150.0), (150.0, 50.0)) is None
    assert sectors_meeting(totals, (10.0, 150.0), 20.0) is None


def overview(totals, staffing_rules, tolerance=10.0, parts=None):
    staffing = staff_sectors(totals, staffing_rules)
    return staffing, [
        (f.rule, f.message) for f in findings(totals, staffing, staffing_rules, Limits(tolerance, parts or {}))
    ]


def even(text):
    """Return a drawn plan of one district in which every unit has load 1."""
    totals = drawn(text)
    totals.units.measures[:, MEASURES.index("workload")] = 1.0
    units = replace(totals.units, district=np.full(len(totals.labels), -1, dtype=np.int64), districts=())
    return SectorTotals(units, totals.sector_ids, totals.labels)


def test_officers_follow_the_load_and_never_fall_below_the_floor():
    totals = even("A A B\nA A B\nA A B")
    staffing = staff_sectors(totals, StaffingRules(total=9))
    assert staffing.officers.tolist() == [6, 3]
    assert staffing.deviation == pytest.approx([0, 0])
    assert staff_sectors(totals, StaffingRules(total=9, given={"A": 3, "B": 6})).officers.tolist() == [3, 6]
    assert staff_sectors(totals, StaffingRules()).deviation == pytest.approx([100 / 3, -100 / 3])
    shared = StaffingRules(total=9, shared={"A": (6.0, 4), "B": (3.0, 5)})
    assert staff_sectors(totals, shared).officers.tolist() == [4, 5]
    assert staff_sectors(totals, StaffingRules(total=9), np.array([0.0, 9.0])).officers.tolist() == [2, 7]


def test_a_sector_is_held_against_the_mean_of_its_own_district():
    totals = even("A A A C\nB B B D")
    units = replace(
        totals.units, district=np.array([0, 0, 0, 1, 0, 0, 0, 1], dtype=np.int64), districts=("East", "West")
    )
    deviation = staff_sectors(SectorTotals(units, totals.sector_ids, totals.labels), StaffingRules()).deviation
    assert deviation == pytest.approx([0, 0, 0, 0])
    crossing = replace(units, district=np.array([0, 0, 0, 1, 0, 0, 1, 1], dtype=np.int64))
    deviation = staff_sectors(SectorTotals(crossing, totals.sector_ids, totals.labels), StaffingRules()).deviation
    assert deviation == pytest.approx([0, 0, 0, 0])
    nowhere = replace(units, district=np.full(8, -1, dtype=np.int64), districts=())
    deviation = staff_sectors(SectorTotals(nowhere, totals.sector_ids, totals.labels), StaffingRules()).deviation
    assert deviation == pytest.approx([50, 50, -50, -50])


def test_a_plan_without_load_has_no_deviation():
    totals = even("A B\nA B")
    staffing = staff_sectors(totals, StaffingRules(total=4), np.zeros(2))
    assert np.isnan(staffing.deviation).all()


def test_findings_name_what_is_wrong():
    totals = even("A A A .\nA B A C\nA A A C\nC C C A")
    _, found = overview(totals, StaffingRules(total=16, given={"A": 9, "B": 1, "C": 6}))
    assert [rule for rule, _ in found] == ["unassigned", "detached part", "detached part", "enclave", "too few officers", "outside tolerance"]  # fmt: skip
    assert "B lies wholly inside sector A" in found[3][1]
    assert "1 units have no sector" in found[0][1]


def test_parts_that_are_expected_are_no_finding():
    totals = even("A B A\nA B A\nA B B")
    assert [rule for rule, _ in overview(totals, StaffingRules(), 90)[1]] == ["detached part"]
    assert overview(totals, StaffingRules(), 90, {"A": 2})[1] == []


def test_a_balanced_connected_plan_has_no_findings():
    assert overview(even("A A B B\nA A B B"), StaffingRules(total=8))[1] == []


def test_pending_counts_residents_who_change_officer():
    totals = even("A A B B\nA A B B\nA A B B\nA A B .")
    origin, before = totals.labels.copy(), staff_sectors(totals, StaffingRules(total=15))
    totals.move(np.array([2, 6, 3]), np.array([0, 0, 1], dtype=np.int64))
    changes = pending(totals, origin, before, staff_sectors(totals, StaffingRules(total=15)))
    residents = totals.units.measures[:, MEASURES.index("residents")]
    assert changes.positions.tolist() == [2, 3, 6]
    assert changes.residents_moved == residents[[2, 6]].sum()
    assert changes.gained.tolist() == [residents[[2, 6]].sum(), residents[3]]
    assert changes.lost.tolist() == [0, residents[[2, 6]].sum()]
    assert changes.officers.sum() == 0


def test_proposed_labels_are_named_so_that_most_residents_stay():
    current = np.array([0, 0, 0, 1, 1, 2, -1], dtype=np.int64)
    labels = np.array([1, 1, 2, 0, 0, 2, 1])
    weight = np.array([5.0, 5, 1, 4, 4, 3, 2])
    weights = UnitWeights(weight, np.ones(7), np.full(7, -1))
    assert renamed(current, labels, weights).tolist() == [0, 0, 2, 1, 1, 2, 0]


def test_the_effect_of_a_proposal_is_told_without_changing_the_plan():
    totals = even("A B B\nA B B\nA B B")
    proposed = proposal(totals, np.array([1, 4, 0]), np.array([0, 0, -1], dtype=np.int64))
    assert proposed.positions.tolist() == [1, 4]
    before = totals.labels.copy()
    what = effect(totals, proposed, StaffingRules())
    assert (totals.labels == before).all()
    assert (what.border_before_m, what.cost.border_m) == (300, 100)
    assert what.cost.connected
    residents = totals.units.measures[:, MEASURES.index("residents")]
    assert what.cost.residents == residents[[1, 4]].sum()
    assert what.residents_after[0] == residents[[0, 3, 6, 1, 4]].sum()
    assert proposed.of(np.array([4, 8])).positions.tolist() == [4]


@pytest.mark.parametrize(
    ("plan", "origin_of", "rules", "reason"),
    [
        ("A A B B\nA A B B", (1, 1), Locks(), "load is more even so"),
        ("A A B B\nA A B B", (1, 1), Locks(together=(frozenset({"u0", "u1"}),)), "it stays together with u0"),
        ("A A A\nA A B\nA A A", (4, 1), Locks(), "the border is shorter so"),
        ("A A A A A\nB B A B B", (2, 1), Locks(), "the analyst chose so"),
    ],
)
def test_a_moved_unit_is_explained_in_one_sentence(plan, origin_of, rules, reason):
    totals = even(plan)
    position, then = origin_of
    if "shorter" in reason:
        totals.units.measures[position, MEASURES.index("workload")] = 0.0
        totals = SectorTotals(totals.units, totals.sector_ids, totals.labels)
    origin = totals.labels.copy()
    origin[position] = then
    text = explain(totals, rules, StaffingRules(), position, origin)
    assert text.startswith(f"Unit u{position} went from sector B to sector A: ")
    assert reason in text
    assert "Keeping it in sector B would let" in text


def test_a_unit_that_stayed_or_was_new_is_explained_too():
    totals = even("A A\nB B")
    assert explain(totals, Locks(), StaffingRules(), 0, totals.labels) == "Unit u0 has not moved."
    origin = np.full(4, -1, dtype=np.int64)
    assert explain(totals, Locks(), StaffingRules(), 0, origin) == "Unit u0 had no sector; now it belongs to sector B."


def test_a_unit_without_geometry_has_no_inner_point():
    units = plan_units(("a", "b"), np.array([shapely.box(0, 0, 2, 2), None]), {})
    assert units.inner_point[0].tolist() == [1, 1]
    assert np.isnan(units.inner_point[1]).all()
