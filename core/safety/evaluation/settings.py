"""Settings of an evaluation. Imports nothing heavy: dialogs read the defaults from here."""

from __future__ import annotations

from dataclasses import dataclass

from ...base.errors import InputError
from ...base.i18n import translate
from ...crime.settings import Period


@dataclass(frozen=True)
class EvaluationSettings:
    """When, how sure, how wide around, and why there.

    Attributes:
        before, after: the periods compared; None where a table of counts does not say.
        ring_m: width of the ring in which displacement is looked for, metres; 0 for none.
        confidence: of all intervals, percent.
        by_area: weigh every area by its size against the target's.
        chosen_for_high: the target was chosen because its level was high.

    """

    before: Period | None = None
    after: Period | None = None
    ring_m: float = 300.0
    confidence: float = 95.0
    by_area: bool = False
    chosen_for_high: bool = False

    def __post_init__(self) -> None:
        if not 50 <= self.confidence < 100:
            raise InputError(translate("Core", "The confidence is a percentage from 50 to below 100."))
        if self.ring_m < 0:
            raise InputError(translate("Core", "The width of the displacement ring cannot be negative."))
        if (self.before is None) != (self.after is None):
            raise InputError(translate("Core", "Give both periods, before and after, or neither."))
        if self.before and self.after and self.after.start <= self.before.end:
            message = translate(
                "Core",
                "The periods overlap: before ends on {before}, after starts on {after}. An incident cannot count in "
                "both; let one end before the other starts.",
            )
            raise InputError(message.format(before=self.before.end, after=self.after.start))

    @property
    def level(self) -> float:
        """Return the confidence as a share."""
        return self.confidence / 100.0
