"""Findings of safety walks from a file: spot, kind, photo, who mends it, done when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..base.addresses import plain_address
from ..base.i18n import translate
from ..base.sheets import Sheet
from ..base.sql import shape_from_hex
from ..database.access import Database, select
from .cells import Heading, choice, day, identifier, picture_path, single_line, text
from .places import COORDINATES, Gazetteer, Point, SectorFinder, placed_row, within_distance
from .rows import ImportedRow, ImportPlan, Reading, made_number, read_rows

_HEADINGS = (
    Heading("finding_id", ("Fundnr.", "Fundnummer", "Nr.", "Nummer", "Finding number"), identifier),
    Heading("found_on", ("Fundet", "Fundet den", "Dato", "Found"), day, True),
    Heading("spot", ("Plet", "Sted", "Adresse", "Place"), single_line(200), True),
    Heading("kind", ("Art", "Type"), choice("finding_kind"), True),
    Heading("description", ("Beskrivelse", "Bemærkning"), text(8000)),
    Heading("photo", ("Foto", "Billede", "Picture"), picture_path),
    Heading("who_mends", ("Udbedres af", "Hvem udbedrer", "Ansvarlig", "Mended by"), single_line(200)),
    Heading("done_on", ("Udbedret", "Udbedret den", "Udført", "Mended", "Done"), day),
    Heading("initiative", ("Indsats", "Tryghedsvandring", "Vandring", "Walk"), single_line(200)),
    *COORDINATES,
)
_STORED = ("finding_id", "found_on", "spot", "kind", "description", "photo", "who_mends", "done_on")
SAME_SPOT_M = 10.0


@dataclass(frozen=True)
class _Spot:
    kind: str
    spot: str
    point: Point | None

    def same(self, other: _Spot) -> bool:
        if self.kind != other.kind:
            return False
        if self.point and other.point:
            return within_distance(self.point, other.point, SAME_SPOT_M)
        return self.spot == other.spot


def plan_findings(database: Database, sheet: Sheet, gazetteer: Gazetteer) -> ImportPlan:
    """Compare a file with the database; nothing is written.

    A finding without a number gets one made of its day, spot, kind and description. One of the same kind as a
    spot that waits to be mended, at the same address or within 10 m, is that spot and is not added again.
    """
    reading = read_rows(sheet, _HEADINGS)
    walks = {name: id_ for id_, name in select(database, "SELECT id, name FROM {initiative!t}", "id name")}
    plan, finder = ImportPlan(), SectorFinder(database)
    there, waiting = _there(database)
    for row in _usable(reading, gazetteer, walks):
        values = {name: row.values[name] for name in _STORED if name in row.values} | {"finding_id": _number(row)}
        if row.get("initiative"):
            values["initiative"] = walks[row.get("initiative")]
        if values["finding_id"] in there:
            plan.change(database, "walk_finding", "finding_id", values, there[values["finding_id"]])
            continue
        point = gazetteer.find(row, row.get("spot"))
        spot = _Spot(row.get("kind"), plain_address(row.get("spot")), point)
        if row.get("done_on") is None and any(spot.same(other) for other in waiting):
            plan.duplicates += 1
            continue
        _add(database, plan, values, point, finder)
        if point is None:
            plan.not_found.append((row.row, row.get("spot")))
        if row.get("done_on") is None:
            waiting.append(spot)
    plan.rejected = sorted(reading.rejected, key=lambda rejection: rejection.row)
    return plan


def _number(row: ImportedRow) -> str:
    made_of = ("found_on", "spot", "kind", "description")
    return row.get("finding_id") or made_number(row, made_of, "F")


def _there(database: Database) -> tuple[dict[str, dict[str, Any]], list[_Spot]]:
    """Return the numbered findings by number, and the spots that wait to be mended."""
    import shapely

    columns = (*_STORED, "initiative")
    rows = select(
        database,
        "SELECT t.*, {shape} AS shape FROM {walk_finding!t} AS t ORDER BY t.id",
        " ".join((*columns, "shape")),
        shape=database.dialect.hex_shape("geom", "t"),
    )
    found, waiting = {}, []
    for *row, hexadecimal in rows:
        values = dict(zip(columns, row, strict=True))
        if values["finding_id"]:
            found[values["finding_id"]] = values
        if values["done_on"] is None:
            shape = shape_from_hex(hexadecimal)
            point = shapely.from_wkb(shape.wkb) if shape else None
            where = (point.x, point.y) if isinstance(point, shapely.Point) else None
            waiting.append(_Spot(values["kind"], plain_address(values["spot"]), where))
    return found, waiting


def _usable(reading: Reading, gazetteer: Gazetteer, walks: dict[str, int]) -> list[ImportedRow]:
    kept: list[ImportedRow] = []
    seen: set[str] = set()
    for row in reading.rows:
        problem = gazetteer.problem(row) or _problem(row, walks)
        if _number(row) in seen:
            problem = "finding_id", translate("Core", "The same finding stands further up. Remove one.")
        if problem:
            reading.reject(row, *problem)
            continue
        seen.add(_number(row))
        kept.append(row)
    return kept


def _problem(row: ImportedRow, walks: dict[str, int]) -> tuple[str, str] | None:
    if row.get("done_on") and row.get("done_on") < row.get("found_on"):
        return "done_on", translate("Core", "This is before the spot was found. Correct one of the days.")
    if row.get("initiative") and row.get("initiative") not in walks:
        known = ", ".join(sorted(walks)[:10]) or "–"
        message = translate("Core", "The sector database has no such initiative. Add it there first; it has: {known}.")
        return "initiative", message.format(known=known)
    return None


def _add(
    database: Database, plan: ImportPlan, values: dict[str, Any], point: Point | None, finder: SectorFinder
) -> None:
    sector, _ = finder.find(point, values["found_on"])
    columns = placed_row(database.dialect, "walk_finding", values, "found_on", point, sector)
    plan.added += 1
    plan.without_sector += point is not None and sector is None
    plan.statements.append(database.dialect.insert("walk_finding", columns, columns.values()))
