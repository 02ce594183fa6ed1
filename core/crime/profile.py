"""The crime profile of an area: its counts with their uncertainty, set against the period compared with."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..language import translate
from ..safety.rates import percent_change, poisson_interval, rate_ratio, too_few
from .grid_settings import WEEKDAYS
from .incidents import METHOD, SCENE, TYPE, Vocabulary
from .lattice import SquareLattice
from .profile_counts import AreaCounts
from .profile_harm import harm_by_type
from .profile_settings import Period
from .tally import Tally

HOURS = 168


@dataclass(frozen=True)
class Change:
    """A count against an earlier one, as rates per day: percent with its 95 percent interval, and what it amounts to."""

    count: int
    before: int
    low: float
    percent: float
    high: float

    @property
    def verdict(self) -> str:
        """Return `few`, `fewer`, `more` or `unclear`."""
        if too_few(self.count, self.before):
            return "few"
        if self.high < 0:
            return "fewer"
        return "more" if self.low > 0 else "unclear"


@dataclass(frozen=True)
class Profile:
    """What is shown of one area.

    Attributes:
        name: of the area.
        counts: what was counted.
        change: of all incidents; None where nothing is compared.
        kinds: by TYPE, SCENE and METHOD: text, count and count before, most frequent first.
        week: (7, 24) aoristic weights.
        months, months_before: names of the period's months and counts; the counts a year earlier, NaN where the file
            has none.
        lattice, cells, cell_counts: the cells with incidents.
        cell_types: the most frequent type of each of these cells.
        harm: text, harm and harm before by type; None without weights.

    """

    name: str
    counts: AreaCounts
    change: Change | None
    kinds: dict[str, pd.DataFrame]
    week: NDArray[np.float64]
    months: pd.Series
    months_before: pd.Series
    lattice: SquareLattice
    cells: NDArray[np.int64]
    cell_counts: NDArray[np.float64]
    cell_types: list[str]
    harm: pd.DataFrame | None = None


def change(count: int, before: int, period: Period, compared: Period) -> Change:
    """Return the change of rates between two periods, which may differ in length."""
    low, ratio, high = rate_ratio(before, count, compared.days, period.days)
    return Change(count, before, percent_change(low), percent_change(ratio), percent_change(high))


def build_profile(
    name: str,
    counts: AreaCounts,
    lattice: SquareLattice,
    vocabularies: dict[str, Vocabulary],
    period: Period | None,
    compared: Period | None,
    first_month: int,
    weights: Mapping[str, float] | None = None,
) -> Profile:
    """Return the profile of an area; `first_month` (since 1970) is the first on file, `weights` the harm by type."""
    whole = change(counts.incidents, counts.before, period, compared) if period and compared else None
    kinds = {
        kind: _kinds(counts.categories.get(kind), counts.categories_before.get(kind), vocabularies[kind])
        for kind in (TYPE, SCENE, METHOD)
        if kind in vocabularies
    }
    hours, shares = counts.week.items()
    week = np.zeros(HOURS)
    week[hours] = shares
    months, months_before = _months(counts.months, period, first_month)
    cells, cell_counts = counts.cells.items()
    types = _cell_types(counts.cell_types, cells, len(lattice), vocabularies.get(TYPE))
    harm = harm_by_type(kinds[TYPE], weights) if weights and TYPE in kinds else None
    week = week.reshape(7, 24)
    return Profile(name, counts, whole, kinds, week, months, months_before, lattice, cells, cell_counts, types, harm)


def _kinds(now: Tally | None, before: Tally | None, vocabulary: Vocabulary) -> pd.DataFrame:
    table = pd.DataFrame({"text": vocabulary.texts, "count": 0, "before": 0})
    for column, tally in (("count", now), ("before", before)):
        if tally is not None:
            codes, sums = tally.items()
            table.loc[codes, column] = sums.astype(np.int64)
    table = table[(table["count"] > 0) | (table["before"] > 0)]
    return table.sort_values(["count", "before", "text"], ascending=[False, False, True], ignore_index=True)


def _months(tally: Tally, period: Period | None, first_month: int) -> tuple[pd.Series, pd.Series]:
    if period is None:
        return pd.Series(dtype=float), pd.Series(dtype=float)
    codes, sums = tally.items()
    known = dict(zip(codes.tolist(), sums.tolist(), strict=True))
    first, last = (day.year * 12 + day.month - 1 - 1970 * 12 for day in (period.start, period.end))
    numbers = range(first, last + 1)
    names = [f"{1970 + number // 12}-{number % 12 + 1:02d}" for number in numbers]
    before = [known.get(number - 12, 0.0) if number - 12 >= first_month else math.nan for number in numbers]
    return pd.Series([known.get(number, 0.0) for number in numbers], index=names), pd.Series(before, index=names)


def _cell_types(tally: Tally, cells: NDArray[np.int64], total: int, vocabulary: Vocabulary | None) -> list[str]:
    if vocabulary is None:
        return [""] * len(cells)
    keys, sums = tally.items()
    table = pd.DataFrame(
        {"cell": keys % total, "text": np.array(vocabulary.texts, dtype=object)[keys // total], "sum": sums}
    )
    best = table.sort_values(["cell", "sum", "text"], ascending=[True, False, True]).drop_duplicates("cell")
    return [str(text) for text in best.set_index("cell")["text"].reindex(cells, fill_value="")]


def profile_table(profiles: list[Profile]) -> pd.DataFrame:
    """Return the profiles' numbers as rows: area, dimension, item, count and its 95 percent interval, and the change."""
    rows = [row for profile in profiles for row in _rows(profile)]
    columns = [
        *("area", "dimension", "item", "count", "count_low", "count_high"),
        *("count_before", "change_percent", "change_low", "change_high", "verdict"),
    ]
    return pd.DataFrame(rows, columns=columns)


