"""The public page: one HTML file that fetches nothing, with a policy that lets nothing else run.

For readers without JavaScript and for print it holds a still map, an inline SVG of the sectors.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import numpy as np
import shapely
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import escape
from numpy.typing import NDArray

from ..base.errors import MissingLibraryError
from ..base.i18n import Language, locale, long_day_text, translate
from .contact_fields import contact_file, contact_parts, parse_phone, show_phone
from .map_geometry import UNITS_PER_DEGREE, LocalMetres, packed, steps
from .page_words import PageLanguage, page_languages, words_in
from .public_record import PublicRecord, PublicSector
from .settings import LANGUAGES

if TYPE_CHECKING:
    from .model import Publication


_ROOT = Path(__file__).parents[2]
WEB = _ROOT / "resources" / "web"
LEAFLET = _ROOT / "vendor" / "leaflet"
_UNUSED = re.compile(r"popup|tooltip|control-layers|attribution|control-scale|vml|shadow")
# The search works before cards, shapes and map have come: they follow it.
FIRST, SEARCH = ("first.js",), ("words.js", "streets.js", "page.js")
_MAP = ("geometry.js", "map.js", "sharing.js", "places.js")
_WIDTH = 640
TEXT_SIZES = {"mark": 15.0, "small": 9.0, "district": 12.0, "station": 11.0, "place": 11.0}  # drawing units
_CONTEXT_STEP, _LEAST_POND = 2.5, 25.0  # drawing units, and their square: water and roads only tell where one is
_LEAST_STEP = 0.7  # drawing units; what is smaller cannot be seen


def web_page(publication: Publication) -> str:
    """Return the page as HTML.

    Every sector's card is written out, so the page serves without JavaScript. Data reach the
    script as JSON and the document by autoescape only; the policy names the hashes of the page's
    own script and style, and allows nothing else.
    """
    record = publication.record
    languages = page_languages(record)
    words = words_in(record.language, record.texts)
    drawing = overview(publication)
    style = _leaflet_style() + _own_style() + _map_shape(drawing)
    scripts = {
        "first": _own_script(FIRST),
        "search": _own_script(
            SEARCH if publication.streets else tuple(name for name in SEARCH if name != "streets.js")
        ),
        "leaflet": _leaflet_script(),
        "map": _own_script(_MAP),
    }
    environment = Environment(
        loader=FileSystemLoader(WEB), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        extensions=[_WithoutIndentation],
    )  # fmt: skip
    return environment.get_template("page.html.j2").render(
        record=record,
        words=words,
        languages=languages,
        colours=[shape.colour for shape in publication.shapes],
        has_streets=bool(publication.streets),
        districts=_districts(record),
        has_tiles=bool(publication.tile_zooms),
        overview=drawing,
        parse_phone=parse_phone,
        show_phone=show_phone,
        contact_link=lambda sector: _contact_link(record, sector, words),
        contact_parts=contact_parts,
        frame=embedding_code(record.public_url, record.title),
        long_day=_long_day,
        style=style,
        scripts=scripts,
        data=script_json(_search_data(publication, languages)),
        shapes=script_json(_shape_data(publication) | _language_data(languages)),
        policy=content_policy(list(scripts.values()), style, bool(publication.tile_zooms)),
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


def _search_data(publication: Publication, languages: list[PageLanguage]) -> dict[str, Any]:
    """Return what the search needs: words, sectors by name, streets."""
    record = publication.record
    sectors = [
        {"id": sector.sector_id, "name": sector.name, "anchor": sector.anchor, "officer": sector.officer}
        for sector in record.sectors
    ]
    return {
        "language": record.language,
        "written": record.language,
        "words": {language.code: language.words for language in languages if language.code in LANGUAGES},
        "leftward": [language.code for language in languages if language.is_right_to_left()],
        "link": record.public_url.split("#")[0],
        "sectors": sectors,
        "streets": publication.streets,
    }


def _shape_data(publication: Publication) -> dict[str, Any]:
    """Return what the map draws, and the borders in which places are looked up; sectors in the order of the search's."""
    sectors = [
        {
            "colour": shape.colour,
            "marks": shape.marks,
            "steps": _packed_polygons(steps(shape.polygon)),
            "borders": borders,
        }
        for shape, borders in zip(publication.shapes, publication.borders, strict=True)
    ]
    return {
        "sectors": sectors,
        "moved": [
            {"before": moved.before, "steps": _packed_polygons(steps(moved.polygon))} for moved in publication.moved
        ],
        "water": _packed_polygons(publication.water),
        "roads": [packed(line) for line in publication.roads],
        "labels": [astuple(label) for label in publication.labels],
        "tiles": publication.tile_zooms,
    }


def _language_data(languages: list[PageLanguage]) -> dict[str, Any]:
    """Return what comes after the search: further languages, and the texts of the data in all."""
    return {
        "words": {language.code: language.words for language in languages if language.code not in LANGUAGES},
        "own": {language.code: language.own for language in languages},
    }


def _packed_polygons(polygons: list[list[list[int]]]) -> list[list[str]]:
    return [[packed(ring) for ring in rings] for rings in polygons]


