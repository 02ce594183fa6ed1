"""Dossier as a page: a handover for a sector, a situation brief for a drawn area.

Each part is a table or the map of the sectors chosen, those around them, and what is open there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import shapely
from markupsafe import Markup

from ..base.i18n import number, translate
from ..database.value_lists import value_label
from ..reporting.maps import choropleth
from ..reporting.page import Cell, Column, Figure, Items, Note, Part, Report, Section, Table, Text
from .dossier import Dossier, Neighbour, incident_parts
from .duty import Duty, sector_title

MOST_ENTRIES = 100
_Row = dict[str, Any]
_CHOSEN, _AROUND = "#9db8d6", "#e6e9ed"
_REQUEST, _ACTION = "#b8324b", "#c77700"


def dossier_report(dossier: Dossier, database_title: str) -> Report:
    """Return the page; entries with restricted access or words on handled sources are counted, never shown."""
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
        (translate("Core", "Officers"), officers_table(dossier)),
        (translate("Core", "Neighbours and cover"), neighbours_table(dossier)),
        (translate("Core", "Open actions"), open_actions_table(dossier)),
        (translate("Core", "Parties of interest"), parties_table(dossier)),
        (translate("Core", "Initiatives and exposed housing areas"), initiatives_table(dossier)),
        (translate("Core", "Requests and spots to be mended"), requests_table(dossier)),
    )
    sections = [Section(translate("Core", "At a glance"), _overview(dossier, titles))]
    if dossier.incidents:
        sections.append(
            Section(translate("Core", "Recorded incidents"), incident_parts(dossier.incidents, dossier.uncovered))
        )
    sections += [Section(title, parts) for title, parts in made]
    sections.append(Section(translate("Core", "Sector log"), log_table(dossier), new_page=True))
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


def _listed(rows: Sequence[Any], none: str, *columns: tuple[str, Callable[[Any], Cell]]) -> Part:
    """Return a table with a row for each of `rows`, or a sentence if there is none."""
    if not rows:
        return Text(none)
    titles, cells = zip(*columns, strict=True)
    return Table([Column(title) for title in titles], [tuple(cell(row) for cell in cells) for row in rows])


def _field(name: str, missing: str = "") -> Callable[[_Row], Cell]:
    return lambda row: row[name] or missing


def _word(values: str, name: str = "kind") -> Callable[[_Row], Cell]:
    return lambda row: value_label(values, row[name])


def officers_table(dossier: Dossier) -> list[Part]:
    """Return the officers on duty, those away, and the responsible officers before them."""
    away = translate("Core", "away")

    def role(duty: Duty) -> str:
        return value_label("role", duty.role) + (f" ({away})" if duty.absent else "")

    parts = [
        _listed(
            dossier.duties,
            translate("Core", "Nobody is assigned on this day."),
            (translate("Core", "Sector"), lambda duty: str(duty.sector_id)),
            (translate("Core", "Role"), role),
            (translate("Core", "Name"), lambda duty: duty.name),
            (translate("Core", "Telephone"), lambda duty: duty.phone or "–"),
            (translate("Core", "E-mail"), lambda duty: duty.email or "–"),
        )
    ]
    staffed = {duty.sector_id for duty in dossier.duties if duty.role == "responsible"}
    for row in dossier.chosen:
        if dossier.sectors.numbers[row] not in staffed:
            message = translate("Core", "Sector {number} has no responsible officer on this day.")
            parts.append(Note(message.format(number=dossier.sectors.numbers[row]), "warning"))
    if dossier.history:
        parts.append(_former(dossier.history))
    return parts


def _former(history: list[_Row]) -> Part:
    return _listed(
        history,
        "",
        (translate("Core", "Responsible officer"), _field("name")),
        (translate("Core", "From"), _field("valid_from")),
        (translate("Core", "To"), _field("valid_to", "…")),
        (translate("Core", "Reason"), _field("reason")),
    )


def neighbours_table(dossier: Dossier) -> list[Part]:
    """Return the neighbouring sectors with their officers; the first covers in holidays and at sudden events."""

    def border(one: Neighbour) -> str:
        return number(one.border_m / 1000, 1)

    parts = [
        _listed(
            dossier.neighbours,
            translate("Core", "No neighbours with a shared border."),
            (translate("Core", "Sector"), lambda one: sector_title(one.sector_id, one.name)),
            (translate("Core", "Shared border, km"), border),
            (translate("Core", "Officer"), lambda one: one.duty.name if one.duty else "–"),
            (translate("Core", "Telephone"), lambda one: (one.duty.phone if one.duty else None) or "–"),
        )
    ]
    cover = next((one for one in dossier.neighbours if one.duty and not one.duty.absent), None)
    if cover and cover.duty:
        message = translate(
            "Core", "Cover: sector {number} has the longest shared border and an officer present, {name}."
        )
        parts.append(Text(message.format(number=cover.sector_id, name=cover.duty.name)))
    return parts


def open_actions_table(dossier: Dossier) -> list[Part]:
    """Return the open actions, earliest due first."""
    entries = sorted(dossier.open_actions, key=lambda entry: (entry["due_on"] or "9999", entry["entry_date"]))
    table = _listed(
        entries[:MOST_ENTRIES],
        translate("Core", "Nothing is open."),
        (translate("Core", "Due on"), _field("due_on", "–")),
        (translate("Core", "Target group"), _field("target_group")),
        (translate("Core", "Place"), _field("place")),
        (translate("Core", "Challenge"), _field("challenge")),
        (translate("Core", "Action"), _field("action")),
        (translate("Core", "Next step"), _field("next_step")),
    )
    return [table, *_rest(len(entries))]


def _rest(count: int) -> list[Part]:
    if count <= MOST_ENTRIES:
        return []
    message = translate("Core", "The first {shown} of {count} are shown; the rest is in the sector database.")
    return [Text(message.format(shown=MOST_ENTRIES, count=count))]


def parties_table(dossier: Dossier) -> list[Part]:
    """Return the parties of interest."""
    return [
        _listed(
            dossier.parties,
            translate("Core", "No parties of interest are noted."),
            (translate("Core", "Name"), _field("name")),
            (translate("Core", "Kind"), _word("party_kind")),
            (translate("Core", "Contact person"), _field("contact_person")),
            (translate("Core", "Telephone"), _field("phone")),
            (translate("Core", "E-mail"), _field("email")),
        )
    ]


def initiatives_table(dossier: Dossier) -> list[Part]:
    """Return the year's initiatives with how they were evaluated, and the exposed areas with their newest threat."""

    def evaluated(row: _Row) -> str:
        found = value_label("evaluation_finding", row["finding"]) if row["finding"] else ""
        return _registered(found, row["evaluated_in"], row["outcome"], row["evaluation"])

    def threat(row: _Row) -> str:
        level = value_label("threat_level", row["level"]) if row["level"] else ""
        found = f"{row['quarter']}: {level}" if level else ""
        return _registered(found, row["assessed_in"], row["outcome"], row["threat_assessment"]) or "–"

    return [
        _listed(
            dossier.initiatives,
            translate("Core", "No initiative is running."),
            (translate("Core", "Name"), _field("name")),
            (translate("Core", "Kind"), _word("initiative_kind")),
            (translate("Core", "From"), _field("valid_from")),
            (translate("Core", "To"), _field("valid_to", "…")),
            (translate("Core", "Goal"), _field("goal")),
            (translate("Core", "Evaluation"), evaluated),
        ),
        _listed(
            dossier.exposed,
            translate("Core", "No exposed housing area lies here."),
            (translate("Core", "Exposed housing area"), _field("name")),
            (translate("Core", "Edition"), _field("edition")),
            (translate("Core", "Threat assessment"), threat),
        ),
    ]


