"""How much better a plan could be: nothing where it is proven the best, else what the bounds leave open."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..model.instance import Request
from ..model.plan import SolveOutcome
from ..model.settings import BalanceSettings
from .optimality_gap import least_border


@dataclass(frozen=True)
class Proof:
    """What is proven about a plan.

    Attributes:
        is_best: whether no better plan exists, by everything that was asked for.
        least_border_m: border that no plan can undercut whose loads lie within the tolerance, or that is as well
            balanced as this one where it lies outside; 0 where nothing is known.
        gap: share of the plan's border that is more than that; 0 for the best plan, None where nothing is known.

    """

    is_best: bool
    least_border_m: float
    gap: float | None


def prove(request: Request, settings: BalanceSettings, plan: SolveOutcome, outlines: NDArray[np.object_]) -> Proof:
    """Return what is proven about a plan, given its sectors' (K,) outlines."""
    if all(outcome.proven for outcome in plan.outcomes):
        return Proof(True, plan.border_m, 0.0)
    inside = [_least(request, settings, plan, outlines, number) for number in range(len(request.districts))]
    if not sum(inside):
        return Proof(False, 0.0, None)
    least = min(sum(inside) + request.graph.border_between(request.district), plan.border_m)
    return Proof(False, least, 1.0 - least / plan.border_m)


def _least(
    request: Request, settings: BalanceSettings, plan: SolveOutcome, outlines: NDArray[np.object_], district: int
) -> float:
    """Return the least border between the sectors of a district; its own where the district is proven the best."""
    units, own = request.units_of(district), plan.district == district
    if plan.outcomes[district].proven:
        inside, _ = request.graph.subgraph(units)
        return inside.border_between(plan.sector[units])
    officers = plan.officers[own]
    fair = request.load[units].sum() * officers / officers.sum()
    most = fair * (1.0 + max(settings.tolerance / 100.0, plan.worst(district)))
    return least_border(outlines[own], request.area[units], request.load[units], most)
