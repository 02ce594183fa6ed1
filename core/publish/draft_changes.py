"""What people are told of a draft: what it changes, sector by sector, and how a web editor puts it on line."""

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
from ..reporting.page import Cell, Column, Items, Note, Report, Section, Table, Text
from .map_geometry import LocalMetres
from .model import MAP, PAGE, RECORD, Publication
from .page_words import default_words, lacking_texts, page_languages
from .web_page import embedding_code, sector_link

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


def web_editor_report(publication: Publication, folder: Path) -> Report:
    """Return what a web editor needs to put a publication on line, of which `folder` holds the files."""
    record = publication.record
    return Report(
        title=translate("Core", "For the web editor: {title}").format(title=record.title),
        subtitle=record.organisation,
        facts=[
            (translate("Core", "Edition"), record.edition),
            (translate("Core", "Content"), record.content),
            (translate("Core", "Made"), record.updated),
        ],
        sections=[_upload(folder), _frame(publication), _links(publication), *_languages(publication)],
    )


def _upload(folder: Path) -> Section:
    steps = [
        translate("Core", "Check the folder (checkpublicdata), then copy it to the web server as a whole."),
        translate(
            "Core", "The server needs no program, no database and no cookies. The page asks nobody for anything."
        ),
    ]
    rows: list[list[Cell]] = [
        [path.name, round(path.stat().st_size / 1000, 1)] for path in sorted(folder.iterdir()) if path.is_file()
    ]
    table = Table([Column(translate("Core", "File")), Column(translate("Core", "Size, kB"), 1)], rows)
    return Section(translate("Core", "Upload"), [Items(steps), table])


def _frame(publication: Publication) -> Section:
    code = embedding_code(publication.record.public_url, publication.record.title)
    if not code:
        note = translate(
            "Core", "Say where the page will stand (PUBLIC_URL): code and links are made for that address."
        )
        return Section(translate("Core", "Show the page on another page"), [Note(note, "warning")])
    advice = [
        translate("Core", "The frame may ask for the visitor's location, share and copy; links to other sites leave it."),
        translate("Core", "If the editor removes allow=\"…\", “Use my location” fails in the frame; the address search still works."),
        translate("Core", "Servers that send X-Frame-Options or frame-ancestors must allow the page that shows the frame."),
    ]  # fmt: skip
    return Section(translate("Core", "Show the page on another page"), [Text(code), Items(advice)])


def _links(publication: Publication) -> Section:
    record = publication.record
    columns = [
        Column(translate("Core", "Sector")),
        Column(translate("Core", "Name")),
        Column(translate("Core", "Link")),
    ]
    rows: list[list[Cell]] = [
        [sector.sector_id, sector.name, sector_link(record, sector) or f"{PAGE}#{sector.anchor}"]
        for sector in record.sectors
    ]
    return Section(translate("Core", "Links to sectors"), [Table(columns, rows)])


def _languages(publication: Publication) -> list[Section]:
    """Return what falls back to another language, and every text with its key, to be translated in a table."""
    languages = page_languages(publication.record)
    notes = [Note(message, "warning") for message in lacking_texts(publication.record)]
    done = Note(translate("Core", "Nothing is lacking in any language."), "good")
    columns = [
        Column(translate("Core", "key")),
        *(Column(f"{language.name} ({language.code})") for language in languages),
    ]
    rows: list[list[Cell]] = [
        [key, *(language.words.get(key, "") for language in languages)] for key in default_words("en")
    ]
    rows = [row for row in rows if any(row[1:])]
    return [
        Section(translate("Core", "Languages"), notes or [done]),
        Section(translate("Core", "All texts of the page"), [Table(columns, rows)], new_page=True),
    ]
