"""contacts.csv: the public record's contacts for people's own lists and web sites."""

from __future__ import annotations

import csv
import io

from .public_record import PublicRecord

COLUMNS = ("sector_id", "name", "role", "officer", "phone", "email", "hours", "station", "message_line")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def contacts_csv(record: PublicRecord) -> str:
    """Return the table as comma-separated text, one line a sector, each with edition and content hash."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([*COLUMNS, "edition", "content"])
    for sector in record.sectors:
        cells = [getattr(sector, column) for column in COLUMNS]
        cells[COLUMNS.index("phone")] = sector.phone.removeprefix("+45")
        writer.writerow([safe_cell(cell) for cell in [*cells, record.edition, record.content]])
    return file.getvalue()


def safe_cell(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text
