"""What every step of a search shares: random numbers, the callback and the settings.

One object in place of three parameters on every function. The problem is not part of it: it changes from level to
level, and from one group of sectors to the next, while these stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...base.arrays import Ints
from .callback import SearchCallback, TakeSnapshot, never_stop, on_units, part_of
from .settings import DEFAULTS, SolverSettings


@dataclass(frozen=True)
class SearchContext:
    """What every step of a search shares.

    Attributes:
        rng: Source of all random numbers of the search; the order of draws is part of the result.
        callback: Receives the progress of this step and decides whether the search goes on.
        settings: Tuning numbers.

    """

    rng: np.random.Generator
    callback: SearchCallback = never_stop
    settings: SolverSettings = DEFAULTS

    def goes_on(self, done: float, take_snapshot: TakeSnapshot | None = None) -> bool:
        """Report the share `done` (0 to 1) of this step; return whether to go on."""
        return self.callback(done, take_snapshot)

    def part(self, low: float, high: float) -> SearchContext:
        """Return the context of a part of this step, which reports shares from `low` to `high`."""
        return replace(self, callback=part_of(self.callback, low, high))

    def on_units(self, steps: Sequence[Ints]) -> SearchContext:
        """Return the context of a search over clusters, whose snapshots show the plan on the units.

        `steps` are the (n,) clusters of the nodes of the next finer level, one array per level, from coarse to fine.
        """
        return replace(self, callback=on_units(self.callback, steps))

    def unobserved(self) -> SearchContext:
        """Return the context of a step too short to report or to be stopped."""
        return replace(self, callback=never_stop)
