"""Leaflets and posters as they come out of the printer."""

import re
import subprocess
from pathlib import Path

import numpy as np
import pytest
from builders.wkt import box_wkt
from qgis.core import QgsProcessingException

zxingcpp = pytest.importorskip("zxingcpp")
URL = "https://example.org/map/"


@pytest.fixture
def sectors(memory_layer):
    rows = [
        (
            box_wkt(x, 6178000, x + 900, 6179500),
            {"sector_id": i, "name": f"Part {i}", "secret": "CANARY"},
        )
        for i, x in enumerate(range(720000, 720000 + 4 * 900, 900), 1)
    ]
    return memory_layer("Polygon", "sector_id:integer,name:string,secret:string", rows, name="CANARY-LAYER")


@pytest.fixture
def contacts(memory_layer):
    rows = [
        (
            "",
            {
                "sector_id": i,
                "name": f"Officer {i}",
                "phone": f"2000000{i}",
                "email": f"o{i}@example.org",
                "secret": "CANARY",
            },
        )
        for i in (1, 2, 3)
    ]
    return memory_layer(
        "None", "sector_id:integer,name:string,phone:string,email:string,secret:string", rows, name="CANARY"
    )


@pytest.fixture
def leaflets(run, sectors, contacts, tmp_path):
    def make(name="leaflets.pdf", **more):
        from qgis.core import QgsProject, QgsProjectMetadata

        about = QgsProjectMetadata()
        about.setTitle("CANARY-TITLE")
        about.setAuthor("CANARY-AUTHOR")
        QgsProject.instance().setMetadata(about)
        return run(
            "exportleaflets",
            {
                "SECTORS": sectors,
                "CONTACTS": contacts,
                "EDITION": "2026-1",
                "LANGUAGE": "en",
                "PUBLIC_URL": URL,
                "OUTPUT": str(tmp_path / "out" / name),
                **more,
            },
        )["OUTPUT"]

    return make


def command(*words):
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(("form", "size"), [("leaflet", "A4"), ("poster", "A3")])
def test_every_sector_has_a_page_whose_code_opens_it_on_the_map(leaflets, pdf_pages, form, size):
    pdf = leaflets(FORMAT=form)
    info = command("pdfinfo", pdf)
    assert re.search(rf"Pages:\s+4\b.*Page size:.*{size}", info, re.DOTALL)
    codes = [[code.text for code in zxingcpp.read_barcodes(page)] for page in pdf_pages(pdf, 150)]
    assert codes == [[f"{URL}#sektor-{i}"] for i in (1, 2, 3, 4)]


def test_a_page_shows_the_right_officer_or_the_number_to_call(leaflets):
    pages = command("pdftotext", "-layout", leaflets(), "-").replace("ﬃ", "ffi").split("\f")
    assert "Officer 2" in pages[1]
    assert "20 00 00 02" in pages[1]
    assert "Officer" not in pages[3].replace("Your police officer", "").replace("Your officer is", "")
    assert "No named officer" in pages[3]
    assert re.search(r"^\s*114\s*$", pages[3], re.MULTILINE)


def test_nothing_is_promised_for_a_vacant_sector(leaflets):
    for form in ("leaflet", "poster"):
        pages = command("pdftotext", leaflets(FORMAT=form), "-").replace("ﬃ", "ffi").split("\f")
        assert "Your officer is for what is not urgent. Weekdays 7–23." in " ".join(pages[0].split())
        vacant = " ".join(pages[3].split())
        assert "Use the number above for what is not urgent." in vacant
        assert not any(
            word in vacant
            for word in ("Your police officer", "Your officer", "Weekdays", "Leave a message", "name and number")
        )


def test_a_sheet_names_its_sender_its_day_and_the_page_to_type(leaflets):
    for form in ("leaflet", "poster"):
        page = " ".join(
            command("pdftotext", leaflets(FORMAT=form, ORGANISATION="City Police"), "-").split("\f")[0].split()
        )
        assert "City Police · Your police o" in page
        assert "example.org/map" in page
        assert re.search(r"Updated \d{1,2} \w+ 20\d\d · Edition 2026-1 · [0-9a-f]{8}", page)


def test_the_station_s_own_texts_are_printed(leaflets, memory_layer):
    texts = memory_layer("None", "key:string,en:string", [("", {"key": "office_hours", "en": "Mondays 8–15."})])
    assert "Your officer is for what is not urgent. Mondays 8–15." in " ".join(
        command("pdftotext", leaflets(TEXTS=texts), "-").replace("ﬃ", "ffi").split()
    )


