"""Outputs that stay only where the run succeeds: what was there before is set aside, then dropped or put back."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import InputError

translate = QCoreApplication.translate
_SIDE_FILES = ("", "-wal", "-shm", "-journal")


class Destinations:
    """The files and folders that one run writes."""

    def __init__(self) -> None:
        """Start with nothing written."""
        self._set_aside: list[tuple[Path, Path | None]] = []
        self._beside: list[tuple[Path, Path]] = []

    def guard(self, value: Any, context: QgsProcessingContext, sources: list[QgsVectorLayer]) -> None:
        """Set aside the file that a sink parameter is about to overwrite; raise InputError where it is a source."""
        path, table = _destination_file(value, context)
        if path is None:
            return
        _refuse_own_source(path, table, sources)
        if any(path == guarded for guarded, _ in self._set_aside):
            return
        copy: Path | None = None
        if path.exists():
            copy = _name_beside(path)
            if table:
                shutil.copy2(path, copy)
            else:
                path.replace(copy)
        self._set_aside.append((path, copy))

    @contextlib.contextmanager
    def file(self, path: Path) -> Iterator[Path]:
        """Yield a path to write to; it is renamed to `path` when the run succeeds."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = _name_beside(path)
        self._beside.append((beside, path))
        yield beside

    def folder(self, path: Path) -> Path:
        """Return an empty folder beside `path` that takes its place when the run succeeds."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
        beside.chmod(0o755)
        self._beside.append((beside, path))
        return beside

    def keep(self) -> None:
        """Let everything take its place: the run succeeded."""
        for beside, path in self._beside:
            _take_place(beside, path)
        for _, copy in self._set_aside:
            if copy is not None:
                copy.unlink(missing_ok=True)

    def undo(self) -> None:
        """Remove what a failed run wrote and put back what was there."""
        for beside, _ in self._beside:
            _remove(beside)
        for path, copy in self._set_aside:
            for suffix in _SIDE_FILES:
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            if copy is not None:
                copy.replace(path)


def _take_place(beside: Path, path: Path) -> None:
    if path.is_dir():
        previous = _name_beside(path)
        path.replace(previous)
        beside.replace(path)
        _remove(previous)
    else:
        beside.replace(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _name_beside(path: Path) -> Path:
    return path.with_name(f".{path.stem}-{os.getpid()}-{os.urandom(4).hex()}{path.suffix}")


def _destination_file(value: Any, context: QgsProcessingContext) -> tuple[Path | None, str]:
    """Return the file behind a sink's value, and the table in it where the sink is only that table."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext())[0]
    text = str(value or "")
    table = re.match(r"ogr:dbname='([^']+)' table=\"([^\"]+)\"", text)
    if table:
        return Path(table.group(1)), table.group(2)
    is_file = "/" in text or "\\" in text
    if not is_file or re.match(r"[a-z]+:(?!\\)", text):
        return None, ""
    return Path(text.split("|", maxsplit=1)[0]), ""


def _refuse_own_source(path: Path, table: str, sources: list[QgsVectorLayer]) -> None:
    for layer in sources:
        parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
        same_file = parts.get("path") and Path(parts["path"]).resolve() == path.resolve()
        if same_file and (not table or parts.get("layerName") == table):
            message = translate(
                "Destinations",
                "The output {path} is also the source layer “{layer}”. A source is never overwritten; choose another file.",
            )
            raise InputError(message.format(path=path, layer=layer.name()))
