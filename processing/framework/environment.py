"""Keep QGIS from being ended by two versions of GEOS in one program."""

from __future__ import annotations

import ctypes
import sys

from qgis.PyQt.QtCore import QCoreApplication

translate = QCoreApplication.translate


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