def test_a_poster_is_no_enlarged_leaflet(leaflets):
    shipped = Path(__file__).parents[3] / "resources" / "layouts"
    places = []
    for form in ("leaflet", "poster"):
        text = (shipped / f"{form}.qpt").read_text(encoding="utf-8")
        width = 297 if form == "poster" else 210
        boxes = re.findall(r' position="([\d.]+),([\d.]+),mm"[^>]* size="([\d.]+),([\d.]+),mm"', text)
        places.append({tuple(round(float(value) / width, 2) for value in box) for box in boxes})
    leaflet, poster = places
    assert len(leaflet & poster) <= len(poster) / 4


@pytest.fixture
def streets(memory_layer):
    rows = [
        (f"LINESTRING(720000 {6178000 + 300 * i},{720000 + 1500} {6178000 + 300 * i})", {"vejnavn": name, "secret": "CANARY"})
        for i, name in enumerate(("Long Road", "Ægirsgade", "<b>Lane</b>"), 1)
    ]  # fmt: skip
    return memory_layer("LineString", "vejnavn:string,secret:string", rows, name="CANARY")


def test_streets_are_named_on_the_map_and_listed(leaflets, streets):
    pages = [" ".join(page.split()) for page in command("pdftotext", leaflets(ADDRESS_INDEX=streets), "-").split("\f")]
    assert "Streets wholly or partly in the sector: <b>Lane</b>, Long Road, Ægirsgade" in pages[0]
    assert "in the sector: <b>Lane</b>, Long Road, Ægirsgade" in pages[1]
    assert "in the sector" not in pages[2]
    poster = command("pdftotext", leaflets("posters.pdf", FORMAT="poster", ADDRESS_INDEX=streets), "-")
    assert "".join(["Long", "Road"]) in "".join(poster.split("\f")[0].split())


def colours(pdf, page, dpi=40):
    picture = subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), pdf], capture_output=True, check=True
    )
    head, data = re.match(rb"P6\s(\d+ \d+)\s255\s(.*)", picture.stdout, re.DOTALL).groups()
    del head
    pixels = np.frombuffer(data, np.uint8).reshape(-1, 3)
    found, counts = np.unique(pixels, axis=0, return_counts=True)
    return {f"#{r:02x}{g:02x}{b:02x}": int(count) for (r, g, b), count in zip(found, counts, strict=True)}


@pytest.mark.parametrize("form", ["leaflet", "poster"])
def test_water_is_seen_in_a_sector_and_its_border_lies_over_it(leaflets, memory_layer, form):
    lake = memory_layer("Polygon", "", [(box_wkt(720200, 6178500, 720700, 6179200), {})])
    without, with_lake = (
        colours(leaflets(f"{name}.pdf", FORMAT=form, **more), 1) for name, more in (("a", {}), ("b", {"WATER": lake}))
    )
    assert "#a9cde6" not in without
    assert with_lake["#a9cde6"] > 300
    assert with_lake["#fff1b8"] > 300
    sea = memory_layer("Polygon", "", [(box_wkt(719000, 6177000, 725000, 6181000), {})])
    assert colours(leaflets("c.pdf", FORMAT=form, WATER=sea), 1)["#17406d"] > without["#17406d"] * 0.97


def test_a_photo_is_printed_where_consented_and_sharp(leaflets, memory_layer, tmp_path):
    from qgis.PyQt.QtGui import QColor, QImage

    picture = QImage(1000, 1250, QImage.Format.Format_RGB32)
    picture.fill(QColor("#12a05c"))
    picture.setText("Comment", "CANARY")
    picture.save(str(tmp_path / "CANARY.png"))
    rows = [
        ("", {"sector_id": i, "name": f"Officer {i}", "phone": f"2000000{i}", "photo": str(tmp_path / "CANARY.png"), "photo_consent_date": day})
        for i, day in ((1, "2026-01-31"), (2, None))
    ]  # fmt: skip
    people = memory_layer(
        "None", "sector_id:integer,name:string,phone:string,photo:string,photo_consent_date:date", rows
    )
    for form in ("leaflet", "poster"):
        pdf = leaflets(f"{form}.pdf", FORMAT=form, CONTACTS=people)
        shown = [
            sum(count for colour, count in colours(pdf, page).items() if colour[1:3] < "30" and colour[3:5] > "90")
            for page in (1, 2)
        ]
        assert shown[0] > 1000
        assert shown[1] == 0
        assert b"CANARY" not in Path(pdf).read_bytes()


