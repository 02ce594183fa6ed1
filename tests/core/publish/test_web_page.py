"""The page as text: escaped, sealed by its policy, and with links only where a value is a link."""

import base64
import hashlib
import html
import json
import re
from dataclasses import replace
from urllib.parse import unquote

import numpy as np
import pytest
import shapely
from builders.tables import records
from sector_planner.core.base.i18n import locale
from sector_planner.core.publish.contact_fields import contact_file, contact_parts, vcard
from sector_planner.core.publish.contacts import read_contacts
from sector_planner.core.publish.print_sheets import leaflet_rows, qr_matrix, qr_svg
from sector_planner.core.publish.publication import Sources, build_publication, publication_files
from sector_planner.core.publish.settings import PublicSettings
from sector_planner.core.publish.web_page import script_json, web_page


@pytest.fixture
def publication():
    def make(settings=None, **contact):
        sectors = records([{"sector_id": "Ø 1", "name": "a</script>"}], [shapely.box(12.5, 55.7, 12.51, 55.71)])
        people = records([{"sector_id": "Ø 1", "name": "Anna", "phone": "20000000", **contact}])
        settings = settings or PublicSettings("1", "Title", "en", public_url="https://example.org/map/")
        return build_publication(Sources(sectors, read_contacts(people)), settings)

    return make


def test_a_message_line_is_a_link_where_it_is_a_number(publication):
    assert 'href="tel:+4520000901" dir="ltr">20 00 09 01</a>' in web_page(publication(message_line="+4520000901"))
    assert "<dd><span data-own>We call back</span></dd>" in web_page(publication(message_line="We call back"))


def test_the_stamp_changes_with_whatever_is_published(publication):
    ground = publication()
    sectors = records([{"sector_id": "Ø 1", "name": "a"}], [shapely.box(12.5, 55.7, 12.51, 55.71)])
    moved = records([{"sector_id": "Ø 1", "name": "a"}], [shapely.box(12.5, 55.7, 12.510001, 55.71)])
    people = records([{"sector_id": "Ø 1", "name": "Anna", "phone": "20000000"}])
    event = records([{"title": "Open day", "event_date": "2090-01-01", "place": "", "sector_id": "Ø 1"}])
    matter = records([{"sector_id": "Ø 1", "said": "a", "did": "b"}])
    roads = records([{"street": "Long Road"}], [shapely.linestrings([[12.5, 55.701], [12.51, 55.701]])])

    def made(sectors=sectors, people=people, **more):
        settings = PublicSettings("1", "Title", "en")
        return build_publication(Sources(sectors, read_contacts(people), **more), settings).record

    other = records([{"sector_id": "Ø 1", "name": "Anna", "phone": "20000001"}])
    variants = [
        made(), made(moved), made(people=other), made(events=event), made(priorities=matter), made(addresses=roads),
    ]  # fmt: skip
    assert len({record.content for record in variants}) == len(variants)
    assert len({record.print_hash for record in variants}) == 3
    assert made().content == made().content
    assert ground.record.content in web_page(ground)


def test_the_page_says_when_it_was_updated_in_both_languages(publication):
    made = publication()
    made = replace(made, record=replace(made.record, updated="2026-12-01"))
    assert 'data-da="1. december 2026" data-en="1 December 2026">1 December 2026</time>' in web_page(made)


def test_the_page_names_its_publisher_and_links_to_statements(publication):
    page = web_page(
        publication(
            PublicSettings(
                "1",
                "Title",
                "en",
                organisation="Police & Co",
                home_url="https://example.org/",
                accessibility_url="https://example.org/access",
                privacy_url="https://example.org/privacy",
            )
        )
    )
    links = dict(
        re.findall(r'<a href="(https://example.org/[^"]*)" target="_top" rel="noopener noreferrer">(.*?)</a>', page)
    )
    shown = {href: html.unescape(re.sub("<[^>]*>", "", text)) for href, text in links.items()}
    assert shown == {
        "https://example.org/": "Police & Co",
        "https://example.org/access": "Accessibility statement",
        "https://example.org/privacy": "Read about data protection",
    }


