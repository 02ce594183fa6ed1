"""Main roads, railway, stations and bridges of the synthetic city, on the drawing board (metres)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ..arrays import Floats
from ..geometry import points_at
from .curves import arc, smooth
from .terrain import CENTRE, Terrain

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
