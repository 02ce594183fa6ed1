"""The weights of the workload's criteria. Imports nothing heavy: dialogs read the defaults from here."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import InputError
from ..base.i18n import translate


@dataclass(frozen=True)
class WorkloadWeights:
    """Relative weights (zero or more; only ratios matter) of the method's four criteria."""

    crime: float = 40.0
    exposed: float = 20.0
    special: float = 10.0
    population: float = 30.0

    def __post_init__(self) -> None:
        if min(self.by_criterion().values()) < 0:
            raise InputError(translate("Core", "A weight is negative. Give weights of zero or more."))
        if not any(self.by_criterion().values()):
            raise InputError(translate("Core", "All weights are zero. Give at least one criterion a weight."))

    def by_criterion(self) -> dict[str, float]:
        """Return the weights by criterion name."""
        return {"crime": self.crime, "exposed": self.exposed, "special": self.special, "population": self.population}
