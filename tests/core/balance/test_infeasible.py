"""What is refused, against every plan there is: locks, groups, pairs apart and districts together on small boards."""

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations

import numpy as np
import pytest
from builders.instances import board_instance
from builders.plans import all_plans, check_plan
from sector_planner.core.balance import run as job
from sector_planner.core.balance.exact.labelling import can_be_settled
from sector_planner.core.balance.model.settings import BalanceSettings
from sector_planner.core.balance.preparation.district import make_district
from sector_planner.core.balance.preparation.feasibility import require_feasible
from sector_planner.core.balance.runtime.driver import balance
from sector_planner.core.base.errors import InfeasibleError

QUICK = BalanceSettings(effort="quick")
SHAPES = ((3, 3), (4, 2), (2, 3), (6, 1))


@cache
def plans(width, height, sectors):
    """Return (p, n) every division of a board into connected sectors, however these are numbered."""
    found = list(all_plans(board_instance(width, height, 1).graph, sectors))
    first = [tuple(dict.fromkeys(labels.tolist())) for labels in found]
    return np.array([labels for labels, order in zip(found, first, strict=True) if order == tuple(range(sectors))])


def is_possible(instance, width, height):
    """Tell whether any plan honours everything."""
    for values in (instance.lock, instance.group):
        if any(len(set(instance.district[values == one])) > 1 for one in set(values[values >= 0])):
            return False
    return all(_district_is_possible(instance, number, width, height) for number in range(len(instance.districts)))


def _district_is_possible(instance, number, width, height):
    units = np.flatnonzero(instance.district == number)
    divisions = plans(width // len(instance.districts), height, instance.districts[number][1])
    good = np.ones(len(divisions), dtype=bool)
    lock, group = instance.lock[units], instance.group[units]
    for values in (lock, group):
        for one, other in combinations(np.flatnonzero(values >= 0), 2):
            if values[one] == values[other]:
                good &= divisions[:, one] == divisions[:, other]
    for one, other in combinations(np.flatnonzero(lock >= 0), 2):
        if lock[one] != lock[other]:
            good &= divisions[:, one] != divisions[:, other]
    place = {unit: row for row, unit in enumerate(units.tolist())}
    for one, other in instance.cannot_link:
        if one in place and other in place:
            good &= divisions[:, place[one]] != divisions[:, place[other]]
    return bool(good.any())


def drawn(rng, most=5):
    """Return a board with wishes that may contradict each other, and its width and height."""
    width, height = SHAPES[rng.integers(len(SHAPES))]
    n, sectors = width * height, int(rng.integers(2, 4))
    lock, group = np.full(n, -1), np.full(n, -1)
    held = rng.choice(n, rng.integers(0, most), replace=False)
    lock[held] = rng.integers(0, sectors + 1, len(held))
    held = rng.choice(n, rng.integers(0, most), replace=False)
    group[held] = rng.integers(0, 2, len(held))
    pairs = list(combinations(range(n), 2))
    cannot_link = tuple(pairs[row] for row in rng.choice(len(pairs), rng.integers(0, most - 1), replace=False))
    instance = board_instance(
        width, height, sectors, lock=lock, group=group, cannot_link=cannot_link, sector_names=tuple("abcd")
    )
    if width == 4 and rng.random() < 0.5:
        instance = replace(instance, district=np.tile([0, 0, 1, 1], height), districts=(("W", 2), ("E", 1)))
    return instance, width, height


def reasons_of(instance):
    try:
        require_feasible(instance, QUICK)
    except InfeasibleError as error:
        return error.reasons
    return ()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("hardly_any_or_quick")
def test_what_is_refused_is_impossible_and_what_is_impossible_is_refused(seed):
    rng, seen = np.random.default_rng(seed), Counter()
    for _ in range(40):
        instance, width, height = drawn(rng)
        possible = is_possible(instance, width, height)
        seen[possible] += 1
        assert bool(reasons_of(instance)) != possible, instance
        if possible:
            plan = balance(instance, QUICK)
            check_plan(instance, plan)
            assert all(plan.sector[one] != plan.sector[other] for one, other in instance.cannot_link)
    assert min(seen.values()) >= 10, "both must be met"


def test_no_reason_is_told_that_goes_with_another():
    """Whatever all other reasons name is given up: the reason that is left is true by itself."""
    rng, several = np.random.default_rng(5), 0
    for _ in range(250):
        instance, width, height = drawn(rng, most=6)
        reasons = reasons_of(instance)
        if len(reasons) < 2 or not all(reason.unit_ids for reason in reasons) or len(instance.districts) > 1:
            continue
        several += 1
        for reason in reasons:
            others = [other for other in reasons if other is not reason]
            assert not is_possible(without(instance, others), width, height), [one.message for one in reasons]
    assert several >= 5


def without(instance, reasons):
    """Return the instance with every pair, lock or group that these reasons name given up."""
    lock, group, cannot_link = instance.lock.copy(), instance.group.copy(), list(instance.cannot_link)
    for reason in reasons:
        rows = [instance.names.index(unit) for unit in reason.unit_ids]
        if "share a sector" in reason.message:
            cannot_link = [pair for pair in cannot_link if not set(pair) <= set(rows)]
        else:
            lock[rows] = group[rows] = -1
    return replace(instance, lock=lock, group=group, cannot_link=tuple(cannot_link))


def test_the_pairs_named_are_as_few_as_make_it_impossible():
    """Two sectors keep any two pairs of three corners apart, not all three; the fourth pair is no matter."""
    instance = board_instance(3, 3, 2, cannot_link=((0, 2), (1, 7), (2, 8), (0, 8)))
    (reason,) = reasons_of(instance)
    assert "0-0|2-0, 2-0|2-2, 0-0|2-2." in reason.message
    assert reasons_of(replace(instance, cannot_link=((0, 2), (1, 7), (2, 8)))) == ()


def test_groups_that_cross_each_other_may_share_a_sector():
    """Neither lies between the other's units by itself: on a large board too this is no reason to refuse."""
    group = np.full(100, -1)
    group[[4, 94]], group[[40, 49]] = 0, 1
    instance = board_instance(10, 10, 3, group=group)
    assert not can_be_settled(make_district(instance, QUICK, 0, None).problem)
    assert reasons_of(instance) == ()
    locked = replace(instance, lock=np.where(group >= 0, group, -1), sector_names=("a", "b"))
    (reason,) = reasons_of(locked)
    assert set(reason.unit_ids) >= {"4-0", "4-9"} or set(reason.unit_ids) >= {"0-4", "9-4"}


def test_a_pair_that_could_not_be_kept_apart_is_told():
    instance = board_instance(8, 8, 2)
    plan = balance(instance, QUICK)
    one, other = np.flatnonzero(plan.sector == 2)[[0, -1]].tolist()
    asked = replace(instance, cannot_link=((one, other), (0, 63)))
    told = job._shortfalls(asked, replace(QUICK, tolerance=100.0), plan)
    together = [(one, other)] + [(0, 63)] * int(plan.sector[0] == plan.sector[63])
    assert len(told) == len(together)
    assert (
        f"Units {instance.names[one]}, {instance.names[other]} must never share a sector, but both are in sector 2"
        in told[0]
    )
