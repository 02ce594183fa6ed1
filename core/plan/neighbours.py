"""Neighbouring sectors, and who covers for whom in holidays and at sudden events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from ..base.arrays import Floats, Positions
from ..base.crs import TOLERANCE_M
from ..base.errors import InputError
from ..base.i18n import listed, translate
from ..base.progress import Progress
from ..base.table import FeatureTable
from ..geo.contiguity import ContiguityGraph, neighbour_colours
from ..geo.geometry import polygonal
from .plan import Plan, plan_of
from .sectors import as_multi

NOBODY = -1


@dataclass(frozen=True)
class Cover:
    """Who covers for each sector: (k,) positions `partner`, NOBODY for a lone sector, and (k,) `group` numbers from 1.

    Two sectors that cover for each other are a group; a third joins where numbers are odd.
    """

    partner: Positions
    group: Positions


def cover_partners(count: int, edges: Positions, weight: Floats, distance: Floats | None = None) -> Cover:
    """Return a partner for every sector: pairs by maximum-weight matching of greatest size, the rest join a pair.

    The matching is exact (Edmonds 1965 gives the problem; solved here as an integer programme). A sector left
    over joins the pair with which it has most weight, one it alone joins where there is one; a sector
    without any neighbour joins its nearest.

    Args:
        count: number of sectors k.
        edges: (m, 2) neighbouring sectors.
        weight: (m,) worth of each pair, zero or more: metres of border.
        distance: (k, k) metres between sectors, for those without a neighbour; all alike by default.

    """
    partner = np.full(count, NOBODY, dtype=np.intp)
    for one, other in edges[_matching(count, edges, weight)]:
        partner[one], partner[other] = other, one
    group = _numbered(partner)
    share = np.zeros((count, count))
    share[edges[:, 0], edges[:, 1]] = share[edges[:, 1], edges[:, 0]] = weight
    distances = np.zeros((count, count)) if distance is None else distance
    for one in np.flatnonzero(partner == NOBODY):
        partner[one] = _joined(int(one), share, distances, group)
        if partner[one] != NOBODY:
            group[one] = group[partner[one]] = group[partner[one]] or group.max() + 1
    return Cover(partner, group)


def _matching(count: int, edges: Positions, weight: Floats) -> NDArray[np.bool_]:
    """Return which edges form a matching with as many pairs as possible and, of those, most weight."""
    if len(edges) == 0:
        return np.zeros(0, dtype=bool)
    rows, columns = edges.T.ravel(), np.tile(np.arange(len(edges)), 2)
    rows, columns = rows.astype(np.int32), columns.astype(np.int32)  # what the solver of scipy 1.13 takes, and no other
    each = coo_array((np.ones(len(rows)), (rows, columns)), shape=(count, len(edges)))
    worth = count + weight / max(float(weight.max()), 1e-12)
    once = LinearConstraint(each.tocsc(), -np.inf, 1)
    solved = milp(-worth, constraints=once, integrality=np.ones(len(edges)), bounds=Bounds(0, 1))
    return np.asarray(solved.x > 0.5)


def _numbered(partner: Positions) -> Positions:
    """Return the number of each pair, in the order of its first member; 0 for those without one."""
    group = np.zeros(len(partner), dtype=np.intp)
    for one in np.flatnonzero(partner != NOBODY):
        if not group[one]:
            group[one] = group[partner[one]] = group.max() + 1
    return group


def _joined(one: int, share: Floats, distances: Floats, group: Positions) -> int:
    """Return the partner of a sector that was left over."""
    others = np.flatnonzero(np.arange(len(group)) != one)
    if len(others) == 0:
        return NOBODY
    near = others[share[one, others] > 0]
    if len(near) == 0:
        return int(others[np.argmin(distances[one, others])])
    size = np.bincount(group, minlength=int(group.max()) + 1)
    with_group = [
        float(share[one, group == group[other]].sum()) if group[other] else share[one, other] for other in near
    ]
    best = min(range(len(near)), key=lambda row: (size[group[near[row]]], -with_group[row], -share[one, near[row]]))
    return int(near[best])


@dataclass(frozen=True)
class Neighbours:
    """Sectors with their borders and cover, as features.

    Attributes:
        pairs: one feature for each two neighbours: the border between them as a line.
        sectors: one feature for each sector, with its neighbours and its cover partner.

    """

    pairs: FeatureTable
    sectors: FeatureTable


def sector_neighbours(
    sectors: FeatureTable, sector_field: str, officers_field: str = "", progress: Progress | None = None
) -> Neighbours:
    """Return neighbour pairs with border length, and a cover partner for each sector, also across districts.

    Args:
        sectors: sectors in metres, one feature each.
        sector_field: field with their id.
        officers_field: field with their officers, where known.
        progress: shows progress and cancels.

    Raises:
        InputError: there is no sector, a sector has no id, or an id occurs twice.

    """
    progress = progress or Progress()
    if not len(sectors):
        raise InputError(translate("Core", "Layer “{layer}” has no sectors.").format(layer=sectors.name))
    plan = plan_of(sectors.ids(sector_field))
    _check_ids(sectors, sector_field, plan)
    polygons = polygonal(sectors.geometry)
    graph = ContiguityGraph.from_polygons(polygons, progress=progress.part(0.0, 0.6))
    cover = cover_partners(graph.size, graph.edges, graph.border_m, _distances(polygons, graph.edges))
    ids = [str(plan.sector_ids[one]) for one in plan.labels]
    progress.show(0.8)
    officers = sectors.numbers(officers_field) if officers_field else None
    return Neighbours(
        _pairs(sectors, polygons, graph, ids, cover),
        _sectors(sectors, polygons, graph, ids, cover, officers),
    )


def _check_ids(sectors: FeatureTable, field: str, plan: Plan) -> None:
    if (plan.labels < 0).any():
        message = translate(
            "Core", "Layer “{layer}”, feature {fid}: the field “{field}” is empty. Give each sector its id."
        )
        row = int(np.flatnonzero(plan.labels < 0)[0])
        raise InputError(message.format(layer=sectors.name, fid=sectors.feature_ids[row], field=field))
    repeated = np.flatnonzero(np.bincount(plan.labels) > 1)
    if len(repeated):
        message = translate(
            "Core",
            "Layer “{layer}”, field “{field}”: ids that occur more than once: {ids}. Dissolve units into sectors first.",
        )
        ids = listed(plan.sector_ids[one] for one in repeated)
        raise InputError(message.format(layer=sectors.name, field=field, ids=ids))


def _distances(polygons: NDArray[np.object_], edges: Positions) -> Floats:
    """Return (k, k) metres between sectors, for those without a neighbour only."""
    distance = np.zeros((len(polygons), len(polygons)))
    for one in np.flatnonzero(~np.isin(np.arange(len(polygons)), edges)):
        distance[one] = shapely.distance(polygons[one], polygons)
    return np.nan_to_num(distance, nan=np.inf)


def _names(sectors: FeatureTable, ids: Sequence[str]) -> list[str]:
    if "name" not in sectors.attributes.columns:
        return list(ids)
    return [
        str(name) if isinstance(name, str) and name else one
        for name, one in zip(sectors.attributes["name"], ids, strict=True)
    ]


def _across(sectors: FeatureTable, one: Positions, other: Positions) -> pd.Series:
    """Return whether pairs lie in different local police districts; missing where the layer names none."""
    if "police_district" not in sectors.attributes.columns:
        return pd.Series([None] * len(one), dtype="boolean")
    district = sectors.attributes["police_district"].to_numpy(dtype=object)
    return pd.Series([bool(district[a] != district[b]) for a, b in zip(one, other, strict=True)], dtype="boolean")


def _pairs(
    sectors: FeatureTable, polygons: NDArray[np.object_], graph: ContiguityGraph, ids: list[str], cover: Cover
) -> FeatureTable:
    names, edges = np.array(_names(sectors, ids), dtype=object), graph.edges
    one, other = edges.T
    code = np.array(ids, dtype=object)
    frame = pd.DataFrame(
        {
            "sector_id": pd.Series(code[one], dtype=object),
            "neighbour_id": pd.Series(code[other], dtype=object),
            "name": pd.Series(names[one], dtype=object),
            "neighbour": pd.Series(names[other], dtype=object),
            "border_m": graph.border_m,
            "across_districts": _across(sectors, one, other),
            "cover": pd.Series((cover.partner[one] == other) | (cover.partner[other] == one), dtype=bool),
        }
    )
    lines = np.empty(len(edges), dtype=object)
    lines[:] = [_border(polygons[a], polygons[b], m) for a, b, m in zip(one, other, graph.border_m, strict=True)]
    return FeatureTable(sectors.name, lines, frame, np.arange(len(edges), dtype=np.int64))


def _border(one: Any, other: Any, metres: float) -> Any:
    """Return the border as a multiline: what both outlines share, else what of one runs within reach of the other."""
    line = shapely.intersection(shapely.boundary(one), shapely.boundary(other))
    if shapely.length(line) < 0.99 * metres:
        line = shapely.intersection(shapely.boundary(one), shapely.buffer(other, TOLERANCE_M))
    parts = shapely.get_parts(shapely.get_parts([line]))
    merged = shapely.line_merge(shapely.multilinestrings(parts[shapely.get_dimensions(parts) == 1]))
    return shapely.multilinestrings(shapely.get_parts(merged))


def _sectors(
    sectors: FeatureTable,
    polygons: NDArray[np.object_],
    graph: ContiguityGraph,
    ids: list[str],
    cover: Cover,
    officers: Floats | None,
) -> FeatureTable:
    near: list[list[tuple[float, int]]] = [[] for _ in ids]
    for (one, other), metres in zip(graph.edges.tolist(), graph.border_m.tolist(), strict=True):
        near[one].append((-metres, other))
        near[other].append((-metres, one))
    names, has = _names(sectors, ids), cover.partner != NOBODY
    partner = np.where(has, cover.partner, 0)
    border = [
        {other: -metres for metres, other in found}.get(int(one), 0.0) for found, one in zip(near, partner, strict=True)
    ]
    gap = np.array([shapely.distance(polygons[row], polygons[one]) for row, one in enumerate(partner)])
    frame = pd.DataFrame(
        {
            "sector_id": pd.Series(ids, dtype=object),
            "name": pd.Series(names, dtype=object),
            "neighbours": pd.Series([len(found) for found in near], dtype="int64"),
            "neighbour_ids": pd.Series(
                [", ".join(ids[other] for _, other in sorted(found)) for found in near], dtype=object
            ),
            "cover_partner": pd.Series(
                [ids[one] if ok else None for one, ok in zip(partner, has, strict=True)], dtype=object
            ),
            "cover_name": pd.Series(
                [names[one] if ok else None for one, ok in zip(partner, has, strict=True)], dtype=object
            ),
            "cover_border_m": np.where(has, border, np.nan),
            "cover_distance_m": np.where(has, gap, np.nan),
            "cover_group": pd.Series(cover.group, dtype="int64"),
            "colour": neighbour_colours(int(cover.group.max()) + 1, cover.group[graph.edges])[cover.group],
            "across_districts": _across(sectors, np.arange(len(ids)), partner).where(pd.Series(has)),
        }
    )
    if officers is not None:
        frame["officers"] = pd.Series(officers).round().astype("Int64")
        frame["group_officers"] = pd.Series(np.bincount(cover.group, officers)[cover.group].round()).astype("Int64")
    shapes = np.empty(len(ids), dtype=object)
    shapes[:] = [as_multi(shape) for shape in polygons]
    return FeatureTable(sectors.name, shapes, frame, sectors.feature_ids)
