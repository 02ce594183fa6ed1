"""Public events (the mobile police station, open meetings) and what a sector's officers work on."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.table import FeatureTable
from ..base.text import clean_text, length_problem
from ..base.written import month_first_remedy, read_clock, read_moment
from ..geo.point_location import OUTSIDE, owner_of_places
from .contact_fields import folded
from .contacts import is_published, known_id, sector_key


@dataclass(frozen=True)
class PublicEvent:
    """A public event: ISO date, times as HH:MM or empty, and the sector it is shown in."""

    sector_id: str
    title: str
    date: str
    start: str
    end: str
    place: str

    def last_day(self) -> str:
        """Return the ISO day on which it ends: the day after, where the end is earlier on the clock than the beginning."""
        day = dt.date.fromisoformat(self.date)
        runs_past_midnight = self.end == "24:00" or bool(self.start and self.end and self.end < self.start)
        return (day + dt.timedelta(days=runs_past_midnight)).isoformat()

    def ends(self) -> str:
        """Return when it is over, as local ISO time; the end of its day where no end is given."""
        return f"{self.last_day()}T{'00:00' if self.end == '24:00' else self.end or '23:59'}"

    def calendar_link(self) -> str:
        """Return an iCalendar file (RFC 5545) as a data: address that a link can download."""
        return "data:text/calendar;charset=utf-8," + quote(self.calendar(), safe="")

    def calendar(self) -> str:
        """Return the event as an iCalendar file in local time."""
        day = self.date.replace("-", "")
        key = hashlib.sha256(repr(self).encode()).hexdigest()[:16]
        times = [f"DTSTART;VALUE=DATE:{day}"]
        if self.start:
            times = [f"DTSTART:{day}T{self.start.replace(':', '')}00"]
            ends = f"{self.ends().replace('-', '').replace(':', '')}00"
            times += [f"DTEND:{ends}"] if self.end not in ("", self.start) else []
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Sector Planner//Public map//EN",
            "BEGIN:VEVENT",
            f"UID:{key}@sector-planner",
            f"DTSTAMP:{day}T000000Z",
            *times,
            f"SUMMARY:{_calendar_text(self.title)}",
            f"LOCATION:{_calendar_text(self.place)}",
            "END:VEVENT",
            "END:VCALENDAR",
        ]
        return "".join(folded(line) + "\r\n" for line in lines)


@dataclass(frozen=True)
class PublicPriority:
    """You said, we did: one matter that residents raised in a sector, and what came of it."""

    sector_id: str
    said: str
    did: str


def read_events(
    table: FeatureTable, ids: list[str], polygons: NDArray[np.object_], today: dt.date | None = None
) -> tuple[PublicEvent, ...]:
    """Return the published events by date: fields title, event_date, place and, where there are, start_time, end_time.

    An event belongs to the sector that its `sector_id` names, else to the one its point lies in. Events whose last day
    is before `today` are left out; without a day none is.

    Raises:
        InputError: naming row and column of a date, time or sector that cannot be read.

    """
    events = []
    for row in range(len(table)):
        values = table.attributes.iloc[row]
        if not is_published(values):
            continue
        where = _Place(table.name, row + 1)
        sector = known_id(sector_key(values.get("sector_id")), ids) or _sector_of(table.geometry[row], ids, polygons)
        if sector not in ids:
            raise where.error(
                "sector_id", translate("Core", "the event lies in no sector of the map. Move it or name its sector.")
            )
        event = PublicEvent(
            sector_id=sector,
            title=where.text("title", values.get("title"), 80),
            date=where.date("event_date", values.get("event_date")),
            start=where.time("start_time", values.get("start_time")),
            end=where.time("end_time", values.get("end_time")),
            place=where.text("place", values.get("place"), 120),
        )
        if not event.title:
            raise where.error("title", translate("Core", "empty. Say what residents are invited to."))
        if today is None or event.last_day() >= today.isoformat():
            events.append(event)
    return tuple(sorted(events, key=lambda event: (event.date, event.start, event.title)))


def read_priorities(table: FeatureTable, ids: list[str]) -> tuple[PublicPriority, ...]:
    """Return the rows (sector_id, said, did) in their order; raise InputError for an unknown sector or empty text."""
    priorities = []
    for row, (sector, said, did) in enumerate(
        zip(table.ids("sector_id"), table.column("said"), table.column("did"), strict=True)
    ):
        where = _Place(table.name, row + 1)
        priority = PublicPriority(
            known_id(sector_key(sector), ids), where.text("said", said, 200), where.text("did", did, 200)
        )
        if priority.sector_id not in ids:
            raise where.error("sector_id", translate("Core", "not a sector of the map."))
        if not (priority.said and priority.did):
            raise where.error(
                "said", translate("Core", "empty, or the answer “did” is. Write both, or remove the row.")
            )
        priorities.append(priority)
    return tuple(priorities)


@dataclass(frozen=True)
class _Place:
    """Where in a table something stands, for messages."""

    layer: str
    row: int

    def error(self, column: str, problem: str) -> InputError:
        message = translate("Core", "Layer “{layer}”, row {row}, column “{column}”: {problem}")
        return InputError(message.format(layer=self.layer, row=self.row, column=column, problem=problem))

    def text(self, column: str, value: Any, limit: int) -> str:
        text = clean_text(value)
        if problem := length_problem(text, limit):
            raise self.error(column, problem)
        return text

    def date(self, column: str, value: Any) -> str:
        text = value.isoformat() if isinstance(value, dt.date) else clean_text(value)
        moment = read_moment(text)
        if moment is None or moment.day is None:
            remedy = translate("Core", "not a date. Write year-month-day, as in 2026-11-30.")
            raise self.error(column, month_first_remedy() if moment and moment.is_month_first else remedy)
        return moment.day.isoformat()

    def time(self, column: str, value: Any) -> str:
        text = "" if pd.isna(value) else clean_text(value)
        seconds = read_clock(text)
        if text and seconds is None:
            raise self.error(column, translate("Core", "not a time. Write hours and minutes, as in 15:30."))
        return "" if seconds is None else f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"


def _sector_of(point: shapely.Geometry | None, ids: list[str], polygons: NDArray[np.object_]) -> str:
    if point is None:
        return ""
    row = int(owner_of_places(np.array([shapely.centroid(point)], dtype=object), polygons)[0])
    return ids[row] if row != OUTSIDE else ""


def _calendar_text(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text)
