"""Planning units of the synthetic city: a clean coverage of street blocks, with residents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats
from ..base.progress import Progress
from .blocks import GRID_M, halve_until, merge_slivers, polygonise
from .land_use import KINDS, QUARTERS, assign_kinds, assign_quarters, estate_rows, neighbourhood_hectares
from .network import Network
from .terrain import Terrain

RESIDENTS = 212_000
_SEGMENT_M = 40.0
_LEAST_BLOCK_M2 = 15_000.0


@dataclass(frozen=True)
class Units:
    """Units as the map shows them: (n,) polygons that share every vertex, and their attributes.

    `attributes` has unit_id, name, population, police_district, kind, quarter and estate (empty where none).
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
        lambda polygon, row: float(polygon.area / KINDS[kinds[row]].hectares),
        lambda row: KINDS[kinds[row]].jitter,
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
    edges = shapely.get_parts(shapely.union_all(shapely.boundary(blocks), grid_size=GRID_M))
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
    density = kind.map({name: entry.density for name, entry in KINDS.items()}).to_numpy(dtype=float)
    people = shapely.area(geometry) * density * rng.lognormal(0.0, 0.35, len(geometry))
    return np.rint(RESIDENTS * people / people.sum()).astype(np.int64)
