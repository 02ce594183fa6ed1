"""What several searches tell while they run: how far they are, and how good the best plan so far is."""

from __future__ import annotations

import time
from collections.abc import Sequence

from ..language import translate
from ..progress import Progress
from .tasks import Search
from .watch import Sight

EVERY = 1.0  # seconds between two words on the best plan


class Board:
    """Hears from searches, in any thread, and shows it.

    The searches of one plan, `together` of them, one a district, follow each other in `tasks`; `apart_m` is the
    border between the districts, which every plan has.
    """

    def __init__(self, tasks: Sequence[Search], together: int = 1, apart_m: float = 0.0) -> None:
        """Wait for what `tasks` tell."""
        self._tasks, self._together, self._apart_m = tasks, together, apart_m
        self._done = [0.0] * len(tasks)
        self._best: list[Sight | None] = [None] * len(tasks)
        self._text, self._last = "", -EVERY

    def hear(self, number: int, done: float, sight: Sight | None = None) -> None:
        """Take note of what search `number` tells."""
        self._done[number] = done
        best = self._best[number]
        if sight is not None and (best is None or self._rank(number, sight) < self._rank(number, best)):
            self._best[number] = sight

    def _rank(self, number: int, sight: Sight) -> tuple[float, float]:
        return max(0.0, sight.deviation - self._tasks[number].problem.tolerance), sight.border_m

    def best(self) -> Sight | None:
        """Return the best plan of which every district has been seen."""
        met = []
        for first in range(0, len(self._tasks), self._together):
            sights = self._best[first : first + self._together]
            known = [sight for sight in sights if sight is not None]
            if len(known) == len(sights):
                over = sum(self._rank(first + row, sight)[0] for row, sight in enumerate(known))
                border = sum(sight.border_m for sight in known) + self._apart_m
                met.append((over, border, max(sight.deviation for sight in known)))
        return Sight(min(met)[2], min(met)[1]) if met else None

    def show(self, progress: Progress) -> None:
        """Show the share done, and now and then the best plan; raise CancelledError where the analyst cancelled."""
        progress.show(sum(self._done) / len(self._done))
        best, now = self.best(), time.monotonic()
        if best is None or now - self._last < EVERY:
            return
        message = translate("Core", "Best plan so far: deviation {deviation:.1f}%, border {border:.1f} km")
        text = message.format(deviation=100 * best.deviation, border=best.border_m / 1000)
        if text != self._text:
            self._text, self._last = text, now
            progress.stand(text)
