"""Pictures of what a communications department gets: the page of a station, and its leaflet, poster and cards.

python tools/screenshots/station.py FOLDER LANGUAGE DATA.gpkg
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsFeature, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("Søren Kjær", "Anna Holm", "Ægidius Åkær-Sørensen", "Jørgen Møller")
STATION = {
    "da": {"ORGANISATION": "Politiet i Byen", "CONTROLLER": "Politiet i Byen, Torvet 1"},
    "en": {"ORGANISATION": "City Police", "CONTROLLER": "City Police, Square 1"},
}
HOURS = {"da": "hverdage kl. 8–15", "en": "weekdays 8–15"}


def main(images: Path, language: str, data: Path) -> int:
    """Publish the sectors of DATA's quarters as a station would, and picture page and sheets."""
    application = QgsApplication([], True)
    application.initQgis()
    sys.path[:0] = [str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"), str(ROOT / "build" / "plugins")]
    from processing.core.Processing import Processing
    from sector_planner.processing.provider import SectorPlannerProvider

    Processing.initialize()
    provider = SectorPlannerProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        publish(Path(folder), language, data)
        picture_page(Path(folder) / "public", images / "station_page.png")
        picture_sheets(Path(folder), images / "station_sheets.png")
    return 0


def publish(work: Path, language: str, data: Path) -> None:
    """Make page, leaflets, posters and cards in a folder."""
    from qgis import processing

    def layer(name: str) -> str:
        return f"{data}|layername={name}"

    units = processing.run("native:dissolve", {"INPUT": layer("units"), "FIELD": ["quarter"], "OUTPUT": "memory:"})
    columns = [("sector_id", "@id"), ("name", '"quarter"')]
    mapping = [{"name": name, "type": 10, "expression": text, "length": 0, "precision": 0} for name, text in columns]
    sectors = processing.run(
        "native:refactorfields", {"INPUT": units["OUTPUT"], "FIELDS_MAPPING": mapping, "OUTPUT": "memory:"}
    )["OUTPUT"]
    url = "https://example.org/kort/" if language == "da" else "https://example.org/map/"
    texts = f"file://{ROOT}/tests/data/page_texts.csv?type=csv&delimiter=,&geomType=none&detectTypes=no&subset=key%20NOT%20LIKE%20'%25%20%25'"
    given: dict[str, Any] = {
        "SECTORS": sectors,
        "CONTACTS": contacts([feature["sector_id"] for feature in sectors.getFeatures()], language),
        "EDITION": "2026-4",
        "LANGUAGE": language,
        "PUBLIC_URL": url,
        "TEXTS": QgsVectorLayer(texts, "texts", "delimitedtext"),
        "WATER": layer("water"),
        "ADDRESS_INDEX": layer("main_roads"),
        "STREET_FIELD": "vejnavn",
        "ORGANISATION": STATION[language]["ORGANISATION"],
    }
    logo(work / "logo.png", language)
    page = {
        "HOME_URL": "https://example.org/",
        "PUBLISHER_CONTACT": "post@example.org; +45 20 00 09 00",
        "DATA_PROTECTION": "dpo@example.org",
        "LOGO": str(work / "logo.png"),
        "FOLDER": str(work / "public"),
    }
    processing.run("sectorplanner:exportpublicmap", given | page | STATION[language])
    for kind in ("leaflet", "poster"):
        processing.run("sectorplanner:exportleaflets", given | {"FORMAT": kind, "OUTPUT": str(work / f"{kind}.pdf")})
    processing.run("sectorplanner:exportbusinesscards", given | {"OUTPUT": str(work / "cards.html")})


def contacts(ids: list[str], language: str) -> QgsVectorLayer:
    """Return invented officers; their numbers are from a block that is nobody's."""
    fields = ("sector_id", "name", "phone", "email", "hours")
    people = QgsVectorLayer("None?" + "&".join(f"field={name}:string" for name in fields), "contacts", "memory")
    for place, key in enumerate(ids[:-1]):
        row = QgsFeature(people.fields())
        row.setAttributes([key, NAMES[place % 4], f"200000{place:02d}", f"o{key}@example.org", HOURS[language]])
        people.dataProvider().addFeature(row)
    return people


def logo(path: Path, language: str) -> None:
    """Draw a logo that is nobody's."""
    image = QImage(160, 160, QImage.Format.Format_RGB32)
    image.fill(QColor("#17406d"))
    painter = QPainter(image)
    painter.setPen(QColor("#ffffff"))
    font = QFont("Arial")
    font.setPixelSize(80)
    painter.setFont(font)
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, "PB" if language == "da" else "CP")
    painter.end()
    image.save(str(path))


def picture_page(folder: Path, image: Path) -> None:
    """Picture the page in Arabic beside the page in its own language."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for number, code in enumerate(("", "ar")):
            page = browser.new_page(viewport={"width": 390, "height": 844})
            page.goto((folder / "index.html").as_uri())
            if code:
                page.click(f'[data-language="{code}"]')
            page.select_option("#sector", index=2)
            page.evaluate("scrollTo(0, 0)")
            page.wait_for_timeout(300)
            page.screenshot(path=str(folder.parent / f"page{number}.png"))
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto((folder / "index.html").as_uri())
        page.select_option("#sector", index=2)
        page.locator(".result").scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        page.evaluate("document.querySelector('.result').scrollIntoView()")
        page.screenshot(path=str(folder.parent / "page2.png"))
        browser.close()
    beside([folder.parent / f"page{number}.png" for number in range(3)], image, 844)


def picture_sheets(work: Path, image: Path) -> None:
    """Picture a leaflet, a poster and a sheet of cards beside each other."""
    for name in ("leaflet", "poster", "cards"):
        source = work / f"{name}.pdf"
        subprocess.run(["pdftoppm", "-singlefile", "-r", "60", "-png", source, work / name], check=True)
    beside([work / f"{name}.png" for name in ("leaflet", "poster", "cards")], image, 560)


def beside(paths: list[Path], image: Path, height: int) -> None:
    """Join pictures of one height to one."""
    arguments = [str(path) for path in paths]
    frame = ["-resize", f"x{height}", "-bordercolor", "#b9c0cc", "-border", "1", "+append", "-colors", "128"]
    subprocess.run(["convert", *arguments, *frame, f"PNG8:{image}"], check=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
