"""A plan after another: numbers that go on, against all matchings, and new ones for new sectors only."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.plan.plan import UNASSIGNED, Plan, matched
from sector_planner.core.plan.succession import UnitWeights, continued, numbered_after

NONE = np.full(8, UNASSIGNED)
LABELS = st.lists(st.integers(-1, 2), min_size=8, max_size=8).map(np.array)
PEOPLE = st.lists(st.sampled_from([0.0, 1.0, 1.5, 7.0]), min_size=8, max_size=8).map(np.array)
AREA = st.lists(st.sampled_from([1.0, 2.0, 1e6]), min_size=8, max_size=8).map(np.array)


def by_letter(text):
    """Return the plan of a text, one letter a unit, a dot for none."""
    ids = sorted(set(text) - {"."})
    return Plan(tuple(ids), np.array([ids.index(one) if one != "." else UNASSIGNED for one in text]))


def all_matchings(rows, columns):
    """Yield every way to give rows columns, each to one at most, -1 for none."""
    wide = [*range(columns), *[UNASSIGNED] * rows]
    return set(permutations(wide, rows))


def kept(match, new, old, people, area, district):
    """Return residents who keep their sector inside a district, all who keep it, and the area kept."""

    def home(labels, sector):
        own = [district[unit] for unit in range(len(labels)) if labels[unit] == sector]
        sizes = {one: sum(a for a, d, at in zip(area, district, labels, strict=True) if at == sector and d == one) for one in own}  # fmt: skip
        return max(sorted(sizes), key=sizes.get, default=None)

    stays = [unit for unit in range(len(new)) if new[unit] >= 0 and old[unit] >= 0 and match[new[unit]] == old[unit]]
    inside = [unit for unit in stays if home(new, new[unit]) == home(old, old[unit])]
    return (sum(people[u] for u in inside), sum(people[u] for u in stays), sum(area[u] for u in stays))


@settings(derandomize=True, deadline=None, max_examples=150)
@given(LABELS, LABELS, PEOPLE, AREA, st.lists(st.integers(0, 1), min_size=8, max_size=8).map(np.array))
def test_most_residents_keep_their_number_in_their_district_then_anywhere_then_most_area(new, old, people, area, district):  # fmt: skip
    weights = UnitWeights(people, area, district)
    found = continued(Plan((0, 1, 2), new), Plan(("a", "b", "c"), old), weights)
    known = found[found >= 0].tolist()
    assert len(set(known)) == len(known)
    best = max(kept(one, new, old, people, area, district) for one in all_matchings(3, 3))
    assert kept(found, new, old, people, area, district) == pytest.approx(best)
    for sector in np.flatnonzero(found >= 0):
        assert ((new == sector) & (old == found[sector])).any()


@settings(derandomize=True, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 10**6))
def test_of_the_greatest_matchings_the_next_weights_decide(rows, columns, seed):
    rng = np.random.default_rng(seed)
    tables = [rng.integers(0, 3, (rows, columns)).astype(float) for _ in range(3)]
    found = matched(*tables)

    def reached(match):
        return [sum(table[row, one] for row, one in enumerate(match) if one >= 0) for table in tables]

    assert reached(found.tolist()) == max(reached(one) for one in all_matchings(rows, columns))


def weights(count, people=None):
    people = np.ones(count) if people is None else np.array(people, dtype=float)
    return UnitWeights(people, np.ones(count), np.full(count, UNASSIGNED))


@pytest.mark.parametrize(
    ("old", "new", "numbers"),
    [
        ([1, 1, 2, 2, 3, 3], "aaabbb", [1, 1, 1, 3, 3, 3]),
        ([1, 1, 1, 1, 1, 2], "aabbbc", [3, 3, 1, 1, 1, 2]),
        ([1, 1, 5, 5, 5, 5], "aabbbc", [1, 1, 5, 5, 5, 6]),
        ([101, 101, 202, 202, 202, 202], "aabbbc", [101, 101, 202, 202, 202, 203]),
    ],
)
def test_a_sector_that_goes_on_keeps_its_number_and_a_number_that_ends_is_not_given_again(old, new, numbers):
    ids = sorted(set(old))
    before = Plan(tuple(ids), np.array([ids.index(one) for one in old]))
    found = numbered_after(by_letter(new), before, weights(6))
    assert np.array(found.sector_ids)[found.labels].tolist() == numbers
    assert list(found.sector_ids) == sorted(found.sector_ids)


def test_the_new_sector_of_a_district_follows_the_numbers_of_that_district():
    before = Plan((101, 102, 201), np.array([0, 0, 0, 1, 2, 2, 2, 2]))
    given_weights = UnitWeights(np.ones(8), np.ones(8), np.array([0, 0, 0, 0, 1, 1, 1, 1]))
    found = numbered_after(by_letter("abbcddde"), before, given_weights)
    assert np.array(found.sector_ids)[found.labels].tolist() == [103, 101, 101, 102, 201, 201, 201, 202]


@pytest.mark.parametrize(("old", "fresh"), [(("N-01", "N-02"), "N-03"), (("Havn", "By"), "1"), (("A9", "A10"), "A11")])
def test_text_ids_go_on_and_a_new_one_continues_their_series(old, fresh):
    before = Plan(old, np.array([0, 0, 0, 1, 1, 1, 1, 1]))
    found = numbered_after(by_letter("aaabbbcc"), before, weights(8))
    assert np.array(found.sector_ids)[found.labels].tolist() == [old[0]] * 3 + [old[1]] * 3 + [fresh] * 2


def test_a_sector_in_nobodys_place_is_new_and_units_without_a_sector_stay_without():
    before = Plan((1, 2), np.array([0, 0, 1, 1, UNASSIGNED, UNASSIGNED]))
    found = numbered_after(by_letter("aa.bcc"), before, weights(6))
    assert found.sector_ids == (1, 2, 3)
    assert found.labels.tolist() == [0, 0, UNASSIGNED, 1, 2, 2]


def test_the_matching_stays_exact_with_a_hundred_sectors_of_equal_residents():
    rng = np.random.default_rng(3)
    old, new = rng.integers(0, 100, 3000), rng.integers(0, 100, 3000)
    area = rng.random(3000)
    plans = Plan(tuple(range(100)), new), Plan(tuple(range(100)), old)
    found = continued(*plans, UnitWeights(np.ones(3000), area, np.full(3000, UNASSIGNED)))
    alone = matched(np.histogram2d(new, old, bins=100)[0])
    stays = (found[new] == old).sum()
    assert stays == (alone[new] == old).sum()
    assert area[found[new] == old].sum() >= area[alone[new] == old].sum() - 1e-9
