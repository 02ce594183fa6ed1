"""Files as they fail in offices: missing, empty, torn, locked, read-only, on a share that goes away in mid-run.

Each is a context manager: trouble(folder, good) yields what to pass instead of the good file, and an action for mid-run.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import subprocess
from pathlib import Path

from qgis.core import QgsVectorLayer
from town import write

LAYER_TROUBLES, FILE_TROUBLES = {}, {}


class UnavailableError(Exception):
    """This machine cannot make that trouble; the text says why."""


def trouble(*tables):
    def register(function):
        managed = contextlib.contextmanager(function)
        for table in tables:
            table[function.__name__] = managed
        return function

    return register


def nothing():
    """Do nothing in mid-run."""


def copied(folder, good, name=None):
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(good, folder / (name or good.name)))


@trouble(LAYER_TROUBLES, FILE_TROUBLES)
def missing(folder, good):
    yield str(folder / f"gone{good.suffix}"), nothing


@trouble(LAYER_TROUBLES, FILE_TROUBLES)
def zero_bytes(folder, good):
    path = folder / good.name
    path.write_bytes(b"")
    yield str(path), nothing


@trouble(LAYER_TROUBLES, FILE_TROUBLES)
def garbage(folder, good):
    path = folder / good.name
    path.write_bytes(bytes((i * i * 31 + 7) % 256 for i in range(5000)))
    yield str(path), nothing


@trouble(LAYER_TROUBLES, FILE_TROUBLES)
def torn(folder, good):
    """Only the first half arrived."""
    data = good.read_bytes()
    path = folder / good.name
    path.write_bytes(data[: len(data) // 2])
    yield str(path), nothing


@trouble(LAYER_TROUBLES, FILE_TROUBLES)
def a_folder(folder, good):
    path = folder / good.name
    path.mkdir()
    yield str(path), nothing


@trouble(FILE_TROUBLES)
def wrong_suffix(folder, good):
    yield str(copied(folder, good, "file.docx")), nothing


@trouble(LAYER_TROUBLES, FILE_TROUBLES)
def odd_letters_in_the_path(folder, good):
    yield str(copied(folder / "mappe æøå ' {x} %s & #1", good, f"fil æ ø å.{good.suffix[1:]}")), nothing


@trouble(LAYER_TROUBLES)
def deleted_after_it_was_opened(folder, good):
    path = copied(folder, good)
    layer = QgsVectorLayer(str(path), "gone")
    path.unlink()
    yield layer, nothing


@trouble(LAYER_TROUBLES, FILE_TROUBLES)
def deleted_in_mid_run(folder, good):
    path = copied(folder, good)
    yield str(path), lambda: path.unlink(missing_ok=True)


@trouble(LAYER_TROUBLES, FILE_TROUBLES)
def torn_in_mid_run(folder, good):
    path = copied(folder, good)

    def tear():
        with path.open("r+b") as file:
            file.truncate(4096)

    yield str(path), tear


@trouble(LAYER_TROUBLES, FILE_TROUBLES)
def a_share_that_goes_away(folder, good):
    with mounted(folder / "share", "size=8m") as share:
        path = copied(share, good)
        yield str(path), lambda: subprocess.run(["umount", "-l", share], check=False, capture_output=True)


@trouble(LAYER_TROUBLES, FILE_TROUBLES)
def read_only(folder, good):
    with mounted(folder / "share", "size=8m") as share:
        path = copied(share, good)
        subprocess.run(["mount", "-o", "remount,ro", share], check=True, capture_output=True)
        yield str(path), nothing


@trouble(LAYER_TROUBLES, FILE_TROUBLES)
def locked_by_another_program(folder, good):
    path = copied(folder, good)
    if path.suffix != ".gpkg":
        raise UnavailableError("only GeoPackages are locked")
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        yield str(path), nothing
    finally:
        connection.close()


def _as_format(driver, suffix):
    def converted(folder, good):
        layer = QgsVectorLayer(str(good), good.stem)
        path = folder / f"{good.stem}{suffix}"
        write(layer, path, driver)
        yield str(path), nothing

    converted.__name__ = f"as_{suffix[1:]}"
    trouble(LAYER_TROUBLES)(converted)


for _driver, _suffix in (("ESRI Shapefile", ".shp"), ("GeoJSON", ".geojson"), ("CSV", ".csv"), ("FlatGeobuf", ".fgb")):
    _as_format(_driver, _suffix)


@contextlib.contextmanager
def mounted(folder, options):
    """Mount a small tmpfs for the block; raise UnavailableError where this user may not mount."""
    folder.mkdir(parents=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise UnavailableError(f"mounting was refused: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=False, capture_output=True)
