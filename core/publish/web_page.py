"""The public page: one HTML file that fetches nothing, with a policy that lets nothing else run."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..days import long_day_text
from ..errors import MissingLibraryError
from ..language import Language, locale, translate
from .contact_fields import parse_phone, show_phone
from .map_shapes import steps
from .overview import overview
from .public_settings import LANGUAGES

if TYPE_CHECKING:
    from .publication import Publication

ROOT = Path(__file__).parents[2]
WEB = ROOT / "resources" / "web"
LEAFLET = ROOT / "vendor" / "leaflet"
_UNUSED = re.compile(r"popup|tooltip|control-layers|attribution|control-scale|marker-shadow|vml|url\(")
SCRIPTS = ("geometry.js", "words.js", "streets.js", "map.js", "page.js")


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
            "borders": borders,
        }
        for sector, shape, borders in zip(record.sectors, publication.shapes, publication.borders, strict=True)
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
    """Return Leaflet's style, one rule a line, without the rules of what the page has not."""
    plain = re.sub(r"/\*.*?\*/", "", _vendored("leaflet.css"), flags=re.DOTALL)
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"@media print\s*\{.*?\}\s*\}", "", plain, flags=re.DOTALL))
    return "".join(
        f"{' '.join(names.split())}{{{' '.join(values.split())}}}\n"
        for names, values in rules
        if not _UNUSED.search(names + values)
    )


def _vendored(name: str) -> str:
    path = LEAFLET / name
    if not path.exists():
        message = translate("Core", "Leaflet is not there ({path}). Run `make setup`, or install the packaged plugin.")
        raise MissingLibraryError(message.format(path=path.name))
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")
