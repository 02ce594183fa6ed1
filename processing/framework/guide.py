"""Where a page of the guide lies on this machine, in the reader's language."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from .algorithm import RESOURCES, reader_language

ROOT = RESOURCES.parent


def guide_page(name: str) -> Path:
    """Return the file of a page (`index`, `publishing`, `tools/balancesectors`), in English where there is no other.

    The package carries rendered pages; a checkout in which `make guide` was not run has only their sources.
    """
    languages = (reader_language(), "en")
    places = [ROOT / "guide" / code / f"{name}.html" for code in languages]
    places += [RESOURCES / "help" / code / f"{name.removeprefix('tools/')}.html" for code in languages]
    places += [ROOT / "docs" / code / f"{name}.md" for code in languages]
    return next((place for place in places if place.exists()), places[0])


def guide_url(name: str) -> str:
    """Return the page as a file: address."""
    return str(QUrl.fromLocalFile(str(guide_page(name))).toString())


def open_guide(name: str = "index") -> None:
    """Open a page of the guide in the reader's browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(guide_page(name))))
