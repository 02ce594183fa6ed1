"""The tables of a dossier: a title and a cell for each column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..base.i18n import translate
from ..base.numbers import number
from ..database.value_lists import label
from ..reporting.page import Cell, Column, Note, Part, Table, Text
from .dossier import Dossier, Neighbour
from .duty import Duty, sector_title

MOST_ENTRIES = 100
Row = dict[str, Any]


def _listed(rows: Sequence[Any], none: str, *columns: tuple[str, Callable[[Any], Cell]]) -> Part:
    """Return a table with a row for each of `rows`, or a sentence where there is none."""
    if not rows:
        return Text(none)
    titles, cells = zip(*columns, strict=True)
    return Table([Column(title) for title in titles], [tuple(cell(row) for cell in cells) for row in rows])


def _field(name: str, missing: str = "") -> Callable[[Row], Cell]:
    return lambda row: row[name] or missing


def _word(values: str, name: str = "kind") -> Callable[[Row], Cell]:
    return lambda row: label(values, row[name])


def officers(dossier: Dossier) -> list[Part]:
    """Return who is on duty, who is away, and who was responsible before."""
    away = translate("Core", "away")

    def role(duty: Duty) -> str:
        return label("role", duty.role) + (f" ({away})" if duty.absent else "")

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


def _former(history: list[Row]) -> Part:
    return _listed(
        history,
        "",
        (translate("Core", "Responsible officer"), _field("name")),
        (translate("Core", "From"), _field("valid_from")),
        (translate("Core", "To"), _field("valid_to", "…")),
        (translate("Core", "Reason"), _field("reason")),
    )


def neighbours(dossier: Dossier) -> list[Part]:
    """Return the sectors next door with whom to call; the first covers in holidays and at sudden events."""

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


def open_actions(dossier: Dossier) -> list[Part]:
    """Return what is open, earliest due first."""
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


def parties(dossier: Dossier) -> list[Part]:
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


def initiatives(dossier: Dossier) -> list[Part]:
    """Return the year's initiatives with how they were evaluated, and the exposed areas with their newest threat."""

    def evaluated(row: Row) -> str:
        found = label("evaluation_finding", row["finding"]) if row["finding"] else ""
        return _registered(found, row["evaluated_in"], row["outcome"], row["evaluation"])

    def threat(row: Row) -> str:
        level = label("threat_level", row["level"]) if row["level"] else ""
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
    """Return what was found in which edition, its conclusion, and what people remarked."""
    head = translate("Core", "{found} (edition {edition})").format(found=found, edition=edition) if found else ""
    return ". ".join(text.rstrip(".") for text in (head, outcome, remarks) if text)


def requests(dossier: Dossier) -> list[Part]:
    """Return the requests that wait, and the spots nobody has mended."""
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


def log(dossier: Dossier) -> list[Part]:
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
