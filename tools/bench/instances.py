"""Instances to measure the solver on: invented cities and a country as Voronoi units, seeds fixed.

A city has an irregular outline and a lake, denser units in four centres, lognormal population (4 % of the units
empty), clustered incidents, and exposed housing along a river. A country has units from 0.01 to 10,000 km².
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Voronoi, cKDTree

SIDE = 30_000.0
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


@dataclass(frozen=True)
class Instance:
    """A graph of units with shared border lengths in metres and integer loads; connected."""

    name: str
    sectors: int
    edges: NDArray[np.int64]
    length: NDArray[np.float64]
    load: NDArray[np.int64]
    xy: NDArray[np.float64]
    area: NDArray[np.float64]

    @property
    def size(self) -> int:
        return len(self.load)


def _inside(points):
    offset = points - SIDE / 2
    radius, angle = np.hypot(*offset.T), np.arctan2(offset[:, 1], offset[:, 0])
    coast = SIDE * (0.40 + 0.05 * np.sin(3 * angle + 1) + 0.035 * np.sin(7 * angle) + 0.02 * np.sin(13 * angle + 2))
    lake = ((points[:, 0] / SIDE - 0.62) / 0.07) ** 2 + ((points[:, 1] / SIDE - 0.40) / 0.035) ** 2 < 1
    return (radius < coast) & ~lake


def _river(x):
    return SIDE * (0.53 + 0.05 * np.sin(x / SIDE * 7))


def _seeds(n, rng):
    """Return points, denser in four centres."""
    centres = SIDE * np.array([[0.5, 0.5], [0.36, 0.62], [0.60, 0.64], [0.45, 0.33]])
    spread = SIDE * np.array([0.10, 0.05, 0.05, 0.06])
    points = np.zeros((0, 2))
    while len(points) < n:
        centre = rng.choice(4, n, p=[0.55, 0.15, 0.15, 0.15])
        near = centres[centre] + rng.normal(size=(n, 2)) * spread[centre][:, None]
        drawn = np.where(rng.random(n)[:, None] < 0.45, rng.random((n, 2)) * SIDE, near)
        points = np.vstack([points, drawn[_inside(drawn)]])
    return points[:n]


def _cells(points, frame):
    """Return edges, border lengths, areas and centroids of the Voronoi cells of `points`; `frame` closes them."""
    n, whole = len(points), np.vstack([points, frame])
    diagram = Voronoi(whole)
    ridges = np.asarray(diagram.ridge_vertices)
    closed = (ridges >= 0).all(axis=1)
    pair, ends = diagram.ridge_points[closed], diagram.vertices[ridges[closed]]
    length = np.hypot(*(ends[:, 0] - ends[:, 1]).T)
    area, middle = np.zeros(n), np.zeros((n, 2))
    for side in (0, 1):
        own = pair[:, side] < n
        i = pair[own, side]
        a, b = ends[own, 0] - points[i], ends[own, 1] - points[i]
        triangle = 0.5 * np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])
        np.add.at(area, i, triangle)
        np.add.at(middle, i, triangle[:, None] * (points[i] + (a + b) / 3))
    inner = (pair < n).all(axis=1) & (length > 1e-3 * np.median(length))
    return np.sort(pair[inner], axis=1), length[inner], area, middle / area[:, None]


def _frame(rng, count):
    """Return points outside the land, and a ring far out, so that every cell is closed."""
    outside = rng.random((count, 2)) * SIDE
    angle = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    ring = SIDE / 2 + 1.5 * SIDE * np.column_stack([np.cos(angle), np.sin(angle)])
    return np.vstack([outside[~_inside(outside)], ring])


def city(n, sectors, seed=7, river=False):
    """Return a city of n units; with `river`, its two banks are joined by five bridges only."""
    rng = np.random.default_rng(seed)
    points = _seeds(n, rng)
    frame = _frame(rng, max(4_000, n))
    for _ in range(2):
        middle = _cells(points, frame)[3]
        points = points + 0.8 * (middle - points)
    edges, length, area, xy = _cells(points, frame)
    load = _city_load(xy, area, rng)
    if river:
        edges, length = _bridged(edges, length, xy)
    name = f"city {n:,}/{sectors}" + (", river" if river else "")
    return _connected(Instance(name, sectors, edges, length, load, xy, area))


def _city_load(xy, area, rng):
    n = len(xy)
    density = np.exp(0.5 * np.sin(xy[:, 0] / 4000) + 0.5 * np.cos(xy[:, 1] / 5000))
    people = rng.lognormal(0, 0.7, n) * density
    people[rng.random(n) < 0.04] = 0
    rate = np.full(n, 0.15) * area / area.mean()
    for _ in range(60):
        spot, reach, weight = xy[rng.integers(n)], rng.uniform(250, 1200), rng.pareto(1.5) + 0.3
        rate += weight * np.exp(-((xy - spot) ** 2).sum(axis=1) / (2 * reach**2)) * area / (reach * area.mean())
    incidents = rng.poisson(rate * 8 * n / rate.sum() * rng.gamma(1.2, 1 / 1.2, n))
    exposed = people * np.exp(-np.abs(xy[:, 1] - _river(xy[:, 0])) / 2500)
    share = 0.3 * people / people.sum() + 0.5 * incidents / incidents.sum() + 0.2 * exposed / exposed.sum()
    return np.rint(np.minimum(share, 12 / n) * 1e8).astype(np.int64)


def _bridged(edges, length, xy):
    north = xy[:, 1] > _river(xy[:, 0])
    across = np.flatnonzero(north[edges[:, 0]] != north[edges[:, 1]])
    across = across[np.argsort(xy[edges[across, 0], 0])]
    bridges = across[np.linspace(0, len(across) - 1, 7).astype(int)[1:-1]]
    kept = np.ones(len(edges), dtype=bool)
    kept[np.setdiff1d(across, bridges)] = False
    return edges[kept], length[kept]


def country(n=20_000, sectors=50, seed=7):
    """Return a country: a hundred towns of very different size, so that units have from 0.01 to 10,000 km²."""
    rng = np.random.default_rng(seed)
    towns, reach = rng.random((100, 2)) * 1e6, 10 ** rng.uniform(2.8, 4.6, 100)
    town = rng.choice(100, n, p=(share := rng.pareto(1.0, 100) + 0.2) / share.sum())
    spread = rng.normal(size=(n, 2)) * (rng.exponential(1, n) * reach[town])[:, None]
    points = np.clip(towns[town] + spread, 0, 1e6) + rng.normal(size=(n, 2))
    wild = rng.random(n) < 0.04
    points[wild] = rng.random((int(wild.sum()), 2)) * 1e6
    angle = np.linspace(0, 2 * np.pi, 256, endpoint=False)
    ring = 5e5 + 8e5 * np.column_stack([np.cos(angle), np.sin(angle)])
    edges, length, area, xy = _cells(points, ring)
    load = np.rint(1e4 * rng.lognormal(0, 0.5, n)).astype(np.int64)
    return _connected(Instance(f"country {n:,}/{sectors}", sectors, edges, length, load, xy, area))


def _connected(instance):
    """Return the instance with stray parts tied to the nearest unit by an edge of one metre."""
    n = instance.size
    matrix = csr_matrix((np.ones(len(instance.edges)), tuple(instance.edges.T)), shape=(n, n))
    count, part = connected_components(matrix, directed=False)
    main = np.flatnonzero(part == np.bincount(part).argmax())
    tree, ties = cKDTree(instance.xy[main]), []
    for stray in np.setdiff1d(np.arange(count), part[main[:1]]):
        units = np.flatnonzero(part == stray)
        distance, nearest = tree.query(instance.xy[units])
        ties.append(sorted((int(units[distance.argmin()]), int(main[nearest[distance.argmin()]]))))
    edges = np.vstack([instance.edges, np.array(ties, dtype=np.int64).reshape(-1, 2)])
    length = np.concatenate([instance.length, np.ones(len(ties))])
    order = np.lexsort((edges[:, 1], edges[:, 0]))
    return Instance(
        instance.name, instance.sectors, edges[order], length[order], instance.load, instance.xy, instance.area
    )


def arkansas(sectors=21):
    """Return the block groups of Arkansas as published with GerryChain; None where the data is not at hand.

    There is no geometry: places come from the two slowest eigenvectors of the graph.
    """
    path = DATA / "bench_arkansas_bg_graph" / "05_bg_census_consolidated.json"
    if not path.exists():
        return None
    graph = json.loads(path.read_text(encoding="utf-8"))
    place = {node["id"]: row for row, node in enumerate(graph["nodes"])}
    found = {
        (min(i, place[link["id"]]), max(i, place[link["id"]])): link["shared_perim"]
        for i, links in enumerate(graph["adjacency"])
        for link in links
        if place[link["id"]] != i
    }
    edges = np.array(sorted(found), dtype=np.int64)
    length = 1e5 * np.array([found[tuple(edge)] for edge in edges.tolist()])  # from degrees, roughly
    load = np.array([node["tot_pop_20"] for node in graph["nodes"]], dtype=np.int64)
    area = np.array([node["area"] for node in graph["nodes"]])
    xy = _laid_out(len(load), edges)
    return _connected(Instance(f"Arkansas {len(load):,}/{sectors}", sectors, edges, length, load, xy, area))


def _laid_out(n, edges):
    from scipy.sparse.csgraph import laplacian
    from scipy.sparse.linalg import eigsh

    matrix = csr_matrix(
        (np.ones(2 * len(edges)), (np.r_[edges[:, 0], edges[:, 1]], np.r_[edges[:, 1], edges[:, 0]])), shape=(n, n)
    )
    _, vectors = eigsh(laplacian(matrix, normed=True) + 1e-9 * csr_matrix(np.eye(n)), k=3, sigma=-0.01, v0=np.ones(n))
    return vectors[:, 1:3] * 1e6
