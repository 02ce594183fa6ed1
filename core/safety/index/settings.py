"""The safety index's five ordered categories. Imports nothing heavy: styles and dialogs read them from here."""

from __future__ import annotations

from dataclasses import dataclass

from ...base.errors import InputError
from ...base.i18n import translate


@dataclass(frozen=True)
class Category:
    """One class of need for action: how data name it, how people read it, how maps colour it."""

    id: str
    english: str
    danish: str
    colour: str
    spellings: tuple[str, ...] = ()


CATEGORIES = (
    Category("minimal", "minimal need", "minimalt behov", "#3b7ea1", ("minimalt", "minimale")),
    Category("reduced", "reduced need", "reduceret behov", "#9cc5d6", ("reduceret", "mindre", "begrænset")),
    Category("ordinary", "ordinary need", "ordinært behov", "#ecd68c", ("ordinært", "ordinær", "almindeligt")),
    Category("intensified", "intensified need", "intensiveret behov", "#eda25b", ("intensiveret", "skærpet")),
    Category("strong", "strong need", "markant behov", "#c0392b", ("markant", "stærkt", "kraftigt")),
)
NO_DATA = Category("no_data", "no data", "ingen data", "#c9cfd6")
IDS = tuple(category.id for category in CATEGORIES)


@dataclass(frozen=True)
class IndexSettings:
    """How the index is laid over sectors.

    `least_share` (percent) is what a category or district must cover to be named: borders drawn differently leave
    slivers. `year` and `compare_year` choose the editions; None takes the latest, and the one before it.
    `unsafe_from` is the first category that counts as feeling unsafe in the four-way view.
    """

    least_share: float = 1.0
    year: int | None = None
    compare_year: int | None = None
    unsafe_from: str = "intensified"

    def __post_init__(self) -> None:
        if not 0 <= self.least_share < 50:
            raise InputError(translate("Core", "The least share is a percentage from 0 to below 50."))
        if self.unsafe_from not in IDS:
            message = translate("Core", "“{category}” is not a category. Choose one of: {known}.")
            raise InputError(message.format(category=self.unsafe_from, known=", ".join(IDS)))
        if self.year is not None and self.year == self.compare_year:
            raise InputError(
                translate("Core", "An edition cannot be compared with itself. Choose two different years.")
            )


def titles(danish: bool) -> list[str]:
    """Return the five categories' names, least need first."""
    return [category.danish if danish else category.english for category in CATEGORIES]
