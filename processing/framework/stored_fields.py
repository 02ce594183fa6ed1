"""Fields as the format of an output can hold them: names, kinds and long texts, with what was changed said."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qgis.core import QgsFeature, QgsField, QgsFields
from qgis.PyQt.QtCore import QByteArray, QCoreApplication, QMetaType

from .layers import to_python

translate = QCoreApplication.translate
# Names, in small letters, that a format keeps for itself: the geometry's, the key's.
_RESERVED = {
    ".gpkg": {"geom"},
    ".sqlite": {"geometry", "ogc_fid"},
    ".gdb": {"shape", "objectid", "shape_length", "shape_area"},
    ".gml": {"gml_id"},
}
_KEYS = {".gpkg": {"fid"}, ".sqlite": {"ogc_fid"}, ".gdb": {"objectid"}, ".gml": {"gml_id"}}
_CASE_COUNTS = (".geojson", ".fgb", ".ods")  # in which Note and NOTE are two fields
_NAME_BYTES = {".shp": 10, ".tab": 31}
_TEXT_BYTES = {".shp": 254, ".tab": 254}
_WHOLE = (QMetaType.Type.Int, QMetaType.Type.UInt, QMetaType.Type.LongLong)
_NAMELESS = re.compile(r"Field\d+")
_AS_TEXT = (QMetaType.Type.QVariantMap,)
_AS_TEXT_TOO = {".shp": (QMetaType.Type.QByteArray,), ".tab": (QMetaType.Type.QByteArray,)}


@dataclass
class StoredFields:
    """The fields of an output as its format holds them.

    Attributes:
        fields: what is written, in the order of what was asked for.
        asked: the names that were asked for.
        ending: of the file, in small letters.
        as_text: positions of the fields whose values become text.
        cut: features whose text was longer than the format holds, by field.

    """

    fields: QgsFields
    asked: list[str]
    ending: str
    as_text: list[int]
    cut: Counter[str] = field(default_factory=Counter)

    def features(self, features: Iterable[QgsFeature]) -> Iterable[QgsFeature]:
        """Return the features with values that the fields can hold."""
        return self._changed(features) if self.as_text or self.ending in _TEXT_BYTES else features

    def _changed(self, features: Iterable[QgsFeature]) -> Iterator[QgsFeature]:
        most = _TEXT_BYTES.get(self.ending)
        for feature in features:
            for position in self.as_text:
                feature.setAttribute(position, _text(feature.attribute(position)))
            if most is not None:
                long = (
                    position
                    for position, value in enumerate(feature.attributes())
                    if isinstance(value, str) and len(value) * 4 > most and len(value.encode()) > most
                )
                self.cut.update(self.asked[position] for position in long)
            yield feature

    def changes(self, stored: QgsFields | None) -> list[str]:
        """Return sentences on what the format changed; `stored` are the fields found in the file, where it can be read."""
        names = self._found([one.name() for one in stored] if stored is not None else [])
        renamed = [
            f"{before} → {after}" for before, after in zip(self.asked, names, strict=True)
            if after is not None and before.casefold() != after.casefold()
        ]  # fmt: skip
        missing = [before for before, after in zip(self.asked, names, strict=True) if after is None]
        told = {
            translate("StoredFields", "The format renamed fields: {fields}."): renamed,
            translate("StoredFields", "The format has no place for fields, which are lost: {fields}."): missing,
            translate("StoredFields", "Kept as text, as the format knows no other way: {fields}."): [
                self.asked[position] for position in self.as_text
            ],
            translate("StoredFields", "Texts were cut to {most} bytes, in so many features: {fields}."): [
                f"{name} ({count})" for name, count in self.cut.items()
            ],
        }
        most = _TEXT_BYTES.get(self.ending)
        return [text.format(fields=", ".join(fields), most=most) for text, fields in told.items() if fields]

    def _found(self, stored: list[str]) -> list[str | None]:
        """Return each field's name in the file; None where it is not there."""
        written = [one.name() for one in self.fields]
        own = _KEYS.get(self.ending, set()) - {name.casefold() for name in written}
        there = {name.casefold(): name for name in stored if name.casefold() not in own}
        if not stored or all(_NAMELESS.fullmatch(name) for name in stored):  # a sheet without a row of headings
            return list(written)
        if len(there) == len(written) and not all(name.casefold() in there for name in written):
            return list(there.values())
        return [there.get(name.casefold()) for name in written]


def stored_fields(fields: QgsFields, path: Path, geometry: str = "") -> StoredFields:
    """Return the fields that a file at `path` can hold in place of `fields`.

    Args:
        fields: what is to be written.
        path: the file; its ending tells the format.
        geometry: name of the geometry column, where the output names one.

    """
    ending = path.suffix.lower()
    reserved = _RESERVED.get(ending, set()) | {geometry.casefold()}
    fitted, as_text, taken = QgsFields(), [], set(reserved)
    for position, original in enumerate(fields):
        one = QgsField(original)
        is_key = ending == ".gpkg" and one.name().casefold() == "fid"
        if one.type() in _AS_TEXT + _AS_TEXT_TOO.get(ending, ()):
            as_text.append(position)
            one = QgsField(one.name(), QMetaType.Type.QString)
        if one.type() == QMetaType.Type.ULongLong:
            one = QgsField(one.name(), QMetaType.Type.LongLong)
        blocked = taken | ({"fid"} if is_key and one.type() not in _WHOLE else set())
        one.setName(_free_name(one.name(), blocked, ending))
        taken.add(_key(one.name(), ending))
        fitted.append(one)
    return StoredFields(fitted, [one.name() for one in fields], ending, as_text)


def _free_name(name: str, taken: set[str], ending: str) -> str:
    """Return a name within the format's length that none has yet: cut, and numbered where another has it."""
    most = _NAME_BYTES.get(ending)
    free = _cut(name, most) or "field"
    number = 0
    while _key(free, ending) in taken:
        number += 1
        tail = f"_{number}"
        free = (_cut(name, most and most - len(tail)) or "field") + tail
    return free


def _key(name: str, ending: str) -> str:
    return name if ending in _CASE_COUNTS else name.casefold()


def _cut(name: str, most: int | None) -> str:
    return name if most is None else name.encode()[:most].decode(errors="ignore")


def _text(value: Any) -> str | None:
    """Return a map or binary data as text: JSON, or hexadecimal."""
    if isinstance(value, QByteArray):
        return bytes(value).hex()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    plain = to_python(value)
    return None if plain is None else str(plain)
