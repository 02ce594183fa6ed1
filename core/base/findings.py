"""What a check finds: of a plan, of the sector log, of a publication."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Severity = Literal["error", "warning", "note"]
ERROR: Severity = "error"
WARNING: Severity = "warning"
NOTE: Severity = "note"
_ORDER = (ERROR, WARNING, NOTE)


@dataclass(frozen=True)
class Finding:
    """One thing found.

    Attributes:
        rule: the name of the rule that was broken.
        severity: how grave it is.
        message: what was found and what to do, in a sentence.
        geometry: where it lies, in metres.
        sector_id: the sector concerned, if it is one.
        unit_ids: ids of the units concerned.
        units: (u,) their positions, where the plan is open and its units can be shown.
        file: the file it was found in.

    """

    rule: str
    severity: Severity
    message: str
    geometry: Any = None
    sector_id: int | str | None = None
    unit_ids: tuple[str, ...] = ()
    units: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, dtype=np.intp))
    file: str = ""

    @property
    def gravity(self) -> int:
        """Return a number to sort by: the gravest first."""
        return _ORDER.index(self.severity)
