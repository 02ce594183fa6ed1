"""The dossier's map: the sectors chosen, those around them, and what is open there."""

from __future__ import annotations

import numpy as np
import shapely
from markupsafe import Markup

from ..base.i18n import translate
from ..reporting.maps import choropleth
from .dossier import Dossier

_CHOSEN, _AROUND = "#9db8d6", "#e6e9ed"
_REQUEST, _ACTION = "#b8324b", "#c77700"


def dossier_map(dossier: Dossier) -> Markup:
    """Return the map as SVG: open log entries and spots in orange, requests in red."""
    frame = shapely.box(0, 0, 1, 1) if dossier.area.is_empty else dossier.area
    width = _width(frame)
    near = shapely.box(*frame.bounds).buffer(0.15 * width, join_style="mitre")
    drawn = [
        (
            cut,
            _CHOSEN if row in dossier.chosen else _AROUND,
            str(dossier.sectors.numbers[row]),
            dossier.sectors.names[row],
        )
        for row, shape in enumerate(dossier.sectors.areas)
        if shape is not None and not (cut := shapely.intersection(shape, near)).is_empty
    ]
    drawn += [(place.centroid.buffer(0.01 * width), colour, "", tip) for place, colour, tip in _spots(dossier)]
    geometry = np.empty(len(drawn), dtype=object)
    geometry[:] = [one[0] for one in drawn]
    _, colours, names, tips = zip(*drawn, strict=True) if drawn else ((), (), (), ())
    description = translate("Core", "Map of the sector and its neighbours")
    outline = np.array([frame], dtype=object)
    return choropleth(geometry, colours, description, names=names, tips=tips, outline=outline)


def _width(frame: shapely.Geometry) -> float:
    west, south, east, north = frame.bounds
    return float(max(east - west, north - south))


def _spots(dossier: Dossier) -> list[tuple[shapely.Geometry, str, str]]:
    groups = (
        (dossier.open_actions, _ACTION, "challenge"),
        (dossier.findings, _ACTION, "spot"),
        (dossier.requests, _REQUEST, "place"),
    )
    return [
        (row["geometry"], colour, str(row[name]))
        for rows, colour, name in groups
        for row in rows
        if row["geometry"] is not None
    ]
