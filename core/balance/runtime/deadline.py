"""The time limit of a run, and the share of it that is left for the search.

A run also reads layers before the search, and describes and writes the plan after it. How long the latter takes is
estimated from the former, which is known by then and grows with the same layers.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class DeadlineSettings:
    """Estimates of what happens around the search.

    Attributes:
        after_search: Time to describe and write a plan, as a multiple of the time that reading took.
        per_further_plan: The same for each further plan.
        return_seconds: Seconds in which searches return once they are told to stop, whatever the limit.
        return_share: The same as a share of the limit, on top.

    """

    after_search: float = 1.3
    per_further_plan: float = 0.4
    return_seconds: float = 0.2
    return_share: float = 0.05


_DEFAULTS = DeadlineSettings()


@dataclass(frozen=True)
class Deadline:
    """A time limit.

    Attributes:
        limit: seconds since `began`; 0 sets no limit.
        began: moment on the monotonic clock.
        settings: estimates of what happens around the search.

    """

    limit: float = 0.0
    began: float = field(default_factory=time.monotonic)
    settings: DeadlineSettings = _DEFAULTS

    def left(self) -> float:
        """Return the seconds left; infinity without a limit."""
        return self.limit - (time.monotonic() - self.began) if self.limit else np.inf

    def is_over(self) -> bool:
        """Return whether the limit is reached."""
        return self.left() <= 0

    def of_search(self, plans: int = 1) -> Deadline:
        """Return the deadline of a search for `plans` plans that starts now and leaves time for what comes after it."""
        if not self.limit:
            return self
        gone = self.limit - self.left()
        after = self.settings.after_search + self.settings.per_further_plan * (plans - 1)
        limit = max(gone, self.limit - self.return_time() - min(after * gone, self.limit / 2))
        return Deadline(limit, self.began, self.settings)

    def return_time(self) -> float:
        """Return the seconds in which searches should return once they are told to stop."""
        return self.settings.return_seconds + self.settings.return_share * self.limit

    def share(self, part: float) -> Deadline:
        """Return the deadline of something that may take the share `part` of the time left."""
        left = max(self.left(), 0.0)
        return Deadline(self.limit - (1.0 - part) * left, self.began, self.settings) if self.limit else self

    def each(self, tasks: int, workers: int) -> float:
        """Return the seconds each of several tasks may take, as many at a time as workers; 0 without a limit."""
        return max(self.left() / np.ceil(tasks / workers), self.settings.return_seconds) if self.limit else 0.0