# For people who do not see the sheet


@pytest.fixture
def accessible(leaflets, streets, tmp_path):
    leaflets(ADDRESS_INDEX=streets, ORGANISATION="City Police", ACCESSIBLE=str(tmp_path / "out" / "accessible.html"))
    return tmp_path / "out" / "accessible.pdf"


def test_the_accessible_leaflet_is_a_tagged_pdf_with_headings_and_texts_for_pictures(accessible):
    info = command("pdfinfo", str(accessible))
    assert re.search(r"Tagged:\s+yes", info)
    assert re.search(r"Pages:\s+4\b.*Page size:.*A4", info, re.DOTALL)
    structure = command("pdfinfo", "-struct-text", str(accessible))
    assert len(re.findall(r"^\s*H1\b", structure, re.MULTILINE)) == 4
    assert len(re.findall(r"^\s*Figure\b", structure, re.MULTILINE)) == 8
    assert "Sector 2 · Part 2" in structure
    assert "pdfuaid:part" in command("pdfinfo", "-meta", str(accessible))
    assert b"CANARY" not in accessible.read_bytes()


def test_where_weasyprint_is_not_installed_there_is_the_page_and_a_word_about_it(
    leaflets, feedback, tmp_path, monkeypatch
):
    import sys

    monkeypatch.setitem(sys.modules, "weasyprint", None)
    leaflets(ACCESSIBLE=str(tmp_path / "out" / "accessible.html"))
    text = (tmp_path / "out" / "accessible.html").read_text(encoding="utf-8")
    assert not (tmp_path / "out" / "accessible.pdf").exists()
    assert 'alt="Map of Sector 1 · Part 1"' in text
    assert any("WeasyPrint is not installed" in line for line in feedback.lines)


def test_nothing_internal_and_no_author_is_in_the_file(leaflets):
    pdf = leaflets()
    everything = command("pdftotext", pdf, "-") + command("pdfinfo", pdf) + command("pdfinfo", "-meta", pdf)
    assert "CANARY" not in everything
    assert not re.search(r"Author:\s+\S", everything)
    assert b"CANARY" not in Path(pdf).read_bytes()
    assert not re.search(rb"/tmp/|/home/", Path(pdf).read_bytes())


def test_the_check_before_publishing_sees_a_leaflet_of_another_edition(leaflets, run, sectors, contacts, tmp_path):
    folder = tmp_path / "public"
    run(
        "exportpublicmap",
        {"SECTORS": sectors, "CONTACTS": contacts, "EDITION": "2026-1", "TITLE": "x", "FOLDER": str(folder)},
    )
    (folder / "leaflets.pdf").write_bytes(Path(leaflets()).read_bytes())
    run("checkpublicdata", {"FOLDER": str(folder)})
    (folder / "leaflets.pdf").write_bytes(Path(leaflets(EDITION="2026-2")).read_bytes())
    with pytest.raises(QgsProcessingException, match=r"leaflets\.pdf: Another edition"):
        run("checkpublicdata", {"FOLDER": str(folder)})


def test_pictures_are_named_by_sector(leaflets, tmp_path):
    leaflets("sheet.png", PUBLIC_URL="")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"sheet-sektor-{i}.png" for i in (1, 2, 3, 4)]


def test_without_an_address_the_code_holds_the_contact(leaflets, pdf_pages):
    codes = [zxingcpp.read_barcodes(page)[0].text for page in pdf_pages(leaflets(PUBLIC_URL=""), 150)]
    assert "TEL:+4520000001" in codes[0]
    assert codes[3] == "tel:114"


@pytest.mark.parametrize(
    ("content", "message"),
    [("no xml", "no layout template"), ("<Layout/>", "no layout template|No map"), (None, "no layout template")],
)
def test_a_template_that_cannot_be_used_is_named_and_nothing_is_left(leaflets, tmp_path, content, message):
    template = tmp_path / "own.qpt"
    if content is not None:
        template.write_text(content, encoding="utf-8")
    with pytest.raises(QgsProcessingException, match=message):
        leaflets(TEMPLATE=str(template))
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_an_edited_template_is_used(leaflets, tmp_path):
    shipped = Path(__file__).parents[3] / "resources" / "layouts" / "leaflet.qpt"
    own = tmp_path / "own.qpt"
    own.write_text(
        shipped.read_text(encoding="utf-8").replace("[% &quot;heading&quot; %]", "Our own words"), encoding="utf-8"
    )
    assert "Our own words" in command("pdftotext", leaflets(TEMPLATE=str(own)), "-")
