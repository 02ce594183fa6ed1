"""Sheets for print: business cards (ten of 85 × 55 mm with crop marks on A4, as HTML), leaflets, posters, QR codes.

A leaflet or poster shows each sector in words ready to print, and promises nothing for a vacant one; the accessible leaflet
is a page. The map of a sheet shows a sector and its surroundings as SVG, with water, roads and numbers. QR codes have
modules large enough to print well, drawn as one path.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import shapely
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape
from numpy.typing import NDArray

from ...vendor import segno
from ..base.arrays import as_objects
from ..base.errors import InputError
from ..base.i18n import locale, long_day_text, translate
from ..base.text import natural
from .contact_fields import parse_phone, show_phone, vcard
from .contacts import Contact
from .map_geometry import UNITS_PER_DEGREE, LocalMetres, polygon_of
from .page_words import words_in
from .public_record import PublicRecord, PublicSector, contacts_hash
from .settings import PublicSettings
from .web_page import WEB, sector_link, style_policy

if TYPE_CHECKING:
    from .model import Publication

_COLUMNS, ROWS = 2, 5
CARD_W, CARD_H, PAGE_W, PAGE_H = 85, 55, 210, 297
QR_MM = 25.0
LEAFLET_QR_MM = 40.0
QUIET = 4
LEAST_MODULE_MM = 0.4
CARD_ROLES = ("responsible", "substitute", "colleague")
MOST_STREET_LETTERS = 420
MAP_W, MAP_H = 1820, 1080  # tenths of a millimetre on paper
MAP_MARGIN = 0.25  # of the sector's extent, on each side
_LEAST_STEP = 2.0  # drawing units; what is smaller cannot be seen
OTHER, CHOSEN, WATER, ROAD, BORDER, OUTLINE = "#eeece5", "#fff1b8", "#a9cde6", "#8d98ac", "#8b8a84", "#17406d"


@dataclass(frozen=True)
class Card:
    """What one card shows; `qr` is a data: address."""

    name: str
    role: str
    sector_id: str
    phone: str
    email: str
    hours: str
    station: str
    qr: str
    photo: str


def cards(contacts: tuple[Contact, ...]) -> list[Card]:
    """Return a card for every published officer who has a sector, in the order of sectors and roles.

    Raises:
        InputError: no officer is published, or a name and address are too long for a QR code on a card.

    """
    people = [contact for contact in contacts if _has_card(contact)]
    if not people:
        raise InputError(
            translate("Core", "The contacts hold no published officer of a sector; there is no card to make.")
        )
    people.sort(key=lambda contact: (natural(contact.sector_id), CARD_ROLES.index(contact.role), contact.name))
    return [_card(contact) for contact in people]


def _has_card(contact: Contact) -> bool:
    return bool(contact.role in CARD_ROLES and contact.sector_id and (contact.phone or contact.email))


def without_card(contacts: tuple[Contact, ...]) -> list[str]:
    """Return the names of the published officers who get no card, having no sector, telephone or e-mail."""
    return [contact.name for contact in contacts if contact.role in CARD_ROLES and not _has_card(contact)]


def _card(contact: Contact) -> Card:
    try:
        qr = qr_image(vcard(contact.name, contact.phone, contact.email), QR_MM)
    except ValueError:
        qr = qr_image(vcard(contact.name, contact.phone, ""), QR_MM)
    return Card(
        name=contact.name,
        role=contact.role,
        sector_id=contact.sector_id,
        phone=show_phone(contact.phone),
        email=contact.email,
        hours=contact.hours,
        station=contact.station,
        qr=qr,
        photo=contact.photo,
    )


def cards_page(contacts: tuple[Contact, ...], settings: PublicSettings, larger: Mapping[str, str] | None = None) -> str:
    """Return the sheets as one HTML page that fetches nothing; `larger` holds the photos' prints by the photos."""
    every = cards(contacts)
    per_sheet = _COLUMNS * ROWS
    return _page(
        "cards",
        sheets=[every[start : start + per_sheet] for start in range(0, len(every), per_sheet)],
        edition=settings.edition,
        content=contacts_hash(settings.edition, contacts),
        language=settings.language,
        organisation=settings.organisation,
        address=printed_address(settings.public_url),
        words=words_in(settings.language, settings.texts),
        larger=larger or {},
        marks=_crop_marks(),
    )


