"""Planning units of the synthetic city: street blocks with residents, a clean coverage.

Blocks are land cut by main roads, then halved again and again along its own axes, as cities grow: recursive splitting
by the oriented bounding box (Parish and Müller 2001; Vanegas et al. 2009).
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats
from ..base.progress import Progress
from .land_use import LAND_USES, QUARTERS, assign_kinds, assign_quarters, estate_rows, neighbourhood_hectares
from .terrain import Network, Terrain

_GRID_M = 0.01
_FAR = 20_000.0


def polygonise(lines: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the polygons between (n,) lines, noded on a centimetre grid: neighbours share every vertex."""
    noded = shapely.get_parts(shapely.union_all(lines, grid_size=_GRID_M))
    return np.asarray(shapely.get_parts(shapely.polygonize(noded)))


def merge_slivers(polygons: NDArray[np.object_], least_m2: float) -> NDArray[np.object_]:
    """Join (n,) polygons below `least_m2` square metres to the neighbour of longest border, which leaves (m,)."""
    while len(small := np.flatnonzero(shapely.area(polygons) < least_m2)):
        row = small[np.argmin(shapely.area(polygons[small]))]
        touching = np.flatnonzero(shapely.intersects(polygons, polygons[row]))
        touching = touching[touching != row]
        border = shapely.length(shapely.intersection(polygons[touching], polygons[row]))
        if not len(touching) or border.max() == 0:
            break
        into = touching[np.argmax(border)]
        polygons[into] = shapely.union(polygons[into], polygons[row])
        polygons = np.delete(polygons, row)
    return polygons


def halve_until(
    polygons: NDArray[np.object_],
    count: int,
    urgency: Callable[[shapely.Polygon, int], float],
    jitter: Callable[[int], float],
    rng: np.random.Generator,
    progress: Progress,
) -> tuple[NDArray[np.object_], NDArray[np.intp]]:
    """Halve (n,) polygons until there are `count` or a few more, (m,); return them and the (m,) row each is a part of.

    The most urgent polygon is halved next; `urgency(polygon, row)` is its size against the size wanted
    there, `jitter(row)` the spread in degrees of the cut about the square angle.
    """
    heap = [(-urgency(polygon, row), row, row, polygon) for row, polygon in enumerate(polygons)]
    heapq.heapify(heap)
    tickets = itertools.count(len(heap))
    while len(heap) < count:
        progress.show(len(heap) / count)
        _, _, row, polygon = heapq.heappop(heap)
        parts = halves(polygon, jitter(row), rng)
        for part in parts:
            last_in_line = len(parts) == 1  # it cannot be cut: the others take their turn
            heapq.heappush(heap, (0.0 if last_in_line else -urgency(part, row), next(tickets), row, part))
    heap.sort(key=lambda entry: entry[1])
    pieces = np.empty(len(heap), dtype=object)
    pieces[:] = [entry[3] for entry in heap]
    return pieces, np.array([entry[2] for entry in heap], dtype=np.intp)


def halves(polygon: shapely.Polygon, jitter_degrees: float, rng: np.random.Generator) -> list[shapely.Polygon]:
    """Return the polygon cut across its long axis, near the middle; the best of a few tries where pieces come out thin."""
    centre, axis = _long_axis(shapely.get_coordinates(polygon.exterior))
    best: list[shapely.Polygon] = []
    best_least = -1.0
    for attempt in range(4):
        turn = np.radians(rng.normal(0.0, jitter_degrees))
        direction = axis @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        where = centre + _axis_offset(polygon, axis, rng.uniform(-0.09, 0.09) * (1 + attempt)) * axis
        parts = _cut(polygon, where, direction)
        least = min(part.area for part in parts) / polygon.area if len(parts) > 1 else 0.0
        if least > best_least:
            best, best_least = parts, least
        if best_least > 0.25:
            break
    return list(merge_slivers(np.array(best), 0.1 * polygon.area)) if len(best) > 2 else best


def _axis_offset(polygon: shapely.Polygon, axis: Floats, share: float) -> float:
    """Return `share` of the polygon's extent along `axis`, in metres."""
    along = shapely.get_coordinates(polygon.exterior) @ axis
    return float(share * (along.max() - along.min()))


def _long_axis(ring: Floats) -> tuple[Floats, Floats]:
    """Return middle and long direction of the smallest rectangle about the (m, 2) ring (rotating calipers)."""
    hull = shapely.get_coordinates(shapely.convex_hull(shapely.multipoints(ring)))
    edges = np.diff(hull, axis=0)
    units = edges / np.maximum(np.hypot(*edges.T), 1e-9)[:, None]
    along, across = hull @ units.T, hull @ (units[:, ::-1] * (-1.0, 1.0)).T
    low, high = np.stack([along.min(0), across.min(0)]), np.stack([along.max(0), across.max(0)])
    size = high - low
    best = int(np.argmin(size[0] * size[1]))
    frame = np.stack([units[best], units[best][::-1] * (-1.0, 1.0)])
    centre = ((low + high)[:, best] / 2.0) @ frame
    return centre, frame[int(np.argmax(size[:, best]))]


