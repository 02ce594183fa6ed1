"""The public record: everything that residents may see, and nothing else.

Whatever is published (page, map file, table, leaflets, cards) is made from a `PublicRecord`. Its
fields are the allow-list: what has no field here cannot reach a published file.

contacts.csv: the public record's contacts for people's own lists and web sites.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.table import FeatureTable
from ..base.text import length_problem, natural, shortened
from .contacts import Contact, known_id, sector_key
from .events import PublicEvent, PublicPriority
from .settings import PublicSettings

FALLBACK_PHONE = "114"
ROUNDING_M = 1  # five decimals of a degree
COLUMNS = ("sector_id", "name", "role", "officer", "phone", "email", "hours", "station", "message_line")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class PublicSector:
    """What is published of one sector.

    Its fields are listed here and not shared with `Contact`, or what is added there would be published unasked.

    Attributes:
        sector_id: stable id, as text.
        name: the sector's name; empty where it has none but its number.
        anchor: the deep link's fragment, as in `sektor-13`.
        role: whose contact this is: `responsible`, `substitute` or `station`.
        officer: the officer's name; empty where role is `station`.
        phone: `+` and digits, 112 or 114; empty where there is only an e-mail address.
        review_date: ISO date by which the contact is to be checked again, or empty.
        photo: a data: URL, or empty.
        district: the police district, by which the list is grouped; or empty.

    """

    sector_id: str
    name: str
    anchor: str
    role: str
    officer: str
    phone: str
    email: str
    hours: str
    station: str
    message_line: str
    review_date: str
    photo: str
    district: str = ""


@dataclass(frozen=True)
class PublicRecord:
    """A whole publication: its head, and its sectors in the order of their ids.

    Attributes:
        contacts_hash: stamp of business cards; changes with the edition and any contact.
        print_hash: stamp of leaflets and posters; changes with these and with any border.
        content: stamp of page, map file and table; changes with anything that is published.
        updated: ISO date on which it was made, or empty.
        drawn_within_m: how far a drawn border may lie from the true one, in metres.
        new_officers: ids of the sectors whose officer is another than in edition `changed_since`.
        changed_since_day: ISO date on which that edition was made, or empty.
        logo: a data: URL of a PNG picture, or empty.
        texts: the station's own texts and further languages: by language, by key.

    """

    title: str
    edition: str
    language: str
    contacts_hash: str
    sectors: tuple[PublicSector, ...]
    review_date: str
    booking_url: str
    public_url: str
    credit: str = ""
    organisation: str = ""
    home_url: str = ""
    accessibility_url: str = ""
    privacy_url: str = ""
    events: tuple[PublicEvent, ...] = ()
    priorities: tuple[PublicPriority, ...] = ()
    changed_since: str = ""
    new_officers: tuple[str, ...] = ()
    drawn_within_m: int = 0
    updated: str = ""
    print_hash: str = ""
    content: str = ""
    changed_since_day: str = ""
    contact: str = ""
    logo: str = ""
    controller: str = ""
    data_protection: str = ""
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def has_officers(self) -> bool:
        """Tell whether any sector shows a person."""
        return any(sector.officer for sector in self.sectors)

    def without_officer(self) -> list[str]:
        """Return the ids of the sectors that show a station's number instead of a person."""
        return [sector.sector_id for sector in self.sectors if not sector.officer]


def build_public_record(sectors: FeatureTable, contacts: tuple[Contact, ...], settings: PublicSettings) -> PublicRecord:
    """Return the public record of the sectors (fields sector_id and, where there are, name and police_district).

    Raises:
        InputError: a sector without id, two sectors with one id, a contact of an unknown sector, or two
            officers with the same part in one sector. A resident must never be shown the wrong officer.

    """
    ids = _sector_ids(sectors)
    contacts = tuple(replace(contact, sector_id=known_id(contact.sector_id, ids)) for contact in contacts)
    _check_contacts(contacts, ids)
    names = _column(sectors, "name")
    districts = _column(sectors, "police_district")
    _check_districts(contacts, dict(zip(ids, districts, strict=True)))
    anchors = _anchors(ids)
    public = [
        replace(
            _public_sector(key, _own_name(key, name), anchors[key], _chosen(key, district, contacts)), district=district
        )
        for key, name, district in zip(ids, names, districts, strict=True)
    ]
    dates = [sector.review_date for sector in public if sector.review_date]
    return PublicRecord(
        title=settings.title,
        edition=settings.edition,
        language=settings.language,
        contacts_hash=contacts_hash(settings.edition, contacts),
        sectors=tuple(sorted(public, key=lambda sector: natural(sector.sector_id))),
        review_date=min(dates, default=""),
        booking_url=settings.booking_url,
        public_url=settings.public_url,
        credit=settings.credit,
        organisation=settings.organisation,
        home_url=settings.home_url,
        accessibility_url=settings.accessibility_url,
        privacy_url=settings.privacy_url,
        contact=settings.contact,
        logo=settings.logo,
        controller=settings.controller,
        data_protection=settings.data_protection,
        texts=settings.texts,
        drawn_within_m=math.ceil(settings.tolerance_m) + ROUNDING_M,
    )


