"""Checks of a plan: every rule that a set of sectors must keep, with what breaks it and where.

Overlaps, gaps, detached parts and enclaves are measured on the outlines themselves, by overlay, so that it can vouch for
plans made on the graph of neighbours. Only what a corner is, which joins nothing, is one rule for both: two outlines
that part again beyond a hairline (`geo.contiguity`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.arrays import Positions, Shapes
from ..base.crs import LINK_REACH_M
from ..base.errors import InputError
from ..base.findings import ERROR, NOTE, WARNING, Finding
from ..base.i18n import listed, translate
from ..base.names import row_ids
from ..base.progress import Progress
from ..base.table import FeatureTable
from ..geo.contiguity import components
from ..geo.geometry import polygonal, polygonal_parts
from .plan import Plan, plan_of
from .sectors import as_multi, deviation, dissolve, sector_districts, sector_names
from .settings import CheckSettings

LEAST_M2 = 1.0
SLIVER_M = 5.0


@dataclass(frozen=True)
class CheckedPlan:
    """A plan prepared for its checks, in metres.

    Attributes:
        units: the planning units.
        polygons: (n,) their geometry, repaired.
        whole: union of all units.
        ids: (n,) unit ids.
        plan: the plan to check.
        outlines: (k,) outlines of the sectors.
        names: (k,) names of the sectors, for messages.
        links: pairs of units that count as neighbours.
        load: (k,) workload of each sector; NaN where unknown.
        officers: (k,) officers of each sector; NaN where unknown.
        settings: rules and limits.

    """

    units: FeatureTable
    polygons: NDArray[np.object_]
    whole: Any
    ids: tuple[str, ...]
    plan: Plan
    outlines: NDArray[np.object_]
    names: list[str]
    links: list[tuple[int, int]]
    load: NDArray[np.float64]
    officers: NDArray[np.float64]
    settings: CheckSettings

    def ids_of(self, positions: Any) -> tuple[str, ...]:
        """Return the unit ids at the positions."""
        return tuple(self.ids[position] for position in positions)

    def place(self, positions: Any) -> Any:
        """Return the outline of the units at the positions."""
        return polygonal_parts(shapely.union_all(self.polygons[positions]))


def check_plan(
    units: FeatureTable,
    plan: Plan,
    settings: CheckSettings,
    *,
    workload_field: str = "workload",
    links: FeatureTable | None = None,
    officers: dict[str, int] | None = None,
    progress: Progress | None = None,
) -> list[Finding]:
    """Return every finding, errors first.

    Args:
        units: planning units in metres.
        plan: their sectors.
        settings: limits.
        workload_field: field with the load; where the layer lacks it, deviations are not checked.
        links: lines that join units across water.
        officers: officers by sector id as text, where known.
        progress: shows progress and cancels.

    """
    progress = progress or Progress()
    checked = _prepared(units, plan, settings, workload_field, links, officers)
    progress.show(0.4)
    found: list[Finding] = []
    rules = (_unassigned, _detached, _enclaves, _overlaps, _gaps, _invalid, _duplicates, _few_officers, _outside)
    for number, rule in enumerate(rules):
        found += rule(checked)
        progress.show(0.4 + 0.6 * (number + 1) / len(rules))
    return sorted(found, key=lambda finding: finding.gravity)


def _prepared(
    units: FeatureTable,
    plan: Plan,
    settings: CheckSettings,
    workload_field: str,
    links: FeatureTable | None,
    officers: dict[str, int] | None,
) -> CheckedPlan:
    polygons = polygonal(units.geometry)
    has_load = workload_field in units.attributes.columns
    known = officers or {}
    return CheckedPlan(
        units=units,
        polygons=polygons,
        whole=shapely.union_all(polygons),
        ids=tuple(row_ids(units)),
        plan=plan,
        outlines=dissolve(polygons, plan),
        names=sector_names(plan),
        links=linked_units(polygons, links.geometry) if links is not None else [],
        load=plan.sums(units.numbers(workload_field)) if has_load else np.full(len(plan), np.nan),
        officers=np.array([known.get(str(one), np.nan) for one in plan.sector_ids], dtype=np.float64),
        settings=settings,
    )


def _unassigned(checked: CheckedPlan) -> Iterator[Finding]:
    without = np.flatnonzero(checked.plan.labels < 0)
    if len(without):
        ids = checked.ids_of(without)
        message = translate("Core", "Units without a sector: {units} (in all {count}). Give each a sector.")
        yield Finding(
            "unassigned", ERROR, message.format(count=len(ids), units=listed(ids)), checked.place(without), None, ids
        )


def _detached(checked: CheckedPlan) -> Iterator[Finding]:
    for sector, outline in enumerate(checked.outlines):
        sector_id = str(checked.plan.sector_ids[sector])
        expected = checked.settings.expected_parts.get(sector_id, 1)
        separate = separate_pieces(outline, checked.polygons, checked.plan.members(sector), checked.links)
        for piece in separate[expected:]:
            ids = checked.ids_of(piece.units)
            message = translate(
                "Core",
                "{sector} has {found} parts where {expected} is expected; this one: {units}. "
                "Move it to a neighbour, add a link line, or expect more parts.",
            )
            text = message.format(
                sector=checked.names[sector], found=len(separate), expected=expected, units=listed(ids)
            )
            yield Finding("detached part", ERROR, text, piece.outline, sector_id, ids)


def _enclaves(checked: CheckedPlan) -> Iterator[Finding]:
    for inner, outer in enclaves(checked.outlines):
        message = translate("Core", "{inner} lies wholly inside {outer}.")
        text = message.format(inner=checked.names[inner], outer=checked.names[outer])
        ids = checked.ids_of(checked.plan.members(inner))
        sector_id = str(checked.plan.sector_ids[inner])
        yield Finding("enclave", WARNING, text, checked.outlines[inner], sector_id, ids)


def _overlaps(checked: CheckedPlan) -> Iterator[Finding]:
    for one, other, common in overlaps(checked.polygons, checked.whole):
        message = translate("Core", "Units {one} and {other} overlap by {area:,.0f} m². What lies there counts twice.")
        ids = checked.ids_of((one, other))
        text = message.format(one=ids[0], other=ids[1], area=common.area)
        yield Finding("overlap", WARNING, text, polygonal_parts(common), None, ids)


def _gaps(checked: CheckedPlan) -> Iterator[Finding]:
    for hole, is_sliver in gaps(checked.whole):
        message = translate(
            "Core", "A hole of {area:,.0f} m² belongs to no unit: a lake or another town, or a unit is missing."
        )
        if is_sliver:
            message = translate("Core", "A sliver of {area:,.0f} m² between units belongs to none of them.")
        yield Finding("gap", WARNING if is_sliver else NOTE, message.format(area=hole.area), hole)


def _invalid(checked: CheckedPlan) -> Iterator[Finding]:
    missing = shapely.is_missing(checked.units.geometry) | shapely.is_empty(checked.units.geometry)
    for position in np.flatnonzero(missing):
        message = translate("Core", "Unit {unit} has no geometry.").format(unit=checked.ids[position])
        yield Finding(
            "invalid geometry", ERROR, message, None, _sector_of(checked, position), checked.ids_of([position])
        )
    for position in np.flatnonzero(~missing & ~shapely.is_valid(checked.units.geometry)):
        message = translate("Core", "Unit {unit}: {reason}. It was checked as repaired; repair the layer.")
        reason = _reason(checked.units.geometry[position])
        text = message.format(unit=checked.ids[position], reason=reason)
        place = checked.polygons[position]
        ids = checked.ids_of([position])
        yield Finding("invalid geometry", WARNING, text, place, _sector_of(checked, position), ids)


def _reason(shape: Any) -> str:
    """Return why a shape is invalid, with the place in whole metres."""
    reason, _, place = shapely.is_valid_reason(shape).rstrip("]").partition("[")
    if not place:
        return str(reason)
    x, y = (float(number) for number in place.split()[:2])
    return f"{reason} ({x:.0f}, {y:.0f})"


def _sector_of(checked: CheckedPlan, position: int) -> str | None:
    sector = checked.plan.labels[position]
    return str(checked.plan.sector_ids[sector]) if sector >= 0 else None


def _duplicates(checked: CheckedPlan) -> Iterator[Finding]:
    ids = pd.Series(checked.ids)
    for unit_id in ids[ids.duplicated()].unique():
        rows = np.flatnonzero(ids == unit_id)
        message = translate(
            "Core", "The unit id {unit} occurs {count} times, at features {features}. Give each its own."
        )
        features = listed(checked.units.feature_ids[rows])
        text = message.format(unit=unit_id, count=len(rows), features=features)
        yield Finding("duplicate id", ERROR, text, checked.place(rows), None, (unit_id,) * len(rows))


def _few_officers(checked: CheckedPlan) -> Iterator[Finding]:
    least = checked.settings.minimum_officers
    for sector in np.flatnonzero(checked.officers < least):
        message = translate("Core", "{sector}: officers {officers:.0f}, needed at least {least}.")
        text = message.format(sector=checked.names[sector], officers=checked.officers[sector], least=least)
        place, sector_id = checked.outlines[sector], str(checked.plan.sector_ids[sector])
        yield Finding("too few officers", ERROR, text, place, sector_id)


def _outside(checked: CheckedPlan) -> Iterator[Finding]:
    staffed = not np.isnan(checked.officers).any() and bool((checked.officers > 0).all())
    officers = checked.officers.astype(np.int64) if staffed else None
    district = sector_districts(checked.units, checked.plan)
    percent = deviation(np.nan_to_num(checked.load), officers, district)
    for sector in np.flatnonzero(np.abs(percent) > checked.settings.tolerance + 1e-9):
        message = translate(
            "Core", "{sector}: the workload is {percent:+.1f} % from the mean of {whole}; allowed are ±{tolerance:g} %."
        )
        if staffed:
            message = translate(
                "Core",
                "{sector}: the load per officer is {percent:+.1f} % from the mean of {whole}; allowed are ±{tolerance:g} %.",
            )
        text = message.format(
            sector=checked.names[sector],
            percent=percent[sector],
            whole=district[sector] or translate("Core", "all sectors"),
            tolerance=checked.settings.tolerance,
        )
        yield Finding(
            "outside tolerance", WARNING, text, checked.outlines[sector], str(checked.plan.sector_ids[sector])
        )


def findings_table(findings: list[Finding]) -> FeatureTable:
    """Return the findings as features: number, rule, severity, sector_id, unit_ids, message."""
    geometry = np.empty(len(findings), dtype=object)
    geometry[:] = [None if one.geometry is None else as_multi(one.geometry) for one in findings]
    frame = pd.DataFrame(
        {
            "rule": pd.Series([one.rule for one in findings], dtype=object),
            "severity": pd.Series([one.severity for one in findings], dtype=object),
            "sector_id": pd.Series([one.sector_id for one in findings], dtype=object),
            "unit_ids": pd.Series([", ".join(one.unit_ids) for one in findings], dtype=object),
            "message": pd.Series([one.message for one in findings], dtype=object),
        }
    )
    return FeatureTable("findings", geometry, frame, np.arange(len(findings), dtype=np.int64))


def officers_by_sector(sectors: FeatureTable, field: str, plan: Plan) -> dict[str, int]:
    """Return the officers by sector id as text, without the sectors whose officers are not told.

    Raises InputError where a sector of the plan is not among the sectors.
    """
    known = plan_of(sectors.ids("sector_id"))
    officers = sectors.numbers(field)
    untold = np.bincount(known.labels[(known.labels >= 0) & np.isnan(officers)], minlength=len(known)) > 0
    sums = zip(known.sector_ids, known.sums(officers), untold, strict=True)
    found = {str(one): int(count) for one, count, is_untold in sums if not is_untold}
    present = {str(one) for one in known.sector_ids}
    missing = [str(one) for one in plan.sector_ids if str(one) not in present]
    if missing:
        message = translate(
            "Core", "Layer “{layer}” lacks sectors of the plan: {sectors}. Dissolve and man this plan, or leave it out."
        )
        raise InputError(message.format(layer=sectors.name, sectors=listed(missing)))
    return found


@dataclass(frozen=True)
class Piece:
    """A separate piece of a sector: positions (u,) of its units, and its outline."""

    units: Positions
    outline: Any


def overlaps(polygons: Shapes, whole: Any) -> list[tuple[int, int, Any]]:
    """Return pairs of units that share more than LEAST_M2, the lower first, with what they share.

    `whole` is the units' union: where it has as much area as they have, nothing overlaps.
    """
    if shapely.area(polygons).sum() - whole.area < LEAST_M2:
        return []
    one, other = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    one, other = one[one < other], other[one < other]
    common = shapely.intersection(polygons[one], polygons[other])
    deep = shapely.area(common) > LEAST_M2
    found = zip(one[deep].tolist(), other[deep].tolist(), common[deep], strict=True)
    return sorted(found, key=lambda pair: pair[:2])


def gaps(whole: Any) -> list[tuple[Any, bool]]:
    """Return the holes in the units' union `whole` larger than LEAST_M2, and whether each is a sliver; slivers first.

    A sliver is on average narrower than SLIVER_M. A wider hole may be meant: a lake, another town.
    """
    holes, _ = _holes(shapely.get_parts(whole))
    holes = holes[shapely.area(holes) > LEAST_M2]
    narrow = 2 * shapely.area(holes) / shapely.length(holes) < SLIVER_M
    return sorted(zip(holes.tolist(), narrow.tolist(), strict=True), key=lambda gap: not gap[1])


def _holes(polygons: Shapes) -> tuple[Shapes, Positions]:
    """Return the holes of the polygons as polygons, and the polygon each belongs to."""
    rings, owner = shapely.get_rings(polygons, return_index=True)
    is_hole = np.diff(owner, prepend=-1) == 0
    return np.asarray(shapely.polygons(rings[is_hole]), dtype=object), owner[is_hole]


def linked_units(polygons: Shapes, links: Shapes) -> list[tuple[int, int]]:
    """Return the units that lines join: each end counts for the nearest unit within LINK_REACH_M, else not at all."""
    tree = shapely.STRtree(polygons)
    found = []
    for link in links:
        points = shapely.get_coordinates(link)
        if len(points) == 0:
            continue
        end, unit = tree.query_nearest(shapely.points(points[[0, -1]]), max_distance=LINK_REACH_M)
        first, last = unit[end == 0], unit[end == 1]
        if len(first) and len(last):
            found.append((int(first[0]), int(last[0])))
    return found


def separate_pieces(outline: Any, polygons: Shapes, members: Positions, links: list[tuple[int, int]]) -> list[Piece]:
    """Return the separate pieces of a sector, those with most units first.

    Parts of the outline belong together where one unit has area in both, or a link leads from a
    unit of one to a unit of the other.

    Args:
        outline: the sector's outline, hairline gaps closed.
        polygons: (n,) all units.
        members: (u,) positions of the sector's units.
        links: pairs of units, as from `linked_units`.

    """
    parts = shapely.get_parts(outline)
    unit_parts, owner = shapely.get_parts(polygons[members], return_index=True)
    row, part = shapely.STRtree(parts).query(shapely.point_on_surface(unit_parts), predicate="intersects")
    unit = owner[row]
    place = {int(member): local for local, member in enumerate(members)}
    ties = [(place[one], place[other]) for one, other in links if one in place and other in place]
    # a graph with the parts first and the units after them
    one = np.r_[part, [len(parts) + tie[0] for tie in ties]].astype(np.intp)
    other = np.r_[len(parts) + unit, [len(parts) + tie[1] for tie in ties]].astype(np.intp)
    size = len(parts) + len(members)
    _, label = components(size, np.column_stack([one, other]))
    of_part, of_unit = label[: len(parts)], label[len(parts) :]
    found = [
        Piece(members[of_unit == one], shapely.MultiPolygon(list(parts[of_part == one]))) for one in np.unique(of_part)
    ]
    return sorted(found, key=lambda piece: (-len(piece.units), -piece.outline.area))


def enclaves(outlines: Shapes) -> list[tuple[int, int]]:
    """Return (inner, outer) sectors where the inner one lies wholly in holes of the outer one."""
    parts, sector_of_part = shapely.get_parts(outlines, return_index=True)
    holes, part_of_hole = _holes(parts)
    owner = sector_of_part[part_of_hole]
    hole, part = shapely.STRtree(shapely.point_on_surface(parts)).query(holes, predicate="contains")
    inside: dict[tuple[int, int], set[int]] = {}
    for one, other in zip(hole.tolist(), part.tolist(), strict=True):
        inside.setdefault((int(sector_of_part[other]), int(owner[one])), set()).add(other)
    size = np.bincount(sector_of_part, minlength=len(outlines))
    return sorted(pair for pair, found in inside.items() if len(found) == size[pair[0]] and pair[0] != pair[1])
