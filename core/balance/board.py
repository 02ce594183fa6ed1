"""Progress of several parallel searches: how much is done, and how good the best plan so far is.

A plan can consist of several searches, one per district, that advance at different speeds. It is compared as soon as one
of them has shown something; for a district whose search waits for its turn, a preview stands in. Updates come from any
thread: each search has its own places in the lists, so no lock is needed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ..arrays import Ints
from ..language import translate
from ..progress import Progress
from .preview import preview
from .tasks import Found, Search
from .watch import Snapshot, snapshot

REPORT_INTERVAL = 1.0  # seconds between two messages about the best plan

Assemble = Callable[[int, list[Ints]], Ints]


def _no_draft(_plan: int, _labels: list[Ints]) -> Ints:
    return np.zeros(0, dtype=np.int64)


class SearchMonitor:
    """Collects what searches report and shows it."""

    def __init__(
        self, tasks: Sequence[Search], districts: int = 1, fixed_border_m: float = 0.0, assemble: Assemble = _no_draft
    ) -> None:
        """Wait for the reports of `tasks`.

        Args:
            tasks: all searches; those of one plan, one per district, follow each other.
            districts: number of searches that make one plan.
            fixed_border_m: boundary between the districts in metres, which every plan has.
            assemble: makes a draft from a plan's number and the labels of its searches.

        """
        self._tasks, self._districts, self._fixed_border_m, self._assemble = tasks, districts, fixed_border_m, assemble
        self._done = [0.0] * len(tasks)
        self._best: list[Snapshot | None] = [None] * len(tasks)
        self._text, self._last = "", -REPORT_INTERVAL

    def update(self, number: int, done: float, seen: Snapshot | None = None) -> None:
        """Record the share `done` (0 to 1) of search `number` and the plan it shows, if any."""
        self._done[number] = done
        best = self._best[number]
        if seen is not None and (best is None or self._rank(number, seen) < self._rank(number, best)):
            self._best[number] = seen

    def _rank(self, number: int, seen: Snapshot) -> tuple[float, float]:
        return max(0.0, seen.deviation - self._tasks[number].problem.tolerance), seen.border_m

    def plan(self, number: int) -> Ints:
        """Return the (n,) labels of the best plan that search `number` has shown."""
        return self._snapshot(number).labels

    def at_least(self, number: int, found: Found) -> Found:
        """Return the result of search `number`; if it was ended early, the best plan it showed may replace it."""
        if not found.stopped:
            return found
        plans = found.labels, self.plan(number)
        return replace(found, labels=min(plans, key=self._tasks[number].problem.rank))

    def draft(self, plan: int = 0) -> Ints:
        """Return a draft of a plan from the best its searches have shown."""
        first = plan * self._districts
        return self._assemble(plan, [self.plan(number) for number in range(first, first + self._districts)])

    def best(self) -> tuple[int, float, float] | None:
        """Return the number, deviation (a share) and boundary (metres) of the best plan; None before any was shown."""
        candidates = []
        for plan, first in enumerate(range(0, len(self._tasks), self._districts)):
            numbers = range(first, first + self._districts)
            if any(self._best[number] is not None for number in numbers):
                shown = [self._snapshot(number) for number in numbers]
                over = sum(self._rank(number, seen)[0] for number, seen in zip(numbers, shown, strict=True))
                border = sum(seen.border_m for seen in shown) + self._fixed_border_m
                candidates.append((over, border, plan, max(seen.deviation for seen in shown)))
        if not candidates:
            return None
        _, border, plan, deviation = min(candidates)
        return plan, deviation, border

    def _snapshot(self, number: int) -> Snapshot:
        """Return the best plan search `number` has shown; a preview if it has not shown any."""
        best, task = self._best[number], self._tasks[number]
        if best is None:
            best = snapshot(task.problem, preview(task.problem, task.seed, task.labels))
            self.update(number, self._done[number], best)
        return best

    def show(self, progress: Progress) -> None:
        """Show the share done and, from time to time, the best plan.

        Raises:
            CancelledError: the analyst cancelled.

        """
        progress.show(sum(self._done) / len(self._done))
        best, now = self.best(), time.monotonic()
        if best is None or now - self._last < REPORT_INTERVAL:
            return
        plan, deviation, border_m = best
        message = translate("Core", "Best plan so far: deviation {deviation:.1f}%, border {border:.1f} km")
        text = message.format(deviation=100 * deviation, border=border_m / 1000)
        if text != self._text:
            self._text, self._last = text, now
            progress.stand(text)
            progress.draft(lambda: self.draft(plan))
