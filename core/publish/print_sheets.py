"""Business cards: A4 sheets of ten cards of 85 × 55 mm with crop marks, as HTML for print."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.natural import natural
from .contact_fields import show_phone
from .contacts import Contact
from .public_record import contacts_hash
from .qr import qr_image, vcard
from .web_page import style_policy

WEB = Path(__file__).parents[2] / "resources" / "web"
COLUMNS, ROWS = 2, 5
CARD_W, CARD_H, PAGE_W, PAGE_H = 85, 55, 210, 297
QR_MM = 25.0


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
    """Return a card for every published officer, in the order of sectors and roles.

    Raises:
        InputError: no officer is published, or a name and address are too long for a QR code on a card.

    """
    order = ("responsible", "substitute", "colleague")
    people = [contact for contact in contacts if contact.role in order and (contact.phone or contact.email)]
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
