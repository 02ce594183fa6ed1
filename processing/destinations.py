"""Outputs that stay only where the run succeeds: what was there before is set aside, then dropped or put back."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import InputError
from .sink_targets import SinkTarget, companions, refuse_own_source, require_nothing_lost, sink_target

translate = QCoreApplication.translate
_SIDE_FILES = ("", "-wal", "-shm", "-journal")


class Destinations:
    """The files and folders that one run writes."""

    def __init__(self) -> None:
        """Start with nothing written."""
        self._set_aside: list[tuple[Path, Path | None]] = []
        self._beside: list[tuple[Path, Path]] = []
        self._made: list[Path] = []

    def guard(self, value: Any, context: QgsProcessingContext, sources: list[QgsVectorLayer]) -> None:
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
        if any(target.path == guarded for guarded, _ in self._set_aside):
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
        beside = _name_beside(path)
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

    def keep(self) -> list[Path]:
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
            self.undo()
            raise
        earlier = [previous for _, previous in self._set_aside + taken if previous is not None]
        for previous in earlier:
            _remove(previous)
        return [previous for previous in earlier if previous.exists()]

    def undo(self) -> None:
        """Remove what a failed run wrote and put back what was there; raise InputError, naming it, for what stays aside."""
        for beside, _ in self._beside:
            _remove(beside)
        lost: list[str] = []
        for path, previous in reversed(self._set_aside):
            try:
                _put_back(path, previous)
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
    previous = _name_beside(path)
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


def _put_back(path: Path, previous: Path | None) -> None:
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


def _name_beside(path: Path) -> Path:
    return path.with_name(f".{path.stem}-{os.getpid()}-{os.urandom(4).hex()}{path.suffix}")
