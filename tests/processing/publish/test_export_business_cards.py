"""Business cards as they come out of the printer: legible, and every QR code leads to its officer."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException

zxingcpp = pytest.importorskip("zxingcpp")
FIELDS = "sector_id:integer,role:string,name:string,phone:string,email:string,publish:boolean,secret:string"


@pytest.fixture
def contacts(memory_layer):
    rows = [
        (
            "",
            {
                "sector_id": 1 + i // 3,
                "role": role,
                "name": f"Ægidius Åkær-Sørensen {i}",
                "phone": f"200000{i:02d}",
                "email": f"officer{i}@station.example.org",
                "publish": i != 4,
                "secret": "CANARY",
            },
        )
        for i, role in enumerate(["responsible", "substitute", "colleague"] * 4)
    ]
    return memory_layer("None", FIELDS, rows, name="CANARY")


@pytest.fixture
def cards(run, contacts, tmp_path):
    return run(
        "exportbusinesscards", {"CONTACTS": contacts, "EDITION": "2026-1", "OUTPUT": str(tmp_path / "cards.html")}
    )


def test_every_code_reads_at_150_dpi_and_is_the_officers(cards, pdf_pages):
    found = [code.text for page in pdf_pages(cards["PDF"], 150) for code in zxingcpp.read_barcodes(page)]
    numbers = sorted(re.search(r"TEL:(.*)", text)[1].strip() for text in found)
    assert numbers == sorted(f"+45200000{i:02d}" for i in range(12) if i != 4)
    assert all("FN:Ægidius Åkær-Sørensen" in text for text in found)


def test_cards_have_the_size_of_cards(cards):
    html = Path(cards["OUTPUT"]).read_text(encoding="utf-8")
    assert "width: 85mm; height: 55mm" in html
    assert html.count('<article class="card">') == 11
    assert html.count('<img class="photo"') == 0


def test_the_pdf_is_tagged_and_holds_nothing_internal(cards):
    text = subprocess.run(["pdftotext", cards["PDF"], "-"], capture_output=True, text=True, check=True).stdout
    info = subprocess.run(["pdfinfo", cards["PDF"]], capture_output=True, text=True, check=True).stdout
    assert "CANARY" not in text + info
    assert re.search(r"Tagged:\s+yes", info)
    assert text.count("112 · 114") == 11


def test_the_stamp_is_the_one_that_the_record_has_for_contacts(run, cards, contacts, memory_layer, tmp_path):
    squares = [
        (f"POLYGON(({x} 6178000,{x + 100} 6178000,{x + 100} 6178100,{x} 6178100,{x} 6178000))", {"sector_id": i})
        for i, x in enumerate(range(720000, 720400, 100), 1)
    ]
    sectors = memory_layer("Polygon", "sector_id:integer", squares)
    run(
        "exportpublicmap",
        {"SECTORS": sectors, "CONTACTS": contacts, "EDITION": "2026-1", "TITLE": "x", "FOLDER": str(tmp_path / "map")},
    )
    record = json.loads((tmp_path / "map" / "record.json").read_text(encoding="utf-8"))
    stamp = re.search(r"2026-1 · ([0-9a-f]{8})", Path(cards["OUTPUT"]).read_text(encoding="utf-8"))[1]
    assert stamp == record["contacts_hash"] != record["content"]


def test_without_a_published_officer_it_says_so(run, memory_layer, tmp_path):
    nobody = memory_layer("None", FIELDS, [("", {"sector_id": 1, "role": "responsible", "publish": False})])
    with pytest.raises(QgsProcessingException, match="no published officer"):
        run("exportbusinesscards", {"CONTACTS": nobody, "EDITION": "1", "OUTPUT": str(tmp_path / "cards.html")})
    assert list(tmp_path.iterdir()) == []


def test_an_officer_without_a_sector_gets_no_card_and_is_named(run, contacts, feedback, tmp_path):
    contacts.dataProvider().changeAttributeValues({3: {0: None}})  # a colleague
    found = run("exportbusinesscards", {"CONTACTS": contacts, "EDITION": "1", "OUTPUT": str(tmp_path / "cards.html")})
    html = Path(found["OUTPUT"]).read_text(encoding="utf-8")
    assert html.count('<article class="card">') == 10
    assert "Åkær-Sørensen 2<" not in html
    assert feedback.warnings == [
        "Without a card, having no sector, or neither telephone nor e-mail: Ægidius Åkær-Sørensen 2"
    ]


def test_a_card_names_its_sender_and_the_page_and_shows_a_photo_where_consented(run, memory_layer, tmp_path):
    from qgis.PyQt.QtGui import QColor, QImage

    picture = QImage(300, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    picture.save(str(tmp_path / "photo.png"))
    fields = FIELDS + ",photo:string,photo_consent_date:date"
    rows = [
        ("", {"sector_id": i, "role": "responsible", "name": f"Officer {i}", "phone": f"2000000{i}", "publish": True,
              "photo": str(tmp_path / "photo.png"), "photo_consent_date": day})
        for i, day in ((1, "2026-01-31"), (2, None))
    ]  # fmt: skip
    given = {"ORGANISATION": "City Police", "PUBLIC_URL": "https://example.org/map/", "LANGUAGE": "en"}
    people = memory_layer("None", fields, rows)
    found = run(
        "exportbusinesscards", {"CONTACTS": people, "EDITION": "1", "OUTPUT": str(tmp_path / "cards.html"), **given}
    )
    html = Path(found["OUTPUT"]).read_text(encoding="utf-8")
    assert html.count('<img class="photo" src="data:image/jpeg;base64,') == 1
    assert html.count("City Police · Sector") == 2
    assert html.count("example.org/map<") == 2
    assert "photo.png" not in html
