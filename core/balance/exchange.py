"""Annealing by exchanges: two flips at once, which balance each other where single units weigh much."""

from __future__ import annotations

import numpy as np

from .anneal import CURVATURE, State, flip, stays_connected
from .graph import Ints
from .problem import Problem
from .watch import Sight, Watch, always, sight

BLOCK = 1_024


def exchange(
    problem: Problem,
    labels: Ints,
    proposals: int,
    rng: np.random.Generator,
    hot: float = 1.0,
    cold: float = 0.05,
    pressure: float = 400.0,
    watch: Watch = always,
) -> Ints:
    """Return the best plan met by flips of one node into a neighbour and of another out of it again.

    The second node may go back to the first sector (a swap) or on to a third one (a chain).
    """
    if problem.count < 2 or not len(problem.cost):
        return labels
    state = State(problem, labels)
    usual = float(problem.cost.mean())
    best, best_rank = labels, problem.rank(labels)
    blocks = max(1, -(-proposals // BLOCK))

    def look() -> Sight:
        return sight(problem, best)

    for block in range(blocks):
        done = block / blocks
        if not watch(done, look):
            break
        heat = usual * hot * (cold / hot) ** done
        caught = _run_block(problem, state, heat, usual * pressure, rng, best_rank)
        if caught is not None:
            best, best_rank = caught, problem.rank(caught)
    return best


def _run_block(
    problem: Problem, state: State, heat: float, pressure: float, rng: np.random.Generator, rank: tuple[float, float]
) -> Ints | None:
    """Propose exchanges; return the best plan met if it ranks before `rank`."""
    inner = problem.tolerance * 0.999
    best = None
    picks = rng.integers(0, 2**29, (4, BLOCK)).tolist()
    limits = (heat * rng.standard_exponential(BLOCK)).tolist()
    for first, turn, second, onward, limit in zip(*picks, limits, strict=True):
        before = state.cost + _penalty(state, inner, pressure)
        moves = _moves(state, first, turn, second, onward)
        if not moves:
            continue
        if state.cost + _penalty(state, inner, pressure) - before > limit:
            for node, old, new in reversed(moves):
                _move(state, node, new, old)
        elif _excess(state, inner) <= rank[0] + 1e-6:
            found = np.array(state.labels)
            if problem.rank(found) < rank:
                best, rank = found, problem.rank(found)
    return best


def _moves(state: State, first: int, turn: int, second: int, onward: int) -> list[tuple[int, int, int]]:
    """Make a flip and, where there is one, a second out of the same sector; return both."""
    if not state.border:
        return []
    node = state.border[first % len(state.border)]
    moves = _try(state, node, turn)
    if not moves:
        return []
    reached = moves[0][2]
    others = [other for other in state.border if state.labels[other] == reached and other != node]
    if others and onward & 3:
        moves += _try(state, others[second % len(others)], onward >> 2)
    return moves


def _try(state: State, node: int, turn: int) -> list[tuple[int, int, int]]:
    """Flip the node to the label of one of its neighbours, if its sector stays connected."""
    old = state.labels[node]
    choices = [label for other in state.neighbours[node] if (label := state.labels[other]) != old]
    if not choices or not stays_connected(node, old, state.labels, state.neighbours):
        return []
    new = choices[turn % len(choices)]
    _move(state, node, old, new)
    return [(node, old, new)]


def _move(state: State, node: int, old: int, new: int) -> None:
    for other, cost in state.pairs[node]:
        label = state.labels[other]
        state.cost += cost * ((label == old) - (label == new))
    state.loads[old] -= state.load[node]
    state.loads[new] += state.load[node]
    flip(state, node, old, new)


def _excess(state: State, inner: float) -> float:
    return max(0.0, max(abs(load * share - 1.0) for load, share in zip(state.loads, state.share, strict=True)) - inner)


def _penalty(state: State, inner: float, pressure: float) -> float:
    total = 0.0
    for load, share in zip(state.loads, state.share, strict=True):
        over = abs(load * share - 1.0) - inner
        if over > 0.0:
            total += over * (1.0 + CURVATURE * over)
    return pressure * total
