"""Division of a region among its sectors by cutting it in two again and again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .floor import deviation_floor
from .graph import Ints
from .problem import Problem
from .repair import repair
from .split import Region, split

TRIES = 6
WORK = 40_000  # nodes times tries of a cut
TREES = 12  # spanning trees tried where no potential fits
RETRIES = 8  # splits made again because what came of them did not fit
SLACK = 0.4  # of the tolerance that one cut may use up


@dataclass
class _Effort:
    """How much is tried: potentials and trees for each cut, and splits that may still be made again."""

    tries: int
    trees: int
    retries: int


def divided(problem: Problem, rng: np.random.Generator) -> Ints:
    """Return (n,) labels of a plan made from the graph alone, places unseen: connected, loads about on target."""
    hopeless = deviation_floor(problem) > problem.tolerance
    effort = _Effort(2, 2, 0) if hopeless else _Effort(TRIES, TREES, RETRIES)
    every, labels = np.arange(problem.size), np.arange(problem.count)
    made = np.empty(problem.size, dtype=np.int64)
    for nodes, label in _divide(problem, every, labels, rng, effort):
        made[nodes] = label
    return repair(problem, made)


def redivided(problem: Problem, plan: Ints, labels: Ints, rng: np.random.Generator, tries: int) -> Ints:
    """Return the plan with the territory of some neighbouring sectors divided anew among them."""
    made = plan.copy()
    nodes = np.flatnonzero(np.isin(plan, labels))
    for part, label in _divide(problem, nodes, labels, rng, _Effort(tries, TREES, 1)):
        made[part] = label
    return repair(problem, made)


Parts = list[tuple[Ints, int]]


def _divide(problem: Problem, nodes: Ints, labels: Ints, rng: np.random.Generator, effort: _Effort) -> Parts:
    """Return the nodes of each label; a cut whose parts cannot be divided well is made again while the effort lasts."""
    if len(labels) == 1 or len(nodes) < 2:
        return [(nodes, int(labels[0]))]
    region = _region(problem, nodes, labels)
    best: Parts = []
    least = np.inf
    for attempt in (0, 1):
        if attempt:
            effort.retries -= 1
        often = min(effort.tries, max(2, WORK // len(nodes)))
        cut = split(region, rng, 0 if attempt else often, effort.trees, SLACK * problem.tolerance)
        if cut is None:
            break
        parts = _divide(problem, nodes[cut.nodes], labels[cut.sectors], rng, effort)
        parts += _divide(problem, nodes[~cut.nodes], labels[~cut.sectors], rng, effort)
        worst = _worst(problem, region, parts)
        if worst < least:
            best, least = parts, worst
        if least <= problem.tolerance or effort.retries <= 0:
            break
    return best or [(nodes, int(labels[0]))]


def _region(problem: Problem, nodes: Ints, labels: Ints) -> Region:
    graph, rows = problem.graph.subgraph(nodes)
    seat = np.full(len(labels), -1, dtype=np.int64)
    fixed = problem.fixed[nodes]
    for place in np.flatnonzero(fixed >= 0):
        seat[labels == fixed[place]] = place
    load = problem.load[nodes]
    return Region(
        replace(graph, border_m=problem.cost[rows]),
        load if load.sum() > 0 else np.ones(len(nodes)),
        problem.target[labels],
        seat,
    )


def _worst(problem: Problem, region: Region, parts: Parts) -> float:
    """Return the greatest deviation among the parts from an equal share of their region."""
    scale = region.target.sum() / max(sum(problem.load[nodes].sum() for nodes, _ in parts), 1e-12)
    return max(abs(problem.load[nodes].sum() * scale / problem.target[label] - 1.0) for nodes, label in parts)