def contacts_hash(edition: str, contacts: tuple[Contact, ...]) -> str:
    """Return eight hexadecimal digits that change with the edition or any published contact, not with row order."""
    rows = sorted(json.dumps(asdict(contact), sort_keys=True) for contact in contacts if contact.role != "colleague")
    return hashlib.sha256("\n".join([edition, *rows]).encode()).hexdigest()[:8]


def print_stamp(contacts: str, borders: str) -> str:
    """Return the stamp of what is printed with a map, from those of contacts and borders."""
    return hashlib.sha256(f"{contacts} {borders}".encode()).hexdigest()[:8]


def _sector_ids(sectors: FeatureTable) -> list[str]:
    ids = [sector_key(value) for value in sectors.ids("sector_id").tolist()]
    for fid, key in zip(sectors.feature_ids, ids, strict=True):
        if not key:
            message = translate(
                "Core", "Layer “{layer}”, feature {fid}, field “sector_id” is empty. Give every sector an id."
            )
            raise InputError(message.format(layer=sectors.name, fid=fid))
    twice = [key for key, count in Counter(ids).items() if count > 1]
    if twice:
        message = translate(
            "Core", "Layer “{layer}”: sector {sectors} occurs more than once. Dissolve the sectors first."
        )
        raise InputError(message.format(layer=sectors.name, sectors=", ".join(twice[:10])))
    for key, name in zip(ids, _column(sectors, "name"), strict=True):
        problem = length_problem(key, 40) or length_problem(name, 80)
        if problem:
            message = translate("Core", "Layer “{layer}”, sector {sector}: {problem}")
            raise InputError(message.format(layer=sectors.name, sector=shortened(key, 40), problem=problem))
    if not ids:
        raise InputError(translate("Core", "Layer “{layer}” has no sectors.").format(layer=sectors.name))
    return ids


def _check_contacts(contacts: tuple[Contact, ...], ids: list[str]) -> None:
    unknown = sorted({contact.sector_id for contact in contacts if contact.sector_id} - set(ids), key=natural)
    if unknown:
        message = translate(
            "Core",
            "The contacts name sectors that the map does not have: {unknown}. The map has: {known}. Correct either.",
        )
        known = ", ".join(sorted(ids, key=natural)[:40])
        raise InputError(message.format(unknown=", ".join(f"“{one}”" for one in unknown[:20]), known=known))
    parts = Counter((contact.sector_id, contact.role) for contact in contacts if contact.sector_id)
    for (sector, role), count in sorted(parts.items()):
        if count > 1 and role != "colleague":
            message = translate(
                "Core",
                "Sector {sector} has {count} published contacts with role {role}. Keep one, or switch publish off.",
            )
            raise InputError(message.format(sector=sector, count=count, role=role))
    stations = Counter(_district_of_station(contact) for contact in contacts if _district_of_station(contact))
    for district, count in stations.items():
        if count > 1:
            message = translate("Core", "Police district “{district}” has {count} stations in the contacts. Keep one.")
            raise InputError(message.format(district=district, count=count))


