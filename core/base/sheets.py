"""Reading CSV as Danish and English spreadsheets write it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from ..imports.rows import Sheet
from .errors import InputError
from .i18n import translate

MOST_BYTES = 50_000_000


def read_csv(path: Path) -> Sheet:
    """Read a file with a heading row: semicolons, commas or tabs; UTF-8, UTF-16 or Windows' own encoding.

    Raises InputError for an empty file, one above 50 MB, or one that is no text.
    """
    if path.stat().st_size > MOST_BYTES:
        message = translate("Core", "File “{file}” is larger than 50 MB. Split it.")
        raise InputError(message.format(file=path.name))
    text = _decode(path)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
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