@dataclass(frozen=True)
class _District:
    """A group of the list of sectors, each with its position; without a name where no sector has a district."""

    name: str
    sectors: tuple[tuple[int, PublicSector], ...]


def _contact_link(record: PublicRecord, sector: PublicSector, words: dict[str, str]) -> str:
    """Return the officer's contact as a data: address of a vCard that a link can save."""
    card = contact_file(
        sector.officer,
        sector.phone,
        sector.email,
        role=f"{words[sector.role]}, {words['sector']} {sector.sector_id}",
        organisation=record.organisation,
        note=sector.hours,
        link=sector_link(record, sector),
    )
    return "data:text/vcard;charset=utf-8," + quote(card, safe="")


def sector_link(record: PublicRecord, sector: PublicSector) -> str:
    """Return the address of the public page that opens the sector; nothing without a public address."""
    return f"{record.public_url.split('#')[0]}#{quote(sector.anchor)}" if record.public_url else ""


def embedding_code(address: str, title: str) -> str:
    """Return the HTML by which another page shows this one in a frame; nothing without an address.

    The frame may ask for the visitor's location, share and copy. It has no sandbox: in one, browsers give no location and
    no telephone. What the page may do is bounded by its own policy.
    """
    if not address:
        return ""
    source, name = escape(address), escape(title)
    return (
        f'<iframe src="{source}" title="{name}" width="100%" height="1100" style="border:0" loading="lazy" '
        'allow="geolocation; web-share; clipboard-write"></iframe>'
    )


def _districts(record: PublicRecord) -> list[_District]:
    """Return the sectors by district, in the order of their first sectors; those without one come last."""
    groups: dict[str, list[tuple[int, PublicSector]]] = {}
    for place, sector in enumerate(record.sectors):
        groups.setdefault(sector.district, []).append((place, sector))
    names = sorted(groups, key=lambda name: (not name, groups[name][0][0]))
    return [_District(name, tuple(groups[name])) for name in names]


def _long_day(day: str, code: Language) -> str:
    """Return an ISO day in a language of the page, whatever the reader of this QGIS speaks."""
    with locale(code):
        return long_day_text(dt.date.fromisoformat(day))


def _own_script(names: tuple[str, ...]) -> str:
    lines = [line.strip() for name in names for line in (WEB / name).read_text(encoding="utf-8").splitlines()]
    return '"use strict";\n' + "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def _leaflet_script() -> str:
    return re.sub(r"\n?//# sourceMappingURL=.*", "", _vendored("leaflet.js"))


class _WithoutIndentation(Extension):
    """Templates without the indentation that only their readers in the source need."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002, the engine gives them
        """Return the source without the blanks at the beginnings of its lines."""
        return re.sub(r"^[ ]+", "", source, flags=re.MULTILINE)


def _own_style() -> str:
    """Return the page's style without what only its readers in the source need."""
    bare = re.sub(r" */\*.*?\*/", "", (WEB / "page.css").read_text(encoding="utf-8"))
    return re.sub(r"(?<=[{};,:])\s+|\s+(?=[{}])|^\s+", "", bare, flags=re.MULTILINE)


def _map_shape(drawing: Overview) -> str:
    """Return the rule that gives the map the area's own shape, so that the area fills its frame."""
    return f"#map{{aspect-ratio:{max(drawing.width, 1)}/{max(drawing.height, 1)};}}\n"


def _leaflet_style() -> str:
    """Return Leaflet's style, one rule a line, without the rules and pictures of what the page has not."""
    plain = re.sub(r"/\*.*?\*/|@media print\s*\{.*?\}\s*\}", "", _vendored("leaflet.css"), flags=re.DOTALL)
    lines = []
    for names, values in re.findall(r"([^{}]+)\{([^{}]*)\}", plain):
        used = ",".join(" ".join(name.split()) for name in names.split(",") if not _UNUSED.search(name))
        bare = " ".join(re.sub(r"(?:background-image|behavior):\s*url\([^)]*\);?", "", values).split())
        if used and bare:
            lines.append(f"{used}{{{bare}}}\n")
    return "".join(lines)


def _vendored(name: str) -> str:
    path = LEAFLET / name
    if not path.exists():
        message = translate("Core", "Leaflet is not there ({path}). Run `make setup`, or install the packaged plugin.")
        raise MissingLibraryError(message.format(path=path.name))
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


@dataclass(frozen=True)
class OverviewPart:
    """One sector and its SVG path, in drawing units."""

    anchor: str
    label: str
    colour: int
    path: str


@dataclass(frozen=True)
class OverviewText:
    """A number or a name, its middle in drawing units."""

    kind: str
    text: str
    x: int
    y: int

    def box(self) -> shapely.Geometry:
        """Return roughly what the text covers."""
        wide, high = 0.32 * TEXT_SIZES[self.kind] * len(self.text) + 3, 0.6 * TEXT_SIZES[self.kind]
        return shapely.box(self.x - wide, self.y - high, self.x + wide, self.y + high)


