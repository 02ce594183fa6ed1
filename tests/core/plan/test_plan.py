"""Plans: as they are read from a field, and as they continue others."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.base.text import natural
from sector_planner.core.geo.contiguity import ContiguityGraph
from sector_planner.core.plan.plan import UNASSIGNED, Plan, read_plan, zero_is_none, zero_note

LABELS = st.lists(st.integers(-1, 2), min_size=8, max_size=8).map(np.array)


@settings(derandomize=True, deadline=None)
@given(LABELS, LABELS, st.lists(st.integers(0, 9), min_size=8, max_size=8))
def test_sectors_continue_those_with_which_most_weight_stays_and_none_twice(new, old, weight):
    weight = np.array(weight, dtype=float)
    match = Plan((1, 2, 3), new).matched_to(Plan(("a", "b", "c"), old), weight)
    known = match[match != UNASSIGNED]
    assert len(set(known.tolist())) == len(known)

    def stays(number):
        return weight[(new >= 0) & (old >= 0) & (np.append(number, UNASSIGNED)[new] == old)].sum()

    assert stays(match) == max(stays(np.array(numbers)) for numbers in permutations(range(3)))
    for sector in np.flatnonzero(match != UNASSIGNED):
        assert weight[(new == sector) & (old == match[sector])].sum() > 0


def test_the_parts_of_a_sector_come_by_weight_then_by_units():
    graph = ContiguityGraph.from_pairs(6, np.array([[0, 1], [2, 3], [4, 5]]))
    plan = Plan(("a", "b"), np.array([0, 0, 0, 0, 0, 1]))
    parts = plan.parts(graph, 0, np.array([1.0, 1, 1, 1, 5, 9]))
    assert [part.tolist() for part in parts] == [[4], [0, 1], [2, 3]]
    assert plan.parts(graph, 1, np.ones(6))[0].tolist() == [5]


def units(*ids):
    frame = pd.DataFrame({"sector_id": pd.Series(ids, dtype=object)})
    return FeatureTable("units", np.full(len(ids), None, dtype=object), frame, np.arange(len(ids)))


@pytest.mark.parametrize(
    ("ids", "sectors", "without"),
    [
        ((0, 1, 2), (1, 2), 1),
        ((0.0, 1.0, None), (1,), 2),
        (("0", "1", " "), ("1",), 2),
        (("0", "A", ""), ("0", "A"), 1),
        ((0, 0), (0,), 0),
        ((0, -1), (0, -1), 0),
        (("0", "00"), ("0", "00"), 0),
        ((None, ""), (), 2),
    ],
)
def test_a_sector_0_among_numbers_from_1_on_is_no_sector_and_neither_is_an_empty_text(ids, sectors, without):
    plan = read_plan(units(*ids), "sector_id")
    assert plan.sector_ids == sectors
    assert (plan.labels < 0).sum() == without


def test_a_zero_that_is_read_as_no_sector_is_said():
    text = "field “sector_id”: sector 0 of 2 units is read as no sector. If 0 is a sector, give it another number."
    assert text in zero_note(units(0, 1, 0), "sector_id")
    assert zero_note(units(0, "A"), "sector_id") == ""


@pytest.mark.parametrize("text", ["NULL", "-", "ingen", "N/A"])
def test_a_text_that_programs_write_for_a_missing_value_is_a_sector_of_that_name_and_said(text):
    said = f"field “sector_id”: “{text}” of 2 units is read as the name of a sector"
    assert said in zero_note(units(text, "A", text), "sector_id")
    assert read_plan(units(text, "A", text), "sector_id").sector_ids == tuple(sorted((text, "A"), key=natural))


def test_a_letter_is_the_same_in_one_sign_or_in_letter_and_mark():
    """Names from a Mac come in letter and mark: one district was two that looked alike."""
    assert read_plan(units("Ålborg", "A\u030alborg"), "sector_id").sector_ids == ("Ålborg",)


def test_no_sectors_are_no_numbers():
    assert not zero_is_none([])
