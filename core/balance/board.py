"""What several searches tell while they run: how far they are, and how good the best plan so far is."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ..language import translate
from ..progress import Progress
from .graph import Ints
from .preview import preview
from .tasks import Found, Search
from .watch import Sight, sight

EVERY = 1.0  # seconds between two words on the best plan

Drawn = Callable[[int, list[Ints]], Ints]


def _not_drawn(_plan: int, _labels: list[Ints]) -> Ints:
    return np.zeros(0, dtype=np.int64)


class Board:
    """Hears from searches, in any thread, and shows it.

    The searches of one plan, `together` of them, one a district, follow each other in `tasks`; `apart_m` is the
    border between the districts, which every plan has; `drawn` makes a draft of a plan's number and its labels.
    """

    def __init__(
        self, tasks: Sequence[Search], together: int = 1, apart_m: float = 0.0, drawn: Drawn = _not_drawn
    ) -> None:
        """Wait for what `tasks` tell."""
        self._tasks, self._together, self._apart_m, self._drawn = tasks, together, apart_m, drawn
        self._done = [0.0] * len(tasks)
        self._best: list[Sight | None] = [None] * len(tasks)
        self._text, self._last = "", -EVERY

    def hear(self, number: int, done: float, seen: Sight | None = None) -> None:
        """Take note of what search `number` tells."""
        self._done[number] = done
        best = self._best[number]
        if seen is not None and (best is None or self._rank(number, seen) < self._rank(number, best)):
            self._best[number] = seen

    def _rank(self, number: int, seen: Sight) -> tuple[float, float]:
        return max(0.0, seen.deviation - self._tasks[number].problem.tolerance), seen.border_m

    def plan(self, number: int) -> Ints:
        """Return the best labels that search `number` showed."""
        return self._sight(number).labels

    def at_least(self, number: int, found: Found) -> Found:
        """Return what search `number` found; the best it showed where it was ended early and found nothing better."""
        if not found.stopped:
            return found
        plans = found.labels, self.plan(number)
        return replace(found, labels=min(plans, key=self._tasks[number].problem.rank))

    def draft(self, plan: int = 0) -> Ints:
        """Return a draft of a plan as it now stands."""
        first = plan * self._together
        return self._drawn(plan, [self.plan(number) for number in range(first, first + self._together)])

    def best(self) -> tuple[int, float, float] | None:
        """Return the best plan of which something has been seen: its number, deviation and border in metres."""
        met = []
        for plan, first in enumerate(range(0, len(self._tasks), self._together)):
            numbers = range(first, first + self._together)
            if any(self._best[number] is not None for number in numbers):
                known = [self._sight(number) for number in numbers]
                over = sum(self._rank(number, seen)[0] for number, seen in zip(numbers, known, strict=True))
                border = sum(seen.border_m for seen in known) + self._apart_m
                met.append((over, border, plan, max(seen.deviation for seen in known)))
        return (min(met)[2], min(met)[3], min(met)[1]) if met else None

    def _sight(self, number: int) -> Sight:
        """Return the best plan that search `number` showed; one made in an instant where it waits for its turn."""
        best, task = self._best[number], self._tasks[number]
        if best is None:
            best = sight(task.problem, preview(task.problem, task.seed, task.labels))
            self.hear(number, self._done[number], best)
        return best

    def show(self, progress: Progress) -> None:
        """Show the share done, and now and then the best plan; raise CancelledError where the analyst cancelled."""
        progress.show(sum(self._done) / len(self._done))
        best, now = self.best(), time.monotonic()
        if best is None or now - self._last < EVERY:
            return
        plan, deviation, border_m = best
        message = translate("Core", "Best plan so far: deviation {deviation:.1f}%, border {border:.1f} km")
        text = message.format(deviation=100 * deviation, border=border_m / 1000)
        if text != self._text:
            self._text, self._last = text, now
            progress.stand(text)
            progress.draft(lambda: self.draft(plan))
