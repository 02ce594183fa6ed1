"""The pages on a sector set that follows another: lineage, maps, officers, contacts, and the family tree of all sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup
from numpy.typing import NDArray

from ..base.arrays import as_objects
from ..base.i18n import number, translate
from ..database.value_lists import table_label, value_label
from ..geo.contiguity import ContiguityGraph, neighbour_colours
from ..geo.geometry import polygonal
from ..plan.comparison import STAYS
from ..reporting.maps import choropleth
from ..reporting.page import Column, Figure, Items, Note, Part, Report, Row, Section, Table, Text
from ..reporting.svg import element, label, picture
from .adoption import Adoption, contacts
from .duty import sector_column, sector_title
from .lineage import Lineage, Sectors, Succession

_MAP_SIZE = (370.0, 300.0)
_ROW_HEIGHT, _COLUMN_WIDTH, _BOX = 26.0, 240.0, 110.0


def lineage_table(lineage: Lineage) -> pd.DataFrame:
    """Tabulate the ancestors of sectors: a row for each new sector and each of its ancestors, and for those that ended.

    Columns: sector_id, name, ancestor, ancestor_name (missing where there is none), kind (goes_on, split, new, merged,
    ended), residents, area_m2 and workload in common, and each as the new sector's share in percent.
    """
    new, old = lineage.new, lineage.old
    tables = lineage.residents, lineage.area, lineage.workload
    totals = [table.sum(axis=1) for table in tables]
    pairs = lineage.pairs()
    rows: list[tuple[object, ...]] = []
    for row in range(len(new)):
        own = [before for after, before in pairs if after == row]
        for before in own:
            kind = lineage.kind(row) if before == lineage.ancestor(row) else lineage.fate(before)
            kind = "split" if kind == "goes_on" and lineage.continues[row] != before else kind
            values = [float(table[row, before]) for table in tables]
            shares = [_percent(value, float(total[row])) for value, total in zip(values, totals, strict=True)]
            rows.append(
                (new.numbers[row], new.names[row], old.numbers[before], old.names[before], kind, *values, *shares)
            )
        if not own:
            rows.append((new.numbers[row], new.names[row], None, None, "new", *[np.nan] * 6))
    ended = [before for before in range(len(old)) if lineage.fate(before) == "ended"]
    rows += [(None, None, old.numbers[before], old.names[before], "ended", *[np.nan] * 6) for before in ended]
    names = ["sector_id", "name", "ancestor", "ancestor_name", "kind", "residents", "area_m2", "workload"]
    columns = [*names, "residents_percent", "area_percent", "workload_percent"]
    table = pd.DataFrame(rows, columns=columns)
    numbers = [*new.numbers, *old.numbers]
    table = table.assign(**{name: sector_column(table[name], numbers) for name in ("sector_id", "ancestor")})
    return table.astype(dict.fromkeys(columns[5:], "float64"))


def _percent(part: float, whole: float) -> float:
    return 100.0 * part / whole if whole > 0 else np.nan


def kind_label(kind: str) -> str:
    """Return the label of a sector's kind or outcome."""
    names = {
        "goes_on": translate("Core", "goes on"),
        "split": translate("Core", "split off"),
        "new": translate("Core", "new"),
        "merged": translate("Core", "merged"),
        "ended": translate("Core", "ended"),
    }
    return names[kind]


def adoption_report(adoption: Adoption, succession: Succession, facts: Sequence[tuple[str, str]]) -> Report:
    """Return the page on which an adoption is reviewed, or by which it is remembered."""
    table = contacts(adoption)
    sections = [
        Section(translate("Core", "What changes"), _summary(adoption, table)),
        *_lineage_sections(adoption.lineage),
        Section(translate("Core", "Who is responsible"), _responsible(adoption)),
        Section(translate("Core", "Contacts that change"), [_contacts(table)]),
        Section(translate("Core", "What can be told"), [Table(_two(), list(messages(adoption, table)))]),
        Section(translate("Core", "What belongs to another sector"), _follows(adoption)),
        *_tree_section([*succession.editions_before(adoption.day), (adoption.edition, adoption.lineage.new)], [*succession.lineages_before(adoption.day), adoption.lineage]),
    ]  # fmt: skip
    return Report(
        title=translate("Core", "Adoption of sector set {name}").format(name=adoption.edition),
        facts=[(translate("Core", "First day"), adoption.day.isoformat()), *facts],
        sections=sections,
        limits=[
            translate("Core", "Residents in common are counted by planning units where they were given; else they are spread evenly over the old sectors."),
            translate("Core", "What is written keeps its number and edition. On another day it belongs to the sector that its place lies in, without a place to its sector's heir."),
        ],
        marking=translate("Core", "Internal"),
    )  # fmt: skip


