"""Registration of a planned evaluation, deviations of the later run from it, and the power to detect a drop."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import optimize, stats

from ...base.errors import InputError
from ...base.i18n import translate
from ...crime.rates import FEW, rate_tails, relative_tails
from ...crime.settings import Period
from .evaluation import Evaluation, StudyAreas
from .settings import EvaluationSettings

FORMAT = "sector-planner-evaluation-1"
_SAME_AREA = 0.99
POWER = 0.80
_DRAWS = 1024


@dataclass(frozen=True)
class Registration:
    """What was fixed before the start.

    Attributes:
        title: name of the initiative.
        registered: day of registration.
        crs: of the areas, as authority:code.
        areas: WKT by role.
        before, after: first and last day of each period, ISO.
        measure: which incidents count, as text; empty for all.
        incidents_before: counted in the target by then.
        smallest_drop: smallest detectable drop, percent; None if none could be found.
        format: version of this record.

    """

    title: str
    registered: str
    crs: str
    areas: dict[str, str]
    before: tuple[str, str]
    after: tuple[str, str]
    measure: str
    incidents_before: int
    smallest_drop: float | None
    format: str = FORMAT

    def periods(self) -> tuple[Period, Period]:
        """Return the periods before and after."""
        first, second = (Period(*map(dt.date.fromisoformat, days)) for days in (self.before, self.after))
        return first, second

    def to_json(self) -> str:
        """Return the record as text, the same for the same plan."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read_registration(text: str) -> Registration:
    """Return the record that `to_json` wrote; raise InputError where the text is none."""
    try:
        content = json.loads(text)
        if content.get("format") != FORMAT:
            raise ValueError
        made = Registration(**{**content, "before": tuple(content["before"]), "after": tuple(content["after"])})
        made.periods()
        for wkt in made.areas.values():
            shapely.from_wkt(wkt)
    except (ValueError, TypeError, AttributeError, KeyError, shapely.GEOSException) as error:
        message = translate(
            "Core", "The file is no registration of an evaluation. Choose the one that “planevaluation” wrote."
        )
        raise InputError(message) from error
    return made


def describe_areas(study_areas: StudyAreas) -> dict[str, str]:
    """Return the areas as WKT with whole centimetres."""
    return {role: shapely.to_wkt(shape, rounding_precision=2) for role, shape in study_areas.given().items()}


@dataclass(frozen=True)
class Deviation:
    """One way in which the run differs from what was registered."""

    what: str
    registered: str
    now: str


def deviations(plan: Registration, evaluation: Evaluation, measure: str) -> list[Deviation]:
    """Return the differences of area, periods, measure and count before from the registration; empty if all agree."""
    found: list[Deviation] = []

    def compare(what: str, registered: Any, now: Any) -> None:
        if registered != now:
            found.append(Deviation(what, str(registered), str(now)))

    settings: EvaluationSettings = evaluation.settings
    before, after = plan.periods()
    compare(translate("Core", "Period before"), before, settings.before)
    compare(translate("Core", "Period after"), after, settings.after)
    compare(translate("Core", "Which incidents count"), plan.measure, measure)
    compare(translate("Core", "Incidents before"), plan.incidents_before, int(evaluation.areas.target.before))
    return [*_moved_areas(plan, evaluation), *found]


def _moved_areas(plan: Registration, evaluation: Evaluation) -> list[Deviation]:
    now = evaluation.study_areas.given() if evaluation.study_areas is not None else {}
    moved = []
    for role in ("target", "comparison"):
        registered, current = plan.areas.get(role), now.get(role)
        if registered is None and current is None:
            continue
        share = 0.0 if registered is None or current is None else _overlap(shapely.from_wkt(registered), current)
        if share < _SAME_AREA:
            what = translate("Core", "Target area") if role == "target" else translate("Core", "Comparison area")
            text = translate("Core", "{share:.0f} % in common").format(share=100 * share)
            moved.append(Deviation(what, "100 %", text))
    return moved


def _overlap(one: Any, other: Any) -> float:
    """Return the area in common over the area of both together."""
    union = shapely.area(shapely.union(one, other))
    return float(shapely.area(shapely.intersection(one, other)) / union) if union > 0 else 0.0


