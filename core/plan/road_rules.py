"""What the fields of a road layer say: level, direction, who may use a road, and what is not a road at all.

Understood are the fields of OpenStreetMap (also GDAL's `other_tags`), of Geofabrik's Shapefiles (fclass, oneway F/T/B,
bridge and tunnel T/F) and of GeoDanmark (niveau, vejkategori, trafikart, status).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..base.arrays import Floats, Mask
from ..base.names import as_text
from ..base.table import FeatureTable

LEVEL_FIELDS = ("layer", "level", "niveau")
HIGHEST = 10  # no road lies on a level above: such a number is a year, or a code
_KINDS = ("highway", "fclass")
_LEVEL = re.compile(r"(?:(?:niveau|level) ?)?(-?\d+)(?:\.0+)?(?:;.*)?")
_NO = {"", "no", "n", "f", "false", "0", "nej", "none"}
_FORWARD, _BACKWARD = {"yes", "y", "true", "1", "ja"}, {"-1", "reverse"}
_PERMITS = {"yes", "designated", "permissive", "official", "destination"}
_MOTOR = ("motorway", "motorway_link", "bus_guideway", "raceway", "construction", "proposed", "abandoned", "razed")
_RAILS = ("rail", "light_rail", "narrow_gauge", "subway")
_WATERS = ("river", "canal", "dock", "fairway")
_OTHER_KINDS = (*_RAILS, *_WATERS, "stream", "drain", "ditch", "tram", "monorail", "funicular", "miniature")
_UNBUILT = ("projekteret", "planlagt", "nedlagt", "sløjfet", "taget ud af brug")


@dataclass(frozen=True)
class RoadRules:
    """What holds for each of n features of a road layer.

    Attributes:
        level: (n,) 0 on the ground, above it on bridges, below it in tunnels.
        forward, backward: (n,) whether it may be used along its line, and against it.
        barrier: (n,) whether it is a railway or a water on the ground, which can be crossed on a road only.

    """

    level: Floats
    forward: Mask
    backward: Mask
    barrier: Mask


def road_rules(roads: FeatureTable, mode: str) -> RoadRules:
    """Read the rules of a road layer from its fields, for a patrol on foot or by bicycle."""
    tags = _Tags(roads)
    level = _level(tags)
    passable = _is_road(tags) & ~_is_closed(tags, mode)
    along, against = _directions(tags) if mode == "bicycle" else (passable, passable)
    crossing = _among(tags.text("railway"), _RAILS) | _among(tags.text("waterway"), _WATERS)
    crossing |= _among(tags.text("fclass"), (*_RAILS, *_WATERS))
    return RoadRules(level, passable & along, passable & against, ~_is_road(tags) & crossing & (level == 0))


class _Tags:
    """The values of a layer's fields as small letters; those inside `other_tags` too."""

    def __init__(self, roads: FeatureTable) -> None:
        self._frame = roads.attributes
        self._names = {str(name).casefold(): str(name) for name in roads.attributes.columns}
        self.size = len(roads)

    def has(self, field: str) -> bool:
        """Return True if the layer has such a field of its own."""
        return field in self._names

    def text(self, field: str) -> NDArray[np.str_]:
        """Return (n,) texts, empty where a row has none."""
        own = self._column(field)
        if "other_tags" not in self._names:
            return own
        pattern = re.compile(rf'"{re.escape(field)}"=>"([^"]*)"')
        inside = [match[1] if (match := pattern.search(tags)) else "" for tags in self._column("other_tags").tolist()]
        return np.where(own == "", np.array(inside, dtype=str), own)

    def _column(self, field: str) -> NDArray[np.str_]:
        if field not in self._names:
            return np.full(self.size, "", dtype=str)
        column: pd.Series = self._frame[self._names[field]]
        return np.array([as_text(value).casefold() for value in column], dtype=str)


def _among(texts: NDArray[np.str_], known: tuple[str, ...] | set[str]) -> Mask:
    return np.isin(texts, sorted(known))


def _level(tags: _Tags) -> Floats:
    """Return the levels of the first field that holds numbers; a bridge or a tunnel without one has 1 or -1.

    A text field `layer` may be another: QGIS's Merge vector layers adds one with the layers' names.
    """
    level = np.zeros(tags.size)
    for field in LEVEL_FIELDS:
        texts = tags.text(field)
        numbers = np.array([_number(text) for text in texts.tolist()], dtype=np.float64)
        if (~np.isnan(numbers)).sum() > (texts != "").sum() / 2:
            level = np.nan_to_num(numbers)
            break
    tunnel = ~_among(tags.text("tunnel"), _NO | {"building_passage"})
    untagged_level = np.where(~_among(tags.text("bridge"), _NO), 1.0, np.where(tunnel, -1.0, 0.0))
    return np.where(level == 0, untagged_level, level)


def _number(text: str) -> float:
    match = _LEVEL.fullmatch(text)
    return float(match[1]) if match and abs(int(match[1])) <= HIGHEST else np.nan


def _is_road(tags: _Tags) -> Mask:
    """Return which features are roads: in a layer of all lines, railways and waters are not."""
    kinds = [tags.text(field) for field in _KINDS if tags.has(field)]
    other = (tags.text("railway") != "") | (tags.text("waterway") != "") | _among(tags.text("fclass"), _OTHER_KINDS)
    named = np.any([kind != "" for kind in kinds], axis=0) if kinds else np.zeros(tags.size, dtype=bool)
    has_way = tags.text("highway") != ""
    return np.asarray((named if named.any() else np.ones(tags.size, dtype=bool)) & (has_way | ~other))


def _is_closed(tags: _Tags, mode: str) -> Mask:
    """Return which roads may not be used on foot, or by bicycle."""
    own = tags.text(mode)
    general = [tags.text("access")] + ([tags.text("vehicle")] if mode == "bicycle" else [])
    refused = np.any([_among(texts, {"no", "private"}) for texts in general], axis=0) & ~_among(own, _PERMITS)
    closed = refused | _among(own, {"no", "private"})
    for field in _KINDS:
        closed |= _among(tags.text(field), _MOTOR) & ~_among(own, _PERMITS)
        if mode == "bicycle":
            closed |= _among(tags.text(field), ("steps",)) & ~_among(own, _PERMITS)
    closed |= _among(tags.text("motorroad"), ("yes",)) | _among(tags.text("status"), _UNBUILT)
    for field in ("vejkategori", "vejklasse", "trafikart"):
        closed |= np.array(["motorvej" in text or "motortrafikvej" in text for text in tags.text(field).tolist()], bool)
    return np.asarray(closed)


def _directions(tags: _Tags) -> tuple[Mask, Mask]:
    """Return whether each road may be cycled along its line, and against it."""
    oneway = tags.text("oneway")
    if tags.has("fclass") or "b" in oneway:  # Geofabrik's letters: from, to, both
        forward, backward = oneway == "f", oneway == "t"
    else:
        forward, backward = _among(oneway, _FORWARD | {"t"}), _among(oneway, _BACKWARD)
        forward |= _among(tags.text("junction"), ("roundabout", "circular")) & ~backward & (oneway != "no")
    exempt = np.zeros(tags.size, dtype=bool)
    for field in ("oneway:bicycle", "oneway_bicycle", "oneway_bic"):
        exempt |= _among(tags.text(field), ("no",))
    exempt |= np.char.startswith(tags.text("cycleway"), "opposite")
    return ~backward | exempt, ~forward | exempt
