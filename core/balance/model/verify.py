"""The promises of a plan, tested after every run against the request itself."""

from __future__ import annotations

import numpy as np

from ...base.errors import SectorPlannerError
from ...base.i18n import translate
from .instance import Request
from .plan import SolveOutcome


class BrokenPromiseError(SectorPlannerError):
    """The solver made a plan that it must not make: a defect of the program, not of the input."""


def broken_promises(request: Request, plan: SolveOutcome) -> list[str]:
    """Return what is wrong with the plan: nothing, unless the solver has a defect."""
    sector = plan.sector
    wrong = []
    if sorted(np.unique(sector).tolist()) != list(range(1, request.sector_count + 1)):
        wrong.append("the number of sectors")
    count, _ = request.graph.components(sector)
    if count != request.sector_count:
        wrong.append("connected sectors")
    homes = np.unique(np.column_stack([sector, request.district]), axis=0)
    made = np.bincount(homes[:, 1], minlength=len(request.districts))
    if len(homes) != request.sector_count or made.tolist() != [sectors for _, sectors in request.districts]:
        wrong.append("sectors per district")
    for values in (request.lock, request.group):
        held = values >= 0
        if len(np.unique(np.column_stack([values, sector])[held], axis=0)) != len(np.unique(values[held])):
            wrong.append("units that stay together")
    locks = np.unique(np.column_stack([request.lock, sector])[request.lock >= 0], axis=0)
    if len(np.unique(locks[:, 1])) != len(locks):
        wrong.append("locks to different sectors")
    return wrong


def require_promises(request: Request, plan: SolveOutcome) -> SolveOutcome:
    """Return the plan; raise BrokenPromiseError where it breaks a promise."""
    wrong = broken_promises(request, plan)
    if wrong:
        message = translate("Core", "The solver broke its promises ({what}). Nothing was kept. Please report this.")
        raise BrokenPromiseError(message.format(what=", ".join(wrong)))
    return plan
