"""Whole officers to sectors in proportion to their load: apportionment with a floor.

The three rules are those of M. L. Balinski and H. P. Young, *Fair Representation* (2nd ed., 2001). Each gives
officers one at a time to whoever has the strongest claim, starting from the floor; among all whole-number
allocations that respect the floor this makes the smallest

* Σ (officers − quota)² for largest remainder (Hamilton),
* Σ load · (officers/load − total officers/total load)² for Sainte-Laguë (Webster),
* Σ officers · (load/officers − total load/total officers)² for Huntington–Hill,

where quota = total officers · load / total load. Claims are compared as exact fractions, so ties are true ties.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InfeasibleError, InputError, Reason
from ..base.i18n import translate
from .settings import METHODS, Method

Claim = Callable[[Fraction, int, Fraction], tuple[bool, Fraction]]
Rank = tuple[bool, Fraction, Fraction, int]


def allocate(
    load: NDArray[np.float64], officers: int, minimum: int = 2, method: Method = "sainte_lague"
) -> NDArray[np.int64]:
    """Return (k,) whole officers per sector, at least `minimum` each, `officers` in all.

    Ties go to the larger load, then to the sector that comes first.

    Args:
        load: (k,) workload of each sector in any one unit, zero or more.
        officers: number to share out.
        minimum: floor for every sector.
        method: rule of apportionment, one of METHODS.

    Raises:
        InputError: a load is missing or negative, or all are zero.
        InfeasibleError: officers < minimum × sectors.

    """
    claims = Claims(load, officers, minimum, method)
    given = [minimum] * len(load)
    queue = [(claims.rank(sector, minimum), sector) for sector in range(len(load))]
    heapq.heapify(queue)
    for _ in range(officers - minimum * len(load)):
        sector = queue[0][1]
        given[sector] += 1
        heapq.heapreplace(queue, (claims.rank(sector, given[sector]), sector))
    return np.array(given, dtype=np.int64)


class Claims:
    """How strongly each sector claims an officer under a rule of apportionment."""

    def __init__(self, load: NDArray[np.float64], officers: int, minimum: int, method: Method) -> None:
        """Check what `allocate` is given; it says what is raised."""
        self._loads = _exact(load)
        _check_feasible(len(self._loads), officers, minimum)
        self._fair = Fraction(sum(self._loads), officers)
        self._claim = _CLAIMS[method]

    def rank(self, sector: int, given: int) -> Rank:
        """Return a key for the sector's claim to one more than `given` officers; the smallest key comes first."""
        first, claim = self._claim(self._loads[sector], given, self._fair)
        return not first, -claim, -self._loads[sector], sector


def load_per_officer(load: NDArray[np.float64], officers: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return (k,) load per officer, NaN where a sector has no officer."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(officers > 0, load / np.where(officers > 0, officers, 1), np.nan)


def _exact(load: NDArray[np.float64]) -> list[Fraction]:
    values = np.asarray(load, dtype=float)
    wrong = np.flatnonzero(~np.isfinite(values) | (values < 0))
    if len(wrong):
        message = translate("Core", "Sector number {row} has the workload {value}; it must be zero or more.")
        raise InputError(message.format(row=int(wrong[0]) + 1, value=values[wrong[0]]))
    if not values.any():
        raise InputError(translate("Core", "No sector has any workload, so there is nothing to share officers out by."))
    return [Fraction(value) for value in values.tolist()]


def _check_feasible(sectors: int, officers: int, minimum: int) -> None:
    if officers < minimum * sectors:
        message = translate(
            "Core",
            "{officers} officers are too few: {sectors} sectors with at least {minimum} each need {needed}. "
            "Give {missing} more officers, or make fewer sectors.",
        )
        needed = minimum * sectors
        text = message.format(
            officers=officers, sectors=sectors, minimum=minimum, needed=needed, missing=needed - officers
        )
        raise InfeasibleError([Reason(text)])


def _sainte_lague(load: Fraction, given: int, _fair: Fraction) -> tuple[bool, Fraction]:
    return False, load / (2 * given + 1)


def _huntington_hill(load: Fraction, given: int, _fair: Fraction) -> tuple[bool, Fraction]:
    """Return the claim squared, which orders alike; a sector without officers and with a load comes first."""
    return (load > 0, load) if given == 0 else (False, load * load / (given * (given + 1)))


def _largest_remainder(load: Fraction, given: int, fair: Fraction) -> tuple[bool, Fraction]:
    return False, load / fair - given


_CLAIMS: dict[Method, Claim] = dict(zip(METHODS, (_sainte_lague, _huntington_hill, _largest_remainder), strict=True))
