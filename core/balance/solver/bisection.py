"""Recursive bisection of the graph: a region is cut in two again and again until each part is one sector.

It needs the graph only, not the places, so it finds its way through bridges, causeways and chains of islands, where a
power diagram or a straight line cuts sectors into pieces. Denmark's parishes with their ferry links came out 35 % off
balance from a power diagram and within 1 % this way. Both parts of a cut are connected, and their loads fit the sectors
they are to hold; two methods find such cuts.

Potentials come first. A current from one node to another, through conductances equal to the boundary lengths, gives
each node a potential, and every node but these two has a neighbour with a higher and one with a lower potential. So
both sides of any level set are connected, but for dead ends, and level sets gather where boundaries are short: the cut
is nearly minimal without being searched for (Doyle and Snell, Random Walks and Electric Networks, 1984). One sparse
factorisation serves all pairs of nodes.

Spanning trees come second, only where no potential gives a cut that fits (DeFord, Duchin and Solomon, Recombination: A
Family of Markov Chains for Redistricting, Harvard Data Science Review 3.1, 2021). They also cut through narrow places,
where nearly all level sets have the same load on either side, but their boundaries are longer.

A cut may fit by itself and still leave parts that cannot be divided well. So what follows from a cut is judged by its
largest deviation, and a limited number of cuts in the whole recursion are made again, by spanning trees only. The limit
holds for the whole recursion: without it, retries on every level would multiply. Where the lower bound already exceeds
the tolerance, retries are pointless and left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix
from scipy.sparse.csgraph import breadth_first_order, depth_first_order, minimum_spanning_tree
from scipy.sparse.linalg import splu

from ...base.arrays import Floats, Ints, Mask, sums
from ...geo.contiguity import ContiguityGraph
from ..model.problem import Problem
from .context import SearchContext
from .contiguity_repair import repair
from .lower_bounds import deviation_floor

Parts = list[tuple[Ints, int]]


def divide(problem: Problem, context: SearchContext) -> Ints:
    """Divide a problem by its graph alone.

    Args:
        problem: what to divide.
        context: random numbers and settings of the search.

    Returns:
        (n,) label of each node; every sector is connected, loads are roughly on target.

    """
    settings = context.settings.bisection
    hopeless = deviation_floor(problem, context.settings.lower_bounds) > problem.tolerance
    effort = _Effort(settings.potentials, settings.trees, settings.retries)
    if hopeless:
        effort = _Effort(settings.hopeless_tries, settings.hopeless_tries, 0)
    every, sectors = np.arange(problem.size), np.arange(problem.count)
    return repair(problem, _Division(problem, effort, context).labels(np.empty(problem.size, np.int64), every, sectors))


def repartition(problem: Problem, plan: Ints, sectors: Ints, potentials: int, context: SearchContext) -> Ints:
    """Divide the territory of some neighbouring sectors among them again.

    Args:
        problem: what to divide.
        plan: (n,) label of each node.
        sectors: (s,) labels of the sectors to merge.
        potentials: potentials tried for a cut; 0 for spanning trees only.
        context: random numbers and settings of the search.

    Returns:
        (n,) label of each node.

    """
    nodes = np.flatnonzero(np.isin(plan, sectors))
    effort = _Effort(potentials, context.settings.bisection.trees, context.settings.recombination.retries)
    return repair(problem, _Division(problem, effort, context).labels(plan, nodes, sectors))


@dataclass
class _Effort:
    """How much is tried.

    Attributes:
        potentials: for each cut.
        trees: for each cut.
        retries: cuts that may still be made again in this division.

    """

    potentials: int
    trees: int
    retries: int


class _Division:
    """One recursive bisection."""

    def __init__(self, problem: Problem, effort: _Effort, context: SearchContext) -> None:
        self._problem, self._effort, self._context = problem, effort, context

    def labels(self, plan: Ints, nodes: Ints, sectors: Ints) -> Ints:
        """Return the plan with these nodes divided among these sectors."""
        labels = plan.copy()
        for part, label in self._divide(nodes, sectors):
            labels[part] = label
        return labels

    def _divide(self, nodes: Ints, sectors: Ints) -> Parts:
        """Return the nodes of each sector; a cut whose parts cannot be divided well is made again if effort is left."""
        if len(sectors) == 1 or len(nodes) < 2:
            return [(nodes, int(sectors[0]))]
        region = self._region(nodes, sectors)
        best: Parts = []
        least = np.inf
        for is_retry in (False, True):
            parts = self._divide_by_one_cut(region, nodes, sectors, is_retry=is_retry)
            if parts is None:
                break
            worst = self._largest_deviation(region, parts)
            if worst < least:
                best, least = parts, worst
            if least <= self._problem.tolerance or self._effort.retries <= 0:
                break
        return best or [(nodes, int(sectors[0]))]

    def _divide_by_one_cut(self, region: Region, nodes: Ints, sectors: Ints, *, is_retry: bool) -> Parts | None:
        """Return the nodes of each sector after a cut; None where no cut leaves both parts a sector."""
        settings, effort = self._context.settings.bisection, self._effort
        if is_retry:
            effort.retries -= 1
        potentials = min(effort.potentials, max(settings.fewest_potentials, settings.work // len(nodes)))
        slack = settings.cut_slack * self._problem.tolerance
        cut = bisect_region(region, 0 if is_retry else potentials, effort.trees, slack, self._context)
        if cut is None:
            return None
        parts = self._divide(nodes[cut.nodes], sectors[cut.sectors])
        return parts + self._divide(nodes[~cut.nodes], sectors[~cut.sectors])

    def _region(self, nodes: Ints, sectors: Ints) -> Region:
        problem = self._problem
        graph, rows = problem.graph.subgraph(nodes)
        anchor = np.full(len(sectors), -1, dtype=np.int64)
        fixed = problem.fixed[nodes]
        for row in np.flatnonzero(fixed >= 0):
            anchor[sectors == fixed[row]] = row
        load = problem.load[nodes]
        return Region(
            replace(graph, border_m=problem.cost[rows]),
            load if load.sum() > 0 else np.ones(len(nodes)),
            problem.target[sectors],
            anchor,
        )

    def _largest_deviation(self, region: Region, parts: Parts) -> float:
        """Return the largest deviation of the parts from an equal share of their region."""
        load, target = self._problem.load, self._problem.target
        scale = region.target.sum() / max(sum(load[nodes].sum() for nodes, _ in parts), 1e-12)
        return max(abs(load[nodes].sum() * scale / target[label] - 1.0) for nodes, label in parts)


@dataclass(frozen=True)
class Region:
    """A connected graph to divide among m sectors.

    Attributes:
        graph: its nodes; lengths are costs.
        load: (n,) load, not all zero.
        target: (m,) load each sector should carry, in any unit.
        anchor: (m,) node a sector must hold; -1 if it is free.

    """

    graph: ContiguityGraph
    load: Floats
    target: Floats
    anchor: Ints


@dataclass(frozen=True)
class Split:
    """A cut in two.

    Attributes:
        nodes: (n,) nodes of the first part.
        sectors: (m,) sectors of the first part.
        over: deviation (a share) above the slack.
        cost: cost of the cut, raised for a split that divides the sector count unevenly.

    """

    nodes: Mask
    sectors: Mask
    over: float
    cost: float

    @property
    def rank(self) -> tuple[float, float]:
        """Return the key by which splits compare; less is better."""
        return self.over, self.cost


@dataclass(frozen=True)
class _Cuts:
    """Possible cuts of a region along one order or tree: what the first part of each holds.

    Attributes:
        load: (c,) load.
        size: (c,) number of nodes.
        anchors: (c,) number of anchors.
        anchor_target: (c,) target of the sectors with these anchors.

    """

    load: Floats
    size: Ints
    anchors: Ints
    anchor_target: Floats


def bisect_region(region: Region, potentials: int, trees: int, slack: float, context: SearchContext) -> Split | None:
    """Cut a region in two.

    Args:
        region: what to cut.
        potentials: potentials tried.
        trees: spanning trees tried where no potential gives a cut that fits.
        slack: deviation (a share) of a part up to which a cut fits.
        context: random numbers and settings of the search.

    Returns:
        The cheapest cut that fits, else the one that deviates least; None if no cut leaves both parts a sector.

    """
    splitter = _Splitter(region, slack, context)
    splits = splitter.by_potentials(potentials)
    if not splits or min(splits, key=_rank).over > 0:
        for _ in range(trees):
            by_tree = splitter.by_tree()
            splits += by_tree
            if any(candidate.over <= 0 for candidate in by_tree):
                break
    return min(splits, key=_rank, default=None)


def _rank(candidate: Split) -> tuple[float, float]:
    return candidate.rank


class _Splitter:
    """Makes splits of one region."""

    def __init__(self, region: Region, slack: float, context: SearchContext) -> None:
        self._region, self._slack = region, slack
        self._rng, self._settings = context.rng, context.settings.bisection
        mean = float(region.graph.border_m.mean()) if len(region.graph.border_m) else 0.0
        self._link_conductance = self._settings.link_conductance * max(mean, 1e-9)

    def by_potentials(self, tries: int) -> list[Split]:
        """Return splits along the level sets of potentials, alternately between far ends and from a random node."""
        graph, n, rng = self._region.graph, self._region.graph.size, self._rng
        if n < 3:
            return []
        try:
            solve = self._grounded()
        except RuntimeError:  # the matrix is singular: a disconnected region, or boundaries of too different lengths
            return []
        arcs = graph.borders.copy()
        arcs.data = np.ones(len(arcs.data))
        splits = []
        for number in range(tries):
            source = int(rng.integers(n))
            if number % 2 == 0:
                source = int(breadth_first_order(arcs, source, directed=False, return_predecessors=False)[-1])
            sink = int(breadth_first_order(arcs, source, directed=False, return_predecessors=False)[-1])
            current = np.zeros(n)
            current[source], current[sink] = -1.0, 1.0
            order = np.argsort(solve(current), kind="stable")
            splits += self._along(order, (source, sink))
        return splits

    def _grounded(self) -> Callable[[Floats], Floats]:
        """Return a function from (n,) currents to (n,) potentials; node 0 is held at 0."""
        graph = self._region.graph
        i, j = graph.edges.T
        conductance = graph.border_m + self._link_conductance
        total = np.bincount(i, conductance, graph.size) + np.bincount(j, conductance, graph.size)
        every = np.arange(graph.size)
        rows, columns = np.concatenate([i, j, every]), np.concatenate([j, i, every])
        values = np.concatenate([-conductance, -conductance, total])
        matrix = csc_matrix((values, (rows, columns)), shape=(graph.size, graph.size))[1:, 1:]
        factors = splu(matrix, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options={"SymmetricMode": True})

        def potential(current: Floats) -> Floats:
            return np.concatenate([[0.0], factors.solve(current[1:])])

        return potential

    def _along(self, order: Ints, ends: tuple[int, int]) -> list[Split]:
        """Return the best splits between the first nodes of an order and the others."""
        region, graph, n = self._region, self._region.graph, self._region.graph.size
        position = np.empty(n, dtype=np.int64)
        position[order] = np.arange(n)
        low, high = np.sort(position[graph.edges], axis=1).T
        cost = np.cumsum(np.bincount(low, graph.border_m, n) - np.bincount(high, graph.border_m, n))[:-1]
        anchored = region.anchor >= 0
        anchors = np.bincount(position[region.anchor[anchored]], minlength=n)
        targets = sums(region.target[anchored], position[region.anchor[anchored]], n)
        cuts = _Cuts(
            np.cumsum(region.load[order])[:-1], np.arange(1, n), np.cumsum(anchors)[:-1], np.cumsum(targets)[:-1]
        )
        free, count, over = self._assign_sectors(cuts)
        splits = []
        bonus = self._settings.balanced_cut_bonus
        for row in self._best(over, cost * (1.0 + bonus * self._unevenness(cuts.anchors + count))):
            nodes = _without_dead_ends(graph, position <= row, ends)
            if nodes is not None:
                splits.append(self._evaluated(nodes, free[: count[row]]))
        return [candidate for candidate in splits if candidate is not None]

    def by_tree(self) -> list[Split]:
        """Return the best splits made by removing an edge of a random spanning tree.

        Short boundaries are left out of the tree where possible, so that they are the ones cut.
        """
        region, graph, n = self._region, self._region.graph, self._region.graph.size
        weight = (0.05 + self._rng.random(len(graph.edges))) / (graph.border_m + self._link_conductance)
        tree = minimum_spanning_tree(csr_matrix((weight, tuple(graph.edges.T)), shape=(n, n)))
        order, parent = depth_first_order(tree, 0, directed=False)
        anchored = region.anchor >= 0
        anchor = np.bincount(region.anchor[anchored], minlength=n)
        target = sums(region.target[anchored], region.anchor[anchored], n)
        below = np.column_stack([region.load, np.ones(n), anchor, target]).tolist()
        above = parent.tolist()
        for node in order[:0:-1].tolist():
            below[above[node]] = [a + b for a, b in zip(below[above[node]], below[node], strict=True)]
        load, size, anchors, targets = np.array(below)[order[1:]].T
        cuts = _Cuts(load, size.astype(np.int64), anchors.astype(np.int64), targets)
        free, count, over = self._assign_sectors(cuts)
        splits = []
        for row in self._best(over, self._unevenness(cuts.anchors + count)):
            nodes = np.zeros(n, dtype=bool)
            nodes[order[1 + row : 1 + row + cuts.size[row]]] = True
            splits.append(self._evaluated(nodes, free[: count[row]]))
        return [candidate for candidate in splits if candidate is not None]

    def _assign_sectors(self, cuts: _Cuts) -> tuple[Ints, Ints, Floats]:
        """Return the free sectors, (c,) how many of them the first part of each cut takes, and (c,) the deviation.

        The deviation is that above the slack; infinity for a cut that leaves a part without a sector or a sector
        without a node.
        """
        region = self._region
        free = self._rng.permutation(np.flatnonzero(region.anchor < 0))
        m, anchored = len(region.target), int((region.anchor >= 0).sum())
        ahead = np.concatenate([[0.0], np.cumsum(region.target[free])])
        wanted = cuts.load * (region.target.sum() / region.load.sum()) - cuts.anchor_target
        count = np.searchsorted(0.5 * (ahead[1:] + ahead[:-1]), wanted)
        least = np.maximum(1 - cuts.anchors, len(free) - (len(region.load) - cuts.size - anchored + cuts.anchors))
        most = np.minimum(cuts.size - cuts.anchors, len(free) - (cuts.anchors == anchored))
        count = np.clip(count, np.maximum(least, 0), np.maximum(most, 0))
        fits = (count >= least) & (count <= most) & (cuts.anchors + count < m)
        over = self._deviation(cuts.load, cuts.anchor_target + ahead[count]) - self._slack
        return free, count, np.where(fits, np.maximum(over, 0.0), np.inf)

    def _deviation(self, load: Floats, target: Floats) -> Floats:
        """Return the larger deviation of the two parts, if the first carries `load` and should carry `target`."""
        total = self._region.target.sum()
        share = load * (total / self._region.load.sum())
        with np.errstate(divide="ignore", invalid="ignore"):
            worse = np.maximum(np.abs(share / target - 1.0), np.abs((total - share) / (total - target) - 1.0))
        return np.nan_to_num(worse, nan=np.inf)

    def _unevenness(self, count: Ints) -> Floats:
        """Return the distance of the first part's share of all sectors from one half."""
        return np.abs(count / len(self._region.target) - 0.5)

    def _best(self, over: Floats, cost: Floats) -> list[int]:
        rows = np.lexsort((cost, np.round(over, 4)))[: self._settings.cuts_tried]
        return rows[np.isfinite(over[rows])].tolist()

    def _evaluated(self, nodes: Mask, free: Ints) -> Split | None:
        """Return the split with its rank; None if a part would hold fewer nodes than sectors."""
        region = self._region
        sectors = np.zeros(len(region.target), dtype=bool)
        sectors[free] = True
        anchored = region.anchor >= 0
        sectors[anchored] = nodes[region.anchor[anchored]]
        inside, count = int(nodes.sum()), int(sectors.sum())
        if not 0 < count < len(sectors) or inside < count or len(nodes) - inside < len(sectors) - count:
            return None
        over = float(self._deviation(region.load[nodes].sum(), region.target[sectors].sum())) - self._slack
        cost = region.graph.border_between(nodes)
        unevenness = abs(count / len(sectors) - 0.5)
        bonus = self._settings.balanced_cut_bonus
        return Split(nodes, sectors, round(max(over, 0.0), 4), cost * (1.0 + bonus * unevenness))


def _without_dead_ends(graph: ContiguityGraph, nodes: Mask, ends: tuple[int, int]) -> Mask | None:
    """Return the parts after what is cut off from a part's end has gone to the other; None if that does not help."""
    for _ in range(3):
        count, piece = graph.components(nodes)
        if count == 2:
            return nodes
        nodes = np.where(nodes, piece == piece[ends[0]], piece != piece[ends[1]])
    return None
