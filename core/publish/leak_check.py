"""Check a folder that is about to be published, or is.

The publication is made again from its record.json, and every file must be the same, byte by byte; files that do not belong
to a publication are refused by name. The rest says what is wrong in words, and finds what must not go out at all.

Strings that must never stand in a published file.

The strings that stand in a PDF as text: its title and other metadata, and what its streams hold unencoded.

This is for finding leaks and stamps, not for reading pages: text set in embedded fonts is not decoded.
"""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from ..base.findings import ERROR, Finding
from ..base.i18n import translate
from ..base.text import clean_text, length_problem
from .contact_fields import parse_email, parse_link, parse_phone
from .map_geometry import LABEL_KINDS, LONGEST_LABEL, are_degrees
from .model import (
    FILES,
    MAP,
    PAGE,
    RECORD,
    TABLE,
    TILE_NAME,
    Publication,
    from_document,
    read_document,
    read_photos,
    tiles_hash,
)
from .page_words import known_texts, most_letters, words_in
from .public_record import COLUMNS, PublicRecord, PublicSector
from .publication import publication_files
from .settings import LIMITS, LINKS
from .web_page import content_policy

_PRINTED = re.compile(r"[^/]+\.pdf", re.IGNORECASE)
UNREADABLE = (
    OSError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    shapely.GEOSException,
)
TEXT_SUFFIXES = {".html", ".geojson", ".csv", ".json", ".svg", ".txt", ".ics", ".vcf"}
PRIVATE_DOMAINS = (
    "gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "icloud", "me", "mac", "aol", "gmx",
    "protonmail", "proton", "pm", "mail", "jubii", "ofir", "stofanet", "youseepost",
)  # fmt: skip
_EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_CPR = re.compile(r"(?<![0-9+])([0-3][0-9])([01][0-9])([0-9]{2})[- ]?[0-9]{4}(?![0-9])")
_PATH = re.compile(r"(?:file://|[A-Za-z]:\\|/(?:home|Users|mnt|srv|root)/)[^\s\"'<>]{2,}")
_FINE_COORDINATE = re.compile(r"(?<![0-9.])[0-9]{1,3}\.[0-9]{6,}")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_HEX = re.compile(rb"<(FEFF[0-9A-Fa-f]*|feff[0-9A-Fa-f]*)>")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)


def check_public_data(folder: Path, forbidden: list[str], today: dt.date) -> list[Finding]:
    """Return every reason not to publish the files in `folder`; none means that it may go out.

    Args:
        folder: a publication; leaflets and cards (PDF) in it are checked too.
        forbidden: further strings that must not occur, in upper or lower case.
        today: the day against which review dates are held.

    """
    found = [
        _refused("missing", name, translate("Core", "The publication lacks this file. Publish it again."))
        for name in sorted(FILES)
        if not (folder / name).is_file()
    ]
    for path in sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (name in FILES or _PRINTED.fullmatch(name) or TILE_NAME.fullmatch(name)):
            message = translate("Core", "This file does not belong to a publication. Take it out of the folder.")
            found.append(_refused("stranger", name, message))
        found += _leaks(name, _readable(path), forbidden)
    if not any(finding.rule == "missing" for finding in found):
        found += _record_findings(folder, today)
        found += _made_again(folder)
    return found


def _made_again(folder: Path) -> Iterator[Finding]:
    """Make the publication again from its record, and hold every file against it."""
    try:
        publication = from_document(read_document(folder), read_photos(folder))
        wanted = publication_files(publication)
        stamped = publication.stamped().record
    except UNREADABLE:
        message = translate("Core", "The publication cannot be made again from this record. Publish it again.")
        yield _refused("changed", RECORD, message)
        return
    record = publication.record
    if (stamped.content, stamped.print_hash) != (record.content, record.print_hash):
        message = translate("Core", "The record was changed after it was stamped. Publish it again.")
        yield _refused("changed", RECORD, message)
    for name, content in wanted.items():
        line = _first_difference(content, (folder / name).read_bytes())
        if line:
            message = translate("Core", "Line {line} is not what the record gives. Publish it again.")
            yield _refused("changed", name, message.format(line=line))
    yield from _strange_values(publication)
    if tiles_hash(folder) != publication.tiles_hash:
        message = translate("Core", "The background tiles are not those that were published. Publish them again.")
        yield _refused("changed", "tiles", message)


def _first_difference(wanted: bytes, found: bytes) -> int:
    """Return the first line, from 1, in which two files differ; 0 where they are the same."""
    if wanted == found:
        return 0
    lines = zip(wanted.split(b"\n"), found.split(b"\n"), strict=False)
    return next((number for number, (one, other) in enumerate(lines, 1) if one != other), wanted.count(b"\n") + 1)


