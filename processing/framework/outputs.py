"""Outputs that stay only where the run succeeds: what was there before is set aside, then dropped or put back.

Features written to a sink are counted again in the file. In a spreadsheet, a text that begins like a formula stays a text.
Notes on what a layer is and where it is from are kept with it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsLayerMetadata,
    QgsProcessingContext,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ...core.base.errors import InputError
from ...core.base.progress import Progress
from .files.sink_targets import SinkTarget, companions, refuse_own_source, require_nothing_lost, sink_target

translate = QCoreApplication.translate
_SIDE_FILES = ("", "-wal", "-shm", "-journal")
ENDINGS = (".csv", ".tsv", ".xlsx", ".ods")


class OutputTransaction:
    """The files and folders that one run writes."""

    def __init__(self) -> None:
        """Start with nothing written."""
        self._set_aside: list[tuple[Path, Path | None]] = []
        self._beside: list[tuple[Path, Path]] = []
        self._made: list[Path] = []

    def protect(self, value: Any, context: QgsProcessingContext, sources: list[QgsVectorLayer]) -> None:
        """Set aside the file that a sink parameter is about to overwrite, and make its folder.

        Raises InputError where it is a source, or a folder, or holds more than what is written.
        """
        target = sink_target(value, context)
        if target is None:
            return
        refuse_own_source(target, sources)
        self.take_over(target)

    def take_over(self, target: SinkTarget) -> None:
        """Set aside the file that is about to be overwritten, and make its folder."""
        _refuse_folder(target.path)
        if any(target.path == protected for protected, _ in self._set_aside):
            return
        require_nothing_lost(target)
        self._make(target.path.parent)
        move: Callable[[Path, Path], Any] = os.replace if target.replaces_file else shutil.copy2
        for path in (target.path, *companions(target.path)):
            self._set_aside.append((path, _set_aside(path, move)))

    @contextlib.contextmanager
    def file(self, path: Path) -> Iterator[Path]:
        """Yield a path to write to; it is renamed to `path` when the run succeeds."""
        _refuse_folder(path)
        self._make(path.parent)
        beside = _temporary_name(path)
        self._beside.append((beside, path))
        yield beside

    def folder(self, path: Path) -> Path:
        """Return an empty folder beside `path` that takes its place when the run succeeds."""
        self._make(path.parent)
        beside = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
        beside.chmod(0o755)
        self._beside.append((beside, path))
        return beside

    def _make(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        self._made += reversed(missing)
        folder.mkdir(parents=True, exist_ok=True)

    def commit(self) -> list[Path]:
        """Let everything take its place: the run succeeded. Where that fails, put back what was there, and raise.

        Return the earlier outputs, set aside, that could not be removed.
        """
        taken: list[tuple[Path, Path | None]] = []
        try:
            for beside, path in self._beside:
                _require_whole(beside, path)
                previous = _set_aside(path, os.replace if path.is_dir() else _link)
                taken.append((path, previous))
                beside.replace(path)
        except (OSError, InputError):
            self._set_aside += taken
            self.rollback()
            raise
        earlier = [previous for _, previous in self._set_aside + taken if previous is not None]
        for previous in earlier:
            _remove(previous)
        return [previous for previous in earlier if previous.exists()]

    def rollback(self) -> None:
        """Remove what a failed run wrote and put back what was there; raise InputError, naming it, for what stays aside."""
        for beside, _ in self._beside:
            _remove(beside)
        lost: list[str] = []
        for path, previous in reversed(self._set_aside):
            try:
                _restore(path, previous)
            except OSError as error:
                message = translate(
                    "Destinations", "{path} could not be put back: {reason}. It is kept as {copy}; rename that file."
                )
                lost += [message.format(path=path, reason=error.strerror, copy=previous)] if previous else []
        for folder in reversed(self._made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        if lost:
            raise InputError("\n".join(lost))


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        message = translate("Destinations", "The output {path} is a folder. Choose the name of a file.")
        raise InputError(message.format(path=path))


def _require_whole(beside: Path, path: Path) -> None:
    """Raise InputError for a PDF without its end: Qt does not tell that a disk was full."""
    if path.suffix.lower() == ".pdf" and b"%%EOF" not in beside.read_bytes()[-1024:]:
        message = translate(
            "Destinations", "{path} could not be written to its end. Nothing was kept. Check that the disk has room."
        )
        raise InputError(message.format(path=path))


def _set_aside(path: Path, move: Callable[[Path, Path], Any]) -> Path | None:
    """Keep what is at `path` under another name beside it; return that name, None where nothing is there."""
    if not path.exists():
        return None
    previous = _temporary_name(path)
    try:
        move(path, previous)
    except OSError:
        _remove(previous)
        raise
    return previous


def _link(path: Path, previous: Path) -> None:
    """Give a file a second name: it stays in its place until another takes that; copy it where names cannot be given."""
    try:
        previous.hardlink_to(path)
    except OSError:
        shutil.copy2(path, previous)


def _restore(path: Path, previous: Path | None) -> None:
    if previous is not None and path.exists() and path.samefile(previous):  # nothing took its place yet
        _remove(previous)
        return
    if previous is None or path.is_dir():
        _remove(path)
    for suffix in _SIDE_FILES[1:]:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    if previous is not None:
        previous.replace(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _temporary_name(path: Path) -> Path:
    return path.with_name(f".{path.stem}-{os.getpid()}-{os.urandom(4).hex()}{path.suffix}")


def add_features(
    sink: QgsFeatureSink, features: Iterable[QgsFeature], total: int, name: str, progress: Progress
) -> None:
    """Add features to a sink; raise InputError at the first that is refused."""
    for feature in progress.part(0.95, 1.0).each(features, total):
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            message = translate(
                "Sinks",
                "Output {name} refused a feature: {reason}. Nothing was kept. Check that the disk has room, "
                "or choose another file or format.",
            )
            raise InputError(message.format(name=name, reason=_gdal_reason(sink.lastError())))
    if not sink.flushBuffer():
        raise _incomplete(name, _gdal_reason(sink.lastError()))


def require_stored(destination: str, total: int, name: str) -> QgsFields | None:
    """Return the fields found in a file, None where the output is none.

    Raises InputError unless it holds all features: closing it, GDAL does not tell that a disk was full.
    """
    if not Path(destination.split("|", maxsplit=1)[0]).is_file():
        return None
    layer = QgsVectorLayer(destination, name, "ogr")
    if not layer.isValid() or layer.featureCount() < total:
        raise _incomplete(name, translate("Sinks", "not all of {count} features are there").format(count=total))
    return layer.fields()


def _incomplete(name: str, reason: str) -> InputError:
    message = translate(
        "Sinks", "Output {name} could not be completed: {reason}. Nothing was kept. Check that the disk has room."
    )
    return InputError(message.format(name=name, reason=reason))


def _gdal_reason(reason: str) -> str:
    """Return the end of GDAL's reason, without the statement that it quotes."""
    return reason.rpartition(" failed: ")[2].rstrip(").")


