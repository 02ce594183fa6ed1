"""The analyst's own words, kept from quarter to quarter in a table: area, quarter, text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ...base.errors import InputError
from ...base.i18n import listed, translate
from ...base.table import FeatureTable
from .settings import Quarter, read_quarter

FIELDS = ("area", "quarter", "text")


@dataclass(frozen=True)
class Note:
    """What an analyst wrote on an area in a quarter."""

    area: str
    quarter: Quarter
    text: str


def read_notes(table: FeatureTable) -> list[Note]:
    """Return the notes of a table; raise InputError where a field is missing or a quarter cannot be read."""
    missing = [field for field in FIELDS if field not in table.attributes.columns]
    if missing:
        message = translate("Core", "Layer “{layer}” needs the fields area, quarter and text; missing: {fields}.")
        raise InputError(message.format(layer=table.name, fields=listed(missing)))
    rows = table.attributes[list(FIELDS)].astype(object).where(table.attributes[list(FIELDS)].notna(), "")
    return [
        Note(str(area).strip(), read_quarter(str(quarter)), str(text).strip())
        for area, quarter, text in rows.itertuples(index=False)
        if str(area).strip()
    ]


def texts_of(notes: Sequence[Note], area: str, quarter: Quarter) -> tuple[str, list[Note]]:
    """Return what was written on the area for the quarter, and the earlier notes, latest first."""
    own = sorted((note for note in notes if note.area == area and note.text), key=lambda note: note.quarter)
    now = " ".join(note.text for note in own if note.quarter == quarter)
    return now, [note for note in reversed(own) if note.quarter < quarter]


def notes_table(notes: Sequence[Note], areas: Sequence[str], quarter: Quarter) -> pd.DataFrame:
    """Return all notes, and an empty row for every area that has none for the quarter: the table to write on in."""
    there = {(note.area, note.quarter) for note in notes}
    blank = [Note(area, quarter, "") for area in areas if (area, quarter) not in there]
    ordered = sorted([*notes, *blank], key=lambda note: (note.quarter, note.area))
    rows = [(note.area, str(note.quarter), note.text) for note in ordered]
    return pd.DataFrame(rows, columns=list(FIELDS))
