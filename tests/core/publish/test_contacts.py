"""Contacts are read strictly: a resident who calls must reach the right officer, and nothing private slips out."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.base.text import clean_text
from sector_planner.core.publish.contact_fields import parse_email, parse_link, parse_phone, show_phone
from sector_planner.core.publish.contacts import read_contacts, sector_key
from sector_planner.core.publish.public_record import escape_formula

GOOD = {"sector_id": 1, "role": "responsible", "name": "Anna Holm", "phone": "20000000", "email": "anna@example.org"}


def contacts(*rows):
    rows = [{**GOOD, **row} for row in rows]
    return FeatureTable("officers", np.full(len(rows), None), pd.DataFrame(rows), np.arange(len(rows)))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("20000000", "+4520000000"),
        ("20 00 00 00", "+4520000000"),
        ("+45 20 00 00 00", "+4520000000"),
        ("0045 20000000", "+4520000000"),
        ("(+46) 8-123 456 78", "+46812345678"),
        ("114", "114"),
        ("112", "112"),
    ],
)
def test_a_telephone_number_is_read(written, number):
    assert parse_phone(written) == number


@pytest.mark.parametrize(
    "written",
    [
        "",
        "113",
        "1234567",
        "12000000",
        "+45 2000000",
        "+451234567890",
        "+0123456789",
        "20000000;ext=9",
        "٢٠٠٠٠٠٠٠",
        "+4520000000,112",
        "tel:20000000",
        "2000000O",
        "+1234567890123456",
    ],
)
def test_what_is_no_telephone_number_is_refused(written):
    assert parse_phone(written) is None


def test_danish_numbers_are_shown_in_pairs():
    assert show_phone("+4520000001") == "20 00 00 01"
    assert show_phone("114") == "114"


@pytest.mark.parametrize("address", ["anna@example.org", "A.Holm-2@politi.example.org", "x@xn--kbenhavn-54a.example"])
def test_an_address_is_read(address):
    assert parse_email(address) == address.lower()


@pytest.mark.parametrize(
    "address",
    [
        "a@b",
        "a@example.org?bcc=x@example.org",
        "a b@example.org",
        "a@example.org,b@example.org",
        "<a@example.org>",
        "a..b@example.org",
        "javascript:alert(1)@example.org",
        "a@exam_ple.org",
        "å@example.org",
        ".a@example.org",
        "a%0a@example.org",
        "a@example.org\n",
        "a@-example.org",
        "a" * 250 + "@example.org",
    ],
)
def test_what_could_carry_more_than_an_address_is_refused(address):
    assert parse_email(address) is None


@pytest.mark.parametrize(
    "link",
    [
        "http://example.org",
        "javascript:alert(1)",
        "https://user@example.org",
        "https://exa mple.org",
        'https://example.org/"onload=',
        "https://[::1",
        "//example.org",
        "https://",
        "https://exämple.org",
    ],
)
def test_only_plain_https_links_pass(link):
    assert parse_link(link) is None


def test_a_plain_link_passes():
    assert parse_link("https://example.org/book?a=1#b") == "https://example.org/book?a=1#b"


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\u202eb", "ab"),
        ("a\u200bb\ufeff", "ab"),
        ("a\x00\x07b", "ab"),
        ("a \t\r\n b", "a b"),
        ("a\u2028b\u00a0c", "a b c"),
        ("Zo\u0308e", "Zöe"),
        ("a" + "\u0301" * 50, "á" + "\u0301" * 2),
        ("\u3164\u2800", ""),
        ("\ud800x", "x"),
        (None, ""),
        (7, "7"),
    ],
)
def test_text_keeps_only_what_shows(dirty, clean):
    assert clean_text(dirty) == clean


@given(st.text(max_size=300))
@settings(max_examples=200, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_clean_text_is_one_line_and_stays_as_it_is(text):
    clean = clean_text(text)
    assert clean == clean_text(clean)
    assert clean.isprintable() or not clean


@given(st.text(max_size=20))
@settings(max_examples=200, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_cell_starts_a_formula(text):
    assert not escape_formula(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_one_sector_however_its_id_is_stored():
    assert sector_key(3) == sector_key(3.0) == sector_key("3") == sector_key(np.int64(3)) == "3"
    assert sector_key(None) == sector_key(float("nan")) == sector_key(pd.NA) == ""


def test_a_row_becomes_a_contact():
    (contact,) = read_contacts(contacts({}))
    assert (contact.name, contact.phone, contact.email) == ("Anna Holm", "+4520000000", "anna@example.org")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"phone": "secret 555"}, "phone"),
        ({"email": "anna at secret"}, "email"),
        ({"role": "secret boss"}, "role"),
        ({"name": " \u200b"}, "name"),
        ({"sector_id": None}, "sector_id"),
        ({"phone": None, "email": None}, "phone"),
        ({"publish": "secret maybe"}, "publish"),
        ({"review_date": "secret spring"}, "review_date"),
        ({"role": "station", "sector_id": None}, "sector_id"),
    ],
)
def test_an_error_names_row_and_column_but_never_the_value(row, column):
    with pytest.raises(InputError) as error:
        read_contacts(contacts({"publish": True}, {"publish": True, **row}))
    assert f"row 2, column “{column}”" in str(error.value)
    for private in ("secret", "Anna", "20000000", "anna@"):
        assert private not in str(error.value)


@pytest.mark.parametrize("switch", [False, 0, "no", "nej", "false", None, ""])
def test_the_switch_keeps_an_officer_private_even_with_errors_in_the_row(switch):
    assert read_contacts(contacts({"publish": switch, "phone": "wrong"})) == ()


@pytest.mark.parametrize("switch", [True, 1, "yes", "ja", "TRUE"])
def test_the_switch_publishes(switch):
    assert len(read_contacts(contacts({"publish": switch}))) == 1


def test_a_photo_needs_a_consent_date():
    with_consent, without = read_contacts(
        contacts({"photo": "a.jpg", "photo_consent_date": "2026-01-31"}, {"photo": "b.jpg", "photo_consent_date": None})
    )
    assert (with_consent.photo, without.photo) == ("a.jpg", "")


def test_a_station_has_no_person_even_where_the_row_names_one():
    (contact,) = read_contacts(contacts({"role": "vacant"}))
    assert contact.name == ""


@pytest.mark.parametrize(
    ("column", "limit"),
    [("name", 80), ("hours", 120), ("station", 80), ("message_line", 200), ("police_district", 80)],
)
def test_a_text_that_is_too_long_is_refused_and_not_cut(column, limit):
    (contact,) = read_contacts(contacts({column: "x" * limit}))
    assert getattr(contact, column) == "x" * limit
    with pytest.raises(InputError, match=f"row 1, column “{column}”: {limit + 1} characters, and at most {limit}"):
        read_contacts(contacts({column: "x" * (limit + 1)}))


def test_a_long_list_of_errors_is_cut():
    with pytest.raises(InputError, match="and 80 more"):
        read_contacts(contacts(*[{"phone": "x"}] * 100))
