"""Near repeats on incidents that are near in place and time by chance alone, and on planted repeats."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from frame import Row, rate
from sector_planner.core.base.progress import Progress
from sector_planner.core.crime.near_repeats import Knox, find_pairs, knox
from sector_planner.core.crime.settings import NearRepeatSettings

TITLE = "Near repeats"
TEXT = """
Whether a band is notable is judged for the whole table: step-down largest statistic over all bands in the same permutations (Westfall and Young 1993). Chance: places and days drawn independently of each other (Knox 1964), the places uniform or gathered around twelve centres. The bands are those a new user meets, five distances by four spans of days, with 199 permutations. Beside each rate stands that of judging every band by itself, as was done before. Planted: a share of the incidents has another within 60 m and 6 days.
"""
RUNS = 1000
SETTINGS = NearRepeatSettings(permutations=199)


def _places(rng: np.random.Generator, count: int, gathered: bool) -> np.ndarray:
    if not gathered:
        return rng.uniform(0, 4000, (count, 2))
    return np.round(rng.uniform(0, 6000, (12, 2))[rng.integers(0, 12, count)] + rng.normal(0, 350, (count, 2)), -1)


def _test(places: np.ndarray, days: np.ndarray, seed: int) -> Knox:
    settings = NearRepeatSettings(permutations=SETTINGS.permutations, seed=seed)
    return knox(find_pairs(places, settings), days, settings, Progress())


def _bands_by_themselves(found: Knox) -> bool:
    """Tell whether any band stands out where each is judged by itself."""
    return bool(((found.p <= 0.05) & (np.nan_to_num(found.ratio) >= 1.2)).any())


def rows() -> Iterator[Row]:
    """Yield how often chance links anything, and how often planted repeats are found."""
    for count, gathered in ((100, False), (300, False), (300, True)):
        rng = np.random.default_rng([22, count])
        places = [_places(rng, count, gathered) for _ in range(RUNS)]
        runs = [_test(place, rng.integers(0, 180, count), seed) for seed, place in enumerate(places)]
        name = f"{count} incidents, {'gathered' if gathered else 'uniform'} places"
        yield rate(
            f"Chance links nothing: {name}",
            sum(bool(run.significant.any()) for run in runs),
            RUNS,
            most=0.05,
            of="files",
        )
        yield rate(
            f"… with every band judged by itself: {name}", sum(map(_bands_by_themselves, runs)), RUNS, of="files"
        )
    for planted in (10, 20, 40):
        rng = np.random.default_rng([23, planted])
        found, alone = 0, 0
        for seed in range(RUNS // 5):
            places, days = _places(rng, 300, False), rng.integers(0, 180, 300)
            places = np.concatenate([places, places[:planted] + rng.uniform(-42, 42, (planted, 2))])
            days = np.concatenate([days, days[:planted] + rng.integers(0, 7, planted)])
            run = _test(places, days, seed)
            found += bool(run.significant[:2, 0].any())
            alone += bool((run.p[:2, 0] <= 0.05).any())
        claim = f"{planted} repeats planted among 300 incidents are found"
        yield rate(claim, found, RUNS // 5, of="files")
        yield rate(f"… with every band judged by itself: {planted} repeats", alone, RUNS // 5, of="files")
