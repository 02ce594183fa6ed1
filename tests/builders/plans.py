"""A checker of plans that shares no code with the engine, and every plan of a map so small that all can be looked at."""

from collections import deque
from itertools import product

import numpy as np
import pytest


def neighbours_of(n, edges):
    near = {i: [] for i in range(n)}
    for a, b in edges.tolist():
        near[a].append(b)
        near[b].append(a)
    return near


def reached(first, near, allowed):
    seen, queue = {first}, deque([first])
    while queue:
        for other in near[queue.popleft()]:
            if other not in seen and allowed(other):
                seen.add(other)
                queue.append(other)
    return seen


def islands(n, near):
    seen, found = set(), []
    for first in range(n):
        if first not in seen:
            found.append(reached(first, near, lambda _: True))
            seen |= found[-1]
    return found


def check_plan(request, plan):
    """Raise where a promise is broken."""
    sector = plan.sector.tolist()
    wanted = sum(count for _, count in request.districts)
    assert sorted(set(sector)) == list(range(1, wanted + 1))
    near = neighbours_of(request.size, request.graph.edges)
    for number in set(sector):
        members = {unit for unit, one in enumerate(sector) if one == number}
        assert reached(min(members), near, lambda unit, members=members: unit in members) == members
        assert len({int(request.district[unit]) for unit in members}) == 1
    for place, (_, count) in enumerate(request.districts):
        assert len({one for one, home in zip(sector, request.district, strict=True) if home == place}) == count
    for values in (request.lock, request.group):
        homes = {}
        for unit, value in enumerate(values.tolist()):
            if value >= 0:
                assert homes.setdefault(value, sector[unit]) == sector[unit]
    homes = {int(value): sector[unit] for unit, value in enumerate(request.lock) if value >= 0}
    assert len(set(homes.values())) == len(homes)
    check_numbers(request, plan, sector)


def check_numbers(request, plan, sector):
    """Raise where the plan's numbers are not those of its sectors."""
    border = sum(
        length
        for (a, b), length in zip(request.graph.edges.tolist(), request.graph.border_m.tolist(), strict=True)
        if sector[a] != sector[b]
    )
    assert plan.border_m == pytest.approx(border)
    for place, (_, _) in enumerate(request.districts):
        own = [n for n in range(1, plan.count + 1) if plan.district[n - 1] == place]
        load = {n: sum(request.load[u] for u in range(request.size) if sector[u] == n) for n in own}
        mean = sum(load.values()) / sum(plan.officers[n - 1] for n in own)
        for n in own:
            assert plan.deviation[n - 1] == pytest.approx(load[n] / plan.officers[n - 1] / mean - 1, abs=1e-9)
        assert plan.worst(place) >= plan.outcomes[place].floor - 1e-9


def whole(labels, one, near):
    members = {u for u, label in enumerate(labels) if label == one}
    stack = [min(members)]
    seen = set(stack)
    while stack:
        fresh = (near[stack.pop()] & members) - seen
        seen |= fresh
        stack += fresh
    return seen == members


def all_plans(graph, sectors):
    """Yield every division into connected sectors that are not empty."""
    near = {u: set() for u in range(graph.size)}
    for a, b in graph.edges.tolist():
        near[a].add(b)
        near[b].add(a)
    for labels in product(range(sectors), repeat=graph.size):
        if len(set(labels)) == sectors and all(whole(labels, one, near) for one in range(sectors)):
            yield np.array(labels)
