"""Land use of the synthetic city: what is built where, how dense, and in which quarter and district it lies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats
from .terrain import CANAL, CENTRE, Waves


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
