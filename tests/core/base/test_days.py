"""Days in texts for people: whole ISO days are rewritten, names that hold one are not."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.i18n import day_text, days_in, locale, long_day_text


def in_both(write, what):
    with locale("en"):
        english = write(what)
    with locale("da"):
        return english, write(what)


@pytest.mark.parametrize(
    ("text", "english", "danish"),
    [
        ("2026-11-20", "20 Nov 2026", "20. nov. 2026"),
        ("2024-01-01 – 2024-12-31", "1 Jan 2024 – 31 Dec 2024", "1. jan. 2024 – 31. dec. 2024"),
        ("Read (2026-05-09).", "Read (9 May 2026).", "Read (9. maj 2026)."),
        ("2026-11-20T14:05:33+01:00, N. N.", "20 Nov 2026, 14:05, N. N.", "20. nov. 2026 kl. 14.05, N. N."),
        ("2026-11-20 07:30", "20 Nov 2026, 07:30", "20. nov. 2026 kl. 07.30"),
    ],
)
def test_a_day_in_a_text_reads_as_the_language_writes_it(text, english, danish):
    assert in_both(days_in, text) == (english, danish)


@pytest.mark.parametrize(
    ("day", "english", "danish"),
    [
        (dt.date(2026, 11, 20), "20 November 2026", "20. november 2026"),
        (dt.date(2027, 5, 1), "1 May 2027", "1. maj 2027"),
    ],
)
def test_a_day_for_residents_has_the_whole_month(day, english, danish):
    assert in_both(long_day_text, day) == (english, danish)


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "2026-11-20 25:00", "2026-1", "case 12026-11-20", "a_2026-11-20", "2026-11-20-b", "2026-11-20.csv", "/x/2026-11-20/y"],
)  # fmt: skip
def test_what_is_no_day_or_part_of_a_name_stays(text):
    assert in_both(days_in, text) == (text, text)


@settings(derandomize=True, max_examples=60)
@given(st.dates())
def test_no_iso_day_is_left(day):
    assert in_both(days_in, f"{day.isoformat()};") == tuple(f"{text};" for text in in_both(day_text, day))
