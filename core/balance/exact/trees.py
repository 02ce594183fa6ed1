"""Strings, trees and rings of units divided exactly, however long they are.

On a tree a plan is a choice of edges to cut. From the leaves inwards, what matters of a branch is how many sectors it
has finished and how much load its open sector has: of the plans that share both, only the best can be part of the best
(Perl and Schach, Max-Min Tree Partitioning, Journal of the ACM 28, 1981, for the tree; the states are those of Bellman's
knapsack). The least possible deviation comes first, then the cheapest plan that has no more. A ring is a string once one
of its edges is cut, and a tree where it lies in one sector.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse.csgraph import breadth_first_order

from ...base.arrays import Floats, Ints
from ...geo.contiguity import ContiguityGraph
from ..model.problem import Problem
from ..solver.context import SearchCallback, never_stop
from ..solver.settings import DEFAULTS, ExactSettings

_ERROR = 1e-9
_DIGITS = 11  # of a load at which two of them are one
_CLOSED = -1.0  # load of a branch whose sector ends at its root

# How many sectors of each kind are finished, and the load of the open one.
State = tuple[tuple[int, ...], float]
# What the best partial plan of each state is worth, and the states it was made of.
States = dict[State, tuple[float, tuple[State, State] | None]]


class _TooMuchError(Exception):
    """There are more states than can be looked at."""


@dataclass
class _Work:
    """How many pairs of states may still be joined, in all trees of a problem together."""

    left: int

    def spend(self, pairs: int) -> None:
        self.left -= pairs
        if self.left < 0:
            raise _TooMuchError


def is_tree_like(problem: Problem) -> bool:
    """Return whether the graph is a tree or has one ring, and nothing but loads and borders tells sectors apart."""
    return _is_plain(problem) and problem.count > 1 and len(problem.graph.edges) <= problem.size


def _is_plain(problem: Problem) -> bool:
    """Return whether nothing but loads and borders tells plans apart."""
    plain = (problem.fixed < 0).all() and (problem.keep < 0).all() and np.isnan(problem.anchors).all()
    return bool(plain and not problem.cannot_link and not len(problem.criteria) and not np.isfinite(problem.moved_cap))


def best_tree_plan(
    problem: Problem, callback: SearchCallback = never_stop, settings: ExactSettings = DEFAULTS.exact
) -> Ints | None:
    """Return the (n,) labels of the plan with the best `Problem.rank` where the graph is tree-like; None if it is not.

    None is returned, too, where stars of units with ever other loads have more partial plans than can be looked at, and
    where the callback ends the work.

    Args:
        problem: what to divide.
        callback: may end the work.
        settings: limits of the effort.

    """
    pair = best_single_pair_plan(problem)
    if pair is not None or not is_tree_like(problem):
        return pair
    work = _Work(settings.chain_work)
    try:
        if len(problem.graph.edges) < problem.size:
            return _Tree(problem, work).best()
        return _best_ring_plan(problem, callback, work)
    except _TooMuchError:
        return None


def best_single_pair_plan(problem: Problem) -> Ints | None:
    """Return the (n,) labels of the best plan of as many sectors as nodes, or one less: which two nodes share one.

    Returns None for fewer sectors, and where more than loads and borders tells them apart.

    Args:
        problem: what to divide.

    """
    single = np.arange(problem.size)
    if not _is_plain(problem) or np.ptp(problem.target) > 0 or not problem.size - 1 <= problem.count:
        return None
    if problem.count == problem.size:
        return single
    edges, load = problem.graph.edges, problem.load
    apart = np.abs(load / problem.target[0] - 1.0)
    order = np.argsort(-apart, kind="stable")[:3]
    # Of the three nodes farthest from their target, one at least is neither of the two that share a sector.
    rest = np.max([np.where((edges == node).any(axis=1), 0.0, apart[node]) for node in order.tolist()], axis=0)
    deviation = np.maximum(rest, np.abs(load[edges].sum(axis=1) / problem.target[0] - 1.0))
    excess = np.round(np.maximum(0.0, deviation - problem.tolerance), 6)
    a, b = edges[np.lexsort((-problem.cost, excess))[0]].tolist()
    labels = single.copy()
    labels[b] = a
    return np.unique(labels, return_inverse=True)[1].ravel().astype(np.int64)


def _best_ring_plan(problem: Problem, callback: SearchCallback, work: _Work) -> Ints | None:
    """Return the best plan of a graph with one ring: of those that cut one of its edges, and those that cut none."""
    ring = _ring(problem.graph)
    plans = [_Tree(_without(problem, ring[0]), work).best()]
    cluster = np.arange(problem.size)
    nodes = np.unique(problem.graph.edges[ring])
    cluster[nodes] = nodes[0]
    cluster = np.unique(cluster, return_inverse=True)[1].astype(np.int64)
    if cluster.max() + 1 >= problem.count:
        whole = _Tree(problem.coarsen(cluster), work).best()
        plans.append(None if whole is None else whole[cluster])
    found = [plan for plan in plans if plan is not None]
    limit = max([problem.tolerance, *(problem.deviation(plan) for plan in found[:1])])
    for edge in _more_than_a_sector(problem, ring, limit if found else np.inf)[1:]:
        if not callback(1.0):
            return None
        plan = _Tree(_without(problem, edge), work).best()
        found += [] if plan is None else [plan]
    return min(found, key=problem.rank) if found else None


def _without(problem: Problem, edge: int) -> Problem:
    graph, left = problem.graph, np.arange(len(problem.graph.edges)) != edge
    cut = ContiguityGraph(graph.size, graph.edges[left], graph.border_m[left])
    return replace(problem, graph=cut, cost=problem.cost[left])


def _ring(graph: ContiguityGraph) -> Ints:
    """Return the edges of the ring of a connected graph that has one, in their order around it."""
    left = np.ones(len(graph.edges), dtype=bool)
    while True:
        degree = np.bincount(graph.edges[left].ravel(), minlength=graph.size)
        leaf = left & (degree[graph.edges] == 1).any(axis=1)
        if not leaf.any():
            break
        left &= ~leaf
    rows: list[int] = np.flatnonzero(left).tolist()
    order = [rows.pop(0)]
    end = int(graph.edges[order[0], 1])
    while rows:
        row = next(row for row in rows if end in graph.edges[row])
        rows.remove(row)
        order.append(row)
        a, b = graph.edges[row].tolist()
        end = b if a == end else a
    return np.array(order, dtype=np.int64)


def _more_than_a_sector(problem: Problem, ring: Ints, limit: float) -> Ints:
    """Return the first edges of the ring, as many as no sector within the limit holds: one of them is cut."""
    load, seen = 0.0, set[int]()
    for place, row in enumerate(ring.tolist()):
        ends = set(problem.graph.edges[row].tolist())
        load += float(problem.load[list(ends - seen)].sum())
        seen |= ends
        if load > float(problem.target.max()) * (1.0 + limit + _ERROR):
            return ring[: place + 1]
    return ring


@dataclass
class _Branch:
    """A node with what hangs from it.

    Attributes:
        children: nodes that hang from it, in the order in which they were joined.
        history: states with the node's sector open: of itself, then with each child joined.
        closed: states in which that sector ends at the node.
        load: of all its nodes.

    """

    children: list[int]
    history: list[States]
    closed: States
    load: float


class _Tree:
    """The best plan of a tree."""

    def __init__(self, problem: Problem, work: _Work) -> None:
        self.problem, self.work = problem, work
        self.targets, counts = np.unique(problem.target, return_counts=True)
        self.counts = tuple(int(count) for count in counts)
        self.total = float(problem.load.sum())
        order, parent = breadth_first_order(problem.graph.weights, 0, directed=False)
        self.order: Ints = np.asarray(order, dtype=np.int64)
        self.parent: Ints = np.asarray(parent, dtype=np.int64)
        self.cut_cost = self._cut_costs()

    def _cut_costs(self) -> Floats:
        """Return (n,) the cost of cutting each node off from its parent."""
        matrix = replace(self.problem.graph, border_m=self.problem.cost + 0.0).borders
        inner = self.order[1:]
        cost = np.zeros(self.problem.size)
        cost[inner] = np.asarray(matrix[inner, self.parent[inner]]).ravel()
        return cost

    def best(self) -> Ints | None:
        """Return (n,) labels of the plan of least deviation beyond the tolerance and, of those, least cost."""
        limit = self.problem.tolerance + _ERROR
        branches = self._branches(limit, by_cost=True)
        most = self.total / float(self.targets[0]) + 1.0
        while branches is None and limit < most:
            limit = max(2.0 * limit, 0.01)
            nearest = self._branches(limit, by_cost=False)
            if nearest is not None:
                least = nearest[int(self.order[0])].closed[self.counts, _CLOSED][0]
                branches = self._branches(least + _ERROR, by_cost=True)
        return None if branches is None else self._labels(branches)

    def _branches(self, limit: float, *, by_cost: bool) -> list[_Branch] | None:
        """Return every node's states, all sectors within a limit, by cost or by deviation; None if there is no plan."""
        load: list[float] = self.problem.load.tolist()
        upwards: list[int] = self.order[::-1].tolist()
        nothing = (0,) * len(self.counts)
        branches = [_Branch([], [{(nothing, round(own, _DIGITS)): (0.0, None)}], {}, own) for own in load]
        for node in upwards:
            branch = branches[node]
            branch.closed = self._closed(branch.history[-1], float(self.cut_cost[node]), limit, by_cost=by_cost)
            if node == self.order[0]:
                break
            above = branches[int(self.parent[node])]
            above.load += branch.load
            both = branch.history[-1] | branch.closed
            above.history.append(self._joined(above.history[-1], both, above.load, limit, by_cost=by_cost))
            above.children.append(node)
            if not above.history[-1]:
                return None
        return branches if (self.counts, _CLOSED) in branch.closed else None

    def _closed(self, states: States, cost: float, limit: float, *, by_cost: bool) -> States:
        """Return the states in which the open sector ends, those of one count with the best of them."""
        found: States = {}
        targets: list[float] = self.targets.tolist()
        for state, (worth, _) in states.items():
            done, load = state
            for kind, target in enumerate(targets):
                deviation = abs(load / target - 1.0)
                if done[kind] >= self.counts[kind] or deviation > limit:
                    continue
                after = ((*done[:kind], done[kind] + 1, *done[kind + 1 :]), _CLOSED)
                now = worth + cost if by_cost else max(worth, deviation)
                if after not in found or now < found[after][0]:
                    found[after] = (now, (state, state))
        return found

    def _joined(self, own: States, other: States, load: float, limit: float, *, by_cost: bool) -> States:
        """Return the states of a node with a further child; `load` is that of all its nodes then."""
        self.work.spend(len(own) * len(other))
        most, least = float(self.targets[-1]) * (1.0 + limit), float(self.targets[0]) * (1.0 - limit)
        found: States = {}
        for mine, (worth, _) in own.items():
            for yours, (more, _) in other.items():
                opened = round(mine[1] + max(yours[1], 0.0), _DIGITS)
                done = tuple(a + b for a, b in zip(mine[0], yours[0], strict=True))
                left, rest = sum(self.counts) - sum(done), self.total - load + opened
                if opened > most or not left * least - _ERROR <= rest <= left * most + _ERROR:
                    continue
                if any(a > b for a, b in zip(done, self.counts, strict=True)):
                    continue
                now = worth + more if by_cost else max(worth, more)
                if (done, opened) not in found or now < found[done, opened][0]:
                    found[done, opened] = (now, (mine, yours))
        return found

    def _labels(self, branches: list[_Branch]) -> Ints:
        """Return the (n,) labels that the best state of the root stands for."""
        labels = np.full(self.problem.size, -1, dtype=np.int64)
        free: list[list[int]] = [np.flatnonzero(self.problem.target == target).tolist() for target in self.targets]
        todo: list[tuple[int, State, int]] = [(int(self.order[0]), (self.counts, _CLOSED), -1)]
        while todo:
            node, state, label = todo.pop()
            branch = branches[node]
            if state[1] == _CLOSED:
                opened = _made_of(branch.closed, state)[0]
                kind = next(row for row, count in enumerate(state[0]) if count > opened[0][row])
                state, label = opened, free[kind].pop()
            labels[node] = label
            for child, states in zip(branch.children[::-1], branch.history[:0:-1], strict=True):
                state, below = _made_of(states, state)
                todo.append((child, below, label))
        return labels


def _made_of(states: States, state: State) -> tuple[State, State]:
    """Return the states that a state was made of."""
    parts = states[state][1]
    return parts if parts is not None else (state, state)
