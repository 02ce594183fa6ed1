"""A connected region cut in two connected parts whose loads fit the sectors they are to hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix
from scipy.sparse.csgraph import breadth_first_order, depth_first_order, minimum_spanning_tree
from scipy.sparse.linalg import splu

from ..contiguity import ContiguityGraph
from .graph import Floats, Ints, Mask, sums

LOOKED_AT = 2  # cuts of one order or tree that are tried
HALVES = 1.0  # how much dearer a cut may be that parts the sectors evenly
LEAK = 1e-3  # of a usual border, what links and corners conduct


@dataclass(frozen=True)
class Region:
    """A connected graph to divide among m sectors.

    Attributes:
        graph: its nodes; lengths are costs.
        load: (n,) load, not all zero.
        target: (m,) load each sector should carry, in any unit.
        seat: (m,) node that a sector must hold; -1 where it is free.

    """

    graph: ContiguityGraph
    load: Floats
    target: Floats
    seat: Ints


@dataclass(frozen=True)
class Split:
    """A cut in two: (n,) nodes and (m,) sectors of the first part, and how good it is (less is better)."""

    nodes: Mask
    sectors: Mask
    over: float
    cost: float

    @property
    def rank(self) -> tuple[float, float]:
        """Return the key by which splits compare."""
        return self.over, self.cost


@dataclass(frozen=True)
class _Cuts:
    """Possible cuts of a region: what the first part of each holds."""

    load: Floats
    size: Ints
    seats: Ints
    seat_target: Floats


def split(region: Region, rng: np.random.Generator, tries: int, trees: int, slack: float) -> Split | None:
    """Return the cheapest cut found whose parts deviate by at most `slack`, else the one that deviates least.

    First by potentials, whose level sets are short borders; only where none fits, by spanning trees,
    which find the way round through narrow places. None where no cut leaves both parts a sector.
    """
    found = _by_potential(region, rng, tries, slack)
    if not found or min(found, key=_rank).over > 0:
        for _ in range(trees):
            more = _by_tree(region, rng, slack)
            found += more
            if any(one.over <= 0 for one in more):
                break
    return min(found, key=_rank, default=None)


def _rank(one: Split) -> tuple[float, float]:
    return one.rank


def _by_potential(region: Region, rng: np.random.Generator, tries: int, slack: float) -> list[Split]:
    """Return cuts along the level sets of harmonic functions.

    A current from one node to another through conductances as large as the borders makes a potential of which
    every node but these two has a higher and a lower neighbour: so both sides of any level are connected, but
    for dead ends, and levels lie where borders are short (Doyle and Snell, Random walks and electric networks, 1984).
    """
    graph, n = region.graph, region.graph.size
    if n < 3:
        return []
    try:
        solve = _grounded(graph)
    except RuntimeError:  # a region torn apart, or borders of too different lengths
        return []
    ways = graph.borders.copy()
    ways.data = np.ones(len(ways.data))
    found = []
    for number in range(tries):
        source = int(rng.integers(n))
        if number % 2 == 0:
            source = int(breadth_first_order(ways, source, directed=False, return_predecessors=False)[-1])
        sink = int(breadth_first_order(ways, source, directed=False, return_predecessors=False)[-1])
        current = np.zeros(n)
        current[source], current[sink] = -1.0, 1.0
        order = np.argsort(solve(current), kind="stable")
        found += _along(region, order, (source, sink), rng, slack)
    return found


def _grounded(graph: ContiguityGraph) -> Callable[[Floats], Floats]:
    """Return a function from currents to potentials; node 0 is held at 0."""
    i, j = graph.edges.T
    conduct = graph.border_m + LEAK * max(float(graph.border_m.mean()), 1e-9)
    total = np.bincount(i, conduct, graph.size) + np.bincount(j, conduct, graph.size)
    every = np.arange(graph.size)
    rows, columns = np.concatenate([i, j, every]), np.concatenate([j, i, every])
    values = np.concatenate([-conduct, -conduct, total])
    matrix = csc_matrix((values, (rows, columns)), shape=(graph.size, graph.size))[1:, 1:]
    factors = splu(matrix, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options={"SymmetricMode": True})

    def potential(current: Floats) -> Floats:
        return np.concatenate([[0.0], factors.solve(current[1:])])

    return potential


def _along(region: Region, order: Ints, ends: tuple[int, int], rng: np.random.Generator, slack: float) -> list[Split]:
    """Return the best cuts between the first and the other nodes of an order."""
    graph, n = region.graph, region.graph.size
    place = np.empty(n, dtype=np.int64)
    place[order] = np.arange(n)
    low, high = np.sort(place[graph.edges], axis=1).T
    cost = np.cumsum(np.bincount(low, graph.border_m, n) - np.bincount(high, graph.border_m, n))[:-1]
    held = region.seat >= 0
    seats = np.bincount(place[region.seat[held]], minlength=n)
    targets = sums(region.target[held], place[region.seat[held]], n)
    cuts = _Cuts(np.cumsum(region.load[order])[:-1], np.arange(1, n), np.cumsum(seats)[:-1], np.cumsum(targets)[:-1])
    free, count, over = _shared_out(region, cuts, rng, slack)
    found = []
    for row in _best(over, cost * (1.0 + HALVES * _lopsided(region, cuts.seats + count))):
        nodes = _mended(graph, place <= row, ends)
        if nodes is not None:
            found.append(_judged(region, nodes, free[: count[row]], slack))
    return [one for one in found if one is not None]


def _mended(graph: ContiguityGraph, nodes: Mask, ends: tuple[int, int]) -> Mask | None:
    """Return the parts with what is cut off from their end given to the other; None where that does not help."""
    for _ in range(3):
        count, piece = graph.components(nodes)
        if count == 2:
            return nodes
        nodes = np.where(nodes, piece == piece[ends[0]], piece != piece[ends[1]])
    return None


def _by_tree(region: Region, rng: np.random.Generator, slack: float) -> list[Split]:
    """Return the best cuts of an edge of a random spanning tree (DeFord, Duchin and Solomon 2021).

    Short borders are left out of the tree where possible, so that it is these that are cut.
    """
    graph, n = region.graph, region.graph.size
    weight = (0.05 + rng.random(len(graph.edges))) / (graph.border_m + LEAK * max(float(graph.border_m.mean()), 1e-9))
    tree = minimum_spanning_tree(csr_matrix((weight, tuple(graph.edges.T)), shape=(n, n)))
    order, parent = depth_first_order(tree, 0, directed=False)
    held = region.seat >= 0
    seat = np.bincount(region.seat[held], minlength=n)
    target = sums(region.target[held], region.seat[held], n)
    below = np.column_stack([region.load, np.ones(n), seat, target]).tolist()
    above = parent.tolist()
    for node in order[:0:-1].tolist():
        below[above[node]] = [one + other for one, other in zip(below[above[node]], below[node], strict=True)]
    load, size, seats, targets = np.array(below)[order[1:]].T
    cuts = _Cuts(load, size.astype(np.int64), seats.astype(np.int64), targets)
    free, count, over = _shared_out(region, cuts, rng, slack)
    found = []
    for row in _best(over, _lopsided(region, cuts.seats + count)):
        nodes = np.zeros(n, dtype=bool)
        nodes[order[1 + row : 1 + row + cuts.size[row]]] = True
        found.append(_judged(region, nodes, free[: count[row]], slack))
    return [one for one in found if one is not None]


def _shared_out(region: Region, cuts: _Cuts, rng: np.random.Generator, slack: float) -> tuple[Ints, Ints, Floats]:
    """Return the free sectors, how many of them the first part of each cut takes, and the deviation above `slack`."""
    free = rng.permutation(np.flatnonzero(region.seat < 0))
    m, seated = len(region.target), int((region.seat >= 0).sum())
    ahead = np.concatenate([[0.0], np.cumsum(region.target[free])])
    wanted = cuts.load * (region.target.sum() / region.load.sum()) - cuts.seat_target
    count = np.searchsorted(0.5 * (ahead[1:] + ahead[:-1]), wanted)
    least = np.maximum(1 - cuts.seats, len(free) - (len(region.load) - cuts.size - seated + cuts.seats))
    most = np.minimum(cuts.size - cuts.seats, len(free) - (cuts.seats == seated))
    count = np.clip(count, np.maximum(least, 0), np.maximum(most, 0))
    fits = (count >= least) & (count <= most) & (cuts.seats + count < m)
    over = _deviation(region, cuts.load, cuts.seat_target + ahead[count]) - slack
    return free, count, np.where(fits, np.maximum(over, 0.0), np.inf)


def _deviation(region: Region, load: Floats, target: Floats) -> Floats:
    """Return the greater deviation of the two parts, where the first carries `load` and should carry `target`."""
    total = region.target.sum()
    share = load * (total / region.load.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        worse = np.maximum(np.abs(share / target - 1.0), np.abs((total - share) / (total - target) - 1.0))
    return np.nan_to_num(worse, nan=np.inf)


def _lopsided(region: Region, count: Ints) -> Floats:
    return np.abs(count / len(region.target) - 0.5)


def _best(over: Floats, cost: Floats) -> list[int]:
    rows = np.lexsort((cost, np.round(over, 4)))[:LOOKED_AT]
    return rows[np.isfinite(over[rows])].tolist()


def _judged(region: Region, nodes: Mask, free: Ints, slack: float) -> Split | None:
    """Return the split with its rank; None where a part would hold fewer nodes than sectors."""
    sectors = np.zeros(len(region.target), dtype=bool)
    sectors[free] = True
    held = region.seat >= 0
    sectors[held] = nodes[region.seat[held]]
    inside, count = int(nodes.sum()), int(sectors.sum())
    if not 0 < count < len(sectors) or inside < count or len(nodes) - inside < len(sectors) - count:
        return None
    over = float(_deviation(region, region.load[nodes].sum(), region.target[sectors].sum())) - slack
    cost = region.graph.border_between(nodes.astype(np.int64))
    lopsided = abs(count / len(sectors) - 0.5)
    return Split(nodes, sectors, round(max(over, 0.0), 4), cost * (1.0 + HALVES * lopsided))