def escape_formulas(features: Iterable[QgsFeature], destination: str) -> Iterable[QgsFeature]:
    """Return the features; for a spreadsheet file, no text of theirs is taken for a formula there."""
    path = destination.split("|", maxsplit=1)[0].lower()
    return _escaped(features) if path.endswith(ENDINGS) else features


def _escaped(features: Iterable[QgsFeature]) -> Iterator[QgsFeature]:
    from ...core.publish.public_record import escape_formula

    for feature in features:
        values = feature.attributes()
        feature.setAttributes([escape_formula(value) if isinstance(value, str) else value for value in values])
        yield feature


def notes(title: str, abstract: str) -> QgsLayerMetadata:
    """Return layer metadata with a title and an abstract."""
    metadata = QgsLayerMetadata()
    metadata.setType("dataset")
    metadata.setTitle(title)
    metadata.setAbstract(abstract)
    return metadata


def attach_notes(destination: str, metadata: QgsLayerMetadata, context: QgsProcessingContext) -> None:
    """Keep the notes with a written output: on a temporary layer, in the GeoPackage, or beside another file."""
    layer = context.temporaryLayerStore().mapLayer(destination)
    path = Path(destination.split("|", maxsplit=1)[0])
    if layer is not None:
        layer.setMetadata(metadata)
    elif path.is_file():
        table = f"|layername={path.stem}" if path.suffix.lower() == ".gpkg" and "|" not in destination else ""
        QgsProviderRegistry.instance().saveLayerMetadata("ogr", destination + table, metadata)