def _strange_values(publication: Publication) -> Iterator[Finding]:
    """Hold the record's own values against what an export writes: a record may have been written by hand."""
    record = publication.record
    texts = [getattr(record, name) for name in LIMITS]
    for row in (*record.sectors, *record.events, *record.priorities):
        texts += [value for field, value in vars(row).items() if field != "photo"]
    for code, words in record.texts.items():
        texts += [code, *words, *words.values()]
    texts += [label.text for label in publication.labels]
    is_plain = (
        all(isinstance(text, str) and clean_text(text) == text for text in texts)
        and all(label.kind in LABEL_KINDS and len(label.text) <= LONGEST_LABEL for label in publication.labels)
        and all(not link or parse_link(link) == link for link in (getattr(record, name) for name in LINKS))
        and all(not one.phone or parse_phone(one.phone) == one.phone for one in record.sectors)
        and all(not one.email or parse_email(one.email) == one.email for one in record.sectors)
        and known_texts(record) == record.texts
        and not any(
            length_problem(text, most_letters(key)) for words in record.texts.values() for key, text in words.items()
        )
    )
    if not is_plain:
        message = translate("Core", "The record holds a text, link, telephone or e-mail that no export writes. Publish it again.")  # fmt: skip
        yield _refused("value", RECORD, message)


def _refused(rule: str, file: str, message: str) -> Finding:
    return Finding(rule, ERROR, message, file=file)


def _leaks(name: str, text: str, forbidden: list[str]) -> Iterator[Finding]:
    lower = text.casefold()
    for word in forbidden:
        if word.casefold() in lower:
            message = translate("Core", "The forbidden text “{text}” stands in the file.")
            yield _refused("forbidden", name, message.format(text=word))
    for rule, search, message in (
        ("cpr", cpr_like_numbers, translate("Core", "{count} numbers look like civil registration numbers.")),
        ("private_email", private_addresses, translate("Core", "{count} e-mail addresses are at private providers.")),
        ("path", local_paths, translate("Core", "{count} paths of a computer stand in the file.")),
        ("decimals", fine_coordinates, translate("Core", "{count} coordinates have more than five decimals.")),
    ):
        count = len(set(search(text)))
        if count:
            yield _refused(rule, name, message.format(count=count))


def _readable(path: Path) -> str:
    """Return what a reader can find in the file: text without scripts and styles, or a PDF's unpacked streams."""
    if path.suffix.lower() == ".pdf":
        return pdf_text(path.read_bytes())
    if path.suffix.lower() not in TEXT_SUFFIXES or not path.is_file():
        return path.name
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    text = re.sub(
        r'"(?:borders|steps|water|roads)":\[.*?\](?=,"|\})', '"shape":[]', text
    )  # packed points would spell words by chance
    if path.suffix.lower() != ".html":
        return text
    data = "".join(re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL))
    text = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", " ", text, flags=re.DOTALL)
    text = re.sub(r"data:[a-z/+;=0-9-]*base64,[A-Za-z0-9+/=]*", " ", text)
    return html.unescape(text) + " " + re.sub(r"\[[-0-9,\[\]]*\]", "[]", data)


def _record_findings(folder: Path, today: dt.date) -> Iterator[Finding]:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        shapes = json.loads((folder / MAP).read_text(encoding="utf-8"))
        rows = list(csv.DictReader(io.StringIO((folder / TABLE).read_text(encoding="utf-8-sig"))))
        yield from _allowed(record, shapes, rows)
        yield from _in_degrees(shapes)
        yield from _one_edition(folder, record, shapes, rows)
        yield from _reachable(record, today)
        yield from _page_is_whole(folder / PAGE)
    except UNREADABLE:
        yield _refused(
            "unreadable", RECORD, translate("Core", "The files cannot be read as a publication. Publish again.")
        )


def _allowed(record: dict[str, Any], shapes: dict[str, Any], rows: list[dict[str, str]]) -> Iterator[Finding]:
    sector_fields = {field.name for field in fields(PublicSector)}
    strange = {
        RECORD: (set(record) - {"map"} - {field.name for field in fields(PublicRecord)})
        | {key for sector in record["sectors"] for key in sector if key not in sector_fields},
        MAP: (set(shapes) - {"type", "edition", "content", "features", "drawn_within_m", "note"})
        | {
            key
            for feature in shapes["features"]
            for key in [*feature, *feature["properties"]]
            if key not in {"type", "id", "properties", "geometry", "sector_id", "name", "colour"}
        },
        TABLE: {str(key) for row in rows for key in row if key not in {*COLUMNS, "edition", "content"}},
    }
    for name, keys in strange.items():
        if keys:
            message = translate("Core", "Fields outside the public record: {fields}.")
            yield _refused("field", name, message.format(fields=", ".join(sorted(keys))))


def _in_degrees(shapes: dict[str, Any]) -> Iterator[Finding]:
    found = {feature["id"]: shapely.geometry.shape(feature["geometry"]) for feature in shapes["features"]}
    inside = are_degrees(shapely.bounds(np.array([*found.values()], dtype=object)))
    lost = [name for name, fits in zip(found, inside, strict=True) if not fits]
    if lost:
        message = translate("Core", "Sectors {sectors} lie at no longitude and latitude: the map shows nothing. Check the layer's coordinate reference system and publish again.")  # fmt: skip
        yield _refused("place", MAP, message.format(sectors=", ".join(lost)))


