"""What is printed: sender, address and streets on every sheet, photos where consented, no promise for a vacant sector."""

import re
import shutil

import pytest
import shapely
from builders.tables import records
from sector_planner.core.publish import print_sheets
from sector_planner.core.publish.contacts import read_contacts
from sector_planner.core.publish.page_words import default_words
from sector_planner.core.publish.print_sheets import (
    cards_page,
    leaflet_page,
    leaflet_rows,
    printed_address,
    streets_by_sector,
    without_card,
)
from sector_planner.core.publish.publication import Sources, build_publication
from sector_planner.core.publish.settings import PublicSettings

PHOTO = "data:image/jpeg;base64,/9j/AAAA"
SETTINGS = PublicSettings(
    "2026-1",
    "Find",
    "en",
    public_url="https://example.org/map/",
    organisation="City Police",
    texts={"en": {"office_hours": "Mondays 8–15."}},
)


def people():
    rows = [
        {"sector_id": "1", "role": "responsible", "name": "Anna", "photo": PHOTO, "photo_consent_date": "2026-01-01"},
        {"sector_id": "2", "role": "responsible", "name": "Bo", "photo": PHOTO, "photo_consent_date": None},
        {"sector_id": None, "role": "colleague", "name": "Cara", "photo": None, "photo_consent_date": None},
    ]
    return read_contacts(
        records([{**row, "phone": "20000000", "email": "a@example.org", "hours": "10–12"} for row in rows])
    )


@pytest.fixture
def publication():
    boxes = [shapely.box(12.5 + 0.01 * i, 55.7, 12.51 + 0.01 * i, 55.71) for i in range(3)]
    sectors = records([{"sector_id": str(i + 1), "name": f"Part {i + 1}"} for i in range(3)], boxes)
    lines = [
        shapely.linestrings([[12.501, 55.702], [12.518, 55.702]]),
        shapely.linestrings([[12.521, 55.7], [12.521, 55.705]]),
    ]
    roads = records([{"street": "Long Road"}, {"street": "Short Lane"}], lines)
    water = records([{}], [shapely.box(12.504, 55.703, 12.507, 55.707)])
    return build_publication(Sources(sectors, people(), addresses=roads, water=water), SETTINGS)


def test_streets_are_those_that_lie_in_the_sector_wholly_or_in_part(publication):
    assert streets_by_sector(publication) == {"1": ["Long Road"], "2": ["Long Road"], "3": ["Short Lane"]}


def test_more_streets_than_there_is_room_for_are_counted(publication):
    names = [f"Some quite long Street {number}" for number in range(40)]
    row = leaflet_rows(publication.record, {"1": names})[0]
    shown = row.streets.count("Some quite")
    assert 5 < shown < 40
    assert row.streets.endswith(f"… (+{40 - shown})")


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("https://example.org/map/#sektor-1", "example.org/map"),
        ("https://example.org", "example.org"),
        ("", ""),
    ],
)
def test_an_address_is_printed_as_people_type_it(address, printed):
    assert printed_address(address) == printed


def test_who_has_no_card_is_told():
    assert without_card(people()) == ["Cara"]


def faults_of_a_vacant(sheet):
    if any(
        word in sheet
        for word in ("Your police officer", "Your officer", "Mondays", "Leave a message", "name and number")
    ):
        yield "something is promised for a vacant sector"
    if "114" not in sheet or "Use the number above" not in sheet or "No named officer" not in sheet:
        yield "a vacant sector does not say what to do"


def faults(publication):
    """Yield what is wrong with leaflets and cards."""
    sheets = leaflet_page(publication).split("<section")[1:]
    cards = cards_page(people(), SETTINGS)
    if any("City Police · " not in sheet for sheet in sheets) or cards.count("City Police · ") != 2:
        yield "no sender"
    if any("<b>example.org/map</b>" not in sheet for sheet in sheets) or cards.count(">example.org/map<") != 2:
        yield "no address to type"
    if [PHOTO in sheet for sheet in sheets] != [True, False, False] or cards.count(PHOTO) != 1:
        yield "a photo is missing, or printed without consent"
    if ["Long Road" in sheet for sheet in sheets] != [True, True, False] or "Short Lane" not in sheets[2]:
        yield "streets are missing"
    yield from faults_of_a_vacant(sheets[2])
    if "Your officer is for what is not urgent. Mondays 8–15." not in sheets[0]:
        yield "the station's own texts are not printed"
    if "Cara" in cards:
        yield "a card for an officer without a sector"
    if any(len(re.findall(r'alt="[^"]+"', sheet)) != len(re.findall("<img", sheet)) for sheet in sheets):
        yield "a picture without a text"
    if any(not re.search(r"Edition 2026-1 · [0-9a-f]{8}", sheet) for sheet in sheets):
        yield "no stamp"


def test_sheets_have_no_fault(publication):
    assert list(faults(publication)) == []


# file in a copy of resources/web, text in it, what it becomes
MUTANTS = [
    ("leaflet.html.j2", "{{ row.organisation }} · ", ""),
    ("cards.html.j2", "{{ organisation or words.service }}", "{{ words.service }}"),
    ("leaflet.html.j2", "<b>{{ row.address }}</b>", ""),
    ("cards.html.j2", '<p class="email">{{ address }}</p>', ""),
    ("leaflet.html.j2", "{% if row.photo %}<img", "{% if false %}<img"),
    ("cards.html.j2", "{% if card.photo %}<img", "{% if false %}<img"),
    ("leaflet.html.j2", "{{ row.service }}", "{{ words.service }}"),
    ("leaflet.html.j2", "{{ row.purpose }}", "{{ words.not_urgent }} {{ words.office_hours }}"),
    ("leaflet.html.j2", "{{ row.caption }}", "{{ words.qr_map }}"),
    ("leaflet.html.j2", "{{ row.role }}", "{{ words.responsible }}"),
    ("leaflet.html.j2", "{{ row.streets.removeprefix(words.sheet_streets) }}", ""),
    ("leaflet.html.j2", 'alt="{{ words.sheet_map }} {{ row.heading }}"', 'alt=""'),
    ("leaflet.html.j2", "{{ row.stamp }}</p>", "</p>"),
]


@pytest.mark.parametrize(("file", "old", "new"), MUTANTS)
def test_every_mutant_of_a_template_is_killed(publication, file, old, new, tmp_path, monkeypatch):
    web = shutil.copytree(print_sheets.WEB, tmp_path / "web")
    text = (web / file).read_text(encoding="utf-8")
    assert old in text
    (web / file).write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(print_sheets, "WEB", web)
    assert list(faults(publication))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("_has_card", lambda contact: True),
        ("words_in", lambda code, texts: default_words(code)),
        ("printed_address", lambda address: address),
        ("streets_by_sector", lambda publication: {key: [] for key in "123"}),
    ],
)
def test_every_mutant_of_a_rule_is_killed(publication, name, other, monkeypatch):
    monkeypatch.setattr(print_sheets, name, other)
    assert list(faults(publication))
