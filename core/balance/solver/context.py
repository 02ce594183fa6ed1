"""What every step of a search shares: random numbers, the callback and the settings.

One object in place of three parameters on every function. The problem is not part of it: it changes from level to
level, and from one group of sectors to the next, while these stay.

A search calls its callback between blocks of work: how much is done, the best plan so far, and whether to go on. It hands
over a function that makes a snapshot instead of the snapshot itself, because evaluating a plan costs time and most calls
do not need it. A callback that returns False ends the search, which then returns the best plan it has seen. Taking a
snapshot never changes the search: otherwise the clock of the machine would influence the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

import numpy as np

from ...base.arrays import Ints
from ..model.problem import Problem
from .settings import DEFAULTS, SolverSettings


class Snapshot(NamedTuple):
    """The plan a search would return if it were stopped now.

    Attributes:
        deviation: Largest |load / target - 1|, a share.
        border_m: Boundary length between sectors, in metres.
        labels: (n,) label of each node.

    """

    deviation: float
    border_m: float
    labels: Ints


TakeSnapshot = Callable[[], Snapshot]


class SearchCallback(Protocol):
    """Receives the progress of a search and decides whether it goes on."""

    def __call__(self, done: float, take_snapshot: TakeSnapshot | None = None, /) -> bool:
        """Receive the share `done` (0 to 1) of the work; return whether to go on. Taking a snapshot costs time."""


def never_stop(_done: float, _take_snapshot: TakeSnapshot | None = None, /) -> bool:
    """Let the search go on."""
    return True


def part_of(callback: SearchCallback, low: float, high: float) -> SearchCallback:
    """Return the callback of a part of the work, which reports shares from `low` to `high` of the whole."""
    return lambda done, take_snapshot=None: callback(low + done * (high - low), take_snapshot)


def snapshot(problem: Problem, labels: Ints) -> Snapshot:
    """Evaluate a plan given by (n,) labels; the result is the same on clusters as on the units they consist of."""
    return Snapshot(problem.deviation(labels), problem.graph.border_between(labels), labels)


def on_units(callback: SearchCallback, steps: Sequence[Ints]) -> SearchCallback:
    """Return the callback of a search over clusters, whose snapshots show the plan on the units.

    Args:
        callback: Callback that expects plans on the units.
        steps: (n,) cluster of every node of the next finer level, one array per level, from coarse to fine.

    """

    def refined(seen: Snapshot) -> Snapshot:
        labels = seen.labels
        for cluster in steps:
            labels = labels[cluster]
        return seen._replace(labels=labels)

    return lambda done, take_snapshot=None: callback(
        done, None if take_snapshot is None else lambda: refined(take_snapshot())
    )


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
