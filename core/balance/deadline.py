"""When a run must end, and what of that time is left for the search."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np

AFTERWARDS = 1.3  # describing and writing the plan takes about this many times what reading took
ANOTHER = 0.4  # and as much more for each further plan
HURRY = 0.2, 0.05  # seconds, and part of the limit, in which searches that are told to stop come back


@dataclass(frozen=True)
class Deadline:
    """A limit in seconds since a moment; 0 sets none."""

    limit: float = 0.0
    began: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """Return the seconds left; infinity where there is no limit."""
        return self.limit - (time.monotonic() - self.began) if self.limit else np.inf

    def is_over(self) -> bool:
        """Tell whether the limit is reached."""
        return self.left() <= 0

    def of_search(self, plans: int = 1) -> Deadline:
        """Return the deadline of a search for `plans` that begins now and leaves time for what comes after it."""
        if not self.limit:
            return self
        gone, after = self.limit - self.left(), AFTERWARDS + ANOTHER * (plans - 1)
        return Deadline(max(gone, self.limit - self.hurry() - min(after * gone, self.limit / 2)), self.began)

    def hurry(self) -> float:
        """Return the seconds in which searches that are told to stop should come back."""
        return HURRY[0] + HURRY[1] * self.limit

    def share(self, part: float) -> Deadline:
        """Return the deadline of something that may take `part` of the time left."""
        left = max(self.left(), 0.0)
        return Deadline(self.limit - (1.0 - part) * left, self.began) if self.limit else self

    def each(self, tasks: int, workers: int) -> float:
        """Return the seconds each of several tasks may take, as many at a time as there are workers; 0 for no limit."""
        return max(self.left() / np.ceil(tasks / workers), HURRY[0]) if self.limit else 0.0
