"""The public page: one HTML file that fetches nothing, with a policy that lets nothing else run.

The still map for readers without JavaScript and for print: an inline SVG of the sectors.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from numpy.typing import NDArray

from ..base.errors import MissingLibraryError
from ..base.i18n import Language, locale, long_day_text, translate
from .contact_fields import parse_phone, show_phone
from .map_geometry import UNITS_PER_DEGREE, LocalMetres, steps
from .settings import LANGUAGES

if TYPE_CHECKING:
    from .model import Publication


ROOT = Path(__file__).parents[2]
WEB = ROOT / "resources" / "web"
LEAFLET = ROOT / "vendor" / "leaflet"
SCRIPTS = ("geometry.js", "words.js", "streets.js", "map.js", "page.js")
WIDTH = 640


def web_page(publication: Publication) -> str:
    """Return the page as HTML.

    Every sector's card is written out, so the page serves without JavaScript. Data reach the
    script as JSON and the document by autoescape only; the policy names the hashes of the page's
    own script and style, and allows nothing else.
    """
    record = publication.record
    words = {code: _words(code) for code in LANGUAGES}
    style = _leaflet_style() + (WEB / "page.css").read_text(encoding="utf-8")
    scripts = [_leaflet_script(), _own_script()]
    environment = Environment(
        loader=FileSystemLoader(WEB), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html.j2").render(
        record=record,
        words=words[record.language],
        languages=[(code, words[code]["language"]) for code in LANGUAGES],
        colours=[shape.colour for shape in publication.shapes],
        has_streets=bool(publication.streets),
        has_tiles=bool(publication.tile_zooms),
        overview=overview(publication),
        parse_phone=parse_phone,
        show_phone=show_phone,
        long_day=_long_day,
        style=style,
        scripts=scripts,
        data=script_json(_page_data(publication, words)),
        policy=content_policy(scripts, style, bool(publication.tile_zooms)),
    )


def content_policy(scripts: list[str], style: str, has_tiles: bool = False) -> str:
    """Return the Content-Security-Policy under which only these scripts and this style run, and nothing is fetched.

    With tiles, pictures from the page's own place are let in as well.
    """
    pictures = "'self' data:" if has_tiles else "data:"
    hashes = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; base-uri 'none'; form-action 'none'; connect-src 'none'; img-src {pictures}; "
        f"script-src {hashes}; style-src {_hash(style)}"
    )


def style_policy(style: str) -> str:
    """Return the policy of a printed page: its own style, pictures that it holds, and nothing else."""
    return f"default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src {_hash(style)}"


def script_json(value: Any) -> str:
    """Return JSON that cannot end, or be read as markup in, the script element that holds it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _page_data(publication: Publication, words: dict[str, Any]) -> dict[str, Any]:
    record = publication.record
    sectors = [
        {
            "id": sector.sector_id,
            "name": sector.name,
            "anchor": sector.anchor,
            "officer": sector.officer,
            "colour": shape.colour,
            "label": shape.label,
            "steps": steps(shape.polygon),
        }
        for sector, shape in zip(record.sectors, publication.shapes, strict=True)
    ]
    return {
        "language": record.language,
        "words": words,
        "sectors": sectors,
        "streets": publication.streets,
        "moved": [{"before": moved.before, "steps": steps(moved.polygon)} for moved in publication.moved],
        "water": publication.water,
        "roads": publication.roads,
        "tiles": publication.tile_zooms,
    }


def _long_day(day: str, code: Language) -> str:
    """Return an ISO day in a language of the page, whatever the reader of this QGIS speaks."""
    with locale(code):
        return long_day_text(dt.date.fromisoformat(day))


def _words(code: str) -> dict[str, str]:
    words: dict[str, str] = json.loads((WEB / f"{code}.json").read_text(encoding="utf-8"))
    return words


def _own_script() -> str:
    parts = [(WEB / name).read_text(encoding="utf-8") for name in SCRIPTS]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


def _leaflet_script() -> str:
    return re.sub(r"\n?//# sourceMappingURL=.*", "", _vendored("leaflet.js"))


def _leaflet_style() -> str:
    """Return Leaflet's style without the pictures of controls and markers that the page has not."""
    return re.sub(r"background-image:\s*url\([^)]*\);?|behavior:\s*url\([^)]*\);?", "", _vendored("leaflet.css"))


def _vendored(name: str) -> str:
    path = LEAFLET / name
    if not path.exists():
        message = translate("Core", "Leaflet is not there ({path}). Run `make setup`, or install the packaged plugin.")
        raise MissingLibraryError(message.format(path=path.name))
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


@dataclass(frozen=True)
class OverviewPart:
    """One sector: its SVG path and where its number stands, in drawing units."""

    anchor: str
    label: str
    colour: int
    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Overview:
    """The whole drawing, `width` by `height` units."""

    width: int
    height: int
    parts: tuple[OverviewPart, ...]
    water: str
    roads: str


def overview(publication: Publication) -> Overview:
    """Return the sectors drawn north up, 640 units wide or at most 640 high."""
    record, shapes = publication.record, publication.shapes
    polygons = np.array([shape.polygon for shape in shapes], dtype=object)
    local = LocalMetres.around(polygons)
    metres = local.to_metres(polygons)
    west, south, east, north = shapely.total_bounds(metres)
    scale = WIDTH / max(east - west, north - south)
    labels = local.to_metres(np.array([shapely.Point(shape.label) for shape in shapes], dtype=object))
    parts = []
    for sector, shape, polygon, label in zip(record.sectors, shapes, metres, labels, strict=True):
        x, y = round((label.x - west) * scale), round((north - label.y) * scale)
        path = _path(polygon, (west, north, scale))
        parts.append(OverviewPart(sector.anchor, _short(sector.sector_id), shape.colour, path, x, y))

    def drawn(steps: list[int], close: str) -> str:
        points = np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / UNITS_PER_DEGREE
        line = local.to_metres(np.array([shapely.linestrings(points)]))[0]
        return _line(shapely.get_coordinates(line), (west, north, scale)) + close

    return Overview(
        width=round((east - west) * scale),
        height=round((north - south) * scale),
        parts=tuple(parts),
        water="".join(drawn(ring, "z") for rings in publication.water for ring in rings),
        roads="".join(drawn(line, "") for line in publication.roads),
    )


def _path(polygon: shapely.Geometry, frame: tuple[float, float, float]) -> str:
    rings = [ring for part in shapely.get_parts(polygon) for ring in (part.exterior, *part.interiors)]
    return "".join(_line(shapely.get_coordinates(ring), frame) + "z" for ring in rings)


def _line(points: NDArray[np.float64], frame: tuple[float, float, float]) -> str:
    """Return points in metres as an SVG path in whole drawing units; `frame` is west, north and scale."""
    west, north, scale = frame
    units = np.rint((points - [west, north]) * [scale, -scale]).astype(int)
    kept = units[np.r_[True, np.any(np.diff(units, axis=0) != 0, axis=1)]]
    return "M" + "L".join(f"{x} {y}" for x, y in kept)


def _short(text: str) -> str:
    return text if len(text) <= 8 else text[:7] + "…"
