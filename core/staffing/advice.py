"""Advice on staffing: whom to move between sectors, and what a few officers or one sector more or less would do.

Today's staffing is changed one officer at a time, and only where the load per officer differs by more than a threshold,
so that no officer moves because of noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.i18n import translate
from ..plan.sectors import deviation_station
from .allocation import Claims, allocate, load_per_officer
from .settings import StaffingSettings

SPREAD = 5


@dataclass(frozen=True)
class Move:
    """Officers who should change place: from sector `giver` (None: newly come) to `taker` (None: leave)."""

    giver: int | None
    taker: int | None
    count: int


@dataclass(frozen=True)
class Advice:
    """The staffing to aim at, (k,) whole officers, and the moves that lead to it from today's."""

    officers: NDArray[np.int64]
    moves: tuple[Move, ...]


def advise(load: NDArray[np.float64], current: NDArray[np.float64], settings: StaffingSettings) -> Advice:
    """Return today's staffing, changed one officer at a time where it matters.

    First newcomers and leavers are placed and every sector is brought to the floor. Then an officer goes from the
    weakest claim to the strongest, as long as the rule of apportionment calls the result better and one of the two
    sectors is more than the threshold away from the station's mean load per officer: officers are shared out
    over the whole station, whatever its districts. With a threshold of 0 this ends at a staffing as good as
    `allocate` gives.

    Args:
        load: (k,) workload of each sector.
        current: (k,) officers there today, whole numbers.
        settings: officers in all, floor, rule and threshold (percent).

    Raises:
        InputError: a load or a present number is missing, negative or not whole.
        InfeasibleError: officers < minimum × sectors.

    """
    _check_whole(current)
    plan = _Plan(load, current, settings)
    plan.place_newcomers()
    plan.place_leavers()
    plan.fill_to_floor()
    plan.even_out()
    return Advice(np.array(plan.given, dtype=np.int64), plan.moves())


class _Plan:
    def __init__(self, load: NDArray[np.float64], current: NDArray[np.float64], settings: StaffingSettings) -> None:
        self.given = [int(number) for number in current]
        self.claims = Claims(load, settings.officers, settings.minimum, settings.method)
        self.load, self.settings = load, settings
        self.steps: list[tuple[int | None, int | None]] = []

    def place_newcomers(self) -> None:
        while sum(self.given) < self.settings.officers:
            self._move(None, self._neediest())

    def place_leavers(self) -> None:
        while sum(self.given) > self.settings.officers:
            self._move(self._best_staffed(), None)

    def fill_to_floor(self) -> None:
        while min(self.given) < self.settings.minimum:
            self._move(self._best_staffed(), self._neediest())

    def even_out(self) -> None:
        while any(number > self.settings.minimum for number in self.given):
            giver, taker = self._best_staffed(), self._neediest()
            better = self.claims.rank(taker, self.given[taker])[:2] < self.claims.rank(giver, self.given[giver] - 1)[:2]
            away = deviation_station(self.load, np.array(self.given))
            matters = away[taker] > self.settings.threshold or away[giver] < -self.settings.threshold
            if not (better and matters):
                return
            self._move(giver, taker)

    def moves(self) -> tuple[Move, ...]:
        counted = {step: self.steps.count(step) for step in self.steps}
        return tuple(Move(giver, taker, count) for (giver, taker), count in counted.items())

    def _neediest(self) -> int:
        """Return the next sector to get an officer: a sector below the floor, else the strongest claim."""
        return min(range(len(self.given)), key=lambda s: (self.given[s] >= self.settings.minimum, self._rank(s)))

    def _rank(self, sector: int) -> tuple[object, ...]:
        return self.claims.rank(sector, self.given[sector])

    def _best_staffed(self) -> int:
        """Return the next sector to give up an officer: the weakest claim to its last officer, above the floor."""
        spare = [sector for sector, number in enumerate(self.given) if number > self.settings.minimum]
        return max(spare, key=lambda sector: self.claims.rank(sector, self.given[sector] - 1))

    def _move(self, giver: int | None, taker: int | None) -> None:
        self.steps.append((giver, taker))
        if giver is not None:
            self.given[giver] -= 1
        if taker is not None:
            self.given[taker] += 1


def _check_whole(current: NDArray[np.float64]) -> None:
    wrong = np.flatnonzero(~np.isfinite(current) | (current < 0) | (current != np.floor(current)))
    if len(wrong):
        message = translate(
            "Core",
            "Sector number {row}: “{value}” is not a present number of officers. Give a whole number; 0 where all "
            "posts are vacant.",
        )
        raise InputError(message.format(row=int(wrong[0]) + 1, value=current[wrong[0]]))


@dataclass(frozen=True)
class CurvePoint:
    """The best staffing of `sectors` with `officers`; the figures are NaN where the floor cannot be kept.

    Attributes:
        officers: in all.
        sectors: number of sectors.
        highest: greatest load per officer.
        lowest: least load per officer.
        largest_deviation_station: greatest distance from the station's mean load per officer, percent.
        given: (sectors,) officers, None where the floor cannot be kept.

    """

    officers: int
    sectors: int
    highest: float
    lowest: float
    largest_deviation_station: float
    given: NDArray[np.int64] | None


def officer_curve(load: NDArray[np.float64], settings: StaffingSettings) -> list[CurvePoint]:
    """Allocate up to SPREAD officers fewer and more than there are by the (k,) load of the sectors."""
    around = range(max(1, settings.officers - SPREAD), settings.officers + SPREAD + 1)
    return [_point(load, replace(settings, officers=officers)) for officers in around]


def fewer_sectors(
    load: NDArray[np.float64], neighbours: Sequence[tuple[int, int]], settings: StaffingSettings
) -> tuple[tuple[int, int], CurvePoint] | None:
    """Merge the two neighbours of least joint `load`, (k,); return their positions and the best staffing then."""
    if not neighbours:
        return None
    first, second = min(neighbours, key=lambda pair: (load[pair[0]] + load[pair[1]], pair))
    joined = np.delete(load, second)
    joined[first if first < second else first - 1] += load[second]
    return (first, second), _point(joined, settings)


def more_sectors(load: NDArray[np.float64], settings: StaffingSettings) -> tuple[int, CurvePoint]:
    """Halve the sector of the greatest `load`, (k,); return its position and the best staffing then."""
    heaviest = int(np.argmax(load))
    halves = load.copy()
    halves[heaviest] /= 2
    return heaviest, _point(np.append(halves, halves[heaviest]), settings)


def _point(load: NDArray[np.float64], settings: StaffingSettings) -> CurvePoint:
    if settings.officers < settings.minimum * len(load):
        return CurvePoint(settings.officers, len(load), np.nan, np.nan, np.nan, None)
    given = allocate(load, settings.officers, settings.minimum, settings.method)
    each, away = load_per_officer(load, given), deviation_station(load, given)
    return CurvePoint(
        settings.officers,
        len(load),
        float(np.nanmax(each)),
        float(np.nanmin(each)),
        float(np.nanmax(np.abs(away))),
        given,
    )
