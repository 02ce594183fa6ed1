"""What a few officers more or less, or one sector more or less, would do to the load per officer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..plan.sectors import deviation_station
from .allocation import allocate, load_per_officer
from .settings import ManningSettings

SPREAD = 5


@dataclass(frozen=True)
class CurvePoint:
    """The best manning of `sectors` with `officers`; the figures are NaN where the floor cannot be kept.

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


def officer_curve(load: NDArray[np.float64], settings: ManningSettings) -> list[CurvePoint]:
    """Return the best manning with up to SPREAD officers fewer and more than there are."""
    around = range(max(1, settings.officers - SPREAD), settings.officers + SPREAD + 1)
    return [_point(load, replace(settings, officers=officers)) for officers in around]


def fewer_sectors(
    load: NDArray[np.float64], neighbours: Sequence[tuple[int, int]], settings: ManningSettings
) -> tuple[tuple[int, int], CurvePoint] | None:
    """Return the two neighbours with the least load together, and the best manning with the two made one."""
    if not neighbours:
        return None
    first, second = min(neighbours, key=lambda pair: (load[pair[0]] + load[pair[1]], pair))
    joined = np.delete(load, second)
    joined[first if first < second else first - 1] += load[second]
    return (first, second), _point(joined, settings)


def more_sectors(load: NDArray[np.float64], settings: ManningSettings) -> tuple[int, CurvePoint]:
    """Return the sector with the greatest load, and the best manning with it cut into equal halves."""
    heaviest = int(np.argmax(load))
    halves = load.copy()
    halves[heaviest] /= 2
    return heaviest, _point(np.append(halves, halves[heaviest]), settings)


def _point(load: NDArray[np.float64], settings: ManningSettings) -> CurvePoint:
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
