"""Encodings of files: texts that QGIS would read in the wrong one are read in their own, or refused with what to set."""

from __future__ import annotations

import codecs
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QUrl

from ....core.base.errors import InputError
from .providers import provider_of

translate = QCoreApplication.translate
UTF_8, WINDOWS, DOS = "UTF-8", "windows-1252", "IBM865"
_TABLES = (".csv", ".tsv", ".txt", ".dbf", ".shp")
_ALWAYS_UTF_8 = (".geojson", ".json", ".geojsonl")
_SAID = "sector_planner/encoding"
_CHUNK = 1 << 22


def require_readable(layer: QgsVectorLayer, context: QgsProcessingContext) -> str:
    """Return a sentence where a layer's texts are read in another encoding than QGIS guessed; empty where that is right.

    A layer that was loaded for this run alone is set to what its file is in. One of the project is the analyst's:
    InputError then says what to set there. It is also raised for what no setting makes readable.
    """
    path = _text_file(layer)
    if path is None:
        return ""
    found = _encoding(path, path.stat().st_mtime_ns)
    given = provider_of(layer).encoding()
    if found == "" or _is_same(found, given):
        return str(layer.customProperty(_SAID, ""))
    if path.suffix.lower() in _ALWAYS_UTF_8:
        raise _not_utf_8(path)
    if found == UTF_8 and not given:
        return ""
    is_own = context.temporaryLayerStore().mapLayer(layer.id()) is not None and layer.providerType() == "ogr"
    if found == DOS or not is_own:
        raise _not_as_read(layer, path, found)
    layer.setProviderEncoding(found)
    layer.updateFields()
    message = translate("Encodings", "“{file}” is read as {encoding}, not as {given}.")
    told = message.format(file=path.name, encoding=found, given=given)
    layer.setCustomProperty(_SAID, told)  # a check before the run sets the encoding, the run says so
    return told


def refuse_utf_16(given: Any) -> None:
    """Raise InputError for a table in UTF-16, Excel's “Unicode text”, which QGIS only says to be “not found”."""
    path = Path(given) if isinstance(given, str) and given.lower().endswith(_TABLES[:3]) else None
    if path is not None and path.is_file():
        with path.open("rb") as file:
            if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                raise _not_utf_8(path)


def _not_utf_8(path: Path) -> InputError:
    return InputError(
        translate("Encodings", "“{file}” is not in UTF-8. Save it in that encoding.").format(file=path.name)
    )


def _not_as_read(layer: QgsVectorLayer, path: Path, found: str) -> InputError:
    message = translate(
        "Encodings",
        "Layer “{layer}”: the texts of “{file}” are not in {given}, in which they are read. Set {found} as the data "
        "source encoding in the layer's properties (Source), or save the file as UTF-8.",
    )
    if layer.providerType() == "delimitedtext":
        message = translate(
            "Encodings",
            "Layer “{layer}”: the texts of “{file}” are not in {given}, in which they are read. Add it again with the "
            "encoding {found} (Layer → Add Layer → Add Delimited Text Layer), or save the file as UTF-8.",
        )
    given = provider_of(layer).encoding() or UTF_8
    return InputError(message.format(layer=layer.name(), file=path.name, given=given, found=found))


def _text_file(layer: QgsVectorLayer) -> Path | None:
    """Return the file that holds a layer's texts, None for formats that tell their encoding themselves."""
    if layer.dataProvider() is None or layer.providerType() not in ("ogr", "delimitedtext"):
        return None
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = Path(str(parts.get("path") or QUrl(layer.source().partition("?")[0]).toLocalFile()))
    if path.suffix.lower() == ".shp":
        path = next((one for one in (path.with_suffix(".dbf"), path.with_suffix(".DBF")) if one.is_file()), path)
    if layer.providerType() == "delimitedtext":
        is_told = "encoding=" in layer.source()
        return path if path.is_file() and not is_told else None
    return path if path.suffix.lower() in _TABLES + _ALWAYS_UTF_8 and path.is_file() else None


def _is_same(found: str, given: str) -> bool:
    """Return True if two names stand for encodings that read European letters alike."""
    try:
        names = [codecs.lookup(name.replace("System", UTF_8) or UTF_8).name for name in (found, given)]
    except LookupError:
        return False
    alike = {"cp1252", "iso8859-1", "iso8859-15"}
    dos = {"cp865", "cp850", "cp437"}
    return names[0] == names[1] or set(names) <= alike or set(names) <= dos


@lru_cache(maxsize=64)
def _encoding(path: Path, _changed: int) -> str:
    """Return the encoding of a file's texts; empty where all are ASCII, or where it tells by itself.

    What is not UTF-8 is Windows-1252 where its letters lie where that has them, else that of DOS.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    letters: Counter[bool] = Counter()
    is_utf_8, is_ascii = True, True
    with path.open("rb") as file:
        file.seek(_header(path))
        while chunk := file.read(_CHUNK):
            if chunk.isascii() and is_utf_8:
                decoder.reset()
                continue
            is_ascii = False
            is_utf_8 = is_utf_8 and _decodes(decoder, chunk)
            letters.update(byte >= 0xA0 for byte in chunk if byte >= 0x80)
    if is_ascii:
        return ""
    if is_utf_8:
        return UTF_8
    return WINDOWS if letters[True] >= letters[False] else DOS


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes) -> bool:
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _header(path: Path) -> int:
    """Return where the texts of a file begin; the header of a DBF holds other bytes."""
    if path.suffix.lower() != ".dbf":
        return 0
    with path.open("rb") as file:
        start = file.read(12)
    return int.from_bytes(start[8:10], "little")
