"""The dossier as a page: a handover for a sector, a situation brief for a drawn area."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..base.i18n import translate
from ..base.numbers import number
from ..reporting.page import Figure, Items, Note, Part, Report, Section
from . import dossier_tables as tables
from .dossier import Dossier
from .dossier_map import dossier_map
from .duty import sector_title
from .incident_counts import incident_parts


def dossier_report(dossier: Dossier, database_title: str) -> Report:
    """Return the page; entries with restricted access or source-handled words are counted, never shown."""
    titles = [sector_title(dossier.sectors.numbers[row], dossier.sectors.names[row]) for row in dossier.chosen]
    if dossier.whole:
        title = translate("Core", "Handover of sector {name}").format(name=titles[0])
    else:
        title = translate("Core", "Situation brief")
    withheld = translate("Core", "{count} log entries are withheld: restricted, or with words on handled sources.")
    return Report(
        title=title,
        subtitle=", ".join(sorted({str(fact["district"]) for fact in dossier.facts if fact["district"]})),
        facts=[
            (translate("Core", "Day"), dossier.day.isoformat()),
            (translate("Core", "Edition"), ", ".join(sorted({str(fact["edition"]) for fact in dossier.facts}))),
            (translate("Core", "Sector database"), database_title),
        ],
        sections=_sections(dossier, titles),
        limits=[
            withheld.format(count=dossier.withheld),
            translate("Core", "Shows what was logged; what nobody wrote down is not here."),
        ],
        marking=translate("Core", "Internal"),
    )


def _sections(dossier: Dossier, titles: list[str]) -> list[Section]:
    made = (
        (translate("Core", "Officers"), tables.officers(dossier)),
        (translate("Core", "Neighbours and cover"), tables.neighbours(dossier)),
        (translate("Core", "Open actions"), tables.open_actions(dossier)),
        (translate("Core", "Parties of interest"), tables.parties(dossier)),
        (translate("Core", "Initiatives and exposed housing areas"), tables.initiatives(dossier)),
        (translate("Core", "Requests and spots to be mended"), tables.requests(dossier)),
    )
    sections = [Section(translate("Core", "At a glance"), _overview(dossier, titles))]
    if dossier.incidents:
        sections.append(Section(translate("Core", "Recorded incidents"), incident_parts(dossier.incidents)))
    sections += [Section(title, parts) for title, parts in made]
    sections.append(Section(translate("Core", "Sector log"), tables.log(dossier), new_page=True))
    return sections


def _overview(dossier: Dossier, titles: list[str]) -> list[Part]:
    """Return the map, and what kind of sector it is in a few lines."""
    legend = translate("Core", "Orange: open log entries and spots. Red: requests.")
    by_number = {fact["sector_id"]: fact for fact in dossier.facts}
    facts = [by_number[dossier.sectors.numbers[row]] for row in dossier.chosen]
    lines = [
        _sector_line(fact, title, None if dossier.whole else share)
        for fact, share, title in zip(facts, dossier.shares, titles, strict=True)
    ]
    if not dossier.whole:
        size = translate("Core", "The area has {size} hectares.")
        lines.append(size.format(size=number(dossier.area.area / 10_000, 1)))
    groups = Counter(entry["target_group"] for entry in dossier.log)
    if groups:
        logged = ", ".join(f"{name} ({count})" for name, count in groups.most_common(5))
        lines.append(translate("Core", "Most logged in a year: {groups}.").format(groups=logged))
    parts: list[Part] = [Figure(dossier_map(dossier), legend), Items(lines)]
    if dossier.overlooked:
        message = translate(
            "Core", "Nothing is logged this quarter of: {groups}. Quiet citizens are overlooked easily."
        )
        parts.append(Note(message.format(groups=", ".join(dossier.overlooked)), "warning"))
    return parts


def _sector_line(fact: dict[str, Any], title: str, share: float | None) -> str:
    template = translate("Core", "Sector {title}: {residents} residents, {officers} officers")
    line = template.format(
        title=title,
        residents=number(fact["population"], 0),
        officers=number(fact["officers"], 0),
    )
    if share is not None:
        part = translate("Core", "; {share} % of the drawn area")
        line += part.format(share=number(100 * share, 0))
    return line + "."