def _cut(polygon: shapely.Polygon, where: Floats, direction: Floats) -> list[shapely.Polygon]:
    """Return the parts of the polygon on either side of the line through `where`, square to `direction`."""
    across = direction[::-1] * (-1.0, 1.0) * _FAR
    ends = np.stack([where - across, where + across])
    sides = [shapely.Polygon([*ends, *(ends + sign * direction * _FAR)[::-1]]) for sign in (1.0, -1.0)]
    parts = shapely.get_parts(shapely.intersection(polygon, np.array(sides)))
    return [part for part in parts if part.geom_type == "Polygon" and part.area > 1.0]


RESIDENTS = 212_000
_SEGMENT_M = 40.0
_LEAST_BLOCK_M2 = 15_000.0


@dataclass(frozen=True)
class Units:
    """Units as the map shows them: (n,) polygons that share every vertex, and their attributes.

    `attributes` has unit_id, name, population, police_district, kind, quarter and estate (empty if none).
    """

    geometry: NDArray[np.object_]
    attributes: pd.DataFrame


def make_units(
    terrain: Terrain,
    network: Network,
    place: Callable[[Floats], Floats],
    count: int,
    rng: np.random.Generator,
    progress: Progress,
) -> Units:
    """Return `count` units (or a few more): superblocks, then neighbourhoods of one land use, then street blocks.

    `place` moves (p, 2) drawing-board points to the map.
    """
    neighbourhoods = _neighbourhoods(terrain, network, min(count // 3, 420), rng, progress)
    kinds = assign_kinds(neighbourhoods, rng)
    estates = np.full(len(neighbourhoods), "", dtype=object)
    for name, pair in estate_rows(neighbourhoods).items():
        estates[pair] = name
    blocks, rows = halve_until(
        neighbourhoods,
        count,
        lambda polygon, row: float(polygon.area / LAND_USES[kinds[row]].hectares),
        lambda row: LAND_USES[kinds[row]].jitter,
        rng,
        progress,
    )
    columns = {"kind": kinds[rows], "quarter": assign_quarters(neighbourhoods)[rows], "estate": estates[rows]}
    geometry, kept = _on_the_map(blocks, place)
    return _named(geometry, pd.DataFrame(columns).iloc[kept].reset_index(drop=True), rng)


def _neighbourhoods(
    terrain: Terrain, network: Network, count: int, rng: np.random.Generator, progress: Progress
) -> NDArray[np.object_]:
    streets = [line for _, line in network.roads.values()]
    lines = np.array([shapely.boundary(terrain.land), *streets, *network.railway.values()], dtype=object)
    superblocks = polygonise(lines)
    inside = shapely.intersects(terrain.land, shapely.point_on_surface(superblocks))
    superblocks = merge_slivers(superblocks[inside], _LEAST_BLOCK_M2)

    def urgency(polygon: shapely.Polygon, _row: int) -> float:
        return float(polygon.area / neighbourhood_hectares(shapely.get_coordinates(polygon.centroid)[0]))

    return halve_until(superblocks, count, urgency, lambda _row: 4.0, rng, progress)[0]


def _on_the_map(
    blocks: NDArray[np.object_], place: Callable[[Floats], Floats]
) -> tuple[NDArray[np.object_], NDArray[np.intp]]:
    """Return the blocks on the map, noded so that neighbours share every vertex, and the row each was made from."""
    edges = shapely.get_parts(shapely.union_all(shapely.boundary(blocks), grid_size=_GRID_M))
    marks = shapely.points(place(shapely.get_coordinates(shapely.point_on_surface(blocks))))
    polygons = polygonise(shapely.transform(shapely.segmentize(edges, _SEGMENT_M), place))
    found, rows = shapely.STRtree(polygons).query(marks, predicate="within")[::-1]
    return polygons[found], rows


def _named(geometry: NDArray[np.object_], table: pd.DataFrame, rng: np.random.Generator) -> Units:
    """Return the units numbered by quarter from north-west to south-east, with residents."""
    middle = shapely.get_coordinates(shapely.centroid(geometry))
    quarter_order = pd.Categorical(table["quarter"], categories=list(QUARTERS)).codes
    order = np.lexsort([middle[:, 0] - middle[:, 1], quarter_order])
    geometry, table = geometry[order], table.iloc[order].reset_index(drop=True)
    number = table.groupby("quarter", sort=False).cumcount() + 1
    table.insert(0, "unit_id", [f"U{row:0{len(str(len(table)))}d}" for row in range(1, len(table) + 1)])
    table.insert(1, "name", table["quarter"] + " " + number.astype(str))
    table.insert(2, "population", _residents(geometry, table["kind"], rng))
    table.insert(
        3, "police_district", table["quarter"].map({name: district for name, (district, _) in QUARTERS.items()})
    )
    return Units(geometry, table)


def _residents(geometry: NDArray[np.object_], kind: pd.Series, rng: np.random.Generator) -> NDArray[np.int64]:
    density = kind.map({name: entry.density for name, entry in LAND_USES.items()}).to_numpy(dtype=float)
    people = shapely.area(geometry) * density * rng.lognormal(0.0, 0.35, len(geometry))
    return np.rint(RESIDENTS * people / people.sum()).astype(np.int64)
