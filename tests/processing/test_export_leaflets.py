"""Leaflets and posters as they come out of the printer."""

import re
import subprocess
from pathlib import Path

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
    assert re.search(r"^\s*114\s*$", pages[3], re.MULTILINE)


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
    shipped = Path(__file__).parents[2] / "resources" / "layouts" / "leaflet_en.qpt"
    own = tmp_path / "own.qpt"
    own.write_text(
        shipped.read_text(encoding="utf-8").replace("Your police officer", "Our own words"), encoding="utf-8"
    )
    assert "Our own words" in command("pdftotext", leaflets(TEMPLATE=str(own)), "-")
