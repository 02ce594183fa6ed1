import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.sheets import Sheet
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.base.written import read_clock, read_moment, read_number, read_numbers
from sector_planner.core.imports.cells import CellError, clock, day, decimal
from sector_planner.core.imports.cells import text as text_reader
from sector_planner.core.imports.rows import Heading, read_rows


@pytest.mark.parametrize(
    "text",
    [
        *("2026-01-05", "2026-1-5", "2026/01/05", "2026.01.05", "20260105", "2026-01-05T00:00:00", "2026-01-05 14:30"),
        *("5/1-2026", "05.01.26", "5-1-26", "05/01/2026", "5. 1. 2026", "5.1.2026 kl. 14.30", "20260105T143000Z"),
        *(
            "5. januar 2026",
            "den 5. jan. 2026",
            "mandag d. 5. januar 2026",
            "5 Jan 2026",
            "January 5, 2026",
            "05-Jan-2026",
            "2026 Jan 05",
        ),
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert day(text) == dt.date(2026, 1, 5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/2-2026", "There is no such day"),
        ("2026-13-01", "There is no such day"),
        ("13/13/2026", "There is no such day"),
        ("01/13/2026", "the month stands before the day"),
        ("2026-01", "a month without a day"),
        ("43812", "number for (2019-12-13|13 Dec 2019)"),
        ("5/1", "Write the day as"),
        ("snart", "Write the day as"),
        ("05/01/26/7", "Write the day as"),
        ("5. foo 2026", "Write the day as"),
        ("01-01-2126", "The year is 2126"),
    ],
)
def test_what_is_no_day_is_told_why(text, words):
    with pytest.raises(CellError, match=words):
        day(text)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2068, 12, 31)))
def test_every_day_is_read_in_every_form_that_says_it(one):
    forms = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m-%Y", "%d.%m.%Y", "%Y%m%d", "%d %B %Y"]
    if one.year >= 1970:
        forms.append("%d.%m.%y")
    for form in forms:
        assert read_moment(one.strftime(form)).day == one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("14.30", "14:30"), ("kl. 14.30", "14:30"), ("1430", "14:30"), ("14:30:00", "14:30"), ("9", "09:00")),
        *(
            ("24:00", "24:00"),
            ("2:30 PM", "14:30"),
            ("12 am", "00:00"),
            ("0.604166666666667", "14:30"),
            ("1.0000", "24:00"),
            ("0,2500", "06:00"),
        ),
        *(("2026-01-05 14:30:00", "14:30"), ("klokken 8:05", "08:05")),
    ],
)
def test_a_time_of_the_day_is_read_however_it_is_written(text, expected):
    assert clock(text) == expected


@pytest.mark.parametrize("text", ["24:01", "25", "14:60", "13 PM", "noon", "2026-01-05", ""])
def test_what_is_no_time_of_the_day_is_not_guessed(text):
    assert read_clock(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234", 1234),
        ("1,234", 1234),
        ("1 234", 1234),
        ("1.234.567", 1234567),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("0.234", 0.234),
        ("12,5", 12.5),
        ("-3", -3),
        ("1e3", 1000),
        ("1234.567", 1234.567),
        ("7", 7),
        ("1,1.1", None),
    ],
)
def test_a_number_is_read_as_people_write_it(text, number):
    assert read_number(text) == number


def test_a_column_with_a_proven_fraction_has_no_thousands_of_that_sign():
    assert read_numbers(["1.234", "2.5"]) == [1.234, 2.5]
    assert read_numbers(["1.234", "987"]) == [1234, 987]
    assert read_numbers(["1.234", "2,5"]) == [1234, 2.5]
    assert read_numbers(["", "x"]) == [None, None]


def test_a_coordinate_has_no_thousands_and_residents_do():
    assert decimal("12.345") == 12.345
    assert decimal("6.175.123,5") == 6175123.5


def test_a_field_of_texts_is_read_as_numbers_and_empty_ones_are_missing():
    attributes = pd.DataFrame({"residents": ["1.234", "987", "", None]})
    table = FeatureTable("units", np.full(4, None, dtype=object), attributes, np.arange(4))
    numbers = table.numbers("residents")
    assert numbers[:2].tolist() == [1234, 987]
    assert np.isnan(numbers[2:]).all()
    with pytest.raises(InputError, match="many"):
        FeatureTable("units", table.geometry[:1], pd.DataFrame({"residents": ["many"]}), np.arange(1)).numbers(
            "residents"
        )


def test_one_day_with_the_month_first_refuses_the_whole_file():
    headings = [Heading("first", ("Fra",), day), Heading("name", ("Navn",), text_reader(10))]
    rows = [(2, ["01/05/2026", "a"]), (3, ["01/13/2026", "b"])]
    with pytest.raises(InputError, match="row 3, column “Fra”: “01/13/2026”"):
        read_rows(Sheet("list.csv", ["Fra", "Navn"], rows), headings)
    assert len(read_rows(Sheet("list.csv", ["Fra", "Navn"], rows[:1]), headings).rows) == 1
