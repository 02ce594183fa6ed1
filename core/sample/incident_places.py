"""Where incidents happen: by what lures them, in hot spots, near earlier ones, and beside the streets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ..arrays import Floats
from .incident_types import IncidentType

_REPEAT_M = 70.0
_BLOCK_M2 = 30_000.0
_BESIDE_STREET = 0.85


@dataclass(frozen=True)
class Ground:
    """Where incidents may lie: (n,) polygons in metres, and for each lure its (n,) strength in them (sum above zero)."""

    geometry: NDArray[np.object_]
    lures: dict[str, Floats]

    def random_points(self, weights: Floats, count: int, rng: np.random.Generator) -> Floats:
        """Return (count, 2) points: a polygon by weight, then anywhere in it."""
        rows = rng.choice(len(self.geometry), size=count, p=weights / weights.sum())
        return points_within(self.geometry[rows], rng)

    def rows_at(self, xy: Floats) -> NDArray[np.intp]:
        """Return the (m,) polygon each of (m, 2) points lies in, -1 where it lies in none."""
        rows = np.full(len(xy), -1, dtype=np.intp)
        points, polygons = shapely.STRtree(self.geometry).query(shapely.points(xy), predicate="within")
        rows[points] = polygons
        return rows


def nearness(polygons: NDArray[np.object_], points: NDArray[np.object_], reach_m: float) -> Floats:
    """Return the (n,) summed pull of the points on the polygons: 1 where a point lies inside, fading over `reach_m`."""
    rows, near = shapely.STRtree(points).query(polygons, predicate="dwithin", distance=4.0 * reach_m)
    pull = np.exp(-((shapely.distance(polygons[rows], points[near]) / reach_m) ** 2) / 2.0)
    return np.bincount(rows, pull, minlength=len(polygons)) + 1e-9


def points_within(polygons: NDArray[np.object_], rng: np.random.Generator, tries: int = 60) -> Floats:
    """Return a random point in each of (n,) polygons, by rejection; one that fills too little of its box gives a point on it."""
    low, high = np.split(shapely.bounds(polygons), 2, axis=1)
    points = shapely.get_coordinates(shapely.point_on_surface(polygons))
    open_rows = np.arange(len(polygons))
    for _ in range(tries):
        trial = rng.uniform(low[open_rows], high[open_rows])
        hit = shapely.contains_xy(polygons[open_rows], *trial.T)
        points[open_rows[hit]] = trial[hit]
        open_rows = open_rows[~hit]
        if not len(open_rows):
            break
    return points


def gather(xy: Floats, kind: IncidentType, weights: Floats, ground: Ground, rng: np.random.Generator) -> None:
    """Move `spot_share` of the (n, 2) points to hot spots of unequal size, dense in their middle, where these lie on the ground."""
    spots = ground.random_points(weights**1.5, kind.spots, rng)
    rank = rng.dirichlet(np.full(kind.spots, 1.2))
    moved = np.flatnonzero(rng.random(len(xy)) < kind.spot_share)
    centre = spots[rng.choice(kind.spots, size=len(moved), p=rank)]
    angle, radius = rng.uniform(0.0, 2 * np.pi, len(moved)), rng.exponential(kind.spot_radius_m, len(moved))
    place = centre + np.stack([np.cos(angle), np.sin(angle)], axis=1) * radius[:, None]
    inside = ground.rows_at(place) >= 0
    xy[moved[inside]] = place[inside]


def repeat_places(parents: Floats, ground: Ground, rng: np.random.Generator) -> Floats:
    """Return a place near each parent; a third of them, and those that would leave the ground, at the parent's own."""
    place = parents + rng.normal(0.0, _REPEAT_M, parents.shape)
    stay = (rng.random(len(parents)) < 0.33) | (ground.rows_at(place) < 0)
    return np.where(stay[:, None], parents, place)


def beside_streets(xy: Floats, ground: Ground, rng: np.random.Generator) -> Floats:
    """Return the (n, 2) points with most of those in street blocks moved outward, to a few metres from the street."""
    rows = ground.rows_at(xy)
    chosen = np.flatnonzero((rows >= 0) & (rng.random(len(xy)) < _BESIDE_STREET))
    chosen = chosen[shapely.area(ground.geometry[rows[chosen]]) < _BLOCK_M2]
    street = shapely.boundary(ground.geometry[rows[chosen]])
    foot = shapely.line_interpolate_point(street, shapely.line_locate_point(street, shapely.points(xy[chosen])))
    inward = xy[chosen] - shapely.get_coordinates(foot)
    depth = np.hypot(*inward.T)
    setback = np.minimum(rng.uniform(3.0, 14.0, len(chosen)), depth)
    placed = xy.copy()
    placed[chosen] -= inward * (1.0 - setback / np.maximum(depth, 1e-9))[:, None]
    return placed
