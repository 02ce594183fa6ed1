"""The decision record: who moved which unit when, from where to where, and why; read back as a report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.i18n import listed, translate
from ..reporting.page import Column, Note, Report, Section, Table, Text, render
from .totals import SectorTotals
from .units import MEASURES

_RESIDENTS = MEASURES.index("residents")


@dataclass(frozen=True)
class RecordedChange:
    """One unit's change of sector in one save; an empty sector is none. `at` is local time, ISO 8601."""

    at: str
    by: str
    plan: str
    unit_id: str
    from_sector: str
    to_sector: str
    residents: float
    reason: str


def recorded_changes(
    totals: SectorTotals, saved: NDArray[np.int64], plan: str, by: str, at: str, reason: str
) -> list[RecordedChange]:
    """Return a change for every unit whose sector differs from the `saved` (n,) sector numbers."""
    names = [*totals.sector_ids, ""]
    return [
        RecordedChange(
            at,
            by,
            plan,
            totals.units.unit_ids[row],
            names[saved[row]],
            names[totals.labels[row]],
            float(totals.units.measures[row, _RESIDENTS]),
            reason,
        )
        for row in np.flatnonzero(totals.labels != saved).tolist()
    ]


def record_report(layer: str, record: list[RecordedChange], made: str) -> str:
    """Return the `record`, in the order it was made, as an HTML page with the latest save first.

    `made` is the day it is read.
    """
    saves: dict[tuple[str, str, str, str], list[RecordedChange]] = defaultdict(list)
    for change in record:
        saves[change.at, change.by, change.plan, change.reason].append(change)
    sections = [_section(key, saves[key]) for key in reversed(saves)]
    if not sections:
        empty = Note(translate("Core", "Nothing has been saved with the dock yet."))
        sections = [Section(translate("Core", "Changes"), [empty])]
    facts = [
        (translate("Core", "Layer"), layer),
        (translate("Core", "Made"), made),
        (translate("Core", "Saves"), str(len(saves))),
    ]
    limits = [translate("Core", "Changes saved without the dock open are not in this record.")]
    title = translate("Core", "Decision record of the plan")
    return render(Report(title=title, facts=facts, sections=sections, limits=limits))


def _section(key: tuple[str, str, str, str], save: list[RecordedChange]) -> Section:
    at, by, plan, reason = key
    moves: dict[tuple[str, str], list[RecordedChange]] = defaultdict(list)
    for change in save:
        moves[change.from_sector, change.to_sector].append(change)
    columns = [
        Column(translate("Core", "From")),
        Column(translate("Core", "To")),
        Column(translate("Core", "Units"), 0),
        Column(translate("Core", "Residents"), 0),
        Column(translate("Core", "Which")),
    ]
    rows = [
        [
            old or "–",
            new or "–",
            len(some),
            sum(one.residents for one in some),
            listed([one.unit_id for one in some], 12),
        ]
        for (old, new), some in sorted(moves.items())
    ]
    message = translate("Core", "Why: {reason}").format(reason=reason or translate("Core", "no reason was given"))
    heading = translate("Core", "{at}, {by}, plan “{plan}”").format(at=at.replace("T", " "), by=by, plan=plan)
    return Section(heading, [Text(message), Table(columns, rows)])
