"""How a search is watched: it tells how far it is, lets its plan be looked at, and hears whether to go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from .graph import Ints
from .problem import Problem


class Sight(NamedTuple):
    """The plan a search would give back if it were stopped now.

    Attributes:
        deviation: greatest |load / target - 1|.
        border_m: border in metres.
        labels: (n,) label of each node.

    """

    deviation: float
    border_m: float
    labels: Ints


Look = Callable[[], Sight]


class Watch(Protocol):
    """Whoever watches a search."""

    def __call__(self, done: float, look: Look | None = None, /) -> bool:
        """Hear that `done` (0 to 1) of the work is done; answer whether to go on. Looking costs time: seldom do."""


def always(_done: float, _look: Look | None = None, /) -> bool:
    """Answer that the search goes on."""
    return True


def part(watch: Watch, low: float, high: float) -> Watch:
    """Return the watch of a part of the work, which lies between `low` and `high` of the whole."""
    return lambda done, look=None: watch(low + done * (high - low), look)


def sight(problem: Problem, labels: Ints) -> Sight:
    """Return how good a plan is; on clusters the same as on the units they are made of."""
    return Sight(problem.deviation(labels), problem.graph.border_between(labels), labels)


def on_units(watch: Watch, steps: Sequence[Ints]) -> Watch:
    """Return the watch of a search over clusters that is shown the plan of what they are made of.

    `steps` hold the cluster of every node of the next finer level, one level after another.
    """

    def lifted(seen: Sight) -> Sight:
        labels = seen.labels
        for cluster in steps:
            labels = labels[cluster]
        return seen._replace(labels=labels)

    return lambda done, look=None: watch(done, None if look is None else lambda: lifted(look()))
