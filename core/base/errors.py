"""The errors people may see: what was found, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


class SectorPlannerError(Exception):
    """Base of all errors whose text is written for the analyst."""


class InputError(SectorPlannerError):
    """Input that cannot be used; the message names layer, feature or field, and the remedy."""


class MissingLibraryError(SectorPlannerError):
    """A Python library that this task needs is not installed."""


class CancelledError(SectorPlannerError):
    """The analyst cancelled; nothing was written."""


@dataclass(frozen=True)
class Reason:
    """One reason why a request cannot be met, with the units (by unit id) or sectors it concerns."""

    message: str
    unit_ids: tuple[str, ...] = ()


class InfeasibleError(InputError):
    """A request that no plan can meet; raised before any search."""

    def __init__(self, reasons: list[Reason]) -> None:
        """Keep the smallest set of `reasons`; the text joins them, one a line."""
        self.reasons = tuple(reasons)
        super().__init__("\n".join(reason.message for reason in self.reasons))
