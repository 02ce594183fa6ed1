"""Background tiles beside the page: which names they have, and a stamp over all of them.

Belongs to the package core/publish of the new layout, beside leak_check.py.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

TILE_NAME = re.compile(r"tiles/[0-9]{1,2}/[0-9]{1,7}/[0-9]{1,7}\.png")


def tiles_hash(folder: Path) -> str:
    """Return the SHA-256 of the names and bytes of all files in the folder's tiles; nothing where there are none."""
    paths = sorted(
        (path.relative_to(folder).as_posix(), path) for path in (folder / "tiles").rglob("*") if path.is_file()
    )
    if not paths:
        return ""
    found = hashlib.sha256()
    for name, path in paths:
        found.update(name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