def test_a_contact_can_be_saved(publication):
    href = re.search(r'download="sektor-ø-1.vcf" href="data:text/vcard;charset=utf-8,([^"]*)"', web_page(publication()))
    assert unquote(href[1]) == contact_file(
        "Anna",
        "+4520000000",
        "",
        role="Sector responsible officer, Sector Ø 1",
        link="https://example.org/map/#sektor-%C3%B8-1",
    )


TEXT = r"(?:[^\\,;\x00-\x1f\x7f]|\\[\\,;n])*"  # a text value of one component: RFC 6350, 3.4
LINES = {
    "BEGIN": "VCARD", "END": "VCARD", "VERSION": r"4\.0", "KIND": "individual", "FN": TEXT, "N": f"{TEXT}(?:;{TEXT}){{4}}",
    "TEL": r"\+?[0-9]+", "EMAIL": r"[^@\s,;]+@[^@\s,;]+", "ORG": TEXT, "TITLE": TEXT, "NOTE": TEXT, "URL": r"https://\S+",
}  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["Anna Holm", "Holm; Anna, Jr \\ von Ø", "a\nEND:VCARD", "Ægidius Åkær-Sørensen " * 6, "محمد الأحمد", "x"],
)
def test_a_saved_contact_is_a_valid_vcard_4_whatever_the_name(name):
    text = contact_file(
        name,
        "+4520000000",
        "a@example.org",
        role="Officer, Sector 1",
        organisation=name,
        note=name,
        link="https://example.org/",
    )
    raw = text.encode()
    assert raw.endswith(b"\r\n")
    assert all(len(line) <= 75 and b"\r" not in line and b"\n" not in line for line in raw[:-2].split(b"\r\n"))
    lines = [line.partition(":") for line in text.replace("\r\n ", "")[:-2].split("\r\n")]
    assert [lines[0][2], lines[1][0], lines[-1][0]] == ["VCARD", "VERSION", "END"]
    assert all(re.fullmatch(LINES[key.partition(";")[0]], value) for key, _, value in lines)
    plain = {
        key: re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value) for key, _, value in lines
    }
    assert (plain["FN"], plain["NOTE"]) == (name, name)


def test_contact_parts_are_links_only_where_they_are_what_they_seem():
    assert contact_parts("Torvet 1; 20 00 09 00 ; a@example.org;https://example.org/x; javascript:alert(1); tel:1") == [
        ("Torvet 1", ""),
        ("20 00 09 00", "tel:+4520000900"),
        ("a@example.org", "mailto:a@example.org"),
        ("https://example.org/x", "https://example.org/x"),
        ("javascript:alert(1)", ""),
        ("tel:1", ""),
    ]


def test_page_and_map_file_say_how_far_a_drawn_border_may_be_off(publication):
    made = publication(PublicSettings("1", "Title", "en", tolerance_m=5))
    page = re.sub(r"<[^>]*>", "", web_page(made))
    assert "drawn approximately: up to 6 m from the true border" in page
    head = json.loads(publication_files(made)["sectors.geojson"])
    assert (head["drawn_within_m"], "up to 6 m" in head["note"]) == (6, True)


def test_a_number_on_a_leaflet_says_what_it_is_for(publication):
    (row,) = leaflet_rows(publication(message_line="20000901").record)
    assert row.message_line == "Leave a message: 20 00 09 01"


@pytest.mark.parametrize("opens_in", ["en", "da"])
def test_the_page_is_the_same_whatever_its_maker_reads(publication, opens_in):
    made = publication(PublicSettings("1", "Title", opens_in))
    made = replace(made, record=replace(made.record, review_date="2026-05-01"))
    pages = []
    for reader in ("en", "da"):
        with locale(reader):
            pages.append(web_page(made))
    assert pages[0] == pages[1]
    assert 'data-da="1. maj 2026" data-en="1 May 2026">' in pages[0]


