"""Projects that name no font: QGIS warns of a font that the next machine lacks, and without a name takes its own."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

_NAME = re.compile(rb'(<text-style\b[^>]*?) fontFamily="[^"]*"')


def name_no_font(path: Path) -> None:
    """Leave the names of fonts out of the project file (.qgz, .qgs) that QGIS has just written."""
    if not zipfile.is_zipfile(path):
        path.write_bytes(_NAME.sub(rb"\1", path.read_bytes()))
        return
    with zipfile.ZipFile(path) as archive:
        parts = [(entry, archive.read(entry)) for entry in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in parts:
            archive.writestr(entry, _NAME.sub(rb"\1", content) if entry.filename.endswith(".qgs") else content)
