"""Tables of the threat assessment: one row an area, one row an area and kind of crime, and the analyst's notes.

Notes are kept from quarter to quarter in a table of area, quarter and text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ...base.errors import InputError
from ...base.i18n import listed, translate
from ...base.table import FeatureTable
from .assessment import AreaThreat, level_of
from .settings import Quarter, read_quarter

FIELDS = ("area", "quarter", "text")


def areas_table(threats: Sequence[AreaThreat], quarter: Quarter) -> pd.DataFrame:
    """Return one row an area with its figures, level and the reasons for it; NULL where too few or not known."""
    rows = []
    for threat in threats:
        level = level_of(threat)
        rows.append(
            {
                "area": threat.name,
                "quarter": str(quarter),
                "level": level.id,
                "reasons": "; ".join(level.reasons),
                "sector": threat.sector or None,
                "residents": threat.residents,
                "incidents": threat.incidents,
                "gang_incidents": threat.gang,
                "rate_per_1000": threat.rate[1],
                "rate_low": threat.rate[0],
                "rate_high": threat.rate[2],
                "against_station": threat.against_station[1],
                "against_station_low": threat.against_station[0],
                "against_station_high": _finite(threat.against_station[2]),
                "previous_incidents": threat.previous.count,
                "previous_percent": threat.previous.percent,
                "previous_low": threat.previous.low,
                "previous_high": _finite(threat.previous.high),
                "year_ago_incidents": threat.year_ago.count,
                "year_ago_percent": threat.year_ago.percent,
                "year_ago_low": threat.year_ago.low,
                "year_ago_high": _finite(threat.year_ago.high),
            }
        )
    whole = ("incidents", "gang_incidents", "previous_incidents", "year_ago_incidents")
    return pd.DataFrame(rows).astype(dict.fromkeys(whole, "Int64"))


def kinds_table(threats: Sequence[AreaThreat], quarter: Quarter) -> pd.DataFrame:
    """Return one row an area and kind of crime: incidents and percent of the area's, sector's and station's."""
    columns = ["area", "quarter", "kind", "incidents", "share_area", "share_sector", "share_station"]
    tables = [threat.kinds.assign(area=threat.name, quarter=str(quarter)) for threat in threats if len(threat.kinds)]
    if not tables:
        return pd.DataFrame(columns=columns)
    return pd.concat(tables, ignore_index=True)[columns]


def _finite(value: float) -> float:
    return value if math.isfinite(value) else math.nan


@dataclass(frozen=True)
class AnalystNote:
    """What an analyst wrote on an area in a quarter."""

    area: str
    quarter: Quarter
    text: str


def read_notes(table: FeatureTable) -> list[AnalystNote]:
    """Return the notes of a table; raise InputError where a field is missing or a quarter cannot be read."""
    missing = [field for field in FIELDS if field not in table.attributes.columns]
    if missing:
        message = translate("Core", "Layer “{layer}” needs the fields area, quarter and text; missing: {fields}.")
        raise InputError(message.format(layer=table.name, fields=listed(missing)))
    rows = table.attributes[list(FIELDS)].astype(object).where(table.attributes[list(FIELDS)].notna(), "")
    return [
        AnalystNote(str(area).strip(), read_quarter(str(quarter)), str(text).strip())
        for area, quarter, text in rows.itertuples(index=False)
        if str(area).strip()
    ]


def texts_of(notes: Sequence[AnalystNote], area: str, quarter: Quarter) -> tuple[str, list[AnalystNote]]:
    """Return the text on the area for the quarter, and the earlier notes, latest first."""
    own = sorted((note for note in notes if note.area == area and note.text), key=lambda note: note.quarter)
    now = " ".join(note.text for note in own if note.quarter == quarter)
    return now, [note for note in reversed(own) if note.quarter < quarter]


def notes_table(notes: Sequence[AnalystNote], areas: Sequence[str], quarter: Quarter) -> pd.DataFrame:
    """Return all notes, and an empty row for every area that has none for the quarter: the table to write on in."""
    there = {(note.area, note.quarter) for note in notes}
    blank = [AnalystNote(area, quarter, "") for area in areas if (area, quarter) not in there]
    ordered = sorted([*notes, *blank], key=lambda note: (note.quarter, note.area))
    rows = [(note.area, str(note.quarter), note.text) for note in ordered]
    return pd.DataFrame(rows, columns=list(FIELDS))
