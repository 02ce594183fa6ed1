"""The record decides what residents see: the right officer or none, and no field that is not on the list."""

from dataclasses import fields

import pytest
from builders.tables import records, sectors
from sector_planner.core.base.errors import InputError
from sector_planner.core.publish.contacts import Contact, read_contacts
from sector_planner.core.publish.public_record import (
    PublicSector,
    build_public_record,
    contacts_hash,
)
from sector_planner.core.publish.settings import PublicSettings

SETTINGS = PublicSettings("2026-1", "Find your officer", "en")


def person(sector, role="responsible", **more):
    values = dict.fromkeys([field.name for field in fields(Contact)], "")
    return Contact(
        **{**values, "sector_id": sector, "role": role, "name": f"{role} {sector}", "phone": "+4520000000", **more}
    )


def station(**more):
    return person("", "station", name="", station="Station Nord", phone="+4520000099", **more)


def shown(record):
    return {sector.sector_id: (sector.role, sector.officer, sector.phone) for sector in record.sectors}


def test_the_ladder_is_responsible_then_substitute_then_station_then_114():
    record = build_public_record(
        sectors({"sector_id": 1}, {"sector_id": 2}, {"sector_id": 3, "police_district": "Nord"}, {"sector_id": 4}),
        (
            person("1"),
            person("1", "substitute"),
            person("2", "substitute"),
            person("3", "colleague"),
            station(police_district="nord"),
        ),
        SETTINGS,
    )
    assert shown(record) == {
        "1": ("responsible", "responsible 1", "+4520000000"),
        "2": ("substitute", "substitute 2", "+4520000000"),
        "3": ("station", "", "+4520000099"),
        "4": ("station", "", "114"),
    }
    assert record.without_officer() == ["3", "4"]


def test_colleagues_are_never_published():
    record = build_public_record(sectors({"sector_id": 1}), (person("1", "colleague"),), SETTINGS)
    assert not record.has_officers()


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ((person("9"),), "sectors that the map does not have: “9”"),
        ((person("1"), person("1")), "Sector 1 has 2 published contacts with role responsible"),
        ((person("1", "substitute"),) * 2, "role substitute"),
        ((station(police_district="A"), station(police_district="a")), "2 stations"),
    ],
)
def test_a_resident_is_never_shown_the_wrong_officer(people, message):
    with pytest.raises(InputError, match=message):
        build_public_record(sectors({"sector_id": 1}), people, SETTINGS)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (({"sector_id": 1}, {"sector_id": 1.0}), "sector 1 occurs more than once"),
        (({"sector_id": 1}, {"sector_id": None}), "feature 1.*empty"),
        (({"other": 1},), "sector_id"),
        (({"sector_id": 1, "name": "x" * 81},), "sector 1: 81 characters"),
        (({"sector_id": "x" * 41},), "41 characters, and at most 40"),
    ],
)
def test_sectors_without_an_id_of_their_own_are_refused(rows, message):
    with pytest.raises(InputError, match=message):
        build_public_record(sectors(*rows), (), SETTINGS)


def test_the_published_fields_are_a_fixed_list():
    assert [field.name for field in fields(PublicSector)] == [
        "sector_id", "name", "anchor", "role", "officer", "phone", "email", "hours", "station", "message_line",
        "review_date", "photo", "district",
    ]  # fmt: skip


def test_sectors_come_in_the_order_people_count():
    ids = ["10", "9", "N2", "N10", "1"]
    record = build_public_record(sectors(*[{"sector_id": key} for key in ids]), (), SETTINGS)
    assert [sector.sector_id for sector in record.sectors] == ["1", "9", "10", "N2", "N10"]


def test_links_differ_where_ids_differ_only_in_signs():
    record = build_public_record(
        sectors({"sector_id": "N-1"}, {"sector_id": "N 1"}, {"sector_id": "***"}), (), SETTINGS
    )
    assert len({sector.anchor for sector in record.sectors}) == 3


def test_a_name_that_repeats_the_number_is_left_out():
    record = build_public_record(
        sectors({"sector_id": 3, "name": "Sektor 3"}, {"sector_id": 4, "name": "Husum"}), (), SETTINGS
    )
    assert [sector.name for sector in record.sectors] == ["", "Husum"]


def test_the_hash_changes_with_edition_and_contact_but_not_with_order():
    one, two = person("1"), person("2")
    assert contacts_hash("a", (one, two)) == contacts_hash("a", (two, one))
    assert contacts_hash("a", (one,)) != contacts_hash("b", (one,))
    assert contacts_hash("a", (one,)) != contacts_hash("a", (person("1", phone="+4520000001"),))


def test_without_a_role_column_every_row_is_the_responsible_officer():
    people = read_contacts(records([{"sector_id": 1, "name": "Anna Holm", "phone": "20000000"}]))
    record = build_public_record(sectors({"sector_id": 1}), people, SETTINGS)
    assert record.sectors[0].officer == "Anna Holm"


@pytest.mark.parametrize(
    "wrong",
    [
        {"edition": " "},
        {"title": "\u200b"},
        {"edition": "x" * 41},
        {"title": "x" * 91},
        {"credit": "x" * 201},
        {"language": "sv"},
        {"tolerance_m": 51},
        {"booking_url": "http://example.org"},
        {"home_url": "javascript:alert(1)"},
        {"accessibility_url": "http://example.org"},
        {"privacy_url": "example.org"},
        {"organisation": "x" * 81},
        {"contact": "x" * 201},
        {"controller": "x" * 121},
        {"data_protection": "x" * 201},
        {"logo": "data:image/png;base64,AAAA"},
    ],
)
def test_settings_are_checked(wrong):
    with pytest.raises(InputError):
        PublicSettings(**{"edition": "1", "title": "t", **wrong})
