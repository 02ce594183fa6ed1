"""Coast and terrain of the synthetic city: land, sea, harbour, canal and lakes, in metres on a drawing board of its own.

Splines and midpoint displacement (Fournier, Fussell and Carpenter, Computer Rendering of Stochastic Models,
Communications of the ACM 25, 1982) keep the map from looking ruled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from ..base.arrays import Floats

CENTRE = (7650.0, 5750.0)
HARBOUR_MOUTH = (9500.0, 5300.0)
BOARD = shapely.box(-400.0, -600.0, 13400.0, 10700.0)
_COAST = [
    (8600, 11200), (8850, 10500), (9250, 9950), (9900, 9650), (10600, 9150), (11150, 8800), (10900, 8350),
    (10150, 8200), (9500, 7800), (8950, 7400), (8850, 6900), (8950, 6300), (9050, 5700), (9000, 5100), (9050, 4450),
    (9500, 4000), (10150, 3750), (10700, 3300), (10550, 2700), (9900, 2450), (9350, 2050), (9000, 1500), (9250, 900),
    (9150, 200), (8700, -300), (8600, -1200),
]  # fmt: skip
_BORDER = [
    (8650, 10250), (7700, 9900), (6900, 10150), (5900, 9650), (4700, 9800), (3500, 9250), (2500, 8700), (2300, 7800),
    (1300, 7250), (1050, 6300), (550, 5700), (700, 4800), (250, 4000), (900, 3200), (750, 2300), (1800, 1500),
    (3000, 1150), (3900, 350), (5200, 600), (6100, -50), (7300, 250), (8100, -150), (8750, 50),
]  # fmt: skip
CANAL = [
    (-300, 6300), (500, 6050), (1300, 5650), (2300, 5400), (3200, 5550), (4100, 5750), (5000, 5500), (5800, 5000),
    (6600, 4850), (7300, 5050), (8000, 5150), (8800, 5020), (9800, 5150),
]  # fmt: skip
_QUAYS = {
    "Ferry Pier": [(8700, 6500), (9850, 6640), (9835, 6790), (8700, 6720)],
    "Container Pier": [(8700, 5650), (10350, 5830), (10300, 6190), (8700, 6120)],
    "Mole": [(8700, 5330), (9650, 5430), (9640, 5500), (8700, 5480)],
}
_HOLM = shapely.Polygon(
    [(9160, 4860), (9330, 4560), (9900, 4330), (10480, 4270), (10560, 4560), (10250, 4830), (9800, 4960), (9250, 4990)]
)
_HOLM_CHANNEL = shapely.Polygon(
    [(9040, 5050), (9060, 4780), (9270, 4450), (9850, 4200), (10500, 4130), (10900, 4200), (10900, 5050)]
)
_BASINS = [
    shapely.box(8780, 6130, 10500, 6480),
    shapely.Polygon([(8750, 5490), (9700, 5510), (10400, 5800), (8750, 5640)]),
]
_HINTERLAND = shapely.box(-3000, -1200, 8000, 11200)
_WEST_OF_MOUTH = shapely.box(-400, -600, 9060, 10700)
_LAKES = {
    "Mill Lake": ((1900, 5480), (560, 250), 12.0),
    "Heron Lake": ((4700, 7950), (420, 190), 60.0),
    "Round Pond": ((6150, 2650), (160, 140), 0.0),
    "Quarry Lake": ((2900, 2700), (260, 200), -30.0),
    "Park Pond": ((6700, 6350), (130, 60), 40.0),
}


@dataclass(frozen=True)
class Terrain:
    """Land within the border without its water, and the water by name; drawing-board metres."""

    land: shapely.MultiPolygon
    water: dict[str, shapely.Geometry]

    def kinds(self) -> list[str]:
        """Return the kind of each water: sea, canal or lake."""
        return [{"Seedhaven Bay": "sea", "Canal": "canal"}.get(name, "lake") for name in self.water]


def make_terrain(rng: np.random.Generator) -> Terrain:
    """Draw the coast with its quays and island, then take canal and lakes out of it."""
    coastal_land = _coastal_land(rng)
    middle = smooth(CANAL, 80.0)
    canal = shapely.intersection(ribbon(middle, _canal_widths(len(middle))), _WEST_OF_MOUTH)
    lakes = {name: _lake(*shape, rng) for name, shape in _LAKES.items()}
    border = shapely.Polygon([*roughen(np.array(_BORDER, dtype=float), rng, 90.0, 2), (11500, 0), (11500, 10200)])
    land = shapely.intersection(shapely.difference(coastal_land, shapely.union_all([canal, *lakes.values()])), border)
    parts = [part for part in shapely.get_parts(land) if part.area > 60_000.0]
    sea = shapely.difference(BOARD, shapely.union(coastal_land, _HINTERLAND))
    water = {"Seedhaven Bay": sea, "Canal": shapely.difference(canal, sea), **lakes}
    return Terrain(shapely.multipolygons(parts), water)


def _coastal_land(rng: np.random.Generator) -> shapely.Geometry:
    """Return all land east and west of the border: the coast by spline and midpoint displacement, with the harbour."""
    coast = roughen(smooth(_COAST, 350.0), rng, 80.0, 4)
    land = shapely.Polygon([*coast, (-3000, -1200), (-3000, 11200)]).buffer(0)
    quays = shapely.union_all([shapely.Polygon(ring) for ring in _QUAYS.values()])
    coastal_land = shapely.union(shapely.difference(land, shapely.union_all(_BASINS)), quays)
    return shapely.union(shapely.difference(coastal_land, _HOLM_CHANNEL), _HOLM)


def _canal_widths(count: int) -> NDArray[np.float64]:
    along = np.linspace(0.0, 1.0, count)
    return np.interp(along, [0.0, 0.2, 0.45, 0.8, 0.9, 1.0], [24.0, 32.0, 60.0, 84.0, 130.0, 260.0])


def _lake(
    centre: tuple[float, float], radii: tuple[float, float], tilt: float, rng: np.random.Generator
) -> shapely.Polygon:
    angle = np.linspace(0.0, 2 * np.pi, 72, endpoint=False)
    lobes = sum(rng.uniform(-0.5, 0.5) / k * np.sin(k * angle + rng.uniform(0, 6.28)) for k in (2, 3, 4, 5))
    radius = 1.0 + 0.35 * lobes
    shore = np.stack([radii[0] * radius * np.cos(angle), radii[1] * radius * np.sin(angle)], axis=1)
    turn = np.radians(tilt)
    rotation: Floats = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    return shapely.Polygon(shore @ rotation + np.array(centre))


def smooth(points: Sequence[tuple[float, float]], step_m: float = 60.0) -> Floats:
    """Return a (m, 2) curve through `points`, about `step_m` between vertices."""
    knots = np.array(points, dtype=float)
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(knots, axis=0).T))]
    count = max(2, int(along[-1] / step_m))
    return np.asarray(CubicSpline(along, knots)(np.linspace(0.0, along[-1], count)))


def roughen(line: Floats, rng: np.random.Generator, amplitude_m: float, rounds: int = 3) -> Floats:
    """Return the (m, 2) line with its segments halved `rounds` times, each middle moved at random (midpoint displacement)."""
    for _ in range(rounds):
        start, end = line[:-1], line[1:]
        across = (end - start)[:, ::-1] * (-1.0, 1.0)
        length = np.maximum(np.hypot(*across.T), 1e-9)
        shift = rng.normal(0.0, 0.33, len(start)) * np.minimum(amplitude_m, 0.3 * length)
        middle = (start + end) / 2.0 + across / length[:, None] * shift[:, None]
        line = np.concatenate([np.stack([start, middle], axis=1).reshape(-1, 2), line[-1:]])
        amplitude_m /= 2.0
    return line


class Waves:
    """Smooth noise in the plane: a sum of sine waves of given lengths (metres) and heights, in random directions."""

    def __init__(self, rng: np.random.Generator, lengths_m: Floats, heights: Floats) -> None:
        """Draw directions and phases, for two independent fields."""
        angle = rng.uniform(0.0, 2 * np.pi, len(lengths_m))
        self._across = np.stack([np.cos(angle), np.sin(angle)]) * 2 * np.pi / lengths_m
        self._phase = rng.uniform(0.0, 2 * np.pi, (2, len(lengths_m)))
        self._heights = heights

    def __call__(self, xy: Floats) -> Floats:
        """Return the (n, 2) values of the two fields at (n, 2) points."""
        wave = xy @ self._across
        return np.stack([(np.sin(wave + phase) * self._heights).sum(axis=1) for phase in self._phase], axis=1)


class Warp:
    """A smooth displacement of the plane that bends straight streets a little and tears nothing.

    The gradient of its waves stays well below 1 (domain warping), so that it is one to one.
    """

    def __init__(self, rng: np.random.Generator, calm: tuple[float, float], calm_radius_m: float) -> None:
        """Draw the waves; within about `calm_radius_m` of `calm` (the quays) hardly anything moves."""
        lengths = np.array([4200.0, 3100.0, 2300.0, 1700.0, 1250.0, 900.0])
        self._waves = Waves(rng, lengths, 0.016 * lengths)
        self._calm, self._radius = np.array(calm), calm_radius_m

    def __call__(self, xy: Floats) -> Floats:
        """Return the (n, 2) points moved."""
        far = 1.0 - np.exp(-((xy - self._calm) ** 2).sum(axis=1) / (2 * self._radius**2))
        return xy + self._waves(xy) * far[:, None]


def arc(centre: tuple[float, float], radius_m: float, start: float, end: float, squash: float = 1.0) -> Floats:
    """Return a (m, 2) arc from `start` to `end` degrees, counter-clockwise from east, its height times `squash`."""
    angle = np.radians(np.linspace(start, end, round(abs(end - start) / 3.0) + 1))
    return np.stack([centre[0] + radius_m * np.cos(angle), centre[1] + squash * radius_m * np.sin(angle)], axis=1)


def ribbon(line: Floats, widths_m: Floats) -> shapely.Geometry:
    """Return the area within half of `widths_m` (m,) of the (m, 2) line."""
    pieces = shapely.linestrings(np.stack([line[:-1], line[1:]], axis=1))
    return shapely.union_all(shapely.buffer(pieces, (widths_m[:-1] + widths_m[1:]) / 4.0, quad_segs=4))
