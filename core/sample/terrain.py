"""The ground of the synthetic city: coast, water, main roads and railway, in metres on a drawing board of its own.

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
from ..geo.geometry import points_at

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


_RADIALS = {
    "Coast Road": ("main road", [(7852, 6443), (8150, 7100), (8500, 7900), (9250, 8600), (9600, 9100), (9250, 9700), (8900, 10300)]),
    "North Road": ("main road", [(7515, 6457), (7200, 7400), (7050, 8400), (6700, 9300), (6500, 10300)]),
    "Abbey Road": ("main road", [(6943, 6053), (6000, 6700), (5000, 7100), (3900, 7500), (2800, 7900), (1600, 8300)]),
    "West Road": ("main road", [(6878, 5650), (5900, 5950), (4700, 6350), (3300, 6250), (1900, 6500), (300, 6900)]),
    "Market Street": ("main road", [(7650, 6467), (7640, 5750), (7600, 5100), (7500, 4500)]),
    "South Road": ("main road", [(7500, 4500), (7000, 3600), (6600, 2800), (6700, 1800), (6500, 900), (6650, -400)]),
    "Mill Road": ("main road", [(7343, 4096), (6000, 4000), (4900, 4250), (3700, 4100), (2300, 4400), (1000, 4100), (-100, 4300)]),
    "Shore Road": ("main road", [(7500, 4500), (8350, 4250), (8800, 3600), (9400, 3050), (9450, 2500), (8800, 1900), (8550, 1000), (8750, -400)]),
    "Orchard Road": ("main road", [(7000, 3600), (5700, 3000), (4600, 2700), (3700, 1900), (2600, 800)]),
    "Holm Street": ("main road", [(8350, 4250), (8850, 4420), (9400, 4680), (9900, 4640), (10350, 4480)]),
    "Container Road": ("main road", [(7640, 5900), (8250, 5990), (8800, 5870), (9500, 5930), (10300, 6010)]),
    "Rampart Street": ("main road", [(7061, 5279), (6990, 4900), (7150, 4450), (7343, 4096)]),
    "Lake Road": ("main road", [(2947, 6265), (3020, 5550), (2900, 4900), (2862, 4293)]),
    "Cape Road": ("main road", [(9250, 8600), (9900, 8750), (10400, 8850), (10950, 8700)]),
}  # fmt: skip
_RINGS = {
    "Rampart Ring": ("main road", 780.0, 17.0, 221.0, 0.92),
    "Ring 2": ("main road", 2150.0, 69.2, 296.7, 1.0),
    "Ring 3": ("motorway", 4250.0, 63.8, 285.8, 0.95),
}
_RAILWAY = [(4300, 10400), (4700, 9200), (5500, 8300), (6100, 7400), (6500, 6500), (6620, 5700), (6550, 4900),
            (6150, 4200), (5800, 3400), (5550, 2300), (5150, 1300), (5000, -300)]  # fmt: skip
_HARBOUR_LINE = [(6150, 7330), (6700, 7150), (7500, 7050), (8200, 6750), (8600, 6350), (8950, 5960), (9700, 6040)]
_STATIONS = {
    "Abbey Fields": (4950, 8850), "Heronlea": (5700, 8050), "Northgate": (6270, 7030), "Seedhaven Central": (6610, 5750),
    "Millbank": (6300, 4450), "Orchard": (5750, 3250), "Southmoor": (5330, 1700), "Free Port": (8300, 6680),
}  # fmt: skip
_BRIDGE_NAMES = {
    "Ring 3": "Motorway Bridge", "Ring 2": "Ring Bridge", "Rampart Street": "Rampart Bridge", "Market Street": "Market Bridge",
    "Holm Street": "Holm Bridge", "Lake Road": "Mill Bridge",
}  # fmt: skip


@dataclass(frozen=True)
class Network:
    """Lines by name with their class, the railway, its stations, and by road the crossing of the canal as a link."""

    roads: dict[str, tuple[str, shapely.LineString]]
    railway: dict[str, shapely.LineString]
    stations: dict[str, shapely.Point]
    bridges: dict[str, shapely.LineString]

    def bridge_names(self) -> list[str]:
        """Return the names of the bridges."""
        return [_BRIDGE_NAMES[road] for road in self.bridges]


def make_network(terrain: Terrain) -> Network:
    """Draw radial roads, rings and railway; a road that crosses water between two pieces of land gets a bridge."""
    roads = {name: (kind, shapely.LineString(smooth(points))) for name, (kind, points) in _RADIALS.items()}
    for name, (kind, radius, start, end, squash) in _RINGS.items():
        roads[name] = (kind, shapely.LineString(arc(CENTRE, radius, start, end, squash)))
    railway = {"Main line": smooth(_RAILWAY), "Harbour line": smooth(_HARBOUR_LINE)}
    lines = {name: shapely.LineString(line) for name, line in railway.items()}
    stations = {name: _on_line(shapely.Point(place), list(lines.values())) for name, place in _STATIONS.items()}
    return Network(roads, lines, stations, _bridges(roads, terrain))


def _on_line(point: shapely.Point, lines: list[shapely.LineString]) -> shapely.Point:
    line = min(lines, key=point.distance)
    return line.interpolate(line.project(point))


def _bridges(roads: dict[str, tuple[str, shapely.LineString]], terrain: Terrain) -> dict[str, shapely.LineString]:
    pieces = shapely.get_parts(terrain.land)
    bridges = {}
    for name, (_, line) in roads.items():
        for part in shapely.get_parts(shapely.difference(line, terrain.land)):
            if part.is_empty:
                continue
            ends = points_at(shapely.get_coordinates(part)[[0, -1]])
            touched = {
                int(np.argmin(distance)) for end in ends if (distance := shapely.distance(pieces, end)).min() < 1.0
            }
            if len(touched) == 2:
                bridges[name] = _link(shapely.get_coordinates(part))
    return bridges


def _link(water: Floats, reach_m: float = 25.0, aside_m: float = 6.0) -> shapely.LineString:
    """Return a line over the water that ends inside one unit on either bank: a road's own ends lie between two."""
    along = water[-1] - water[0]
    along /= np.hypot(*along)
    aside = aside_m * np.array([-along[1], along[0]])
    return shapely.LineString([water[0] - reach_m * along + aside, water[-1] + reach_m * along + aside])
