"""Quoting: whatever stands in a text or a name, it stays one text or one name."""

import datetime as dt
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.sql import GEOPACKAGE, POSTGRESQL, Shape, Sql, shape_from_hex

HOSTILE = [
    "'; DROP TABLE officer; --",
    "\\'; DROP TABLE officer; --",
    "''",
    "{x}",
    "%s",
    "a\nb",
    '"',
    "$$",
    "æøå",
    "\\",
]
STORABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(STORABLE | st.sampled_from(HOSTILE))
@settings(max_examples=200, derandomize=True)
def test_sqlite_reads_back_every_text_and_name(text):
    with sqlite3.connect(":memory:") as connection:
        assert connection.execute(GEOPACKAGE.compose("SELECT {text}", text=text)).fetchone() == (text,)
        if text:
            assert connection.execute(GEOPACKAGE.compose("SELECT 1 AS {text!n}", text=text)).description[0][0] == text


@pytest.mark.parametrize("text", HOSTILE)
def test_postgresql_literals_follow_libpq(text):
    expected = text.replace("'", "''")
    expected = f" E'{expected}'".replace("\\", "\\\\") if "\\" in text else f"'{expected}'"
    assert POSTGRESQL.literal(text) == expected


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d pair"])
def test_what_no_database_can_hold_is_refused(text):
    with pytest.raises(InputError, match="cannot be stored"):
        GEOPACKAGE.literal(text)


def test_values_and_templates():
    made = POSTGRESQL.compose(
        "INSERT INTO {officer!t} ({column!n}) VALUES ({a}, {b}, {c}, {d}, {e})",
        column='x"y',
        a=None,
        b=True,
        c=1.5,
        d=dt.date(987, 1, 2),
        e=Sql("now()"),
    )
    assert made == ('INSERT INTO "sector_planner"."officer" ("x""y") VALUES (NULL, TRUE, 1.5, \'0987-01-02\', now())')
    assert GEOPACKAGE.literal(False) == "0"
    assert GEOPACKAGE.literal(float("nan")) == "NULL"


def test_a_template_is_never_filled_twice():
    assert GEOPACKAGE.compose("{a}", a="{b!t}") == "'{b!t}'"


def test_shapes_lose_their_geopackage_header():
    wkb = bytes(range(21))
    text = GEOPACKAGE.literal(Shape(wkb))
    assert shape_from_hex(text[2:-1]) == Shape(wkb)
    assert shape_from_hex(wkb.hex()) == Shape(wkb)
    assert shape_from_hex("") is None
