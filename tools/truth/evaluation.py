"""Evaluations of initiatives: false findings under one trend, power as planned, displacement, and p against interval."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from frame import Row, interval, rate
from numpy.typing import NDArray
from scipy import stats
from sector_planner.core.crime.rates import FEW, rate_tails, relative_tails
from sector_planner.core.safety.evaluation.displacement import NOTHING, Areas, Counted
from sector_planner.core.safety.evaluation.evaluation import Evaluation, evaluate_counts
from sector_planner.core.safety.evaluation.pre_trends import SpreadCheck
from sector_planner.core.safety.evaluation.preregistration import incidents_needed, smallest_detectable_drop
from sector_planner.core.safety.evaluation.settings import EvaluationSettings
from sector_planner.core.safety.evaluation.verdict import clearly_better, judge

TITLE = "Evaluations of initiatives"
TEXT = """
One exact test given all sums (Fisher's noncentral hypergeometric distribution, Cornfield 1956; without a comparison the binomial one, Przyborowski and Wilenski 1940) gives finding, p and interval. Chance: Poisson counts in target and comparison, with one trend for both and no effect. Beside each rate stands that of the weighted displacement difference of raw numbers (Wheeler and Ratcliffe 2018), by which findings were judged before together with a Wald interval. Power: the verdict of the evaluation itself on counts with the drop that a plan promises to be found four times out of five. Displacement: the surroundings rise by more than the target falls. Series: negative binomial months, whose excess the months before show.
"""
RUNS = 10_000
JUDGED = 100
SIZES, TRENDS = (10, 30, 100, 300), (0.7, 1.3)
SETTINGS = EvaluationSettings()
Draws = list[NDArray[np.int64]]


def _verdict(target: tuple[float, float], comparison: tuple[float, float] | None, length: float = 1.0) -> str:
    other = NOTHING if comparison is None else Counted(*comparison)
    areas = Areas(Counted(*target), other, before_time=1.0 / length)
    return judge(evaluate_counts(areas, SETTINGS)).conclusion


def _findings(counts: Draws, length: float = 1.0) -> NDArray[np.int64]:
    """Return −1 where the exact test finds a fall in the target, 1 where it finds a rise, 0 else."""
    if len(counts) == 2:
        fewer, more = rate_tails(*counts, 1.0 / length)
    else:
        starts = range(0, len(counts[0]), 500)
        parts = [relative_tails(*(count[at : at + 500] for count in counts)) for at in starts]
        fewer, more = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    return np.where(np.maximum(counts[0], counts[1]) < FEW, 0, (more < 0.025).astype(int) - (fewer < 0.025))


def _raw(counts: Draws) -> NDArray[np.float64]:
    """Return z of the weighted displacement difference of raw numbers."""
    before, after, other_before, other_after = counts
    return ((after - before) - (other_after - other_before)) / np.sqrt(np.maximum(sum(counts), 1))


def rows() -> Iterator[Row]:
    """Yield false findings, power, displacement, series, and agreement with other tests."""
    yield from _chance()
    yield from _as_exact()
    yield from _planned()
    yield from _displaced()
    yield from _series()
    yield _agreement()


def _chance() -> Iterator[Row]:
    """Yield findings under one trend and no effect, the worst setting of each ratio of sizes."""
    for size in (1, 5, 20, 40):
        rng = np.random.default_rng([22, 2, size])
        fell, rose, raw, differ = [], [], [], 0
        for before in SIZES:
            for trend in TRENDS:
                level = np.array([before, before * trend, before * size, before * size * trend])
                counts = [rng.poisson(mean, RUNS) for mean in level]
                findings, setting = _findings(counts), f"{before} before, trend {trend - 1:+.0%}"
                fell.append((int((findings < 0).sum()), setting))
                rose.append((int((findings > 0).sum()), setting))
                raw.append(int((np.abs(_raw(counts)) > 1.96).sum()))
                for at, expected in enumerate(findings[:JUDGED]):
                    found = _verdict((counts[0][at], counts[1][at]), (counts[2][at], counts[3][at]))
                    differ += {"fell_more": -1, "rose_more": 1}.get(found, 0) != expected or found == "unsure"
        for name, found in (("fallen more", fell), ("risen more", rose)):
            hits, where = max(found)
            claim = f"Target 1:{size} of the comparison, one trend, no effect: found to have {name} (worst: {where})"
            yield rate(claim, hits, RUNS, most=0.05, of="evaluations each of 8 settings")
        yield rate(f"… by raw numbers, either way, 1:{size} (worst)", max(raw), RUNS, of="evaluations")
        judged = JUDGED * len(SIZES) * len(TRENDS)
        yield rate(f"… verdict other than the test's, or unsure, 1:{size}", differ, judged, most=0.0, of="verdicts")


def _as_exact() -> Iterator[Row]:
    """Yield how often a real drop is found, beside scipy's exact conditional test of one side."""
    for before, size, drop in ((30, 1, 0.6), (100, 1, 0.4), (100, 40, 0.35), (300, 20, 0.2)):
        rng = np.random.default_rng([22, 3, before, size])
        means = before, before * 0.8 * (1 - drop), before * size, before * size * 0.8
        ours, exact = 0, 0
        for counts in rng.poisson(means, (5 * JUDGED, 4)).tolist():
            ours += _verdict(tuple(counts[:2]), tuple(counts[2:])) == "fell_more"
            exact += stats.fisher_exact([counts[:2], counts[2:]], "greater")[1] < 0.025
        low, high = interval(exact, 5 * JUDGED)
        found = f"{ours / (5 * JUDGED):.1%}, by scipy's exact test {exact / (5 * JUDGED):.1%} ({low:.1%} to {high:.1%})"
        claim = f"{before} before, 1:{size}: a drop of {drop:.0%} is found as often as by the exact conditional test"
        yield Row(claim, f"{5 * JUDGED} evaluations", found, ours == exact)


def _planned() -> Iterator[Row]:
    """Yield the share of planned drops that are found, over a grid of settings, and of drops by percentages alone."""
    shares, judged, agreed = [], 0, 0
    for before in (20, 50, 100, 300, 1000):
        for length in (0.5, 1.0, 2.0):
            for size in (None, 1, 5, 40):
                other = None if size is None else before * size
                drop = smallest_detectable_drop(before, length, other)
                if drop is None:
                    continue
                rng = np.random.default_rng([22, 4, before, int(2 * length), size or 0])
                means = [before, before * length * (1 - drop / 100)]
                means += [other, other * length] if other else []
                counts = [rng.poisson(mean, RUNS) for mean in means]
                found = _findings(counts, length) < 0
                shares.append((float(found.mean()), before, length, size))
                for at in range(20):
                    own = counts[0][at], counts[1][at]
                    verdict = _verdict(own, (counts[2][at], counts[3][at]) if other else None, length)
                    judged, agreed = judged + 1, agreed + ((verdict in ("fell", "fell_more")) == found[at])
    low, high = min(shares), max(shares)
    text = f"{low[0]:.1%} to {high[0]:.1%}, promised 78% to 82%"
    claim = "The smallest drop that is promised to be found four times out of five is found"
    cases = f"{len(shares)} settings of 20 to 1,000 before, half to double length, no comparison to 1:40, {RUNS:,} each"
    yield Row(claim, cases, text, low[0] >= 0.78 and high[0] <= 0.82)
    yield rate("… verdict other than that test's", judged - agreed, judged, most=0.0, of="verdicts")
    yield from _planned_with_ring()
    for drop in (20, 40, 56, 80):
        needed = incidents_needed(drop)
        rng = np.random.default_rng([22, 5, drop])
        hits = int((_findings([rng.poisson(needed, RUNS), rng.poisson(needed * (1 - drop / 100), RUNS)]) < 0).sum())
        claim = f"A drop of {drop} % is found with the {needed} incidents that percentages alone are told to need"
        yield rate(claim, hits, RUNS, least=0.78, most=0.82, of="evaluations")


def _planned_with_ring() -> Iterator[Row]:
    for before, other, ring, excess in ((100, 100, 200, 1.0), (100, None, 60, 1.0), (200, 1000, 0, 2.0)):
        drop = smallest_detectable_drop(before, 1.0, other, surroundings=ring, excess=excess)
        if drop is None:
            continue
        rng, hits, runs = np.random.default_rng([22, 6, before, ring]), 0, 40 * JUDGED
        means = [before, before * (1 - drop / 100), other or 0, other or 0, ring, ring]
        draws = [_drawn(rng, mean, excess, runs) for mean in means]
        spread = SpreadCheck(excess, 0.0 if excess > 1 else 1.0)
        for counts in np.column_stack(draws).tolist():
            areas = Areas(*(Counted(*counts[at : at + 2]) for at in (0, 2, 4)))
            verdict = judge(evaluate_counts(areas, SETTINGS, spread=spread)).conclusion
            hits += verdict in ("fell", "fell_more")
        series = f", months {excess:g} times chance" if excess > 1 else ""
        claim = f"… with {before} before, comparison {other or 'none'}, ring {ring}{series}"
        yield rate(claim, hits, runs, least=0.78, most=0.82, of="evaluations")


def _drawn(rng: np.random.Generator, mean: float, excess: float, runs: int) -> NDArray[np.int64]:
    if excess <= 1 or mean == 0:
        return rng.poisson(mean, runs)
    return rng.negative_binomial(mean / (excess - 1), 1 / excess, runs)


def _displaced() -> Iterator[Row]:
    """Yield how often a success is declared where as much as, or more than, was gained moved next door."""
    for other in (200, None):
        rng = np.random.default_rng([22, 7, other or 0])
        runs, said, good, larger = 10 * JUDGED, 0, 0, 0
        for _ in range(runs):
            near = Counted(*rng.poisson((150, 270)))
            target, comparison = Counted(*rng.poisson((200, 100))), Counted(*rng.poisson((other or 0, other or 0)))
            found = evaluate_counts(Areas(target, comparison, near), SETTINGS)
            verdict = judge(found)
            said += found.total is not None and "together" in verdict.english[0]
            good += clearly_better(found, verdict)
            larger += found.total.difference[1] >= 0 and verdict.conclusion in ("fell", "fell_more")
        name = "with a comparison" if other else "without a comparison"
        claim = f"200 fall to 100, the ring rises from 150 to 270, {name}"
        yield rate(f"{claim}: called good", good, runs, most=0.03, of="evaluations")
        yield rate(
            f"{claim}: called a fall though the net effect is none or worse", larger, runs, most=0.0, of="evaluations"
        )
        yield rate(f"{claim}: the net effect is in the headline", said, runs, least=1.0, of="evaluations")


def _series() -> Iterator[Row]:
    """Yield false findings where counts vary more than chance, by the excess that is known, zero after included."""
    for excess in (2.0, 5.0):
        rng = np.random.default_rng([22, 8, int(excess)])
        spread, runs, false, plain = SpreadCheck(excess, 0.0), 20 * JUDGED, 0, 0
        for counts in np.column_stack([_drawn(rng, mean, excess, runs) for mean in (60, 60, 120, 120)]).tolist():
            areas = Areas(Counted(*counts[:2]), Counted(*counts[2:]))
            false += judge(evaluate_counts(areas, SETTINGS, spread=spread)).conclusion == "fell_more"
            plain += judge(evaluate_counts(areas, SETTINGS)).conclusion == "fell_more"
        claim = f"Months vary {excess:g} times as much as chance, no effect: found to have fallen more"
        yield rate(claim, false, runs, most=0.05, of="evaluations")
        yield rate("… were the excess left out", plain, runs, of="evaluations")


def _agreement() -> Row:
    """Return the row of evaluations whose p and interval, or verdict and interval, do not agree."""
    rng = np.random.default_rng([22, 9])
    wrong, runs = 0, 20 * JUDGED
    for _ in range(runs):
        counts = rng.poisson(rng.choice([0.3, 3, 20, 150, 2000], 6)).tolist()
        areas = Areas(*(Counted(*counts[at : at + 2]) for at in (0, 2, 4)), before_time=float(rng.choice([0.5, 1, 3])))
        spread = SpreadCheck(float(rng.choice([1.5, 4])), float(rng.choice([0.01, 0.5])))
        found = evaluate_counts(areas, SETTINGS, spread=spread)
        wrong += not _agrees(found)
    return rate("p, interval and verdict do not agree", wrong, runs, most=0.0, of="evaluations of 0 to 2,000 incidents")


def _agrees(found: Evaluation) -> bool:
    low, _, high = found.ratio
    pairs = [(found.p, low, high)]
    pairs += [(one.p, one.low, one.high) for one in (found.odds, found.effect, found.total) if one is not None]
    if found.weighted is not None:
        pairs.append((found.weighted.p, math.exp(found.weighted.low / 1e4), math.exp(found.weighted.high / 1e4)))
    if any((p < 0.05) == (one_low <= 1 <= one_high) for p, one_low, one_high in pairs):
        return False
    deciding = found.p if found.odds is None else found.odds.p
    verdict = judge(found).conclusion
    return verdict in ("too_few", "unsure") or (deciding < 0.05) == (
        verdict in ("fell", "rose", "fell_more", "rose_more")
    )
