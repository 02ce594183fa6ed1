"""Several plans of one request: other seeds and weights, reduced to those that no other plan dominates."""

from __future__ import annotations

from dataclasses import replace

from .plan import SolveOutcome
from .settings import LARGEST_SEED, BalanceSettings

# Factors on (tolerance, continuity, compactness) that the plans take in turn.
VARIANTS = ((1.0, 1.0, 1.0), (0.5, 1.0, 1.0), (1.0, 3.0, 1.0), (0.25, 1.0, 1.0), (1.0, 0.3, 2.0))


def variants(settings: BalanceSettings) -> list[BalanceSettings]:
    """Return the settings of each plan; the first are the ones given."""
    varied = []
    for number in range(settings.alternatives):
        tolerance, continuity, compactness = VARIANTS[number % len(VARIANTS)]
        varied.append(
            replace(
                settings,
                seed=(settings.seed + number) % LARGEST_SEED,
                tolerance=max(settings.tolerance * tolerance, 0.01),
                continuity=min(settings.continuity * continuity, 100.0),
                compactness=min(settings.compactness * compactness, 100.0),
            )
        )
    return varied


def pareto(plans: list[SolveOutcome], tolerance: float) -> list[SolveOutcome]:
    """Return the plans that no other dominates in deviation, boundary and residents moved.

    Args:
        plans: plans of one request.
        tolerance: a share. Plans within it come before others; among these the shorter boundary comes first.

    """
    marks = [(round(plan.worst(), 9), round(plan.border_m, 3), round(plan.residents_moved, 6)) for plan in plans]
    undominated = [
        number
        for number, mark in enumerate(marks)
        if mark not in marks[:number] and not any(_dominates(other, mark) for other in marks)
    ]
    undominated.sort(key=lambda number: (max(0.0, marks[number][0] - tolerance), marks[number][1], number))
    return [plans[number] for number in undominated]


def _dominates(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a != b and all(mine <= yours for mine, yours in zip(a, b, strict=True))