def _two() -> list[Column]:
    return [Column(translate("Core", "Sector")), Column(translate("Core", "Text"))]


def _summary(adoption: Adoption, table: pd.DataFrame) -> list[Part]:
    lineage = adoption.lineage
    changes = table[table["change"] != STAYS]["residents"].sum()
    goes_on = int((lineage.continues >= 0).sum())
    text = translate(
        "Core",
        "{goes_on} of {count} sectors go on with number and officers. {residents} residents get another contact, or none.",
    )
    parts: list[Part] = [
        Note(text.format(goes_on=goes_on, count=len(lineage.new), residents=number(float(changes), 0)), "info")
    ]
    names = set_titles(lineage.new)
    if adoption.vacant:
        vacant = translate("Core", "Without a responsible officer from the first day: {sectors}.")
        parts.append(Note(vacant.format(sectors=", ".join(names[row] for row in adoption.vacant)), "warning"))
    if adoption.free:
        free = translate("Core", "Responsible today, without a sector from the first day: {officers}.")
        parts.append(Note(free.format(officers=", ".join(adoption.free)), "warning"))
    return parts


def _lineage_sections(lineage: Lineage) -> list[Section]:
    table = lineage_table(lineage)
    columns = [
        Column(translate("Core", "Sector")),
        Column(translate("Core", "Earlier sector")),
        Column(translate("Core", "What it is")),
        Column(translate("Core", "Residents in common"), 0),
        Column(translate("Core", "of its residents, %"), 1),
        Column(translate("Core", "of its area, %"), 1),
        Column(translate("Core", "of its workload, %"), 1),
    ]
    new, old = dict(zip(lineage.new.numbers, set_titles(lineage.new), strict=True)), dict(zip(lineage.old.numbers, set_titles(lineage.old), strict=True))  # fmt: skip
    rows = [
        (
            "–" if pd.isna(one.sector_id) else new[one.sector_id],
            "–" if pd.isna(one.ancestor) else old[one.ancestor],
            kind_label(str(one.kind)),
            _known(one.residents),
            _known(one.residents_percent),
            _known(one.area_percent),
            _known(one.workload_percent),
        )
        for one in table.itertuples()
    ]
    before, after = set_colours(lineage)
    drawings = [
        Figure(_map(lineage.old, before, translate("Core", "Map of the sectors before")), translate("Core", "Before.")),
        Figure(_map(lineage.new, after, translate("Core", "Map of the new sectors")), translate("Core", "After. A sector that goes on keeps its colour.")),
    ]  # fmt: skip
    return [
        Section(translate("Core", "Maps"), [Row(drawings)]),
        Section(translate("Core", "Lineage"), [Table(columns, rows)]),
    ]