def _check_districts(contacts: tuple[Contact, ...], district_of: dict[str, str]) -> None:
    """Refuse officers of another district than the sector of that number: a number alone may be an old plan's."""
    message = translate("Core", "{name}, sector {sector}: of “{district}”, but the sector lies in “{other}”")
    wrong = []
    for contact in contacts:
        district, own = district_of.get(contact.sector_id, ""), contact.police_district
        if contact.name and own and district and own.casefold() != district.casefold():
            values = {"name": contact.name, "sector": contact.sector_id, "district": own, "other": district}
            wrong.append(message.format(**values))
    if wrong:
        text = translate(
            "Core", "Contacts do not fit the map, which may have other numbers than they: {contacts}. Correct either."
        )
        raise InputError(text.format(contacts="; ".join(wrong[:20])))


def check_places(contacts: FeatureTable, sectors: FeatureTable) -> None:
    """Raise InputError, with names, for contacts whose place lies in another sector than the one they name.

    Args:
        contacts: as for `read_contacts`; rows without a place, and tables without any, pass.
        sectors: as for `build_public_record`, in the same coordinate system.

    """
    ids = [sector_key(value) for value in sectors.column("sector_id").tolist()]
    keys = [sector_key(value) for value in contacts.column("sector_id").tolist()]
    message = translate("Core", "{name}, sector {sector}: the place lies in sector {other}")
    wrong = []
    for place, key, name in zip(contacts.geometry, keys, _column(contacts, "name"), strict=True):
        if place is None or place.is_empty or key not in ids:
            continue
        held = [
            one
            for one, area in zip(ids, sectors.geometry, strict=True)
            if area is not None and area.intersects(place.centroid)
        ]
        if key not in held:
            wrong.append(message.format(name=name, sector=key, other=", ".join(held) or "–"))
    if wrong:
        text = translate(
            "Core", "Contacts do not fit the map, which may have other numbers than they: {contacts}. Correct either."
        )
        raise InputError(text.format(contacts="; ".join(wrong[:20])))


def _column(sectors: FeatureTable, name: str) -> list[str]:
    if name not in sectors.attributes.columns:
        return [""] * len(sectors)
    return [sector_key(value) for value in sectors.attributes[name].tolist()]


def _own_name(key: str, name: str) -> str:
    """Return the name, or nothing where it only repeats the number."""
    return "" if name.casefold() in {key.casefold(), f"sector {key}".casefold(), f"sektor {key}".casefold()} else name


def _anchors(ids: list[str]) -> dict[str, str]:
    """Return a fragment for each id; ids that differ only in signs get a number."""
    anchors: dict[str, str] = {}
    for key in sorted(ids, key=natural):
        plain = "sektor-" + (re.sub(r"[^0-9a-zæøå]+", "-", key.casefold()).strip("-") or "x")
        anchor, number = plain, 2
        while anchor in anchors.values():
            anchor, number = f"{plain}-{number}", number + 1
        anchors[key] = anchor
    return anchors


def _chosen(key: str, district: str, contacts: tuple[Contact, ...]) -> Contact | None:
    """Return the responsible officer, else the substitute, else the station of sector or district."""
    own = {contact.role: contact for contact in contacts if contact.sector_id == key}
    for role in ("responsible", "substitute", "station"):
        if role in own:
            return own[role]
    of_district = (contact for contact in contacts if district and _district_of_station(contact) == district.casefold())
    return next(of_district, None)


def _district_of_station(contact: Contact) -> str:
    is_station = contact.role == "station" and not contact.sector_id
    return contact.police_district.casefold() if is_station else ""


def _public_sector(key: str, name: str, anchor: str, contact: Contact | None) -> PublicSector:
    if contact is None:
        return PublicSector(key, name, anchor, "station", "", FALLBACK_PHONE, "", "", "", "", "", "")
    return PublicSector(
        sector_id=key,
        name=name,
        anchor=anchor,
        role=contact.role,
        officer=contact.name,
        phone=contact.phone,
        email=contact.email,
        hours=contact.hours,
        station=contact.station,
        message_line=contact.message_line,
        review_date=contact.review_date,
        photo=contact.photo,
    )


def contacts_csv(record: PublicRecord) -> str:
    """Return the table as comma-separated text, one line a sector, each with edition and content hash."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([*COLUMNS, "edition", "content"])
    for sector in record.sectors:
        cells = [getattr(sector, column) for column in COLUMNS]
        cells[COLUMNS.index("phone")] = sector.phone.removeprefix("+45")
        writer.writerow([escape_formula(cell) for cell in [*cells, record.edition, record.content]])
    return file.getvalue()


def escape_formula(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text
