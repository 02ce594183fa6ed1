"""Planning units of the synthetic city: street blocks with their land use and residents, a clean coverage.

Land use says what is built where, how dense, and in which quarter and district it lies. Blocks are land cut by main roads,
then halved again and again along its own axes, as cities grow: recursive splitting by the oriented bounding box (Parish
and Müller 2001; Vanegas et al. 2009).
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
from .terrain import CANAL, CENTRE, Network, Terrain, Waves


@dataclass(frozen=True)
class Kind:
    """A kind of built land: wanted unit in hectares, residents per km², bustle (0 to 1), spread of street angles."""

    hectares: float
    density: float
    bustle: float
    jitter: float


LAND_USES = {
    "old town": Kind(0.42, 10_000, 1.0, 9.0),
    "city blocks": Kind(0.85, 17_000, 0.45, 3.0),
    "apartments": Kind(1.8, 9_000, 0.15, 4.0),
    "housing estate": Kind(2.0, 17_000, 0.2, 1.5),
    "row houses": Kind(2.4, 4_600, 0.05, 5.0),
    "detached houses": Kind(4.2, 2_100, 0.02, 6.0),
    "harbour": Kind(3.0, 300, 0.12, 2.0),
    "industry": Kind(6.0, 90, 0.10, 3.0),
    "campus": Kind(4.5, 900, 0.35, 4.0),
    "park": Kind(9.0, 15, 0.04, 8.0),
    "farmland": Kind(38.0, 30, 0.0, 7.0),
    "forest": Kind(45.0, 4, 0.0, 8.0),
}
_CHOICES = (
    (1900.0, {"park": 0.10, "city blocks": 0.80, "apartments": 0.10}),
    (2700.0, {"park": 0.09, "row houses": 0.18, "city blocks": 0.25, "apartments": 0.48}),
    (3500.0, {"park": 0.08, "detached houses": 0.27, "row houses": 0.33, "apartments": 0.26, "industry": 0.06}),
    (4500.0, {"park": 0.09, "detached houses": 0.60, "row houses": 0.23, "industry": 0.08}),
    (5400.0, {"forest": 0.14, "farmland": 0.33, "detached houses": 0.41, "industry": 0.12}),
    (9e9, {"forest": 0.22, "farmland": 0.66, "detached houses": 0.12}),
)
_PLACES: dict[str, list[tuple[tuple[float, float], float]]] = {
    "park": [((6700, 6350), 260), ((4700, 7950), 620), ((6150, 2650), 330), ((1900, 5480), 500), ((9300, 2150), 330)],
    "forest": [((10700, 8750), 650), ((2900, 2700), 450), ((3100, 8600), 500)],
    "harbour": [((9700, 6650), 900), ((9900, 5950), 1100), ((10200, 4550), 350), ((8800, 6500), 260)],
    "industry": [((5300, 3500), 330), ((4950, 1600), 420), ((3300, 4800), 260), ((8150, 6900), 220)],
    "campus": [((6500, 7900), 330), ((7950, 3750), 300)],
    "apartments": [((9600, 4680), 420), ((8500, 4700), 330)],
}
ESTATES = {
    "Northfield Park": (7350, 8900), "Heron Court": (5350, 7350), "Mill Meadows": (4250, 4800),
    "Southmoor Park": (6150, 1650), "Harbour Gardens": (8450, 4050),
}  # fmt: skip
_SEAM = 60.0  # metres of border without which two neighbourhoods are not built as one estate
QUARTERS = {
    "Northgate": ("North", [(7000, 8300)]), "Cape": ("North", [(9700, 8800)]), "Heronlea": ("North", [(5100, 8600)]),
    "Abbey Fields": ("North", [(3000, 7300)]), "Old Town": ("Harbour", [(7700, 5750), (9100, 5250)]),
    "Free Port": ("Harbour", [(8700, 6750), (8950, 6150), (9800, 5950)]), "Station Quarter": ("North", [(6200, 6100)]),
    "Southbank": ("Harbour", [(7900, 4500), (9600, 4700), (10250, 4550)]), "Millbank": ("South", [(4400, 4800)]),
    "Orchard": ("South", [(3600, 2400)]), "Southmoor": ("South", [(6200, 1700)]), "Shore": ("South", [(9200, 2500)]),
}  # fmt: skip


def neighbourhood_hectares(place: Floats) -> float:
    """Return the hectares wanted of a neighbourhood (one kind of land use) at a `place` (2,) of the drawing board."""
    return float(np.interp(np.hypot(*(place - CENTRE)), [0.0, 1500.0, 3000.0, 5500.0], [9.0, 15.0, 24.0, 70.0]))


def assign_kinds(neighbourhoods: NDArray[np.object_], rng: np.random.Generator) -> NDArray[np.object_]:
    """Return the kind of each of (n,) neighbourhoods: by place where that is settled, else by distance to the centre."""
    middle = shapely.get_coordinates(shapely.centroid(neighbourhoods))
    distance = np.hypot(*(middle - CENTRE).T)
    luck = _clustered_luck(middle, rng)
    kinds = np.array([_draw(*pair) for pair in zip(distance, luck, strict=True)], dtype=object)
    for kind, circles in _PLACES.items():
        for centre, radius in circles:
            kinds[np.hypot(*(middle - centre).T) < radius] = kind
    kinds[(distance < 720.0) & (middle[:, 1] > 5080.0)] = "old town"
    for rows in estate_rows(neighbourhoods).values():
        kinds[rows] = "housing estate"
    return kinds


def _clustered_luck(middle: Floats, rng: np.random.Generator) -> Floats:
    """Return (n,) numbers spread evenly over 0 to 1, alike among neighbours: woods and estates come in patches."""
    waves = Waves(rng, np.array([3900.0, 2900.0, 2100.0, 1500.0]), np.ones(4))
    noise = waves(middle)[:, 0] + rng.normal(0.0, 0.55, len(middle))
    return np.asarray((noise.argsort().argsort() + 0.5) / len(noise))


def _draw(metres: float, luck: float) -> str:
    choices = next(choices for limit, choices in _CHOICES if metres < limit)
    return list(choices)[int(np.searchsorted(np.cumsum(list(choices.values()))[:-1], luck))]


def estate_rows(neighbourhoods: NDArray[np.object_]) -> dict[str, list[int]]:
    """Return the rows of each estate in (n,) neighbourhoods: the nearest to its place and its main neighbour.

    Where no neighbour has border enough to be built together with, the estate is the one neighbourhood alone.
    """
    hectares = shapely.area(neighbourhoods) / 1e4
    middle = shapely.get_coordinates(shapely.centroid(neighbourhoods))
    unfit = np.where((hectares > 10) & (hectares < 45), 0.0, 5000.0)
    rows: dict[str, list[int]] = {}
    for name, place in ESTATES.items():
        first = int(np.argmin(np.hypot(*(middle - place).T) + unfit))
        border = shapely.length(shapely.intersection(neighbourhoods, neighbourhoods[first]))
        border[[first, *(row for pair in rows.values() for row in pair)]] = 0.0
        border[hectares >= 45] = 0.0
        rows[name] = [first, int(np.argmax(border))] if border.max() > _SEAM else [first]
    return rows


def assign_quarters(neighbourhoods: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the quarter of each of (n,) neighbourhoods: the nearest middle on its own side of the canal."""
    middle = shapely.get_coordinates(shapely.centroid(neighbourhoods))
    quarter, places = zip(*((name, place) for name, (_, places) in QUARTERS.items() for place in places), strict=True)
    distance = np.hypot(*(middle[None, :, :] - np.array(places)[:, None, :]).transpose(2, 0, 1))
    other_side = _south_of_canal(np.array(places))[:, None] != _south_of_canal(middle)[None, :]
    return np.array(quarter, dtype=object)[np.argmin(np.where(other_side, np.inf, distance), axis=0)]


def _south_of_canal(xy: Floats) -> NDArray[np.bool_]:
    return xy[:, 1] < np.interp(xy[:, 0], *np.array(CANAL, dtype=float).T)


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
