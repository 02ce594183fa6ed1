"""What the analyst decides about a publication. Imports nothing heavy: dialogs read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.text import clean_text, length_problem, shortened
from .contact_fields import parse_link

LANGUAGES = ("da", "en")
LINKS = ("booking_url", "public_url", "home_url", "accessibility_url", "privacy_url")
LIMITS = {
    "edition": 40, "title": 90, "credit": 200, "organisation": 80, "contact": 200, "controller": 120, "data_protection": 200,
}  # fmt: skip
DEFAULT_TITLES = {"da": "Find din betjent", "en": "Find your police officer"}


@dataclass(frozen=True)
class PublicSettings:
    """Edition, title and language of a publication; `tolerance_m` by which boundaries are generalised.

    Attributes:
        organisation: who publishes it, shown on top; with `home_url`, a link to its own page.
        contact: how to reach it: postal address, telephone, e-mail, web address, apart by semicolons.
        logo: its logo, a data: address of a PNG picture made here; it needs the organisation's name beside it.
        accessibility_url: its accessibility statement.
        privacy_url: its statement on privacy.
        controller: who is the data controller.
        data_protection: how to reach the data-protection officer; apart by semicolons.
        texts: the station's own texts and further languages: by language, by key.

    """

    edition: str
    title: str
    language: str = "da"
    tolerance_m: float = 5.0
    booking_url: str = ""
    public_url: str = ""
    credit: str = ""
    organisation: str = ""
    home_url: str = ""
    accessibility_url: str = ""
    privacy_url: str = ""
    contact: str = ""
    logo: str = ""
    controller: str = ""
    data_protection: str = ""
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, limit in LIMITS.items():
            text = clean_text(getattr(self, name))
            object.__setattr__(self, name, text)
            if problem := length_problem(text, limit):
                raise InputError(
                    translate("Core", "“{text}”: {problem}").format(text=shortened(text, 40), problem=problem)
                )
        if not self.edition:
            raise InputError(translate("Core", "The edition is empty. Give it a short text, such as 2026-1."))
        if not self.title:
            raise InputError(translate("Core", "The title is empty. Write what residents shall read at the top."))
        if self.language not in LANGUAGES:
            message = translate("Core", "Language “{language}” is not known. Choose da or en.")
            raise InputError(message.format(language=shortened(self.language, 20)))
        if self.logo and not self.organisation:
            raise InputError(translate("Core", "A logo says nothing to people who do not see it. Name who publishes."))
        if not 0 <= self.tolerance_m <= 50:
            raise InputError(translate("Core", "Generalise boundaries by 0 to 50 metres."))
        for link in (getattr(self, name) for name in LINKS):
            if link and parse_link(link) is None:
                message = translate(
                    "Core", "“{link}” is not a web address. It must start with https:// and hold no spaces."
                )
                raise InputError(message.format(link=shortened(link, 80)))
