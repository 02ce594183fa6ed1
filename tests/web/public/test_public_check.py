"""The check before publishing: every kind of leak or mixture is found, and a clean folder passes."""

import datetime as dt
import json
import re
import shutil
import zlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sector_planner.core.publish.leak_check import (
    check_public_data,
    cpr_like_numbers,
    fine_coordinates,
    private_addresses,
)
from sector_planner.core.publish.model import from_document, read_document, read_photos
from sector_planner.core.publish.publication import publication_files, write_publication
from sector_planner.core.publish.settings import PublicSettings

TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def copy(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "public")


def rules(folder, forbidden=(), today=TODAY):
    return sorted({finding.rule for finding in check_public_data(folder, list(forbidden), today)})


def edit(name, old, new):
    def change(folder):
        text = (folder / name).read_text(encoding="utf-8")
        assert re.search(old, text)
        (folder / name).write_text(re.sub(old, new, text, count=1), encoding="utf-8")

    return change


def record(change):
    def write(folder):
        document = json.loads((folder / "record.json").read_text(encoding="utf-8"))
        change(document)
        (folder / "record.json").write_text(json.dumps(document), encoding="utf-8")

    return write


def pdf(text):
    """Return a minimal file with a packed stream, as printed leaflets have."""
    return (
        b"%PDF-1.4\n1 0 obj<</Length 1>>stream\n"
        + zlib.compress(f"BT ({text}) Tj ET".encode("latin-1"))
        + b"\nendstream endobj"
    )


TAMPERED = [
    ("missing", lambda folder: (folder / "contacts.csv").unlink()),
    ("cpr", edit("index.html", "weekdays 7–23", "cpr 120380-1234")),
    ("cpr", edit("contacts.csv", "Station Nord", "1203801234")),
    ("private_email", edit("index.html", "Write to", "anna.holm@gmail.com")),
    ("private_email", edit("record.json", "officer2@example.org", "officer2@mail.dk")),
    ("path", edit("index.html", "Station Nord", "file:///srv/opa/officers.gpkg")),
    ("decimals", edit("sectors.geojson", r"12\.[0-9]{4}\b", "12.4512345")),
    ("decimals", edit("index.html", "Station Nord", "55.6761234")),
    ("place", edit("sectors.geojson", r"\[12\.[0-9]+,", "[720000,")),
    ("edition", edit("sectors.geojson", r"(?s)\"features\": \[.*\]", '"features": []')),
    ("edition", edit("sectors.geojson", '"edition": "2026-1"', '"edition": "2026-2"')),
    ("edition", edit("contacts.csv", "2026-1", "2025-2")),
    ("edition", edit("index.html", r"2026-1 · [0-9a-f]{8}", "2026-1 · 00000000")),
    ("edition", edit("contacts.csv", "(?m)^20,.*\n", "")),
    ("edition", lambda folder: (folder / "leaflet.pdf").write_bytes(pdf("Edition 2024-1 · 12345678"))),
    ("field", edit("sectors.geojson", '"colour"', '"crime": 9, "colour"')),
    ("field", record(lambda document: document.update(owner="x"))),
    ("field", record(lambda document: document["sectors"][0].update(cases="7"))),
    ("field", edit("contacts.csv", "sector_id,name", "sector_id,cases")),
    ("unreachable", record(lambda document: document["sectors"][3].update(phone="", email=""))),
    ("policy", edit("index.html", r"let inside = false;", "let inside = true;")),
    ("request", edit("index.html", "<footer>", '<img src="https://example.org/pixel"><footer>')),
    ("unreadable", lambda folder: (folder / "record.json").write_text("{}", encoding="utf-8")),
    ("stranger", lambda folder: (folder / "officers.xlsx").write_bytes(b"")),
    ("stranger", lambda folder: (folder / ".htaccess").write_text("", encoding="utf-8")),
    ("stranger", lambda folder: (folder / "cards.html").write_text("<p>x", encoding="utf-8")),
    ("stranger", lambda folder: ((folder / "tiles").mkdir(), (folder / "tiles" / "incidents.png").write_bytes(b""))),
    ("stranger", lambda folder: (folder / "page.pdf").symlink_to(folder / "index.html")),
    ("changed", lambda folder: ((folder / "tiles/11/1").mkdir(parents=True), (folder / "tiles/11/1/1.png").write_bytes(b""))),
    ("changed", edit("index.html", r"tel:\+4520000003", "tel:+4520000009")),
    ("changed", edit("index.html", "mailto:officer4@", "mailto:officer5@")),
    ("changed", edit("index.html", "Officer 7", "Officer 8")),
    ("changed", edit("index.html", "https://example.org/book", "https://example.com/book")),
    ("changed", edit("index.html", "Call 112", "Do not call 112")),
    ("changed", edit("index.html", r'\["Short Lane"', '["Other Lane"')),
    ("changed", edit("index.html", '"borders":\\[\\["', '"borders":[["?')),
    ("changed", edit("sectors.geojson", r"\[12\.4\d+,", "[12.4,")),
    ("changed", edit("contacts.csv", "officer3@", "officer2@")),
    ("changed", edit("record.json", "officer3@", "officer2@")),
    ("changed", edit("record.json", r'"labels":\[\]', '"labels":[["place","CANARY",[1245000,5566000],0,0]]')),
    ("changed", record(lambda document: document["map"].update(labels=[["person", "Anna", [1245000, 5566000], 0, 0]]))),
    ("value", record(lambda document: document["map"].update(labels=[["place", "x" * 61, [1245000, 5566000], 0, 0]]))),
    ("changed", record(lambda document: document["map"].update(secret=1))),
    ("changed", edit("record.json", '"drawn":', '"drawn": ')),
    ("changed", edit("record.json", r"\+4520000003", "+4520000009")),
]  # fmt: skip


