"""Who is measured on which instance, each a name and a function from the instance to labels."""

from __future__ import annotations

from functools import partial

import instances
import numpy as np
import peers
import real
from sector_planner.core.balance.context import SearchContext
from sector_planner.core.balance.cost import border_cost
from sector_planner.core.balance.levels import EFFORTS, search
from sector_planner.core.balance.preview import preview
from sector_planner.core.balance.problem import Problem
from sector_planner.core.balance.recombine import reduce_excess
from sector_planner.core.balance.repair import repair
from sector_planner.core.contiguity import ContiguityGraph
from targets import MENDED, TARGETS

MAKERS = {
    "city 400/21": partial(instances.city, 400, 21),
    "city 4,000/21": partial(instances.city, 4_000, 21),
    "city 4,000/21, river": partial(instances.city, 4_000, 21, river=True),
    "Bellahøj North East": partial(real.bellahoej, "North East", 9),
    "Bellahøj North West": partial(real.bellahoej, "North West", 5),
    "Bellahøj Frederiksberg": partial(real.bellahoej, "Frederiksberg", 5),
    "Copenhagen 399/21": real.copenhagen,
    "Arkansas": instances.arkansas,
    "parishes": real.parishes,
    "country 20,000/50": instances.country,
    "city 40,000/21": partial(instances.city, 40_000, 21),
    "city 200,000/100": partial(instances.city, 200_000, 100),
}
LARGE = "city 200,000/100"  # only with --all
REFERENCE = "METIS best of 50"


def contenders(name, *, whole):
    """Return the functions by name; without `whole` neither best effort nor what takes minutes."""
    units = int("".join(digit for digit in name.split("/")[0] if digit.isdigit()) or 2_000)
    found = {REFERENCE: peers.metis, "METIS recursive": partial(peers.metis, seeds=10, recursive=True)}
    if units <= 40_000 or whole:
        found["KaHIP strong best of 10"] = peers.kahip
    if units <= 4_000:
        found[MENDED] = kahip_mended
        found |= {"GerryChain ReCom 300 steps": peers.recom, "spopt Ward": peers.ward}
    found["ours, preview"] = lambda instance: preview(problem_of(instance, 0.01))
    for effort, tolerance in TARGETS[name]:
        if whole or effort != "best":
            found[f"ours, {effort}, {tolerance:g} %"] = partial(ours, effort=effort, tolerance=tolerance / 100)
    return found


def kahip_mended(instance):
    """Return KaHIP's plan once our repair has joined its pieces and evened its loads: what it is worth as a plan."""
    problem = problem_of(instance, 0.01)
    joined = repair(problem, np.asarray(peers.kahip(instance), dtype=np.int64))
    return reduce_excess(problem, joined, SearchContext(np.random.default_rng(1)))


def is_drawn(tool):
    """Tell whether a contender's plan hangs on a seed of ours."""
    return tool.startswith("ours, ") and tool.endswith("%")


def ours(instance, effort, tolerance, seed):
    """Return the labels of our solver."""
    return search(problem_of(instance, tolerance), EFFORTS[effort], seed=seed)


def problem_of(instance, tolerance):
    """Return the instance as our solver reads it."""
    free = np.full(instance.size, -1)
    graph = ContiguityGraph(instance.size, instance.edges, instance.length)
    return Problem(
        graph=graph,
        cost=border_cost(graph, np.zeros(len(instance.edges), dtype=bool), 1.0, 1.0),
        load=instance.load * (instance.sectors / instance.load.sum()),
        target=np.ones(instance.sectors),
        tolerance=tolerance,
        xy=instance.xy,
        area=instance.area,
        fixed=free,
        keep=free,
        keep_cost=np.zeros(instance.size),
    )