def _page(name: str, **values: object) -> str:
    """Return a page for print from its template and style, which fetches nothing."""
    style = (WEB / f"{name}.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(WEB), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(f"{name}.html.j2").render(style=style, policy=style_policy(style), **values)


def _crop_marks() -> str:
    """Return a picture of the crop marks of a sheet, as a data: address."""
    left, top = (PAGE_W - _COLUMNS * CARD_W) / 2, (PAGE_H - ROWS * CARD_H) / 2
    across = [left + column * CARD_W for column in range(_COLUMNS + 1)]
    down = [top + row * CARD_H for row in range(ROWS + 1)]
    lines = [f"M{x} {y}v5" for x in across for y in (top - 7, PAGE_H - top + 2)]
    lines += [f"M{x} {y}h5" for y in down for x in (left - 7, PAGE_W - left + 2)]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{PAGE_W}mm" height="{PAGE_H}mm" '
        f'viewBox="0 0 {PAGE_W} {PAGE_H}"><path d="{"".join(lines)}" stroke="#000" stroke-width=".2" fill="none"/></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def pdf(html: str) -> bytes | None:
    """Return the page as an accessible PDF (PDF/UA-1) by WeasyPrint (66 or newer); None where that is not installed."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):
        return None
    document: bytes = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=["data"])).write_pdf(
        pdf_variant="pdf/ua-1"
    )
    return document


@dataclass(frozen=True)
class LeafletRow:
    """One sheet. All fields but the pictures can be used in a template, as in `[% "phone" %]`.

    Attributes:
        service: what the sheet is about; another word where the sector is vacant.
        purpose: what the officer is for, and when; for a vacant sector, what to do instead.
        address: the public page, as people type it.
        streets: the streets of the sector, as far as there is room, with how many more there are.
        stamp: edition and content, as the check before publishing reads it.
        photo: a data: address, or empty.

    """

    sector_id: str
    anchor: str
    heading: str
    contact: str
    role: str
    phone: str
    email: str
    hours: str
    station: str
    message_line: str
    caption: str
    edition: str
    content: str
    organisation: str
    service: str
    purpose: str
    emergency: str
    police: str
    hours_line: str
    address: str
    streets: str
    updated: str
    stamp: str
    photo: str
    qr_svg: str

    def fields(self) -> dict[str, str]:
        """Return the fields for templates."""
        values = asdict(self)
        del values["qr_svg"], values["photo"]
        return values


def leaflet_rows(record: PublicRecord, streets: Mapping[str, list[str]] | None = None) -> list[LeafletRow]:
    """Return a row for every sector, in the record's order; `streets` are those of each sector, by its id."""
    words = words_in(record.language, record.texts)
    return [_row(record, sector, words, (streets or {}).get(sector.sector_id, [])) for sector in record.sectors]


def _row(record: PublicRecord, sector: PublicSector, words: dict[str, str], streets: list[str]) -> LeafletRow:
    is_vacant = not sector.officer
    promise = ("sheet_vacant",) if is_vacant else ("not_urgent", "office_hours", "no_answer")
    scan = ("qr_map_vacant" if is_vacant else "qr_map") if record.public_url else "qr_save"
    return LeafletRow(
        sector_id=sector.sector_id,
        anchor=sector.anchor,
        heading=f"{words['sector']} {sector.sector_id}" + (f" · {sector.name}" if sector.name else ""),
        contact=sector.officer or sector.station or words["police_contact"],
        role=words["station_role" if is_vacant else sector.role],
        phone=show_phone(sector.phone),
        email=sector.email,
        hours=sector.hours,
        station="" if is_vacant else sector.station,
        message_line=_message_line(sector.message_line, words),
        caption="" if is_vacant and not record.public_url else words[scan],
        edition=record.edition,
        content=record.print_hash,
        organisation=record.organisation,
        service=words["sheet_service_vacant" if is_vacant else "service"],
        purpose=" ".join(words[key] for key in promise),
        emergency=words["emergency"],
        police=words["police"],
        hours_line=f"{words['hours']}: {sector.hours}" if sector.hours else "",
        address=printed_address(record.public_url),
        streets=_streets(streets, words),
        updated=f"{words['updated']} {_day(record)}" if record.updated else "",
        stamp=f"{words['edition']} {record.edition} · {record.print_hash}",
        photo=sector.photo,
        qr_svg=qr_svg(qr_text(record, sector), LEAFLET_QR_MM),
    )


def printed_address(address: str) -> str:
    """Return a web address as people type it: without https:// and the slash at its end."""
    return address.split("#")[0].removeprefix("https://").rstrip("/")


def _day(record: PublicRecord) -> str:
    with locale("da" if record.language == "da" else "en"):
        return long_day_text(dt.date.fromisoformat(record.updated))


def _streets(names: list[str], words: dict[str, str]) -> str:
    """Return the streets in a line of at most MOST_STREET_LETTERS, with how many more there are."""
    shown: list[str] = []
    for name in names:
        if len(", ".join([*shown, name])) > MOST_STREET_LETTERS:
            break
        shown.append(name)
    more = len(names) - len(shown)
    return f"{words['sheet_streets']} {', '.join(shown)}{f' … (+{more})' if more else ''}" if shown else ""


def streets_by_sector(publication: Publication) -> dict[str, list[str]]:
    """Return the names of the streets that lie in each sector, wholly or in part, in the order of names."""
    ids = [sector.sector_id for sector in publication.record.sectors]
    found: dict[str, list[str]] = {key: [] for key in ids}
    for name, places, *_ in publication.streets:
        for place in dict.fromkeys(one[0] if isinstance(one, list) else one for one in places):
            if name not in found[ids[place]]:
                found[ids[place]].append(name)
    return found


def leaflet_page(publication: Publication, larger: Mapping[str, str] | None = None) -> str:
    """Return the leaflets as an accessible HTML page, a sheet of A4 for each sector; `larger` as for cards."""
    record, streets = publication.record, streets_by_sector(publication)
    rows = leaflet_rows(record, streets)
    return _page(
        "leaflet",
        language=record.language,
        words=words_in(record.language, record.texts),
        stamp=rows[0].stamp,
        sheets=[
            (row, streets[row.sector_id], picture, qr_image(qr_text(record, sector), LEAFLET_QR_MM))
            for row, sector, picture in zip(rows, record.sectors, sector_maps(publication), strict=True)
        ],
        larger=larger or {},
    )


def _message_line(text: str, words: dict[str, str]) -> str:
    """Return the line as it is, or, where it is a number, with a word about what it is for."""
    number = parse_phone(text)
    return f"{words['message_line']}: {show_phone(number)}" if number else text


def sector_maps(publication: Publication) -> list[str]:
    """Return a data: address of a picture for every sector, in the record's order, north up."""
    polygons = np.array([shape.polygon for shape in publication.shapes], dtype=object)
    local = LocalMetres.around(polygons)
    metres = local.to_metres(polygons)
    water = shapely.get_parts(polygon_of(publication.water)) if publication.water else as_objects([])
    roads = as_objects([_line_of(steps) for steps in publication.roads])
    context = (local.to_metres(water), local.to_metres(roads))
    names = [sector.sector_id for sector in publication.record.sectors]
    return [_picture(place, metres, names, context) for place in range(len(metres))]


def _line_of(steps: list[int]) -> shapely.Geometry:
    return shapely.linestrings(np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / UNITS_PER_DEGREE)


def _picture(
    place: int,
    sectors: NDArray[np.object_],
    names: list[str],
    context: tuple[NDArray[np.object_], NDArray[np.object_]],
) -> str:
    west, south, east, north = shapely.bounds(sectors[place])
    scale = min(MAP_W / ((east - west) * (1 + 2 * MAP_MARGIN)), MAP_H / ((north - south) * (1 + 2 * MAP_MARGIN)))
    left, top = (west + east) / 2 - MAP_W / scale / 2, (south + north) / 2 + MAP_H / scale / 2
    frame = shapely.box(left, top - MAP_H / scale, left + MAP_W / scale, top)

    def drawn(shapes: NDArray[np.object_]) -> list[shapely.Geometry]:
        seen = shapely.intersection(shapes[shapely.intersects(shapes, frame)], frame)
        moved = shapely.transform(seen, lambda points: (points - [left, top]) * [scale, -scale])
        return list(shapely.simplify(moved, _LEAST_STEP))

    water, roads = (drawn(shapes) for shapes in context)
    (chosen,) = drawn(sectors[place : place + 1])
    others = np.delete(np.arange(len(sectors)), place)
    others = others[shapely.intersects(sectors[others], frame)]
    beside = drawn(sectors[others])
    pieces = [
        f'<rect width="{MAP_W}" height="{MAP_H}" fill="#f8f7f3"/>',
        _areas(beside, f'fill="{OTHER}"'),
        _areas([chosen], f'fill="{CHOSEN}"'),
        _areas(water, f'fill="{WATER}"'),
        _areas(roads, f'fill="none" stroke="{ROAD}" stroke-width="5"'),
        _areas(beside, f'fill="none" stroke="{BORDER}" stroke-width="4"'),
        _areas([chosen], f'fill="none" stroke="{OUTLINE}" stroke-width="14" stroke-linejoin="round"'),
        *(_number(shape, names[other], 44, "#55534c") for other, shape in zip(others.tolist(), beside, strict=True)),
        _number(chosen, names[place], 84, OUTLINE),
    ]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {MAP_W} {MAP_H}">{"".join(pieces)}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _areas(shapes: list[shapely.Geometry], look: str) -> str:
    lines = [
        line
        for shape in shapes
        for part in shapely.get_parts(shape)
        for line in ([part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part])
        if line.geom_type in ("LinearRing", "LineString") and not line.is_empty
    ]
    path = "".join(_line_path(line) for line in lines)
    return f'<path fill-rule="evenodd" d="{path}" {look}/>' if path else ""


def _line_path(line: shapely.Geometry) -> str:
    points = np.rint(shapely.get_coordinates(line)).astype(int).tolist()
    return "M" + "L".join(f"{x} {y}" for x, y in points) + ("z" if line.is_ring else "")


def _number(shape: shapely.Geometry, name: str, size: int, colour: str) -> str:
    """Return the sector's number in the middle of what is seen of it; nothing where there is no room."""
    if shape.is_empty or shapely.area(shape) < (1.6 * size) ** 2:
        return ""
    point = shapely.point_on_surface(shape)
    return (
        f'<text x="{point.x:.0f}" y="{point.y + size / 3:.0f}" font-family="Arial, Liberation Sans, DejaVu Sans, sans-serif" '
        f'font-size="{size}" font-weight="bold" text-anchor="middle" fill="{colour}">{escape(name[:12])}</text>'
    )


def qr_text(record: PublicRecord, sector: PublicSector) -> str:
    """Return the page's link to the sector; without a public address, the officer's contact or the number to call."""
    if record.public_url:
        return sector_link(record, sector)
    if sector.officer:
        return vcard(sector.officer, sector.phone, sector.email)
    return f"tel:{sector.phone}" if sector.phone else f"mailto:{sector.email}"


def qr_matrix(text: str, size_mm: float) -> tuple[tuple[int, ...], ...]:
    """Return the QR code of `text` as rows of 0 and 1, for a picture of `size_mm` with its quiet zone.

    Error correction is M (15 %); L (7 %) where M's modules would be thinner than 0.4 mm. Letters beyond ASCII are
    UTF-8 and say so (ECI 26): without, readers guess, and ZBar reads “Søren” as Chinese.

    Raises:
        ValueError: the text is too long for the size at either level.

    """
    letters = {} if text.isascii() else {"encoding": "utf-8", "eci": True, "mode": "byte"}
    for level in ("m", "l"):
        code = segno.make(text, error=level, micro=False, boost_error=False, **letters)
        matrix = tuple(tuple(row) for row in code.matrix)
        if size_mm / (len(matrix) + 2 * QUIET) >= LEAST_MODULE_MM:
            return matrix
    raise ValueError


def qr_svg(text: str, size_mm: float) -> str:
    """Return the QR code as an SVG picture of `size_mm` millimetres, quiet zone included."""
    matrix = qr_matrix(text, size_mm)
    side = len(matrix) + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size_mm}mm" height="{size_mm}mm" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{_path(matrix)}"/></svg>'
    )


def qr_image(text: str, size_mm: float) -> str:
    """Return the QR code as a data: address for an image."""
    return "data:image/svg+xml;base64," + base64.b64encode(qr_svg(text, size_mm).encode()).decode()


def _path(matrix: tuple[tuple[int, ...], ...]) -> str:
    pieces = []
    for y, row in enumerate(matrix):
        x = 0
        for is_dark, run in groupby(row):
            length = len(list(run))
            if is_dark:
                pieces.append(f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z")
            x += length
    return "".join(pieces)