def test_the_policy_names_the_hash_of_every_script_and_of_the_style(publication):
    page = web_page(publication())
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    parts = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    assert len(parts) == 5
    for part in parts:
        assert base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() in policy
    assert "unsafe" not in policy
    assert "*" not in policy


def test_data_cannot_end_their_script_element():
    hostile = {"a": "</script><!--<script>&\u2028\u2029"}
    text = script_json(hostile)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == hostile


def test_a_code_for_a_foreign_letter_is_an_address_that_every_reader_takes(publication):
    from sector_planner.core.publish.print_sheets import qr_text

    record = publication().record
    assert qr_text(record, record.sectors[0]) == "https://example.org/map/#sektor-%C3%B8-1"


def test_modules_are_never_thinner_than_four_tenths_of_a_millimetre():
    slim = vcard("Ægidius Åkær-Sørensen", "+4520000000", "aegidius@station.example.org")
    assert 25.0 / (len(qr_matrix(slim, 25.0)) + 8) >= 0.4
    with pytest.raises(ValueError):
        qr_svg("x" * 600, 25.0)


MASKS = [
    lambda i, j: (i + j) % 2,
    lambda i, j: i % 2,
    lambda i, j: j % 3,
    lambda i, j: (i + j) % 3,
    lambda i, j: (i // 2 + j // 3) % 2,
    lambda i, j: i * j % 2 + i * j % 3,
    lambda i, j: (i * j % 2 + i * j % 3) % 2,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2,
]


def first_mode(matrix, mask):
    """Return the four bits with which a QR code's data begin (ISO/IEC 18004): in its lower right corner, unmasked."""
    last = len(matrix) - 1
    places = [(last, last), (last, last - 1), (last - 1, last), (last - 1, last - 1)]
    return "".join(str(matrix[i][j] ^ (MASKS[mask](i, j) == 0)) for i, j in places)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("https://example.org/map/#sektor-1", "0100"),
        (vcard("Søren Kjær", "+4520000000", "soren@example.org"), "0111"),
        (vcard("Łukasz Żak", "", ""), "0111"),
        ("Жанна Петрова", "0111"),
        ("佐藤", "0111"),
    ],
)
def test_a_code_with_letters_beyond_ascii_tells_its_encoding(text, mode):
    """Readers guess without: ZBar takes the Latin-1 of “Søren” for Chinese. 0111 is ECI, 0100 plain bytes."""
    zxingcpp = pytest.importorskip("zxingcpp")
    matrix = qr_matrix(text, 40.0)
    dark = np.pad(np.array(matrix, dtype=np.uint8), 4)
    (code,) = zxingcpp.read_barcodes(np.kron(255 * (1 - dark), np.ones((8, 8), dtype=np.uint8)))
    assert code.text == text
    assert code.bytes.decode() == text
    assert first_mode(matrix, code.extra["DataMask"]) == mode


def test_a_card_escapes_what_has_a_meaning_in_it():
    assert "FN:Holm\\; Anna\\, Jr" in vcard("Holm; Anna, Jr", "", "")


def test_water_and_roads_beyond_the_sectors_are_no_part_of_the_still_map():
    sectors = records([{"sector_id": 1}], [shapely.box(12.5, 55.7, 12.51, 55.71)])
    water = records([{}], [shapely.box(12.512, 55.7, 12.514, 55.702)])
    roads = records([{}], [shapely.linestrings([[12.512, 55.7], [12.514, 55.709]])])
    page = web_page(build_publication(Sources(sectors, water=water, roads=roads), PublicSettings("1", "Title", "en")))
    assert 'class="water"' not in page.partition('class="overview"')[2].partition("</svg>")[0]
