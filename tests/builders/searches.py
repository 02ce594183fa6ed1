"""Problems of one district, how long to search them, and people who watch a search."""

import time

import numpy as np
import pandas as pd
import shapely
from sector_planner.core.balance.graph import Graph, pieces
from sector_planner.core.balance.levels import Effort
from sector_planner.core.balance.problem import Problem
from sector_planner.core.progress import Silent
from sector_planner.core.table import FeatureTable

from .requests import board_edges

LITTLE = Effort(60_000, 5_000, 0, 2, 500, (20,))
LONG = Effort(400_000_000, 5_000_000, 0, 2, 500, (20,))
SOME = Effort(200_000, 1_000, 2.0, 2, 200, rounds=(0, 0, 1))
HARDLY_ANY = Effort(10_000, 100, 0, 1, 100, (20,))  # promises hold however short the search


def problem_on(graph, sectors, xy, tolerance=0.05, load=None, **more):
    n = graph.size
    load = np.ones(n) if load is None else load
    values = {
        "graph": graph,
        "cost": graph.length / graph.length.mean(),
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


def drawn_problem(rows, tolerance=0.05, **more):
    """Return a problem on unit squares and the plan that `rows` draw, one digit a square."""
    labels = np.array([[int(digit) for digit in row] for row in rows])
    height, width = labels.shape
    edges = board_edges(width, height)
    xy = np.argwhere(labels >= 0).astype(float)
    problem = problem_on(Graph(labels.size, edges, np.ones(len(edges))), labels.max() + 1, xy, tolerance, **more)
    return problem, labels.ravel()


def keeps_promises(problem, labels):
    """Tell whether every sector is there, connected, and holds the nodes locked to it."""
    used = len(np.unique(labels)) == problem.count
    locked = problem.fixed >= 0
    return used and pieces(problem.graph, labels)[0] == problem.count and (labels == problem.fixed)[locked].all()


def problem(width=12, height=12, sectors=4):
    """Return a problem on squares of 100 m with uneven loads."""
    n = width * height
    edges = board_edges(width, height)
    xy = np.array([(x, y) for y in range(height) for x in range(width)], dtype=float) * 100
    load = np.random.default_rng(0).random(n)
    return problem_on(Graph(n, edges, np.full(len(edges), 100.0)), sectors, xy, load=load, area=np.full(n, 1e4))


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

    def stand(self, text):
        self.texts.append(text)
        self.until = min(self.until, time.monotonic() + self.patience)

    def draft(self, make):
        self.drafts.append(make())

    def is_stopped(self):
        return time.monotonic() > self.until
