"""The program around the plugin: its language, the GEOS it is linked to, and the pages of the guide."""

from __future__ import annotations

import ctypes
import functools
import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsSettings,
)
from qgis.PyQt.QtCore import QCoreApplication, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ...core.base.i18n import Language
from ...core.base.paths import RESOURCES

translate = QCoreApplication.translate
ROOT = RESOURCES.parent


@functools.cache
def reader_language() -> Language:
    """Return the language of the program: Danish for a QGIS that was started in Danish, else English.

    The setting is read once. Where it is changed, here or in another QGIS of the same profile, this one goes on as it is
    until its next start, and so do its texts.
    """
    code = str(QgsSettings().value("locale/userLocale", QgsApplication.locale()) or "en")
    return "da" if code.startswith("da") else "en"


def geos_problem() -> str:
    """Return why shapely would crash this program, or nothing where it is safe.

    A wheel of shapely brings its own GEOS. Where the program itself is linked to another version
    (QGIS on Linux), the two are mixed up, unless shapely was loaded so as to prefer its own.
    """
    library = sys.modules.get("shapely.lib")
    spec = getattr(library, "__spec__", None)
    loader = getattr(spec, "loader", None)
    if library is None or not sys.platform.startswith("linux") or type(loader).__name__ == "DeepLoader":
        return ""
    try:
        version = ctypes.CDLL(None).GEOSversion
    except AttributeError:
        return ""
    version.restype = ctypes.c_char_p
    program = version().decode().split("-")[0]
    own = ".".join(map(str, library.geos_version))
    if program == own:
        return ""
    message = translate(
        "Base",
        "The Python library shapely brings GEOS {own}, but QGIS uses GEOS {program}: together they would crash. "
        "Install shapely from your system's packages, or with: pip install --no-binary shapely shapely",
    )
    return message.format(own=own, program=program)


def guide_page(name: str) -> Path:
    """Return the file of a page (`index`, `publishing`, `tools/balancesectors`), in English if there is no other.

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