@dataclass(frozen=True)
class Overview:
    """The whole drawing, `width` by `height` units."""

    width: int
    height: int
    parts: tuple[OverviewPart, ...]
    water: str
    roads: str
    texts: tuple[OverviewText, ...]


def overview(publication: Publication) -> Overview:
    """Return the sectors drawn north up, 640 units wide or at most 640 high."""
    record, shapes = publication.record, publication.shapes
    polygons = np.array([shape.polygon for shape in shapes], dtype=object)
    local = LocalMetres.around(polygons)
    metres = local.to_metres(polygons)
    west, south, east, north = shapely.total_bounds(metres)
    scale = _WIDTH / max(east - west, north - south)
    frame = (west, north, scale)
    parts = []
    for sector, shape, polygon in zip(record.sectors, shapes, metres, strict=True):
        path = _path(shapely.simplify(polygon, _LEAST_STEP / scale), frame)
        parts.append(OverviewPart(sector.anchor, _short(sector.sector_id), shape.colour, path))

    def drawn(steps: list[int], close: str) -> str:
        points = np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / UNITS_PER_DEGREE
        line = shapely.clip_by_rect(
            local.to_metres(np.array([shapely.linestrings(points)]))[0], west, south, east, north
        )
        simple = shapely.get_parts(shapely.simplify(shapely.line_merge(line), _CONTEXT_STEP / scale))
        return "".join(_line(shapely.get_coordinates(part), frame) + close for part in simple if not part.is_empty)

    width, height = round((east - west) * scale), round((north - south) * scale)
    return Overview(
        width=width,
        height=height,
        parts=tuple(parts),
        water="".join(_drawn_water(rings, local, metres, frame) for rings in publication.water),
        roads="".join(drawn(line, "") for line in publication.roads),
        texts=tuple(_with_room(_texts(publication, local, frame), shapely.box(0, 0, width, height))),
    )


def _drawn_water(
    rings: list[list[int]], local: LocalMetres, sectors: NDArray[np.object_], frame: tuple[float, float, float]
) -> str:
    """Return the part of a water polygon that lies in the drawing."""
    points = [np.cumsum(np.reshape(ring, (-1, 2)), axis=0) / UNITS_PER_DEGREE for ring in rings]
    polygon = local.to_metres(np.array([shapely.Polygon(points[0], points[1:])], dtype=object))[0]
    simple = shapely.simplify(shapely.make_valid(polygon), _CONTEXT_STEP / frame[2]) & shapely.box(
        *shapely.total_bounds(sectors)
    )
    parts = [
        part
        for part in shapely.get_parts(simple)
        if part.geom_type == "Polygon" and part.area * frame[2] ** 2 >= _LEAST_POND
    ]
    return "".join(_path(part, frame) for part in parts)


def _texts(publication: Publication, local: LocalMetres, frame: tuple[float, float, float]) -> Iterator[OverviewText]:
    """Yield the sectors' numbers, the largest parts first, then the names, in the order in which they are to be drawn."""
    west, north, scale = frame

    def text(kind: str, words: str, longitude: float, latitude: float) -> OverviewText:
        point = local.to_metres(np.array([shapely.Point(longitude, latitude)], dtype=object))[0]
        return OverviewText(kind, words, round((point.x - west) * scale), round((north - point.y) * scale))

    numbers = [
        (room, _short(sector.sector_id), longitude, latitude)
        for sector, shape in zip(publication.record.sectors, publication.shapes, strict=True)
        for longitude, latitude, room in shape.marks
    ]
    for room, number, *place in sorted(numbers, reverse=True):
        yield text("mark" if room * scale > 0.8 * TEXT_SIZES["mark"] else "small", number, *place)
    for label in publication.labels:
        if label.kind != "street":
            yield text(label.kind, label.text, *(value / UNITS_PER_DEGREE for value in label.spot))


def _with_room(texts: Iterable[OverviewText], sheet: shapely.Geometry) -> Iterator[OverviewText]:
    """Yield the texts that stand on the sheet and cover none before them."""
    taken: list[shapely.Geometry] = []
    for text in texts:
        box = text.box()
        if sheet.contains(box) and not any(box.intersects(other) for other in taken):
            taken.append(box)
            yield text


def _path(polygon: shapely.Geometry, frame: tuple[float, float, float]) -> str:
    rings = [ring for part in shapely.get_parts(polygon) for ring in (part.exterior, *part.interiors)]
    return "".join(_line(shapely.get_coordinates(ring), frame) + "z" for ring in rings)


def _line(points: NDArray[np.float64], frame: tuple[float, float, float]) -> str:
    """Return points in metres as an SVG path of steps in whole drawing units; `frame` is west, north and scale."""
    west, north, scale = frame
    units = np.rint((points - [west, north]) * [scale, -scale]).astype(int)
    kept = units[np.r_[True, np.any(np.diff(units, axis=0) != 0, axis=1)]]
    steps = " ".join(f"{x} {y}" for x, y in np.diff(kept, axis=0))
    return f"M{kept[0][0]} {kept[0][1]}" + (f"l{steps.replace(' -', '-')}" if steps else "")


def _short(text: str) -> str:
    return text if len(text) <= 8 else text[:7] + "…"
