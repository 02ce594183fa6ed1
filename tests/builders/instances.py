"""Instances of the balancing: boards of squares, and random planar maps."""

import numpy as np
import shapely
from scipy.spatial import Delaunay
from sector_planner.core.balance.model.instance import Instance
from sector_planner.core.geo.contiguity import ContiguityGraph

from .plans import islands, neighbours_of


def board_edges(width, height, first=0):
    """Return (m, 2) the pairs of squares that share a side, in order; numbered row by row from `first`."""
    number = first + np.arange(width * height).reshape(height, width)
    across = np.column_stack([number[:, :-1].ravel(), number[:, 1:].ravel()])
    along = np.column_stack([number[:-1].ravel(), number[1:].ravel()])
    pairs = np.vstack([across, along])
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))].astype(np.int64)


def board_instance(width, height, sectors, load=None, **more):
    """Return an instance over unit squares of 100 m, row by row from the south-west."""
    n = width * height
    places = np.array([(x, y) for y in range(height) for x in range(width)], dtype=float)
    edges = board_edges(width, height)
    none = np.full(n, -1, dtype=np.int64)
    values = {
        "names": tuple(f"{x:.0f}-{y:.0f}" for x, y in places),
        "geometry": shapely.box(*(places * 100).T, *((places + 1) * 100).T),
        "graph": ContiguityGraph(n, edges, np.full(len(edges), 100.0)),
        "load": np.ones(n) if load is None else np.asarray(load, dtype=float),
        "population": np.full(n, 10.0),
        "area": np.full(n, 1e4),
        "xy": places * 100 + 50,
        "district": np.zeros(n, dtype=np.int64),
        "districts": (("", sectors),),
        "sector_names": (),
        "current": none,
        "lock": none,
        "group": none,
        "barrier": np.zeros(len(edges), dtype=bool),
    }
    return Instance(**{**values, **more})


def make_instance(points, edges, lengths, load, districts, district=None, **more):
    """Return an instance over points with little squares as geometry."""
    n = len(points)
    order = np.lexsort((edges[:, 1], edges[:, 0]))
    none = np.full(n, -1, dtype=np.int64)
    values = {
        "names": tuple(f"u{i}" for i in range(n)),
        "geometry": shapely.box(points[:, 0] - 1, points[:, 1] - 1, points[:, 0] + 1, points[:, 1] + 1),
        "graph": ContiguityGraph(n, edges[order], lengths[order]),
        "load": load,
        "population": np.ceil(load),
        "area": np.full(n, 4.0),
        "xy": points,
        "district": np.zeros(n, dtype=np.int64) if district is None else district,
        "districts": districts,
        "sector_names": (),
        "current": none,
        "lock": none,
        "group": none,
        "barrier": np.zeros(len(edges), dtype=bool),
    }
    return Instance(**{**values, **more})


def random_map(rng, n, loads):
    """Return points, edges and lengths of a planar graph with holes, and loads; it may fall apart into islands."""
    points = rng.random((n, 2)) * 1000
    if n < 4:
        edges = np.array([(i, i + 1) for i in range(n - 1)], dtype=np.int64).reshape(-1, 2)
    else:
        sides = Delaunay(points).simplices[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)
        edges = np.unique(np.sort(sides, axis=1), axis=0).astype(np.int64)
        edges = edges[rng.random(len(edges)) < rng.choice([0.55, 0.8, 1.0])]
    lengths = rng.random(len(edges)) * 100 + 0.01
    load = {
        "even": np.ones(n),
        "uneven": rng.lognormal(0, 1, n),
        "empty": np.where(rng.random(n) < 0.5, 0.0, 1.0),
        "huge": np.where(rng.random(n) < 0.05, 1e9, rng.random(n)),
    }[loads]
    load[rng.integers(n)] += 1.0
    return points, edges, lengths, load


def with_bridges(rng, points, edges, lengths):
    """Return edges that join the islands by links of length 0."""
    found = islands(len(points), neighbours_of(len(points), edges))
    links = [sorted((int(rng.choice(sorted(found[0]))), int(rng.choice(sorted(other))))) for other in found[1:]]
    links = np.array(links, dtype=np.int64).reshape(-1, 2)
    return np.concatenate([edges, links]), np.concatenate([lengths, np.zeros(len(links))])
