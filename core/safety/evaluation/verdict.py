"""Verdict of an evaluation in plain English and Danish: its conclusion, what it rests on and what it cannot say."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ...base.i18n import either, locale, number, percent
from ...crime.rates import percent_change, too_few
from .displacement import RelativeEffect
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
        "Crime fell in the target area by more than chance explains, but around it rose by as much or more.",
        "Kriminaliteten faldt i indsatsområdet mere end tilfældet forklarer, men steg lige så meget eller mere omkring det.",
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
    "few_counts": (
        "Target area: {before} incidents before and {after} after.",
        "Indsatsområdet: {before} hændelser før og {after} efter.",
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
        "Had the target followed the comparison, {expected} incidents were to be expected after; the difference, scaled to "
        "the target, is {estimate} ({low} to {high}; {p}).",
        "Havde indsatsområdet fulgt sammenligningen, var {expected} hændelser at vente efter; forskellen, skaleret til "
        "indsatsområdet, er {estimate} ({low} til {high}; {p}).",
    ),
    "total": (
        "Target and surroundings together: {estimate} incidents against what was to be expected ({low} to {high}; {p}), {chance}.",
        "Indsatsområde og omgivelser tilsammen: {estimate} hændelser mod det, der var at vente ({low} til {high}; {p}), {chance}.",
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
        "Before, months vary {excess} times as much as chance has it; intervals and p count that in (quasi-Poisson).",
        "Før varierer månederne {excess} gange så meget som tilfældet; intervaller og p regner det med (quasi-Poisson).",
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
    few = conclusion == "too_few"
    headline: list[str] = [conclusion]
    if evaluation.has_surroundings and evaluation.total is not None and not few:
        headline.append("total")
    rest = ["few_counts", "recorded"] if few else ["counts", *_rest(evaluation)]
    with locale("en"):
        english = _sentences(headline, rest, evaluation)
    with locale("da"):
        danish = _sentences(headline, rest, evaluation)
    return Verdict(conclusion, english, danish)


def clearly_better(evaluation: Evaluation, verdict: Verdict) -> bool:
    """Return True if crime fell, with what happened in the surroundings counted in, by more than chance explains."""
    total = evaluation.total if evaluation.has_surroundings else None
    return verdict.conclusion in ("fell", "fell_more") and (total is None or total.high < 1)


def _conclusion(evaluation: Evaluation) -> Conclusion:
    """Return what the interval of the ratio allows to be said, unsure where the surroundings took what was gained."""
    target, odds = evaluation.areas.target, evaluation.odds
    if too_few(target.before, target.after):
        return "too_few"
    if odds is None:
        low, _, high = evaluation.ratio
        found: Conclusion = "fell" if high < 1 else "rose" if low > 1 else "no_change"
    else:
        found = "fell_more" if odds.low > 1 else "rose_more" if odds.high < 1 else "no_difference"
    total = evaluation.total if evaluation.has_surroundings else None
    return "unsure" if found in ("fell", "fell_more") and total is not None and total.difference[1] >= 0 else found


def _rest(evaluation: Evaluation) -> list[str]:
    """Return the remaining remarks, in order."""
    dated = evaluation.settings.before is not None
    keys = ["no_base" if not evaluation.areas.target.before else "rate" if dated else "rate_equal"]
    if evaluation.has_comparison:
        state = "unchecked" if evaluation.trend is None else evaluation.trend.state
        keys += ["comparison"] if evaluation.effect is None else ["comparison", "difference"]
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


def _sentences(headline: list[str], rest: list[str], evaluation: Evaluation) -> tuple[str, ...]:
    """Return the sentences in the locale's language, the headline's as one."""
    first = " ".join(_sentence(key, evaluation) for key in headline)
    return first, *(_sentence(key, evaluation) for key in rest)


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
    return {} if evaluation.effect is None else _in_incidents(evaluation.effect)


def _total(evaluation: Evaluation) -> dict[str, str]:
    found = evaluation.total
    if found is None:
        return {}
    clear = not found.low <= 1 <= found.high
    chance = either("more than chance explains", "mere end tilfældet forklarer")
    return {
        **_in_incidents(found),
        "chance": chance if clear else either("which chance can explain", "hvilket tilfældet kan forklare"),
    }


def _in_incidents(effect: RelativeEffect) -> dict[str, str]:
    low, estimate, high = (_signed(value) for value in effect.difference)
    return {
        "expected": number(effect.expected, 1),
        "estimate": estimate,
        "low": low,
        "high": high,
        "p": p_text(effect.p),
    }


def _signed(value: float) -> str:
    return number(value, 1, signed=True) if math.isfinite(value) else "∞" if value > 0 else "−∞"


def _apart(evaluation: Evaluation) -> dict[str, str]:
    return {"p": p_text(evaluation.trend.p if evaluation.trend else math.nan)}


def _peaked(evaluation: Evaluation) -> dict[str, str]:
    expected = evaluation.peak.expected_percent if evaluation.peak else math.nan
    return {"expected": percent(expected, 0, signed=True)}


def _spread(evaluation: Evaluation) -> dict[str, str]:
    return {"excess": number(evaluation.spread.excess if evaluation.spread else math.nan, 1)}


_VALUES: dict[str, Callable[[Evaluation], dict[str, str]]] = {
    "counts": _counts,
    "few_counts": _counts,
    "rate": _rate,
    "rate_equal": _rate,
    "comparison": _comparison,
    "difference": _difference,
    "total": _total,
    "apart": _apart,
    "peaked": _peaked,
    "spread": _spread,
}


def p_text(value: float) -> str:
    """Return “p = …” with three decimals, or that it is below a thousandth."""
    return f"p < {number(0.001, 3)}" if value < 0.001 else f"p = {number(value, 3)}"
