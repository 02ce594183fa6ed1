"""What a leaflet or poster shows of each sector: words ready to print, and a QR code."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from .contact_fields import parse_phone, show_phone
from .public_record import PublicRecord, PublicSector
from .qr import qr_svg, vcard

WEB = Path(__file__).parents[2] / "resources" / "web"
QR_MM = 40.0


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
        qr_svg=qr_svg(qr_text(record, sector), QR_MM),
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