def _one_edition(
    folder: Path, record: dict[str, Any], shapes: dict[str, Any], rows: list[dict[str, str]]
) -> Iterator[Finding]:
    wanted = (record["edition"], record["content"])
    stamps = {
        MAP: {(shapes["edition"], shapes["content"])},
        TABLE: {(row["edition"].lstrip("'"), row["content"]) for row in rows},
    }
    stamp = _stamp_pattern(record)
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in (".html", ".pdf"):
            found = {(html.unescape(edition), content) for edition, content in stamp.findall(_visible(path))}
            stamps[path.relative_to(folder).as_posix()] = found
    printed = {wanted, (record["edition"], record["print_hash"]), (record["edition"], record["contacts_hash"])}
    for name, found in stamps.items():
        if found - (printed if _PRINTED.fullmatch(name) else {wanted}) or (name == PAGE and not found):
            message = translate(
                "Core", "Another edition than the record's {edition} · {content}. Publish all files anew."
            )
            yield _refused("edition", name, message.format(edition=wanted[0], content=wanted[1]))
    ids = {sector["sector_id"] for sector in record["sectors"]}
    for name, others in (
        (MAP, {feature["id"] for feature in shapes["features"]}),
        (TABLE, {row["sector_id"].lstrip("'") for row in rows}),
    ):
        if others != ids:
            yield _refused(
                "edition", name, translate("Core", "Other sectors than the record's. Publish all files anew.")
            )


def _stamp_pattern(record: dict[str, Any]) -> re.Pattern[str]:
    """Return how a stamp reads: the station's own word for an edition, or the program's; then edition and content."""
    words = {"Udgave", "Edition", words_in(record["language"], record["texts"])["edition"]}
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:{either})\s+(.{{1,40}}?)\s+·\s+([0-9a-f]{{8}})")


def _visible(path: Path) -> str:
    return re.sub(r"<[^>]*>", "", _readable(path))


def _reachable(record: dict[str, Any], today: dt.date) -> Iterator[Finding]:
    late = [s["sector_id"] for s in record["sectors"] if s["review_date"] and s["review_date"] < today.isoformat()]
    if late:
        message = translate("Core", "The contact data of sectors {sectors} are past their review date. Review them.")
        yield _refused("review", RECORD, message.format(sectors=", ".join(late)))
    mute = [s["sector_id"] for s in record["sectors"] if not (s["phone"] or s["email"])]
    if mute:
        message = translate("Core", "Sectors {sectors} have neither telephone nor e-mail.")
        yield _refused("unreachable", RECORD, message.format(sectors=", ".join(mute)))


def _page_is_whole(path: Path) -> Iterator[Finding]:
    """Hold the page's scripts and style against its policy: a change by hand breaks the hashes."""
    text = path.read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    allowed = [content_policy(scripts, style[1], has_tiles) for has_tiles in (False, True)] if style else []
    if not policy or html.unescape(policy[1]) not in allowed:
        yield _refused(
            "policy", PAGE, translate("Core", "The page's policy does not fit its scripts. Publish it again.")
        )
    if re.search(r"<(?:img|script|link|iframe|source)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//", text):
        yield _refused(
            "request", PAGE, translate("Core", "The page asks another server for something. Publish it again.")
        )


def private_addresses(text: str) -> Iterator[str]:
    """Yield e-mail addresses at the providers that private people use."""
    for found in _EMAIL.finditer(text):
        if found[1].casefold().split(".")[-2] in PRIVATE_DOMAINS:
            yield found[0]


def cpr_like_numbers(text: str) -> Iterator[str]:
    """Yield numbers that have the form of a Danish civil registration number: a date and four digits."""
    for found in _CPR.finditer(text):
        try:
            dt.date(2000 + int(found[3]) % 4, int(found[2]), min(int(found[1]), 28))
        except ValueError:
            continue
        if 1 <= int(found[1]) <= 31:
            yield found[0]


def local_paths(text: str) -> Iterator[str]:
    """Yield paths of a file system."""
    yield from (found[0] for found in _PATH.finditer(text))


def fine_coordinates(text: str) -> Iterator[str]:
    """Yield numbers with six decimals or more, such as the place of a flat."""
    yield from (found[0] for found in _FINE_COORDINATE.finditer(text))


def pdf_text(content: bytes) -> str:
    """Return the strings of a PDF, one a line."""
    pieces = [_STREAM.sub(b"", content)]
    for stream in _STREAM.findall(content):
        try:
            pieces.append(zlib.decompress(stream))
        except zlib.error:
            pieces.append(stream)
    lines = [_decoded(_unescaped(found)) for piece in pieces for found in _LITERAL.findall(piece)]
    lines += [
        _decoded(bytes.fromhex(found.decode()))
        for piece in pieces
        for found in _HEX.findall(piece)
        if len(found) % 2 == 0
    ]
    return "\n".join(lines)


def _unescaped(string: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        code = found[1]
        return bytes([int(code, 8) & 255]) if code.isdigit() else code

    return _ESCAPE.sub(plain, string)


def _decoded(string: bytes) -> str:
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be", errors="replace")
    return string.decode("latin-1")
