"""Days and moments as readers of the current locale write them. Files and fields keep ISO 8601."""

from __future__ import annotations

import datetime as dt

from .i18n import current_locale


def day_text(day: dt.date) -> str:
    """Return “20 Nov 2026” in English, “20. nov. 2026” in Danish; a moment (local time) with its clock."""
    return current_locale().day(day)


def long_day_text(day: dt.date) -> str:
    """Return “20 November 2026” in English, “20. november 2026” in Danish."""
    return current_locale().long_day(day)


def days_in(text: str) -> str:
    """Return `text` with every ISO 8601 day or moment in it as people write it; times keep their own clock."""
    return current_locale().days_in(text)
