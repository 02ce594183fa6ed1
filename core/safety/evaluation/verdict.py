"""Verdict of an evaluation in plain English and Danish: its conclusion, what it rests on and what it cannot say."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ...base.i18n import either, locale, number, percent
from ...crime.rates import percent_change, too_few
from .displacement import NOTHING
from .evaluation import Evaluation

Conclusion = Literal["too_few", "fell_more", "rose_more", "no_difference", "unsure", "fell", "rose", "no_change"]
TEXTS: dict[str, tuple[str, str]] = {
    "too_few": (
        "Too few to say: fewer than five incidents in either period.",
        "For få til at sige noget: færre end fem hændelser i begge perioder.",
    ),
    "fell_more": (
        "Crime fell more in the target area than in the comparison area, by more than chance explains.",
        "Kriminaliteten faldt mere i indsatsområdet end i sammenligningsområdet, mere end tilfældet forklarer.",
    ),
    "rose_more": (
        "Crime developed worse in the target area than in the comparison area, by more than chance explains.",
        "Kriminaliteten udviklede sig værre i indsatsområdet end i sammenligningsområdet, mere end tilfældet forklarer.",
    ),
    "no_difference": (
        "No clear difference between the target area and the comparison area: chance can explain what is seen.",
        "Ingen klar forskel på indsatsområdet og sammenligningsområdet: tilfældet kan forklare det, der ses.",
    ),
    "unsure": (
        "The measures disagree: the difference in numbers and the ratio do not both point clearly the same way.",
        "Målene er uenige: forskellen i antal og forholdet peger ikke begge klart samme vej.",
    ),
    "fell": (
        "Crime fell in the target area, by more than chance explains.",
        "Kriminaliteten faldt i indsatsområdet, mere end tilfældet forklarer.",
    ),
    "rose": (
        "Crime rose in the target area, by more than chance explains.",
        "Kriminaliteten steg i indsatsområdet, mere end tilfældet forklarer.",
    ),
    "no_change": (
        "No clear change in the target area: chance can explain what is seen.",
        "Ingen klar ændring i indsatsområdet: tilfældet kan forklare det, der ses.",
    ),
    "counts": (
        "Target area: {before} incidents before and {after} after, {raw} in number.",
        "Indsatsområdet: {before} hændelser før og {after} efter, {raw} i antal.",
    ),
    "rate": (
        "Per month {before_rate} before and {after_rate} after: {change} ({confidence}% interval {low} to {high}; {p}).",
        "Pr. måned {before_rate} før og {after_rate} efter: {change} ({confidence} %-interval {low} til {high}; {p}).",
    ),
    "rate_equal": (
        "The periods are taken as equally long: {change} ({confidence}% interval {low} to {high}; {p}).",
        "Perioderne regnes for lige lange: {change} ({confidence} %-interval {low} til {high}; {p}).",
    ),
    "no_base": (
        "Nothing was recorded before, so there is no percentage.",
        "Intet var registreret før, så der er ingen procent.",
    ),
    "comparison": (
        "Comparison area: {before} before and {after} after, {change} per month ({low} to {high}).",
        "Sammenligningsområdet: {before} før og {after} efter, {change} pr. måned ({low} til {high}).",
    ),
    "difference": (
        "Against the comparison: {estimate} incidents in a period as long as the one after ({low} to {high}).",
        "Mod sammenligningen: {estimate} hændelser i en periode så lang som den efter ({low} til {high}).",
    ),
    "difference_around": (
        "Against the comparison, with displacement to the surroundings counted in: {estimate} incidents in a period as "
        "long as the one after ({low} to {high}).",
        "Mod sammenligningen, med forskydning til omgivelserne regnet med: {estimate} hændelser i en periode så lang som "
        "den efter ({low} til {high}).",
    ),
    "alone": (
        "Without a comparison area it cannot be said whether crime would have changed anyway.",
        "Uden sammenligningsområde kan det ikke siges, om kriminaliteten alligevel havde ændret sig.",
    ),
    "apart": (
        "Target and comparison already moved apart before the start ({p}): the comparison is weak.",
        "Indsats- og sammenligningsområde gik allerede hver sin vej før start ({p}): sammenligningen er svag.",
    ),
    "alike": (
        "Before the start there is no sign that the two moved differently, which is no proof that they moved alike.",
        "Før start er der intet tegn på, at de to gik hver sin vej, hvilket ikke beviser, at de fulgtes ad.",
    ),
    "unchecked": (
        "There is too little before the start to check that the two moved alike.",
        "Der er for lidt før start til at kontrollere, at de to fulgtes ad.",
    ),
    "chosen": (
        "The area was chosen because its level was high: part of a fall is then to be expected without any action.",
        "Området blev valgt, fordi niveauet var højt: en del af et fald må da ventes uden nogen indsats.",
    ),
    "peaked": (
        "The time just before was unusually high; a mere return to the level earlier would be {expected}.",
        "Tiden lige før var usædvanlig høj; blot en tilbagevenden til niveauet tidligere ville være {expected}.",
    ),
    "spread": (
        "From month to month counts vary {excess} times as much as chance; the true intervals are about {factor} times as wide, "
        "and the finding is by these.",
        "Fra måned til måned varierer antallet {excess} gange så meget som tilfældet; de sande intervaller er omtrent {factor} "
        "gange så brede, og konklusionen bygger på dem.",
    ),
    "season": (
        "The periods cover different months of the year; season may explain part of the change.",
        "Perioderne dækker forskellige måneder af året; årstiden kan forklare en del af ændringen.",
    ),
    "recorded": (
        "These are recorded incidents; willingness to report may have changed too.",
        "Dette er registrerede hændelser; anmeldelseslysten kan også have ændret sig.",
    ),
}


@dataclass(frozen=True)
class Verdict:
    """The conclusion, and the sentences that say it in both languages."""

    conclusion: Conclusion
    english: tuple[str, ...]
    danish: tuple[str, ...]


def judge(evaluation: Evaluation) -> Verdict:
    """Return the verdict; which sentences are said follows from what was found."""
    conclusion = _conclusion(evaluation)
    keys = [conclusion, "counts", *_rest(evaluation)]
    with locale("en"):
        english = tuple(_sentence(key, evaluation) for key in keys)
    with locale("da"):
        danish = tuple(_sentence(key, evaluation) for key in keys)
    return Verdict(conclusion, english, danish)


def _conclusion(evaluation: Evaluation) -> Conclusion:
    """Return the conclusion that the intervals allow, widened where counts vary more than chance."""
    target, factor = evaluation.areas.target, _widening(evaluation)
    if too_few(target.before, target.after):
        return "too_few"
    difference, odds = evaluation.difference, evaluation.odds
    if difference is None or odds is None:
        low, high = _widened_ratio(*evaluation.ratio, factor)
        return "fell" if high < 1 else "rose" if low > 1 else "no_change"
    reach = factor * (difference.high - difference.estimate)
    odds_low, odds_high = _widened_ratio(odds.low, odds.estimate, odds.high, factor)
    down = (difference.estimate + reach < 0, odds_low > 1)
    up = (difference.estimate - reach > 0, odds_high < 1)
    if all(down) or all(up):
        return "fell_more" if all(down) else "rose_more"
    return "unsure" if any(down) or any(up) else "no_difference"


def _widening(evaluation: Evaluation) -> float:
    """Return by what intervals are to be widened: the root of the excess variance, 1 where chance explains it."""
    spread = evaluation.spread
    return math.sqrt(spread.excess) if spread is not None and spread.beyond_chance else 1.0


def _widened_ratio(low: float, estimate: float, high: float, factor: float) -> tuple[float, float]:
    """Return the ends of a ratio's interval, widened on the log scale; as they are if there is no estimate."""
    if not (estimate > 0 and math.isfinite(estimate)):
        return low, high
    return estimate * (low / estimate) ** factor, estimate * (high / estimate) ** factor


