"""Incidents of all types, with place, scene, method and times; some repeat soon and nearby."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..arrays import Floats
from ..geometry import points_at
from ..progress import Progress
from .incident_places import Ground, beside_streets, gather, repeat_places
from .incident_times import DAYS, START, incident_times, start_times
from .incident_types import INCIDENT_TYPES, IncidentType

INCIDENTS = 20_000
_REPEAT_DAYS = 5.0


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
    points = points_at(np.round(beside_streets(table[["x", "y"]].to_numpy(), ground, rng), 1))
    table.insert(0, "incident_id", [f"I{number:06d}" for number in range(1, len(table) + 1)])
    return points, table.drop(columns=["x", "y", "began"])


def _of_one_type(kind: IncidentType, count: int, ground: Ground, rng: np.random.Generator) -> pd.DataFrame:
    weights = sum(
        (share * _share(ground.lures[lure]) for lure, share in kind.lures.items()), np.zeros(len(ground.geometry))
    )
    first = count - int(kind.repeat_share * count)
    xy = ground.random_points(weights, first, rng)
    gather(xy, kind, weights, ground, rng)
    began = start_times(kind.rhythm, first, rng)
    method = rng.choice(list(kind.methods), size=first, p=list(kind.methods.values()))
    parents = rng.integers(0, first, count - first)
    xy = np.concatenate([xy, repeat_places(xy[parents], ground, rng)])
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


def _repeat_times(parents: NDArray[np.datetime64], rng: np.random.Generator) -> NDArray[np.datetime64]:
    """Return a moment some days after each parent, about its hour; before it where the period would end."""
    minutes = (rng.exponential(_REPEAT_DAYS, len(parents)).astype(int) + 1) * 1440 + rng.integers(
        -120, 121, len(parents)
    )
    delay = minutes.astype("timedelta64[m]")
    end = START + np.timedelta64(DAYS, "D")
    return np.where(parents + delay < end, parents + delay, np.maximum(parents - delay, START))
