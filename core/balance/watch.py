"""How a search is watched: it tells how far it is, lets its plan be looked at, and hears whether to go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from .graph import Ints
from .problem import Problem


class Sight(NamedTuple):
    """The plan a search would give back if it were stopped now: greatest |load / target - 1|, border in metres."""

    deviation: float
    border_m: float


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
    return Sight(problem.deviation(labels), problem.graph.border(labels))
