"""What is asked for, as arrays over the planning units: the layers of a run after reading."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..arrays import Floats, Ints, Mask
from ..contiguity import ContiguityGraph


@dataclass(frozen=True)
class Request:
    """Everything the balancing reads.

    Attributes:
        names: (n,) unit ids, for messages.
        geometry: (n,) polygons in metres; None or empty where a unit has none.
        graph: shared borders, and declared links with length 0.
        load: (n,) workload; NaN where it is missing.
        population: (n,) residents, zero or more.
        area: (n,) square metres.
        xy: (n, 2) a point of each unit, in metres.
        district: (n,) district of each unit; -1 where it has none.
        districts: name and number of sectors of each district, in the order of the sectors' numbers.
        sector_names: names of today's sectors and of those that units are locked to.
        current: (n,) today's sector as a position in `sector_names`; -1 where there is none.
        lock: (n,) sector the unit must be in, likewise.
        group: (n,) units of the same number stay together; -1 where free.
        barrier: (m,) whether a border runs along a barrier.
        criteria: (c, n) further loads to balance, and their names.
        stations: (s,) unit each station lies in.
        station_xy: (s, 2) where the stations are.
        apart: unit pairs that must never share a sector.
        titles: (n,) units as people call them, for messages; empty for their ids.

    """

    names: tuple[str, ...]
    geometry: NDArray[np.object_]
    graph: ContiguityGraph
    load: Floats
    population: Floats
    area: Floats
    xy: Floats
    district: Ints
    districts: tuple[tuple[str, int], ...]
    sector_names: tuple[str, ...]
    current: Ints
    lock: Ints
    group: Ints
    barrier: Mask
    criteria: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    criteria_names: tuple[str, ...] = ()
    stations: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    station_xy: Floats = field(default_factory=lambda: np.zeros((0, 2)))
    apart: tuple[tuple[int, int], ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Return the number of units n."""
        return self.graph.size

    @property
    def sector_count(self) -> int:
        """Return the number of sectors in all districts."""
        return sum(count for _, count in self.districts)

    def units_of(self, district: int) -> Ints:
        """Return the units of a district."""
        return np.flatnonzero(self.district == district)