def _rest(evaluation: Evaluation) -> list[str]:
    """Return the remaining remarks, in order."""
    dated = evaluation.settings.before is not None
    keys = ["no_base" if not evaluation.areas.target.before else "rate" if dated else "rate_equal"]
    if evaluation.has_comparison:
        state = "unchecked" if evaluation.trend is None else evaluation.trend.state
        around = evaluation.areas.displacement_comparison != NOTHING
        keys += ["comparison", "difference_around" if around else "difference"]
        keys.append("unchecked" if state == "too_few" else state)
    else:
        keys.append("alone")
    if evaluation.settings.chosen_for_high:
        keys.append("chosen")
    if evaluation.peak is not None and evaluation.peak.peaked:
        keys.append("peaked")
    if evaluation.spread is not None and evaluation.spread.beyond_chance:
        keys.append("spread")
    if evaluation.season_matched is False:
        keys.append("season")
    return [*keys, "recorded"]


def _sentence(key: str, evaluation: Evaluation) -> str:
    values = _VALUES.get(key, _no_values)(evaluation)
    return either(*TEXTS[key]).format(**values)


def _no_values(_evaluation: Evaluation) -> dict[str, str]:
    return {}


def _change(ratio: float) -> str:
    return "∞" if math.isinf(ratio) else percent(percent_change(ratio), 0, signed=True)


