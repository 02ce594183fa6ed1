"""Tables read from CSV, as Danish and English spreadsheets write it, and from JSON."""

from __future__ import annotations

import csv
import io
import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import InputError
from .i18n import translate

MOST_BYTES = 50_000_000
_LOOKED_AT = 20


@dataclass(frozen=True)
class Sheet:
    """A file as read: its headings, and its rows with their numbers in the file; all cells are text."""

    name: str
    headings: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]


def read_csv(path: Path) -> Sheet:
    """Read a file with a heading row: semicolons, commas or tabs; UTF-8, UTF-16 or Windows-1252.

    Raises:
        InputError: the file is empty, larger than 50 MB, or not text.

    """
    if path.stat().st_size > MOST_BYTES:
        message = translate("Core", "File “{file}” is larger than 50 MB. Split it.")
        raise InputError(message.format(file=path.name))
    text = _decode(path)
    first = [line for line in text.split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip()] or [""]
    # A title above the headings has none, or a comma of its own: what most lines have is meant.
    delimiter = max(
        ";,\t", key=lambda sign: (statistics.median_high([line.count(sign) for line in first]), first[0].count(sign))
    )
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = list(enumerate(lines, start=1))
    except csv.Error as error:
        message = translate("Core", "File “{file}”, line {line}: {reason}. Save it again from the spreadsheet as CSV.")
        raise InputError(message.format(file=path.name, line=lines.line_num, reason=error)) from error
    if not rows:
        message = translate("Core", "File “{file}” is empty. It needs headings in its first row.")
        raise InputError(message.format(file=path.name))
    return Sheet(path.name, [title.strip() for title in rows[0][1]], rows[1:])


def _decode(path: Path) -> str:
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data[:4096]:
        message = translate("Core", "File “{file}” is no text file. Save it as CSV or XLSX.")
        raise InputError(message.format(file=path.name))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_json(path: Path) -> Sheet:
    """Read the objects of a JSON file as rows, numbered from 1.

    Raises:
        InputError: the file is not valid JSON or has no list of objects.

    """
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        message = translate("Core", "File “{file}” is no valid JSON: {reason}. Export it again.")
        raise InputError(message.format(file=path.name, reason=error)) from error
    if isinstance(content, dict):
        content = next((value for value in content.values() if isinstance(value, list)), None)
    if not isinstance(content, list) or not all(isinstance(item, dict) for item in content):
        message = translate("Core", "File “{file}” has no list of objects. Export one object for each row.")
        raise InputError(message.format(file=path.name))
    headings = list(dict.fromkeys(str(name) for item in content for name in item))
    rows = [(number, [_text(item.get(name)) for name in headings]) for number, item in enumerate(content, start=1)]
    return Sheet(path.name, headings, rows)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
