"""What a draft changes against the publication that is out: new, changed and gone, sector by sector."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.text import natural
from .map_geometry import LocalMetres
from .model import MAP, RECORD

COMPARED = ("name", "role", "officer", "phone", "email", "hours", "station", "message_line", "review_date")
LEAST_AREA_M2 = 500.0
MOST_LINES = 30


@dataclass(frozen=True)
class Difference:
    """One difference: `kind` is new, changed or gone; `what` names fields, or the border."""

    kind: str
    sector_id: str
    what: str


def differences(draft: Path, published: Path | None) -> list[Difference]:
    """Return what `draft` changes, in the order of sectors; against nothing, every sector is new.

    Raises InputError where a folder holds no publication.
    """
    new, new_shapes = _sectors(draft)
    old, old_shapes = _sectors(published) if published is not None else ({}, {})
    found = [
        difference
        for key in sorted({*new, *old}, key=natural)
        for difference in _of_sector(key, new.get(key), old.get(key))
    ]
    moved = [
        Difference("changed", key, translate("Core", "border ({hectares} ha)").format(hectares=round(area / 10_000, 1)))
        for key, area in _moved_areas(new_shapes, old_shapes).items()
    ]
    return sorted([*found, *moved], key=lambda difference: natural(difference.sector_id))


def kind_words() -> dict[str, str]:
    """Return the word for each kind of difference."""
    return {"new": translate("Core", "new"), "changed": translate("Core", "changed"), "gone": translate("Core", "gone")}


def field_words() -> dict[str, str]:
    """Return the word for each field that is compared."""
    return {
        "name": translate("Core", "name"),
        "role": translate("Core", "role"),
        "officer": translate("Core", "officer"),
        "phone": translate("Core", "telephone"),
        "email": translate("Core", "e-mail"),
        "hours": translate("Core", "hours"),
        "station": translate("Core", "station"),
        "message_line": translate("Core", "message line"),
        "review_date": translate("Core", "day of review"),
    }


def told(found: list[Difference], edition: str) -> list[str]:
    """Return the differences from `edition` in words: how many of each kind, then line by line, the first thirty."""
    words = kind_words()
    counts = {kind: sum(one.kind == kind for one in found) for kind in words}
    message = translate("Core", "Since edition {edition}: {new} sectors new, {changed} changes, {gone} sectors gone.")
    line = translate("Core", "Sector {sector} {kind}: {what}")
    lines = [line.format(sector=one.sector_id, kind=words[one.kind], what=one.what) for one in found[:MOST_LINES]]
    if len(found) > MOST_LINES:
        lines.append(translate("Core", "… and {count} more.").format(count=len(found) - MOST_LINES))
    return [message.format(edition=edition, **counts), *lines]


def _of_sector(key: str, new: dict[str, Any] | None, old: dict[str, Any] | None) -> list[Difference]:
    if old is None or new is None:
        name = str((new or old or {}).get("officer", ""))
        return [Difference("gone" if new is None else "new", key, name)]
    words = field_words()
    return [
        Difference("changed", key, f"{words[field]}: {old.get(field, '')} → {new.get(field, '')}")
        for field in COMPARED
        if new.get(field, "") != old.get(field, "")
    ]


def _moved_areas(new: dict[str, Any], old: dict[str, Any]) -> dict[str, float]:
    """Return the area in square metres by which each sector's polygon differs, where it matters."""
    areas: dict[str, float] = {}
    for key in new.keys() & old.keys():
        pair = np.array([new[key], old[key]], dtype=object)
        one, other = LocalMetres.around(pair).to_metres(pair)
        area = float(shapely.area(shapely.symmetric_difference(one, other)))
        if area >= LEAST_AREA_M2:
            areas[key] = area
    return areas


def _sectors(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        shapes = json.loads((folder / MAP).read_text(encoding="utf-8"))
        return (
            {sector["sector_id"]: sector for sector in record["sectors"]},
            {feature["id"]: shapely.geometry.shape(feature["geometry"]) for feature in shapes["features"]},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = translate("Core", "Folder {path} holds no publication. Make one with “Publish the sector map”.")
        raise InputError(message.format(path=folder)) from error