def _registered(found: str, edition: str | None, outcome: str | None, remarks: str | None) -> str:
    """Join a finding with its edition, its outcome and the remarks in one sentence or more."""
    head = translate("Core", "{found} (edition {edition})").format(found=found, edition=edition) if found else ""
    return ". ".join(text.rstrip(".") for text in (head, outcome, remarks) if text)


def requests_table(dossier: Dossier) -> list[Part]:
    """Return the open requests, and the findings of safety walks that are not mended."""
    return [
        _listed(
            dossier.requests,
            translate("Core", "No request waits."),
            (translate("Core", "Request"), _field("request_id")),
            (translate("Core", "Kind"), _word("request_kind")),
            (translate("Core", "Received"), _field("received_on")),
            (translate("Core", "Place"), _field("place")),
            (translate("Core", "Status"), _word("request_status", "status")),
        ),
        _listed(
            dossier.findings,
            translate("Core", "No spot waits to be mended."),
            (translate("Core", "Found on"), _field("found_on")),
            (translate("Core", "Spot"), _field("spot")),
            (translate("Core", "Kind"), _word("finding_kind")),
            (translate("Core", "Description"), _field("description")),
            (translate("Core", "Who mends it"), _field("who_mends", "–")),
        ),
    ]


def log_table(dossier: Dossier) -> list[Part]:
    """Return the year's entries, newest first."""
    table = _listed(
        dossier.log[:MOST_ENTRIES],
        translate("Core", "Nothing is logged."),
        (translate("Core", "Date"), _field("entry_date")),
        (translate("Core", "Target group"), _field("target_group")),
        (translate("Core", "Theme"), _word("theme", "theme")),
        (translate("Core", "Challenge"), _field("challenge")),
        (translate("Core", "Progress"), _field("progress")),
        (translate("Core", "Status"), _word("progress_status", "status")),
    )
    return [table, *_rest(len(dossier.log))]


def dossier_map(dossier: Dossier) -> Markup:
    """Return the map as SVG: open log entries and spots in orange, requests in red."""
    frame = shapely.box(0, 0, 1, 1) if dossier.area.is_empty else dossier.area
    width = _width(frame)
    near = shapely.box(*frame.bounds).buffer(0.15 * width, join_style="mitre")
    drawn = [
        (
            cut,
            _CHOSEN if row in dossier.chosen else _AROUND,
            str(dossier.sectors.numbers[row]),
            dossier.sectors.names[row],
        )
        for row, shape in enumerate(dossier.sectors.areas)
        if shape is not None and not (cut := shapely.intersection(shape, near)).is_empty
    ]
    drawn += [(place.centroid.buffer(0.01 * width), colour, "", tip) for place, colour, tip in _spots(dossier)]
    geometry = np.empty(len(drawn), dtype=object)
    geometry[:] = [one[0] for one in drawn]
    _, colours, names, tips = zip(*drawn, strict=True) if drawn else ((), (), (), ())
    description = translate("Core", "Map of the sector and its neighbours")
    outline = np.array([frame], dtype=object)
    return choropleth(geometry, colours, description, names=names, tips=tips, outline=outline)


def _width(frame: shapely.Geometry) -> float:
    west, south, east, north = frame.bounds
    return float(max(east - west, north - south))


def _spots(dossier: Dossier) -> list[tuple[shapely.Geometry, str, str]]:
    groups = (
        (dossier.open_actions, _ACTION, "challenge"),
        (dossier.findings, _ACTION, "spot"),
        (dossier.requests, _REQUEST, "place"),
    )
    return [
        (row["geometry"], colour, str(row[name]))
        for rows, colour, name in groups
        for row in rows
        if row["geometry"] is not None
    ]
