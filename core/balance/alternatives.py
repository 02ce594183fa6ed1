"""Several plans of one request: with other seeds and weights, reduced to those that no other beats in everything."""

from __future__ import annotations

from dataclasses import replace

from .plan import SolveOutcome
from .settings import LARGEST_SEED, BalanceSettings

# Factors of (tolerance, weight of continuity, weight of short borders) that the plans take in turn.
VARIANTS = ((1.0, 1.0, 1.0), (0.5, 1.0, 1.0), (1.0, 3.0, 1.0), (0.25, 1.0, 1.0), (1.0, 0.3, 2.0))


def variants(settings: BalanceSettings) -> list[BalanceSettings]:
    """Return the settings of each plan; the first is what was asked for."""
    made = []
    for number in range(settings.alternatives):
        tolerance, continuity, compactness = VARIANTS[number % len(VARIANTS)]
        made.append(
            replace(
                settings,
                seed=(settings.seed + number) % LARGEST_SEED,
                tolerance=max(settings.tolerance * tolerance, 0.01),
                continuity=min(settings.continuity * continuity, 100.0),
                compactness=min(settings.compactness * compactness, 100.0),
            )
        )
    return made


def pareto(plans: list[SolveOutcome], tolerance: float) -> list[SolveOutcome]:
    """Return the plans that no other beats in deviation, border and residents moved alike.

    Plans within the tolerance (a share) come before others; among these the shorter border comes first.
    """
    marks = [(round(plan.worst(), 9), round(plan.border_m, 3), round(plan.residents_moved, 6)) for plan in plans]
    kept = [
        number
        for number, mark in enumerate(marks)
        if mark not in marks[:number] and not any(_beats(other, mark) for other in marks)
    ]
    kept.sort(key=lambda number: (max(0.0, marks[number][0] - tolerance), marks[number][1], number))
    return [plans[number] for number in kept]


def _beats(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))
