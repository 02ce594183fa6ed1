"""Problems of one district, how long to search them, and people who watch a search."""

import time

import numpy as np
import pandas as pd
import shapely
from scipy.spatial import Delaunay
from sector_planner.core.balance.model.problem import Problem
from sector_planner.core.balance.solver.multilevel import Effort
from sector_planner.core.base.progress import Silent
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.geo.contiguity import ContiguityGraph

from .requests import board_edges

LITTLE = Effort(60_000, 5_000, 0, 2, 500, (20,))
LONG = Effort(400_000_000, 5_000_000, 0, 2, 500, (20,))
SOME = Effort(200_000, 1_000, 2.0, 2, 200, flow_rounds=(0, 0, 1))
HARDLY_ANY = Effort(10_000, 100, 0, 1, 100, (20,))  # promises hold however short the search


def problem_on(graph, sectors, xy, tolerance=0.05, load=None, **more):
    n = graph.size
    load = np.ones(n) if load is None else load
    values = {
        "graph": graph,
        "cost": graph.border_m / graph.border_m.mean(),
        "load": load * sectors / load.sum(),
        "target": np.ones(sectors),
        "tolerance": tolerance,
        "xy": xy,
        "area": np.ones(n),
        "fixed": np.full(n, -1),
        "keep": np.full(n, -1),
        "keep_cost": np.zeros(n),
    }
    return Problem(**{**values, **more})


def town(seed, n=150, sectors=6):
    """Return a problem on the Delaunay graph of random places, with uneven loads, some of them 0."""
    rng = np.random.default_rng(seed)
    xy = rng.random((n, 2))
    triangles = Delaunay(xy).simplices
    edges = np.unique(np.sort(np.vstack([triangles[:, pair] for pair in ([0, 1], [1, 2], [0, 2])]), axis=1), axis=0)
    graph = ContiguityGraph(n, edges.astype(np.int64), rng.random(len(edges)) + 0.1)
    load = rng.lognormal(size=n) * (rng.random(n) > 0.1)
    return problem_on(graph, sectors, xy, tolerance=0.2, load=load)


def drawn_problem(rows, tolerance=0.05, **more):
    """Return a problem on unit squares and the plan that `rows` draw, one digit a square."""
    labels = np.array([[int(digit) for digit in row] for row in rows])
    height, width = labels.shape
    edges = board_edges(width, height)
    xy = np.argwhere(labels >= 0).astype(float)
    graph = ContiguityGraph(labels.size, edges, np.ones(len(edges)))
    return problem_on(graph, labels.max() + 1, xy, tolerance, **more), labels.ravel()


def keeps_promises(problem, labels):
    """Tell whether every sector is there, connected, and holds the nodes locked to it."""
    used = len(np.unique(labels)) == problem.count
    locked = problem.fixed >= 0
    return used and problem.graph.components(labels)[0] == problem.count and (labels == problem.fixed)[locked].all()


def problem(width=12, height=12, sectors=4):
    """Return a problem on squares of 100 m with uneven loads."""
    n = width * height
    edges = board_edges(width, height)
    xy = np.array([(x, y) for y in range(height) for x in range(width)], dtype=float) * 100
    load = np.random.default_rng(0).random(n)
    graph = ContiguityGraph(n, edges, np.full(len(edges), 100.0))
    return problem_on(graph, sectors, xy, load=load, area=np.full(n, 1e4))


def uneven_units(side, seed=1):
    """Return side × side units of 100 m with uneven loads, in two districts, and a plan of today."""
    rng = np.random.default_rng(seed)
    x, y = np.divmod(np.arange(side * side), side)
    frame = pd.DataFrame(
        {
            "unit_id": [f"u{row}" for row in range(side * side)],
            "workload": rng.lognormal(0, 0.7, side * side),
            "population": rng.integers(0, 50, side * side),
            "district": np.where(x < side // 2, "West", "East"),
            "today": (x * 4 // side) * 3 + y * 3 // side + 1,
        }
    )
    shapes = shapely.box(100 * x, 100 * y, 100 * x + 100, 100 * y + 100)
    return FeatureTable("units", shapes, frame, np.arange(side * side))


class Analyst(Silent):
    """Hears everything, and stops some seconds after the first word on a plan."""

    def __init__(self, patience=np.inf):
        self.patience, self.until = patience, np.inf
        self.texts, self.drafts, self.marks = [], [], []

    def report_best(self, text):
        self.texts.append(text)
        self.until = min(self.until, time.monotonic() + self.patience)

    def publish_draft(self, make):
        self.drafts.append(make())

    def is_stopped(self):
        return time.monotonic() > self.until


class Canceller(Silent):
    """Keeps what is said, and cancels after a while."""

    def __init__(self, patience=60.0):
        self.until, self.said = time.monotonic() + patience, []

    def log(self, text):
        self.said.append(text)

    def is_cancelled(self):
        return time.monotonic() > self.until
