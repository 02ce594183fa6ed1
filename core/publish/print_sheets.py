"""Business cards: A4 sheets of ten cards of 85 × 55 mm with crop marks, as HTML for print.

What a leaflet or poster shows of each sector: words ready to print, and a QR code.

QR codes that print well: large enough modules, drawn as one path.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass
from itertools import groupby
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ...vendor import segno
from ..base.errors import InputError
from ..base.i18n import translate
from ..base.paths import RESOURCES
from ..base.text import natural
from .contact_fields import parse_phone, show_phone, vcard
from .contacts import Contact
from .public_record import PublicRecord, PublicSector, contacts_hash
from .web_page import style_policy

WEB = RESOURCES / "web"
COLUMNS, ROWS = 2, 5
CARD_W, CARD_H, PAGE_W, PAGE_H = 85, 55, 210, 297
QR_MM = 25.0
LEAFLET_QR_MM = 40.0
QUIET = 4
LEAST_MODULE_MM = 0.4


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


def cards(contacts: tuple[Contact, ...]) -> list[Card]:
    """Return a card for every published officer with a sector, in the order of sectors and roles.

    Raises:
        InputError: no officer is published, or a name and address are too long for a QR code on a card.

    """
    order = ("responsible", "substitute", "colleague")
    people = [one for one in contacts if one.role in order and one.sector_id and (one.phone or one.email)]
    if not people:
        raise InputError(translate("Core", "The contacts hold no published officer; there is no card to make."))
    people.sort(key=lambda contact: (natural(contact.sector_id), order.index(contact.role), contact.name))
    return [_card(contact) for contact in people]


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
    )


def cards_page(contacts: tuple[Contact, ...], edition: str, language: str) -> str:
    """Return the sheets as one HTML page that fetches nothing."""
    every = cards(contacts)
    per_sheet = COLUMNS * ROWS
    style = (WEB / "cards.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(WEB), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("cards.html.j2").render(
        sheets=[every[start : start + per_sheet] for start in range(0, len(every), per_sheet)],
        edition=edition,
        content=contacts_hash(edition, contacts),
        language=language,
        words=json.loads((WEB / f"{language}.json").read_text(encoding="utf-8")),
        style=style,
        policy=style_policy(style),
        marks=_crop_marks(),
    )


def _crop_marks() -> str:
    """Return a picture of the crop marks of a sheet, as a data: address."""
    left, top = (PAGE_W - COLUMNS * CARD_W) / 2, (PAGE_H - ROWS * CARD_H) / 2
    across = [left + column * CARD_W for column in range(COLUMNS + 1)]
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
    """One sheet. All fields but the picture can be used in a template, as in `[% "phone" %]`."""

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
    qr_svg: str

    def fields(self) -> dict[str, str]:
        """Return the fields for templates."""
        values = asdict(self)
        del values["qr_svg"]
        return values


def leaflet_rows(record: PublicRecord) -> list[LeafletRow]:
    """Return a row for every sector, in the record's order."""
    words = json.loads((WEB / f"{record.language}.json").read_text(encoding="utf-8"))
    return [_row(record, sector, words) for sector in record.sectors]


def _row(record: PublicRecord, sector: PublicSector, words: dict[str, str]) -> LeafletRow:
    return LeafletRow(
        sector_id=sector.sector_id,
        anchor=sector.anchor,
        heading=f"{words['sector']} {sector.sector_id}" + (f" · {sector.name}" if sector.name else ""),
        contact=sector.officer or sector.station or words["police_contact"],
        role=words[sector.role] if sector.officer else words["station_role"],
        phone=show_phone(sector.phone),
        email=sector.email,
        hours=sector.hours,
        station=sector.station if sector.officer else "",
        message_line=_message_line(sector.message_line, words),
        caption=words["qr_map"] if record.public_url else words["qr_save"],
        edition=record.edition,
        content=record.print_hash,
        qr_svg=qr_svg(qr_text(record, sector), LEAFLET_QR_MM),
    )


def _message_line(text: str, words: dict[str, str]) -> str:
    """Return the line as it is, or, where it is a number, with a word about what it is for."""
    number = parse_phone(text)
    return f"{words['message_line']}: {show_phone(number)}" if number else text


def qr_text(record: PublicRecord, sector: PublicSector) -> str:
    """Return the page's link to the sector; without a public address, the officer's contact or the number to call."""
    if record.public_url:
        return f"{record.public_url.split('#')[0]}#{quote(sector.anchor)}"
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