def _rows(profile: Profile) -> list[tuple[object, ...]]:
    counts = profile.counts
    rows = [_row(profile.name, "total", "", counts.incidents, profile.change)]
    rows.append(_row(profile.name, "no_time", "", counts.no_time, None))
    for kind, table in profile.kinds.items():
        rows += [
            (*_row(profile.name, kind, text, count, None)[:6], float(before) if profile.change else None, *[None] * 4)
            for text, count, before in table.itertuples(index=False)
        ]
    for text, harm, before in profile.harm.itertuples(index=False) if profile.harm is not None else ():
        known = before if profile.change else None
        rows.append((profile.name, "harm", text, float(harm), None, None, known, *[None] * 4))
    for month, count in zip(profile.months.index.tolist(), profile.months.tolist(), strict=True):
        before = profile.months_before[month]
        known = None if math.isnan(before) else before
        rows.append((*_row(profile.name, "month", str(month), int(count), None)[:6], known, *[None] * 4))
    for (weekday, hour), weight in np.ndenumerate(profile.week):
        rows.append((profile.name, "hour", f"{WEEKDAYS[weekday]} {hour:02d}", float(weight), *[None] * 7))
    names = profile.lattice.names(profile.cells)
    for name, count in zip(names, profile.cell_counts.tolist(), strict=True):
        rows.append(_row(profile.name, "cell", str(name), int(count), None))
    return rows


def _row(area: str, dimension: str, item: str, count: int, found: Change | None) -> tuple[object, ...]:
    low, high = poisson_interval(count)
    head = (area, dimension, item, float(count), low, high)
    if found is None:
        return (*head, *[None] * 5)
    return (*head, float(found.before), found.percent, found.low, found.high, found.verdict)


def verdict_text(found: Change) -> str:
    """Return what a change amounts to, in words."""
    texts = {
        "few": translate("Core", "too few to say"),
        "fewer": translate("Core", "fewer"),
        "more": translate("Core", "more"),
        "unclear": translate("Core", "no clear change"),
    }
    return texts[found.verdict]
