"""Days and moments as readers of English and Danish write them. Files and fields keep ISO 8601."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = {
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    "da": ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"],
}  # fmt: skip
# Whole words only: the date in a path, a file name or an id stays as it is written there.
_ISO = re.compile(
    r"(?<![\w/\\.-])(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"(?![\w/\\-]|\.\w)"
)


def day_text(day: dt.date, language: str) -> str:
    """Return “20 Nov 2026” in English, “20. nov. 2026” in Danish; a moment (local time) with its clock."""
    name = _MONTHS[language][day.month - 1]
    text = _text(day, name[:3] + ("." if language == "da" and len(name) > 3 else ""), language)
    if not isinstance(day, dt.datetime):
        return text
    return f"{text} kl. {day:%H.%M}" if language == "da" else f"{text}, {day:%H:%M}"


def long_day_text(day: dt.date, language: str) -> str:
    """Return “20 November 2026” in English, “20. november 2026” in Danish."""
    return _text(day, _MONTHS[language][day.month - 1], language)


def _text(day: dt.date, month: str, language: str) -> str:
    return f"{day.day}. {month} {day.year}" if language == "da" else f"{day.day} {month} {day.year}"


def days_in(text: str, language: str) -> str:
    """Return `text` with every ISO 8601 day or moment in it as the language writes it; times keep their own clock."""

    def readable(found: re.Match[str]) -> str:
        try:
            day = dt.date.fromisoformat(found["day"])
            if not found["clock"]:
                return day_text(day, language)
            return day_text(dt.datetime.combine(day, dt.time.fromisoformat(found["clock"])), language)
        except ValueError:
            return found[0]

    return _ISO.sub(readable, text)