OF_A_STATION = [
    edit("index.html", "Politiet i Byen", "Politiet i Landsbyen"),
    edit("index.html", "mailto:dpo@example.org", "mailto:dpo@example.com"),
    edit("index.html", "tel:\\+4520000900", "tel:+4520000999"),
    edit("index.html", "https://example.org/was", "https://example.com/was"),
    edit("index.html", "Byens Politi", "Byens politi"),
    edit("index.html", "Zadzwoń", "Zadzwon"),
    edit("index.html", "W dni robocze 8–15", "W dni robocze 9–15"),
    edit("index.html", "Hverdage kl. 8–15", "Hverdage kl. 8–16"),
    edit("index.html", 'Opdateret</span> <time datetime="2026-12-01"', 'Opdateret</span> <time datetime="2026-12-02"'),
    edit("index.html", "BEGIN%3AVCARD", "BEGIN%3AVCARD%0AX"),
    edit("index.html", "data:image/png;base64,iVBOR", "data:image/png;base64,iVBOA"),
    edit("index.html", "allow=&amp;quot;geolocation|allow=&#34;geolocation", "allow=&#34;camera"),
    edit("record.json", "dpo@example.org", "dpo@example.com"),
    edit("record.json", "Zadzwoń", "Zadzwon"),
    edit("record.json", '"logo": "[0-9a-f]', '"logo": "x'),
    edit("record.json", '"changed_since_day": "2026-09-01"', '"changed_since_day": "2026-09-02"'),
]


@pytest.mark.parametrize("tamper", OF_A_STATION, ids=range(len(OF_A_STATION)))
def test_any_change_of_a_station_s_own_texts_is_found(tamper, station, tmp_path):
    copy = shutil.copytree(station, tmp_path / "public")
    assert rules(copy) == []
    tamper(copy)
    assert "changed" in rules(copy)


@pytest.mark.parametrize(
    "texts",
    [
        {"da": {"secret": "Operation Nightfall"}},
        {"fid": {"language": "Fid", "secret": "x"}},
        {"da": {"call": "Ring\u202e"}},
        {"da": {"call": "x" * 601}},
        {"da": {"title": "x" * 91}},
    ],
)
def test_texts_that_no_export_writes_are_found(texts, copy):
    found = from_document(read_document(copy), {})
    write_publication(copy, replace(found, record=replace(found.record, texts=texts)).stamped())
    assert rules(copy) == ["value"]