def _known(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def set_colours(lineage: Lineage) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return colours 0 to 5 of the (j,) old and the (k,) new sectors: neighbours differ, a sector that goes on keeps its own."""
    before = _colours(lineage.old, None)
    kept = np.where(lineage.continues >= 0, np.append(before, -1)[lineage.continues], -1)
    return before, _colours(lineage.new, kept)


def _colours(sectors: Sectors, kept: NDArray[np.int64] | None) -> NDArray[np.int64]:
    graph = ContiguityGraph.from_polygons(polygonal(as_objects(sectors.areas)))
    return neighbour_colours(len(sectors), graph.edges, kept=kept)


def _map(sectors: Sectors, colour: NDArray[np.int64], title: str) -> Markup:
    return choropleth(
        as_objects(sectors.areas),
        [f"var(--tone-{one + 1})" for one in colour.tolist()],
        title,
        names=[str(one) for one in sectors.numbers],
        tips=set_titles(sectors),
        width=_MAP_SIZE[0],
        height=_MAP_SIZE[1],
    )


def _responsible(adoption: Adoption) -> list[Part]:
    names = set_titles(adoption.lineage.new)
    led = {one.sector: one for one in adoption.after if one.role == "responsible"}
    none = translate("Core", "nobody")
    rows: list[tuple[str, str, str]] = []
    for row, name in enumerate(names):
        beside = [
            f"{one.name} ({value_label('role', one.role)})"
            for one in adoption.after
            if one.sector == row and one.role != "responsible"
        ]
        rows.append((name, led[row].name if row in led else none, ", ".join(beside) or "–"))
    columns = [
        Column(translate("Core", "Sector")),
        Column(translate("Core", "Responsible")),
        Column(translate("Core", "Beside them")),
    ]
    parts: list[Part] = [Table(columns, rows)]
    proposal = translate(
        "Core", "Sector {sector}: {officer} is proposed, who has known its residents for {days} days on average."
    )
    local = translate("Core", "Sector {sector}: {officer} of the same district is proposed.")
    lines = [
        (proposal if one.days >= 1 else local).format(sector=names[row], officer=f"{one.name} ({one.officer_id})", days=round(one.days))
        for row, one in adoption.proposed.items()
    ]  # fmt: skip
    if lines:
        parts += [Text(translate("Core", "Proposals for sectors that nobody comes along to:")), Items(lines)]
    return parts


def _contacts(table: pd.DataFrame) -> Table:
    words = {
        "stays": translate("Core", "stays"),
        "changes": translate("Core", "changes"),
        "gains": translate("Core", "gets an officer"),
        "loses": translate("Core", "loses the officer"),
    }
    columns = [
        Column(translate("Core", "From sector")),
        Column(translate("Core", "To sector")),
        Column(translate("Core", "Residents"), 0),
        Column(translate("Core", "Officer before")),
        Column(translate("Core", "Officer after")),
        Column(translate("Core", "Contact")),
    ]
    rows = [
        (str(one.old_sector), str(one.new_sector), float(one.residents), one.officer_before or "–", one.officer_after or "–", words[str(one.change)])
        for one in table.itertuples()
    ]  # fmt: skip
    return Table(columns, rows)


def _follows(adoption: Adoption) -> list[Part]:
    found = adoption.follows
    moved = found[found["old_sector"].astype(object) != found["new_sector"].astype(object)]
    if not len(moved):
        return [Note(translate("Core", "Everything belongs to a sector with the same number."), "good")]
    by = {True: translate("Core", "by its place"), False: translate("Core", "by its sector's heir")}
    columns = [
        Column(translate("Core", "What")),
        Column(translate("Core", "From sector")),
        Column(translate("Core", "To sector")),
        Column(translate("Core", "How")),
        Column(translate("Core", "Rows"), 0),
    ]
    rows = [
        (table_label(str(one.table)), str(one.old_sector), "–" if pd.isna(one.new_sector) else str(one.new_sector), by[bool(one.by_place)], int(one.rows))
        for one in moved.itertuples()
    ]  # fmt: skip
    return [Table(columns, rows)]


def _tree_section(editions: Sequence[tuple[str, Sectors]], lineages: Sequence[Lineage]) -> list[Section]:
    if len(editions) < 2:
        return []
    caption = translate(
        "Core", "One column for each set. The wider a line, the more residents of the earlier sector it takes along."
    )
    return [Section(translate("Core", "Family tree"), [Figure(family_tree(editions, lineages), caption)])]


def family_tree(editions: Sequence[tuple[str, Sectors]], lineages: Sequence[Lineage]) -> Markup:
    """Return the drawing of sectors by set, with lines to those that they became.

    Args:
        editions: name and sectors of each set, in order.
        lineages: how each set but the first follows the one before.

    """
    tallest = max(len(sectors) for _, sectors in editions)
    parts: list[Markup] = []
    for column, lineage in enumerate(lineages):
        left, right = column * _COLUMN_WIDTH + _BOX, (column + 1) * _COLUMN_WIDTH
        for new, old in lineage.pairs():
            share = lineage.weight[new, old] / max(lineage.weight[:, old].sum(), 1e-12)
            going = lineage.continues[new] == old
            width, middle = 1.0 + 9.0 * share, (left + right) / 2
            start, end = (34.0 + _ROW_HEIGHT * (row + 0.4) for row in (old, new))
            curve = f"M{left:.1f} {start:.1f}C{middle:.1f} {start:.1f} {middle:.1f} {end:.1f} {right:.1f} {end:.1f}"
            colour = "var(--tone-1)" if going else "var(--warning)"
            parts.append(
                element("path", d=curve, style=f"fill:none;stroke:{colour};stroke-width:{width:.1f};opacity:.55")
            )
    for column, (name, sectors) in enumerate(editions):
        x = column * _COLUMN_WIDTH
        parts.append(label(name, x + _BOX / 2, 16, "middle"))
        for row, title in enumerate(set_titles(sectors)):
            y = 34.0 + _ROW_HEIGHT * row
            parts.append(
                element(
                    "rect",
                    x=x + 0.5,
                    y=y,
                    width=_BOX - 1,
                    height=_ROW_HEIGHT - 6,
                    rx=3,
                    css="area",
                    style="fill:var(--step-1)",
                )
            )
            parts.append(label(title if len(title) < 17 else title[:15] + "…", x + 8, y + 14))
    size = (len(editions) - 1) * _COLUMN_WIDTH + _BOX, 40.0 + _ROW_HEIGHT * tallest
    return picture(parts, *size, translate("Core", "Family tree of the sectors"))


def lineage_report(succession: Succession, facts: Sequence[tuple[str, str]]) -> Report:
    """Return the page on all sets that were adopted: each after the one before, and the tree of all."""
    count = len(succession.editions)
    editions = [(one.name, succession.sectors(place)) for place, one in enumerate(succession.editions)]
    lineages = [succession.lineage(place) for place in range(1, count)]
    sections = _tree_section(editions, lineages)
    for place, lineage in reversed(list(enumerate(lineages, start=1))):
        one = succession.editions[place]
        for section in _lineage_sections(lineage):
            sections.append(Section(f"{one.name}: {section.heading}", section.parts))
    if not sections:
        nothing = translate("Core", "Only one sector set has been adopted: there is nothing to follow yet.")
        sections = [Section(translate("Core", "Lineage"), [Note(nothing)])]
    return Report(title=translate("Core", "Lineage of the sectors"), facts=list(facts), sections=sections)


def lineage_of_all(succession: Succession) -> pd.DataFrame:
    """Return the lineage tables of all sets but the first, one below the other, with the set's name in `edition`."""
    tables = [
        lineage_table(succession.lineage(place)).assign(edition=one.name)
        for place, one in enumerate(succession.editions)
        if place
    ]
    return pd.concat(tables, ignore_index=True) if tables else _empty().assign(edition=pd.Series(dtype=object))


def _empty() -> pd.DataFrame:
    nothing = Sectors([], [], [], [], [], [], np.zeros(0), np.zeros(0))
    none = np.zeros((0, 0))
    return lineage_table(Lineage(nothing, nothing, none, none, none, np.zeros(0, dtype=np.int64)))


def set_titles(sectors: Sectors) -> list[str]:
    """Return the (k,) sectors as number and name."""
    return [sector_title(number, name) for number, name in zip(sectors.numbers, sectors.names, strict=True)]


def messages(adoption: Adoption, table: pd.DataFrame) -> Iterable[tuple[str, str]]:
    """Yield for each new sector its title and what its residents can be told."""
    lineage, names = adoption.lineage, set_titles(adoption.lineage.new)
    stay = translate("Core", "Your officer stays: {officer}. Your sector is {sector}.")
    change = translate("Core", "From {day} {officer} is your police officer. Your sector is {sector}.")
    nobody = translate(
        "Core", "From {day} your sector is {sector}. Until it has an officer of its own, the station answers."
    )
    for row, one_number in enumerate(lineage.new.numbers):
        own = table[(table["new_sector"] == one_number) & (table["residents"] > 0)]
        after = next((one.name for one in adoption.after if one.sector == row and one.role == "responsible"), None)
        kinds = set(own["change"])
        said = []
        if after is not None and STAYS in kinds:
            said.append(stay.format(officer=after, sector=names[row]))
        if after is not None and (kinds - {STAYS} or not kinds):
            said.append(change.format(day=adoption.day, officer=after, sector=names[row]))
        if after is None:
            said.append(nobody.format(day=adoption.day, sector=names[row]))
        yield names[row], " / ".join(said)
