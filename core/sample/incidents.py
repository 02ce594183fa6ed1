"""Incidents: drawn by what lures them, gathered in hot spots, repeated nearby; and when they happened."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..progress import Progress
from .curves import Floats
from .incident_times import DAYS, START, incident_times, start_times
from .incident_types import INCIDENT_TYPES, IncidentType

INCIDENTS = 20_000
_REPEAT_METRES, _REPEAT_DAYS = 70.0, 5.0


@dataclass(frozen=True)
class Ground:
    """Where incidents may lie: (n,) polygons in metres, and for each lure its (n,) strength in them (sum above zero)."""

    geometry: NDArray[np.object_]
    lures: dict[str, Floats]

    def random_points(self, weights: Floats, count: int, rng: np.random.Generator) -> Floats:
        """Return (count, 2) points: a polygon by weight, then anywhere in it."""
        rows = rng.choice(len(self.geometry), size=count, p=weights / weights.sum())
        return points_within(self.geometry[rows], rng)


def points_within(polygons: NDArray[np.object_], rng: np.random.Generator, tries: int = 60) -> Floats:
    """Return a random point in each of (n,) polygons, by rejection; a polygon that fills too little of its box gives its middle."""
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


def make_incidents(
    ground: Ground, rng: np.random.Generator, progress: Progress, count: int = INCIDENTS
) -> tuple[NDArray[np.object_], pd.DataFrame]:
    """Return `count` points and their incident_id, type, scene, method, from_time and to_time (missing where unknown)."""
    shapely.prepare(ground.geometry)
    tables: list[pd.DataFrame] = []
    shares = np.array([kind.share for kind in INCIDENT_TYPES])
    numbers = np.rint(count * shares / shares.sum()).astype(int)
    numbers[0] += count - numbers.sum()
    for kind, number in zip(INCIDENT_TYPES, numbers, strict=True):
        progress.show(len(tables) / len(INCIDENT_TYPES))
        tables.append(_of_one_type(kind, int(number), ground, rng))
    table = pd.concat(tables, ignore_index=True).sort_values("began", kind="stable", ignore_index=True)
    points = shapely.points(np.round(table[["x", "y"]].to_numpy(), 1))
    table.insert(0, "incident_id", [f"I{number:06d}" for number in range(1, len(table) + 1)])
    return points, table.drop(columns=["x", "y", "began"])


def _of_one_type(kind: IncidentType, count: int, ground: Ground, rng: np.random.Generator) -> pd.DataFrame:
    weights = sum(
        (share * _share(ground.lures[lure]) for lure, share in kind.lures.items()), np.zeros(len(ground.geometry))
    )
    first = count - int(kind.repeat_share * count)
    xy = ground.random_points(weights, first, rng)
    _gather(xy, kind, weights, ground, rng)
    began = start_times(kind.rhythm, first, rng)
    method = rng.choice(list(kind.methods), size=first, p=list(kind.methods.values()))
    parents = rng.integers(0, first, count - first)
    xy = np.concatenate([xy, _repeat_places(xy[parents], ground, rng)])
    began = np.concatenate([began, _repeat_times(began[parents], rng)])
    from_time, to_time = incident_times(began, kind.rhythm, rng)
    return pd.DataFrame(
        {
            "type": kind.name,
            "scene": rng.choice(list(kind.scenes), size=count, p=list(kind.scenes.values())),
            "method": np.concatenate([method, method[parents]]),
            "from_time": from_time,
            "to_time": to_time,
            "began": began,
            "x": xy[:, 0],
            "y": xy[:, 1],
        }
    )


def _share(strength: Floats) -> Floats:
    return strength / strength.sum()


def _gather(xy: Floats, kind: IncidentType, weights: Floats, ground: Ground, rng: np.random.Generator) -> None:
    """Move `spot_share` of the (n, 2) points to hot spots of unequal size, where these lie on the ground."""
    spots = ground.random_points(weights**1.5, kind.spots, rng)
    rank = rng.dirichlet(np.full(kind.spots, 1.2))
    moved = np.flatnonzero(rng.random(len(xy)) < kind.spot_share)
    centre = spots[rng.choice(kind.spots, size=len(moved), p=rank)]
    place = centre + rng.normal(0.0, kind.spot_radius_m, (len(moved), 2))
    inside = _on_ground(place, ground)
    xy[moved[inside]] = place[inside]


def _repeat_places(parents: Floats, ground: Ground, rng: np.random.Generator) -> Floats:
    """Return a place near each parent; a third of them, and those that would leave the ground, at the parent's own."""
    place = parents + rng.normal(0.0, _REPEAT_METRES, parents.shape)
    stay = (rng.random(len(parents)) < 0.33) | ~_on_ground(place, ground)
    return np.where(stay[:, None], parents, place)


def _repeat_times(parents: NDArray[np.datetime64], rng: np.random.Generator) -> NDArray[np.datetime64]:
    """Return a moment some days after each parent, about its hour; before it where the period would end."""
    minutes = (rng.exponential(_REPEAT_DAYS, len(parents)).astype(int) + 1) * 1440 + rng.integers(
        -120, 121, len(parents)
    )
    delay = minutes.astype("timedelta64[m]")
    end = START + np.timedelta64(DAYS, "D")
    return np.where(parents + delay < end, parents + delay, np.maximum(parents - delay, START))


def _on_ground(xy: Floats, ground: Ground) -> NDArray[np.bool_]:
    found = np.zeros(len(xy), dtype=bool)
    found[shapely.STRtree(ground.geometry).query(shapely.points(xy), predicate="within")[0]] = True
    return found
