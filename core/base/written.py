"""Days, times and numbers as people and programs write them: the one reader of every import, event, field and parameter.

A day is year-month-day, or day before month as in Denmark; one that can only be month-first is recognised as such and
never read, for the other days of its file would then be read wrongly without a word.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from .i18n import translate

Order = Literal["year", "day", "month", "either", "none"]
_SEPARATOR = r"\s*[-./\s]\s*"
_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "january januar jan",
            "february februar feb",
            "march marts mar",
            "april apr",
            "may maj",
            "june juni jun",
            "july juli jul",
            "august aug",
            "september sep sept",
            "october oktober oct okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = (
    r"(?:(?:man|tirs|ons|tors|fre|lør|søn|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:dag|day)?\.?,?\s+)?"
)
_DAYS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<y>\d{{4}}){_SEPARATOR}(?P<m>\d{{1,2}}){_SEPARATOR}(?P<d>\d{{1,2}})(?!\d)",
        r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)",
        r"(?P<y>\d{4})[\s-]+(?P<name>[a-z]{3,9})\.?[\s-]+(?P<d>\d{1,2})(?!\d)",
        rf"{_WEEKDAY}(?:den|d\.|the)?\s*(?P<a>\d{{1,2}}){_SEPARATOR}(?P<b>\d{{1,2}}){_SEPARATOR}(?P<y>\d{{4}}|\d{{2}})(?!\d)",
        rf"{_WEEKDAY}(?:den|d\.|the)?\s*(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th)?[\s-]*(?:of\s+)?(?P<name>[a-z]{{3,9}})\.?,?[\s-]*(?P<y>\d{{4}})(?!\d)",
        rf"{_WEEKDAY}(?P<name>[a-z]{{3,9}})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)",
    )
]
_CLOCK = re.compile(
    r"(?:kl(?:\.|okken)?\s*|at\s+)?(?P<H>\d{1,2})(?:[:.](?P<M>\d{2})(?:[:.](?P<S>\d{2})(?:[.,]\d+)?)?)?\s*(?P<half>[ap]\.?\s?m\.?)?(?![\d:])",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?:kl\.?\s*)?(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2})?(?:\.\d+)?(?![\d:])", re.IGNORECASE)
_ZONE = re.compile(r"\s*(?:(?P<utc>Z|UTC|GMT)|(?P<sign>[+-])(?P<h>\d{2})(?::?(?P<min>\d{2}))?)?\s*$", re.IGNORECASE)
_MONTH = re.compile(r"\s*(?:\d{4}\s*[-/.]\s*(?:0?[1-9]|1[0-2])|(?:0[1-9]|1[0-2])\s*[-/.]\s*\d{4})\s*$")
_DECIMAL = re.compile(r"[+-]?(?:0*([.,])\d+|\d+([.,])(?:\d{1,2}|\d{4,})|\d{4,}([.,])\d+)")
# The two forms nearly all files have: millions of these are read in turn.
_USUAL = re.compile(
    r"(?:(\d{4})-(\d\d)-(\d\d)|(\d\d)[-./](\d\d)[-./](\d{4}))(?:[T ](\d\d)[:.](\d\d)(?:[:.](\d\d)(?:\.\d+)?)?)?$"
)
CENTURY_FROM = 70  # a year of two digits is 19xx from here on, else 20xx


class Moment(NamedTuple):
    """What a text says of a time.

    Attributes:
        day: the day; None where the text names one that does not exist, or only one with the month first.
        order: what stands first: year, day, month; `either` where day and month could change places.
        clock: seconds since midnight, 86,400 for 24:00; None where no clock is written.
        offset: minutes east of UTC; None if none is written.
        half: whether the clock has AM or PM, as month-first countries write it.

    """

    day: dt.date | None
    order: Order
    clock: int | None = None
    offset: int | None = None
    half: bool = False

    @property
    def is_month_first(self) -> bool:
        """Return True if the month must stand first, as in 01/13/2026."""
        return self.order == "month"

    def wall(self) -> dt.datetime | None:
        """Return the time as written, midnight for a day without a clock time; None for a day that does not exist."""
        if self.day is None:
            return None
        try:
            return dt.datetime.combine(self.day, dt.time()) + dt.timedelta(seconds=self.clock or 0)
        except OverflowError:
            return None


@lru_cache(maxsize=65536)
def read_moment(text: str) -> Moment | None:
    """Read a day, with its clock time and offset if a text gives them; None for a text that gives no day."""
    usual = _USUAL.match(text)
    if usual is not None and (found := _usual(usual)) is not None:
        return found
    text = text.strip()
    for form in _DAYS:
        match = form.match(text)
        if match is None:
            continue
        rest = _read_rest(text[match.end() :])
        if rest is None:
            continue
        day, order = _day_of(match.groupdict())
        if order != "none":
            return Moment(day, order, *rest)
    return None


def _usual(match: re.Match[str]) -> Moment | None:
    """Return the moment of a usual form; None if there is no such day or time, which the slower way explains."""
    year, month, day, first, second, last, hour, minute, seconds = match.groups()
    order: Order = "year"
    try:
        if year:
            date = dt.date(int(year), int(month), int(day))
        else:
            date = dt.date(int(last), int(second), int(first))
            order = "either" if first <= "12" else "day"
    except ValueError:
        return None
    if hour is None:
        return Moment(date, order)
    clock = 3600 * int(hour) + 60 * int(minute) + int(seconds or 0)
    return Moment(date, order, clock) if minute < "60" and (seconds or "00") < "60" and clock <= 86_400 else None


def _day_of(part: dict[str, str | None]) -> tuple[dt.date | None, Order]:
    year = int(part["y"] or 0)
    if len(part["y"] or "") == 2:
        year += 1900 if year >= CENTURY_FROM else 2000
    if "a" in part:
        first, second = int(part["a"] or 0), int(part["b"] or 0)
        day, other = _date(year, second, first), _date(year, first, second)
        if day is None:
            return None, "month" if other else "day"
        return day, "either" if other else "day"
    if "name" in part:
        month = _NAMES.get((part["name"] or "").casefold())
        return (None, "none") if month is None else (_date(year, month, int(part["d"] or 0)), "day")
    return _date(year, int(part["m"] or 0), int(part["d"] or 0)), "year"


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _read_rest(text: str) -> tuple[int | None, int | None, bool] | None:
    """Return clock, offset and whether the clock has AM or PM, from what follows a day; None where it is something else."""
    rest = re.sub(r"^(?:T(?=\d)|[\s,]+|\s*-\s+)", "", text, flags=re.IGNORECASE)
    if not rest.strip():
        return None, None, False
    zone = _ZONE.match(rest)
    if zone:  # a day with an offset, as some programs export dates
        return None, _offset(zone), False
    if rest == text and not rest.casefold().startswith("kl"):
        return None
    for form in (_CLOCK, _DIGITS):
        match = form.match(rest)
        zone = _ZONE.match(rest[match.end() :]) if match else None
        seconds = _seconds(match) if match and zone else None
        bare = match is not None and form is _CLOCK and match["M"] is None and not match["half"]
        if zone and seconds is not None and not (bare and not rest.casefold().startswith("kl")):
            return seconds, _offset(zone), form is _CLOCK and bool(match and match["half"])
    return None


def _offset(zone: re.Match[str]) -> int | None:
    if zone["utc"]:
        return 0
    if not zone["sign"]:
        return None
    minutes = 60 * int(zone["h"]) + int(zone["min"] or 0)
    return -minutes if zone["sign"] == "-" else minutes


def _seconds(match: re.Match[str]) -> int | None:
    """Return seconds since midnight of a clock; None if there is no such time."""
    parts = match.groupdict()
    hour, minute, second = (int(parts[name] or 0) for name in ("H", "M", "S"))
    if half := (parts.get("half") or "").casefold():
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    seconds = 3600 * hour + 60 * minute + second
    return seconds if minute < 60 and second < 60 and seconds <= 86_400 else None


def read_clock(text: str) -> int | None:
    """Return seconds since midnight of a time of the day: 10, 10:30, kl. 14.30, 1430, 24:00, 2:30 PM, a day with its clock.

    A share of a day from 0 to 1 with four decimals or more, which spreadsheets make of a time, is one as well; None where
    it is not a time.
    """
    text = text.strip()
    share = re.fullmatch(r"([01])[.,](\d{4,})", text)
    if share:
        seconds = round(float(f"{share[1]}.{share[2]}") * 86_400)
        return seconds if seconds <= 86_400 else None
    for form in (_CLOCK, _DIGITS):
        match = form.fullmatch(text)
        if match:
            return _seconds(match)
    moment = read_moment(text)
    return None if moment is None else moment.clock


def read_serial_day(text: str) -> dt.date | None:
    """Return the day that a spreadsheet's number stands for, as 45000 for 15 March 2023; None for other texts.

    Such numbers come of cells that are not formatted as dates; no other day is written with five digits.
    """
    match = re.fullmatch(r"([2-7]\d{4})(?:[.,]\d+)?", text.strip())
    return dt.date(1899, 12, 30) + dt.timedelta(days=int(match[1])) if match else None


def is_month(text: str) -> bool:
    """Return True if a text is a month without a day, as 2026-01."""
    return _MONTH.match(text) is not None


def month_first_remedy() -> str:
    """Describe the remedy for days with the month first."""
    return translate(
        "Core",
        "There the month stands before the day, so days such as 01/02/2026 cannot be read safely. Write the days as "
        "2026-01-31, for example with the field calculator: to_date(\"field\", 'MM/dd/yyyy'), or with a clock of twelve hours "
        "to_datetime(\"field\", 'MM/dd/yyyy hh:mm:ss AP').",
    )


def read_number(text: str, *, grouped: bool = True) -> float | None:
    """Return the number in a text: 1825, 10.5, 10,5, 1.825,5, 1,825.5, 1 825; None for a text without one.

    With `grouped`, a lone separator before exactly three digits parts thousands: 1.234 and 1,234 are both 1234, but
    0.234 is a fraction. Without, as for coordinates, it is the decimal sign.
    """
    plain = re.sub(r"(?<=\d)[\s'’](?=\d{3}(?:\D|$))", "", text.strip())
    match = re.fullmatch(r"([+-]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\2\d{3})*)(?!\2)[.,](\d+)", plain)
    if match:
        plain = re.sub(r"[.,]", "", match[1]) + "." + match[3]
    elif re.fullmatch(r"[+-]?[1-9]\d{0,2}([.,])\d{3}(\1\d{3})" + ("*" if grouped else "+"), plain):
        plain = re.sub(r"[.,]", "", plain)
    plain = plain.replace(",", ".")
    return float(plain) if re.fullmatch(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", plain) else None


def read_numbers(texts: Sequence[str], *, grouped: bool = True) -> list[float | None]:
    """Return the numbers of a column as `read_number` does; 1.234 is a fraction where another value, as 2.5, proves it."""
    proofs = (_DECIMAL.fullmatch(text.strip()) for text in texts)
    signs = {sign for match in proofs if match for sign in match.groups() if sign}
    return [read_number(text, grouped=grouped and not any(sign in text for sign in signs)) for text in texts]