def test_a_station_may_call_an_edition_what_it_likes(make_publication, tmp_path):
    settings = PublicSettings("2026-1", "Find", "en", texts={"en": {"edition": "Edition no."}})
    make_publication(tmp_path / "public", [""] * 4, settings)
    assert rules(tmp_path / "public") == []
    (tmp_path / "public" / "leaflet.pdf").write_bytes(pdf("Edition no. 2025-1 \xb7 12345678"))
    assert rules(tmp_path / "public") == ["edition"]


def test_a_clean_folder_passes(folder):
    assert check_public_data(folder, ["CANARY", "secret"], TODAY) == []


@pytest.mark.parametrize(("rule", "tamper"), TAMPERED, ids=[f"{i}-{rule}" for i, (rule, _) in enumerate(TAMPERED)])
def test_every_kind_of_fault_is_found(rule, tamper, copy):
    tamper(copy)
    assert rule in rules(copy)


@pytest.mark.parametrize("name", ["index.html", "sectors.geojson", "contacts.csv", "record.json"])
def test_any_changed_byte_is_found_in_any_file(name, copy):
    whole = (copy / name).read_bytes()
    for place in np.random.default_rng(4).integers(0, len(whole), 12).tolist():
        (copy / name).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert rules(copy), place
    (copy / name).write_bytes(whole + b"\n")
    assert "changed" in rules(copy)


def test_a_record_written_by_hand_and_stamped_anew_is_found_by_its_values(copy):
    found = from_document(read_document(copy), {})
    forged = replace(found, record=replace(found.record, booking_url="javascript:alert(1)")).stamped()
    write_publication(copy, forged)
    assert rules(copy) == ["value"]


def test_what_is_made_again_is_the_same_byte_by_byte(folder):
    again = publication_files(from_document(read_document(folder), read_photos(folder)))
    assert {name: (folder / name).read_bytes() for name in again} == again


def test_a_difference_is_told_by_its_line(copy):
    table = (copy / "contacts.csv").read_bytes()
    (copy / "contacts.csv").write_bytes(table.replace(b"officer3@", b"officer2@"))
    (finding,) = check_public_data(copy, [], TODAY)
    assert (finding.file, finding.message[:6]) == ("contacts.csv", "Line 4")


def test_forbidden_words_are_found_in_text_and_in_pdf(copy):
    (copy / "leaflet.pdf").write_bytes(pdf("Operation Nightfall"))
    assert rules(copy, ["operation nightfall"]) == ["forbidden"]
    assert rules(copy, ["OFFICER 7"]) == ["forbidden"]


def test_borders_spell_no_words(folder):
    packed = read_document(folder)["map"]["sectors"][0]["borders"][0][0]
    assert rules(folder, [packed[3:7]]) == []


def test_a_review_date_that_has_passed_is_found(folder):
    assert rules(folder, today=dt.date(2027, 5, 1)) == []
    assert rules(folder, today=dt.date(2027, 5, 2)) == ["review"]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 9999), st.sampled_from(["", "-", " "]))
@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_civil_registration_number_is_seen(birth, serial, sign):
    assert list(cpr_like_numbers(f"nr. {birth:%d%m%y}{sign}{serial:04d}."))


@pytest.mark.parametrize(
    "harmless", ["+4512038012345", "20000000", "+45 20 00 00 00", "991380-1234", "120380123456", "5512.34567"]
)
def test_telephone_numbers_are_no_civil_registration_numbers(harmless):
    assert not list(cpr_like_numbers(harmless))
    assert not list(fine_coordinates(harmless))


@pytest.mark.parametrize("address", ["a@gmail.com", "A.B@Hotmail.dk", "x@mail.dk", "x@sub.outlook.com"])
def test_private_providers_are_known(address):
    assert list(private_addresses(address))
    assert not list(private_addresses("a@politi.example.org"))