def _counts(evaluation: Evaluation) -> dict[str, str]:
    before, after = evaluation.areas.target.before, evaluation.areas.target.after
    raw = _change(after / before) if before else number(after, 0, signed=True)
    return {"before": number(before, 0), "after": number(after, 0), "raw": raw}


def _rate(evaluation: Evaluation) -> dict[str, str]:
    low, estimate, high = (_change(ratio) for ratio in evaluation.ratio)
    settings, target = evaluation.settings, evaluation.areas.target
    rates = {}
    if settings.before and settings.after:
        rates["before_rate"] = number(target.before / settings.before.months, 1)
        rates["after_rate"] = number(target.after / settings.after.months, 1)
    confidence = number(settings.confidence, 0)
    p = p_text(evaluation.p)
    return {**rates, "change": estimate, "low": low, "high": high, "confidence": confidence, "p": p}


def _comparison(evaluation: Evaluation) -> dict[str, str]:
    low, estimate, high = (_change(ratio) for ratio in evaluation.comparison_ratio or (0.0, math.nan, math.inf))
    area = evaluation.areas.comparison
    counts = {"before": number(area.before, 0), "after": number(area.after, 0)}
    return {**counts, "change": estimate, "low": low, "high": high}


def _difference(evaluation: Evaluation) -> dict[str, str]:
    found = evaluation.difference
    if found is None:
        return {}
    names = {"estimate": found.estimate, "low": found.low, "high": found.high}
    return {name: number(value, 1, signed=True) for name, value in names.items()}


def _apart(evaluation: Evaluation) -> dict[str, str]:
    return {"p": p_text(evaluation.trend.p if evaluation.trend else math.nan)}


def _peaked(evaluation: Evaluation) -> dict[str, str]:
    expected = evaluation.peak.expected_percent if evaluation.peak else math.nan
    return {"expected": percent(expected, 0, signed=True)}


def _spread(evaluation: Evaluation) -> dict[str, str]:
    excess = evaluation.spread.excess if evaluation.spread else math.nan
    return {"excess": number(excess, 1), "factor": number(math.sqrt(excess), 1)}


_VALUES: dict[str, Callable[[Evaluation], dict[str, str]]] = {
    "counts": _counts,
    "rate": _rate,
    "rate_equal": _rate,
    "comparison": _comparison,
    "difference": _difference,
    "difference_around": _difference,
    "apart": _apart,
    "peaked": _peaked,
    "spread": _spread,
}


def p_text(value: float) -> str:
    """Return “p = …” with three decimals, or that it is below a thousandth."""
    return f"p < {number(0.001, 3)}" if value < 0.001 else f"p = {number(value, 3)}"
