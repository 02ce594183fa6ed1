"""The contacts table, read strictly: what may be published of each officer, or where the table is wrong."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.table import FeatureTable
from ..base.text import clean_text, id_called, length_problem
from ..base.written import month_first_remedy, read_moment
from .contact_fields import parse_email, parse_phone

ROLES = {
    "responsible": "responsible",
    "ansvarlig": "responsible",
    "sektoransvarlig": "responsible",
    "substitute": "substitute",
    "stedfortræder": "substitute",
    "afløser": "substitute",
    "colleague": "colleague",
    "kollega": "colleague",
    "vacant": "station",
    "vakant": "station",
    "station": "station",
}
_YES = {"true", "1", "1.0", "yes", "ja", "t"}
_NO = {"false", "0", "0.0", "no", "nej", "f", ""}
MOST_ERRORS_SHOWN = 20


@dataclass(frozen=True)
class Contact:
    """One published row. For a station's row `name` is empty and `phone` is the station's number."""

    sector_id: str
    police_district: str
    role: str
    name: str
    phone: str
    email: str
    hours: str
    station: str
    message_line: str
    review_date: str
    photo: str


def known_id(sector: str, ids: list[str]) -> str:
    """Return the id of the sectors that is meant by what a table calls a sector; as it is where none is."""
    place = id_called(sector, ids) if sector else None
    return sector if place is None else ids[place]


def sector_key(value: Any) -> str:
    """Return a sector's id as text: 3, 3.0 and "3" are the same sector; nothing where it is missing."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean_text(value)


def is_published(values: pd.Series) -> bool:
    """Tell whether a row's publish switch is on; without a column `publish` it is, with an empty one it is not."""
    return "publish" not in values.index or _switch(values) in _YES


def is_switch(values: pd.Series) -> bool:
    """Tell whether the publish switch, where there is one, is a plain yes or no."""
    return "publish" not in values.index or _switch(values) in _YES | _NO


def _switch(values: pd.Series) -> str:
    value = values["publish"]
    return "" if pd.isna(value) else clean_text(value).casefold()


def read_contacts(table: FeatureTable) -> tuple[Contact, ...]:
    """Return the rows that may be published, in the order of the table.

    Rows with the publish switch off are left out unread. Without a column `role` every row is its
    sector's responsible officer.

    Raises:
        InputError: naming row and column, never the value, of everything that cannot be published.

    """
    table.column("sector_id")
    problems: list[str] = []
    rows = [_Row(table, row, problems) for row in range(len(table))]
    contacts = tuple(row.contact() for row in rows if row.is_published())
    if problems:
        shown = problems[:MOST_ERRORS_SHOWN]
        if len(problems) > len(shown):
            shown.append(translate("Core", "… and {count} more.").format(count=len(problems) - len(shown)))
        raise InputError("\n".join(shown))
    return contacts


class _Row:
    """One row of the table while it is read; what is wrong goes to `problems`."""

    def __init__(self, table: FeatureTable, row: int, problems: list[str]) -> None:
        self._values = table.attributes.iloc[row]
        self._where = (table.name, row + 1)
        self._problems = problems

    def is_published(self) -> bool:
        """Tell whether the publish switch is on."""
        if not is_switch(self._values):
            self._wrong("publish", translate("Core", "neither yes nor no. Write true or false."))
        return is_published(self._values)

    def contact(self) -> Contact:
        """Return the row as a contact."""
        role = self._role()
        is_person = role != "station"
        contact = Contact(
            sector_id=sector_key(self._value("sector_id")),
            police_district=self._text("police_district", 80),
            role=role,
            name=self._text("name", 80) if is_person else "",
            phone=self._parsed(
                "phone",
                parse_phone,
                translate("Core", "not a telephone number. Write eight digits, or + with country code and number."),
            ),
            email=self._parsed(
                "email", parse_email, translate("Core", "not an e-mail address. Write one plain address.")
            ),
            hours=self._text("hours", 120),
            station=self._text("station", 80),
            message_line=self._text("message_line", 200),
            review_date=self._date("review_date"),
            photo=self._text("photo", 1000) if is_person and self._date("photo_consent_date") else "",
        )
        self._require(contact)
        return contact

    def _require(self, contact: Contact) -> None:
        if contact.role in ("responsible", "substitute") and not contact.sector_id:
            self._wrong("sector_id", translate("Core", "empty. Name the sector, or give the row another role."))
        if contact.role == "station" and not (contact.sector_id or contact.police_district):
            self._wrong("sector_id", translate("Core", "empty, and no police_district. Name one of them."))
        if contact.role != "station" and not contact.name:
            self._wrong("name", translate("Core", "empty. Write the officer's name, or make the role vacant."))
        if contact.role != "colleague" and not (self._plain("phone") or self._plain("email")):
            self._wrong("phone", translate("Core", "empty, and no e-mail. Residents need one of them."))

    def _role(self) -> str:
        if "role" not in self._values.index:
            return "responsible"
        role = ROLES.get(self._plain("role").casefold(), "")
        if not self._plain("role") and not sector_key(self._value("sector_id")):
            return "colleague"
        if not role:
            known = "responsible, substitute, colleague, vacant, station"
            self._wrong("role", translate("Core", "not a known role. Use one of: {roles}.").format(roles=known))
        return role or "colleague"

    def _parsed(self, column: str, parse: Callable[[str], str | None], problem: str) -> str:
        text = self._plain(column)
        if not text:
            return ""
        value = parse(text)
        if value is None:
            self._wrong(column, problem)
        return value or ""

    def _date(self, column: str) -> str:
        value = self._value(column)
        if isinstance(value, dt.date):
            return value.isoformat()[:10]
        text = clean_text(value)
        moment = read_moment(text)
        if moment is not None and moment.day is not None:
            return moment.day.isoformat()
        if text:
            remedy = translate("Core", "not a date. Write year-month-day, as in 2026-11-30.")
            self._wrong(column, month_first_remedy() if moment and moment.is_month_first else remedy)
        return ""

    def _value(self, column: str) -> Any:
        value = self._values.get(column)
        return None if value is None or pd.isna(value) else value

    def _text(self, column: str, limit: int) -> str:
        text = self._plain(column)
        if problem := length_problem(text, limit):
            self._wrong(column, problem)
        return text

    def _plain(self, column: str) -> str:
        value = self._value(column)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return clean_text(value)

    def _wrong(self, column: str, problem: str) -> None:
        message = translate("Core", "Contacts “{layer}”, row {row}, column “{column}”: {problem}")
        self._problems.append(message.format(layer=self._where[0], row=self._where[1], column=column, problem=problem))
