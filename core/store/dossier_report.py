"""The dossier as a page: a handover for a sector, a situation brief for a drawn area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ..language import translate
from ..publish.numbers import Language, number
from ..publish.report_page import Cell, Column, Figure, Items, Note, Part, Report, Section, Table, Text
from .dossier import Dossier
from .dossier_map import dossier_map
from .incident_counts import incident_parts
from .value_lists import label

MOST_ENTRIES = 100


def dossier_report(dossier: Dossier, database_title: str, language: Language) -> Report:
    """Return the page; entries with restricted access or source-handled words are counted, never shown."""
    titles = [f"{dossier.sectors.numbers[row]} {dossier.sectors.names[row]}" for row in dossier.chosen]
    if dossier.whole:
        title = translate("Core", "Handover of sector {name}").format(name=titles[0])
    else:
        title = translate("Core", "Situation brief")
    maker = _Maker(dossier, language)
    sections = [
        Section(translate("Core", "At a glance"), maker.overview(titles)),
        Section(translate("Core", "Officers"), maker.officers()),
        Section(translate("Core", "Neighbours and cover"), maker.neighbours()),
        Section(translate("Core", "Open actions"), maker.open_actions()),
        Section(translate("Core", "Parties of interest"), maker.parties()),
        Section(translate("Core", "Initiatives and exposed housing areas"), maker.initiatives()),
        Section(translate("Core", "Requests and spots to be mended"), maker.requests()),
        Section(translate("Core", "Sector log"), maker.log(), new_page=True),
    ]
    if dossier.incidents:
        sections.insert(1, Section(translate("Core", "Recorded incidents"), incident_parts(dossier.incidents)))
    withheld = translate("Core", "{count} log entries are withheld: restricted, or with words on handled sources.")
    return Report(
        title=title,
        subtitle=", ".join(sorted({str(fact["district"]) for fact in dossier.facts if fact["district"]})),
        facts=[
            (translate("Core", "Day"), dossier.day.isoformat()),
            (translate("Core", "Edition"), ", ".join(sorted({str(fact["edition"]) for fact in dossier.facts}))),
            (translate("Core", "Sector database"), database_title),
        ],
        sections=sections,
        limits=[
            withheld.format(count=dossier.withheld),
            translate("Core", "Shows what was logged; what nobody wrote down is not here."),
        ],
        marking=translate("Core", "Internal"),
        language=language,
    )


class _Maker:
    def __init__(self, dossier: Dossier, language: Language) -> None:
        self.dossier, self.language = dossier, language

    def _table(self, columns: Sequence[str], rows: Sequence[Sequence[Cell]], none: str) -> Part:
        return Table([Column(title) for title in columns], rows) if rows else Text(none)

    def _word(self, values: str, row: dict[str, Any], name: str = "kind") -> str:
        return label(values, row[name], self.language)

    def overview(self, titles: list[str]) -> list[Part]:
        """Return the map, and what kind of sector it is in a few lines."""
        parts: list[Part] = [
            Figure(dossier_map(self.dossier), translate("Core", "Orange: open log entries and spots. Red: requests."))
        ]
        lines = []
        for fact, share, title in zip(self._facts(), self.dossier.shares, titles, strict=True):
            residents = number(fact["population"], 0, self.language)
            template = translate("Core", "Sector {title}: {residents} residents, {officers} officers")
            line = template.format(
                title=title, residents=residents, officers=number(fact["officers"], 0, self.language)
            )
            if not self.dossier.whole:
                part = translate("Core", "; {share} % of the drawn area")
                line += part.format(share=number(100 * share, 0, self.language))
            lines.append(line + ".")
        if not self.dossier.whole:
            size = translate("Core", "The area has {size} hectares.")
            lines.append(size.format(size=number(self.dossier.area.area / 10_000, 1, self.language)))
        groups = Counter(entry["target_group"] for entry in self.dossier.log)
        if groups:
            logged = ", ".join(f"{name} ({count})" for name, count in groups.most_common(5))
            lines.append(translate("Core", "Most logged in a year: {groups}.").format(groups=logged))
        parts.append(Items(lines))
        if self.dossier.overlooked:
            message = translate(
                "Core", "Nothing is logged this quarter of: {groups}. Quiet citizens are overlooked easily."
            )
            parts.append(Note(message.format(groups=", ".join(self.dossier.overlooked)), "warning"))
        return parts

    def _facts(self) -> list[dict[str, Any]]:
        by_number = {fact["sector_id"]: fact for fact in self.dossier.facts}
        return [by_number[self.dossier.sectors.numbers[row]] for row in self.dossier.chosen]

    def officers(self) -> list[Part]:
        """Return who is on duty, who is away, and who was responsible before."""
        away = translate("Core", "away")
        rows = [
            (
                str(duty.sector_id),
                label("role", duty.role, self.language) + (f" ({away})" if duty.absent else ""),
                duty.name,
                duty.phone or "–",
                duty.email or "–",
            )
            for duty in self.dossier.duties
        ]
        titles = [
            translate("Core", "Sector"),
            translate("Core", "Role"),
            translate("Core", "Name"),
            translate("Core", "Telephone"),
            translate("Core", "E-mail"),
        ]
        parts = [self._table(titles, rows, translate("Core", "Nobody is assigned on this day."))]
        staffed = {duty.sector_id for duty in self.dossier.duties if duty.role == "responsible"}
        for row in self.dossier.chosen:
            if self.dossier.sectors.numbers[row] not in staffed:
                message = translate("Core", "Sector {number} has no responsible officer on this day.")
                parts.append(Note(message.format(number=self.dossier.sectors.numbers[row]), "warning"))
        if self.dossier.history:
            before = [
                (one["name"], one["valid_from"], one["valid_to"] or "…", one["reason"] or "")
                for one in self.dossier.history
            ]
            titles = [
                translate("Core", "Responsible officer"),
                translate("Core", "From"),
                translate("Core", "To"),
                translate("Core", "Reason"),
            ]
            parts.append(self._table(titles, before, ""))
        return parts

    def neighbours(self) -> list[Part]:
        """Return the sectors next door with whom to call; the first covers in holidays and at sudden events."""
        rows = [
            (
                f"{one.sector_id} {one.name}",
                number(one.border_m / 1000, 1, self.language),
                one.duty.name if one.duty else "–",
                (one.duty.phone if one.duty else None) or "–",
            )
            for one in self.dossier.neighbours
        ]
        titles = [
            translate("Core", "Sector"),
            translate("Core", "Shared border, km"),
            translate("Core", "Officer"),
            translate("Core", "Telephone"),
        ]
        parts = [self._table(titles, rows, translate("Core", "No neighbours with a shared border."))]
        cover = next((one for one in self.dossier.neighbours if one.duty and not one.duty.absent), None)
        if cover and cover.duty:
            message = translate(
                "Core", "Cover: sector {number} has the longest shared border and an officer present, {name}."
            )
            parts.append(Text(message.format(number=cover.sector_id, name=cover.duty.name)))
        return parts

    def open_actions(self) -> list[Part]:
        """Return what is open, earliest due first."""
        entries = sorted(self.dossier.open_actions, key=lambda entry: (entry["due_on"] or "9999", entry["entry_date"]))
        rows = [
            (
                entry["due_on"] or "–",
                entry["target_group"],
                entry["place"] or "",
                entry["challenge"],
                entry["action"] or "",
                entry["next_step"] or "",
            )
            for entry in entries[:MOST_ENTRIES]
        ]
        titles = [
            translate("Core", "Due on"),
            translate("Core", "Target group"),
            translate("Core", "Place"),
            translate("Core", "Challenge"),
            translate("Core", "Action"),
            translate("Core", "Next step"),
        ]
        parts = [self._table(titles, rows, translate("Core", "Nothing is open."))]
        return parts + self._rest(len(entries))

    def _rest(self, count: int) -> list[Part]:
        if count <= MOST_ENTRIES:
            return []
        message = translate("Core", "The first {shown} of {count} are shown; the rest is in the sector database.")
        return [Text(message.format(shown=MOST_ENTRIES, count=count))]

    def parties(self) -> list[Part]:
        """Return the parties of interest."""
        rows = [
            (
                one["name"],
                self._word("party_kind", one),
                one["contact_person"] or "",
                one["phone"] or "",
                one["email"] or "",
            )
            for one in self.dossier.parties
        ]
        titles = [
            translate("Core", "Name"),
            translate("Core", "Kind"),
            translate("Core", "Contact person"),
            translate("Core", "Telephone"),
            translate("Core", "E-mail"),
        ]
        return [self._table(titles, rows, translate("Core", "No parties of interest are noted."))]

    def initiatives(self) -> list[Part]:
        """Return running initiatives with what their evaluation says, and the exposed areas here."""
        rows = [
            (one["name"], self._word("initiative_kind", one), one["valid_from"], one["valid_to"] or "…", one["goal"] or "", one["evaluation"] or "")
            for one in self.dossier.initiatives
        ]  # fmt: skip
        titles = [
            translate("Core", "Name"),
            translate("Core", "Kind"),
            translate("Core", "From"),
            translate("Core", "To"),
            translate("Core", "Goal"),
            translate("Core", "Evaluation"),
        ]
        parts = [self._table(titles, rows, translate("Core", "No initiative is running."))]
        exposed: list[Sequence[Cell]] = [
            (one["name"], one["edition"], one["threat_assessment"] or "–") for one in self.dossier.exposed
        ]
        titles = [
            translate("Core", "Exposed housing area"),
            translate("Core", "Edition"),
            translate("Core", "Threat assessment"),
        ]
        none = translate("Core", "No exposed housing area lies here.")
        return [*parts, self._table(titles, exposed, none)]

    def requests(self) -> list[Part]:
        """Return the requests that wait, and the spots nobody has mended."""
        rows = [
            (one["request_id"], self._word("request_kind", one), one["received_on"], one["place"], self._word("request_status", one, "status"))
            for one in self.dossier.requests
        ]  # fmt: skip
        titles = [
            translate("Core", "Request"),
            translate("Core", "Kind"),
            translate("Core", "Received"),
            translate("Core", "Place"),
            translate("Core", "Status"),
        ]
        parts = [self._table(titles, rows, translate("Core", "No request waits."))]
        spots = [
            (
                one["found_on"],
                one["spot"],
                self._word("finding_kind", one),
                one["description"] or "",
                one["who_mends"] or "–",
            )
            for one in self.dossier.findings
        ]
        titles = [
            translate("Core", "Found on"),
            translate("Core", "Spot"),
            translate("Core", "Kind"),
            translate("Core", "Description"),
            translate("Core", "Who mends it"),
        ]
        none = translate("Core", "No spot waits to be mended.")
        return [*parts, self._table(titles, spots, none)]

    def log(self) -> list[Part]:
        """Return the year's entries, newest first."""
        rows = [
            (
                entry["entry_date"],
                entry["target_group"],
                self._word("theme", entry, "theme"),
                entry["challenge"],
                entry["progress"] or "",
                self._word("progress_status", entry, "status"),
            )
            for entry in self.dossier.log[:MOST_ENTRIES]
        ]
        titles = [
            translate("Core", "Date"),
            translate("Core", "Target group"),
            translate("Core", "Theme"),
            translate("Core", "Challenge"),
            translate("Core", "Progress"),
            translate("Core", "Status"),
        ]
        none = translate("Core", "Nothing is logged.")
        return [
            self._table(titles, rows, none),
            *self._rest(len(self.dossier.log)),
        ]