@dataclass(frozen=True)
class PlannedCounts:
    """What an evaluation will have to go by.

    Attributes:
        before: incidents in the target before, or expected in a period as long.
        length: of the period after, in lengths of the period before.
        comparison: incidents in the comparison area before; None without one.
        surroundings: incidents in ring or displacement area before; 0 without one.
        excess: variance of a count over its mean; 1 is what chance gives.

    """

    before: float
    length: float = 1.0
    comparison: float | None = None
    surroundings: float = 0.0
    excess: float = 1.0

    def largest_found(self, confidence: float) -> NDArray[np.int64]:
        """Return the (d,) largest later counts that are found to have fallen, one for each set of the other counts.

        The sets are equally likely where nothing changes; −1 where no count would be found. The rule is that of
        `verdict.judge`: not too few, the interval below no change, and target with surroundings below what was to be expected.
        """
        compared = self.comparison is not None
        means = [self.before, *([self.comparison] * 2 if self.comparison is not None else [])]
        means += [self.surroundings] * 2 if self.surroundings else []
        longer = np.array([1.0] + [1.0, self.length] * ((len(means) - 1) // 2))
        before, *others = _drawn(np.array(means, dtype=float) * longer, self.excess)
        other_before, other_after = others[:2] if compared else (np.ones(_DRAWS), np.full(_DRAWS, self.length))
        near_before, near_after = others[-2:] if self.surroundings else (np.zeros(_DRAWS), np.zeros(_DRAWS))
        with np.errstate(divide="ignore", invalid="ignore"):
            trend = other_after / other_before
            most = np.ceil((before + near_before) * trend - near_after) - 1.0
        most[~np.isfinite(most)] = -1.0
        usable = (before >= FEW) & (other_before > 0)

        def significant(after: NDArray[np.int64]) -> NDArray[np.bool_]:
            own = before / self.excess, after / self.excess
            if not compared:
                return rate_tails(*own, 1.0 / self.length)[0] < (1.0 - confidence) / 2.0
            other = other_before / self.excess, other_after / self.excess
            return relative_tails(*own, *other)[0] < (1.0 - confidence) / 2.0

        # The largest count is sought between one that is found, or −1, and one that is not.
        low, high = np.full(_DRAWS, -1), np.maximum(0, np.ceil(before * np.where(usable, trend, 0))).astype(int) + 1
        while (high - low > 1).any():
            middle = (low + high) // 2
            found = (middle >= 0) & significant(np.maximum(middle, 0))
            low, high = np.where(found, middle, low), np.where(found, high, np.maximum(middle, low + 1))
        return np.where(usable, np.minimum(low, most), -1).astype(np.int64)

    def power(self, largest: NDArray[np.int64], drop: float) -> float:
        """Return the probability that a drop (0 to 1) is found, given the (d,) `largest` of `largest_found`."""
        mean = self.before * self.length * (1.0 - drop)
        if mean <= 0:
            return float((largest >= 0).mean())
        return float(np.where(largest >= 0, _counts(mean, self.excess).cdf(np.maximum(largest, 0)), 0.0).mean())


def _counts(mean: float, excess: float) -> Any:
    """Return the distribution of counts of that mean: Poisson, negative binomial where they vary more than chance."""
    return stats.poisson(mean) if excess <= 1.0 else stats.nbinom(mean / (excess - 1.0), 1.0 / excess)


def _drawn(means: NDArray[np.float64], excess: float) -> list[NDArray[np.float64]]:
    """Return _DRAWS counts of each of the (k,) means, spread evenly over their joint distribution.

    Quantiles at the points of an additive recurrence in k dimensions (Korobov; the ratio is the generalised golden one), whose
    error falls nearly with the number of points: no random number, and the same answer every time.
    """
    golden = optimize.brentq(lambda x: x ** (len(means) + 1) - x - 1.0, 1.0, 2.0)
    step = golden ** -np.arange(1.0, len(means) + 1.0)
    even = (0.5 + np.arange(1, _DRAWS + 1)[:, None] * step) % 1.0
    return [np.asarray(_counts(mean, excess).ppf(even[:, at]), dtype=float) for at, mean in enumerate(means)]


def smallest_detectable_drop(
    before: float,
    length: float,
    comparison: float | None = None,
    confidence: float = 0.95,
    power: float = POWER,
    surroundings: float = 0.0,
    excess: float = 1.0,
) -> float | None:
    """Return the smallest drop, in percent, that would be found with the given power; None where even 100 % would not.

    The power is that of the verdict's own rule over all counts that there may be, before as after, where nothing else
    happens: comparison and surroundings stay as they are.

    Args:
        before: incidents in the target before, or expected in a period as long.
        length: of the period after, in lengths of the period before.
        comparison: incidents in the comparison area before; None without one.
        confidence: of the two-sided interval that must exclude no change.
        power: wanted probability of finding the drop.
        surroundings: incidents in ring or displacement area before.
        excess: variance of a count over its mean; 1 is what chance gives.

    """
    if before <= 0 or (comparison is not None and comparison <= 0):
        return None
    planned = PlannedCounts(before, length, comparison, surroundings, excess)
    largest = planned.largest_found(confidence)
    if planned.power(largest, 1.0) < power:
        return None
    return 100.0 * float(optimize.brentq(lambda drop: planned.power(largest, drop) - power, 0.0, 1.0, xtol=1e-6))


def incidents_needed(drop_percent: float, length: float = 1.0, confidence: float = 0.95, power: float = POWER) -> int:
    """Return the incidents before that it takes to see a drop of that size (0 to 100, exclusive) without a comparison."""
    wanted = float(stats.norm.ppf(0.5 + confidence / 2) + stats.norm.ppf(power))
    ratio = 1.0 - drop_percent / 100.0

    def found(before: int) -> bool:
        planned = PlannedCounts(before, length)
        return planned.power(planned.largest_found(confidence), drop_percent / 100.0) >= power

    # The normal approximation is low by a few incidents; from there the answer is closed in on.
    low = max(1, math.floor(0.8 * (wanted / math.log(ratio)) ** 2 * (1.0 + 1.0 / (length * ratio))))
    while found(low):
        low //= 2
    high = low + 1
    while not found(high):
        high += max(1, (high - low) * 2)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if found(middle) else (middle, high)
    return high
