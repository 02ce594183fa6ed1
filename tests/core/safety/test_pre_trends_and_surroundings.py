import math

import numpy as np
import pytest
import shapely
from sector_planner.core.base.errors import InputError
from sector_planner.core.safety.evaluation.comparison_areas import Candidates, check_apart, displacement_ring, suggest
from sector_planner.core.safety.evaluation.displacement import NOTHING, Areas, Counted
from sector_planner.core.safety.evaluation.evaluation import evaluate_counts
from sector_planner.core.safety.evaluation.pre_trends import (
    parallel_trends,
    regression_to_the_mean,
    seasons_match,
    spread,
)
from sector_planner.core.safety.evaluation.preregistration import incidents_needed, smallest_detectable_drop
from sector_planner.core.safety.evaluation.settings import EvaluationSettings
from sector_planner.core.safety.evaluation.verdict import judge

RANDOM = np.random.default_rng(20)


@pytest.mark.parametrize("slope", [0.0, 0.02, -0.08])
def test_the_trend_check_agrees_with_statsmodels(slope):
    import statsmodels.api as sm

    months = np.arange(24)
    target = RANDOM.poisson(20 * np.exp(slope * months))
    comparison = RANDOM.poisson(60, 24)
    found = parallel_trends(target, comparison)
    design = sm.add_constant(months - 11.5)
    counts = np.column_stack([target, comparison])
    sloped = sm.GLM(counts, design, family=sm.families.Binomial()).fit()
    flat = sm.GLM(counts, design[:, :1], family=sm.families.Binomial()).fit()
    assert found.monthly_percent == pytest.approx(100 * math.expm1(sloped.params[1]), abs=1e-6)
    from scipy import stats

    assert found.p == pytest.approx(stats.chi2.sf(flat.deviance - sloped.deviance, 1), abs=1e-8)
    assert found.state == ("apart" if found.p < 0.1 else "alike")


def test_few_incidents_or_months_say_nothing_about_trends():
    few = np.array([1, 0, 1, 0, 0, 1, 0])
    assert parallel_trends(few, few * 50).state == "too_few"
    assert parallel_trends(np.full(5, 9), np.full(5, 9)).state == "too_few"


def test_one_sided_months_do_not_break_the_fit():
    target = np.array([0] * 6 + [9] * 6)
    found = parallel_trends(target, 9 - target)
    assert found.state == "apart"
    assert found.monthly_percent > 0


def test_a_peak_before_the_start_is_seen_and_its_fall_foretold():
    found = regression_to_the_mean(np.array([10] * 12 + [20] * 12))
    assert found.peaked
    assert found.expected_percent == -50
    assert not regression_to_the_mean(np.full(24, 10)).peaked
    assert not regression_to_the_mean(np.array([20] * 12 + [10] * 12)).peaked
    assert regression_to_the_mean(np.array([9, 9, 9])) is None
    assert regression_to_the_mean(np.zeros(24, dtype=int)) is None


def test_seasons_match_only_month_for_month():
    assert seasons_match({1, 2}, {2, 1})
    assert not seasons_match(set(range(1, 13)), {2, 3})


@pytest.mark.parametrize(
    ("before", "length", "comparison", "ring"),
    [(30, 0.5, None, 20), (40, 2.0, 50, 0), (60, 1.0, 40, 90)],
)
def test_a_drop_of_the_size_promised_is_found_by_the_verdict_as_often_as_promised(before, length, comparison, ring):
    drop = smallest_detectable_drop(before, length, comparison, surroundings=ring)
    random, runs, found = np.random.default_rng(5), 200, 0
    after = length * before * (1 - drop / 100)
    for _ in range(runs):
        other, near = (
            Counted(*random.poisson((level, length * level))) if level else NOTHING for level in (comparison, ring)
        )
        areas = Areas(Counted(*random.poisson((before, after))), other, near, NOTHING, 1.0, length)
        found += judge(evaluate_counts(areas, EvaluationSettings())).conclusion in ("fell", "fell_more")
    assert found / runs == pytest.approx(0.8, abs=0.08)


def test_counts_in_series_need_a_larger_drop():
    plain, series, wide = (
        smallest_detectable_drop(100, 1.0, 100, **extra) for extra in ({}, {"excess": 2.5}, {"surroundings": 400})
    )
    assert plain < wide < 100
    assert plain < series < 100
    assert smallest_detectable_drop(30, 1.0, excess=6.0) is None


def test_too_small_a_start_detects_nothing():
    assert smallest_detectable_drop(3, 1.0) is None
    assert smallest_detectable_drop(0, 1.0) is None
    assert smallest_detectable_drop(50, 1.0, 0) is None
    assert smallest_detectable_drop(10_000, 1.0) < 5


def test_what_is_needed_and_what_is_detectable_are_each_others_inverse():
    for drop in (20.0, 56.0, 90.0):
        needed = incidents_needed(drop)
        assert smallest_detectable_drop(needed, 1.0) <= drop < smallest_detectable_drop(needed - 1, 1.0)


def test_the_ring_leaves_out_target_and_comparison():
    target, comparison = shapely.box(0, 0, 100, 100), shapely.box(150, 0, 400, 100)
    ring = displacement_ring(target, comparison, 100)
    assert ring.intersection(target).area == 0
    assert ring.intersection(comparison).area == 0
    assert displacement_ring(target, None, 100).area == pytest.approx(40_000 + math.pi * 10_000, rel=0.01)


def test_overlapping_areas_are_refused_and_touching_ones_are_not():
    target = shapely.box(0, 0, 100, 100)
    check_apart({"target": target, "comparison": shapely.box(100, 0, 200, 100)})
    with pytest.raises(InputError, match="“target” and “comparison” overlap on 5000 m²"):
        check_apart({"target": target, "comparison": shapely.box(50, 0, 200, 100)})


def test_suggested_areas_are_alike_and_not_next_door():
    target = shapely.box(0, 0, 100, 100)
    shapes = np.array([shapely.box(x, 0, x + 100, 100) for x in (150, 600, 900, 1200)])
    monthly = np.array([[5] * 12, [5] * 12, [50] * 12, [0] * 12])
    found = suggest(target, np.full(12, 5), Candidates(["near", "alike", "large", "empty"], shapes, monthly), 200)
    assert found["name"].tolist() == ["alike", "large"]
    assert found["likeness"].tolist() == pytest.approx([100, 10])
    assert found["level_percent"].tolist() == pytest.approx([0, 900])
    assert suggest(target, np.zeros(12, dtype=int), Candidates(["a"], shapes[1:2], monthly[1:2]), 200).empty


def test_months_with_more_crime_everywhere_do_not_count_as_series():
    season = np.array([10, 12, 20, 35, 50, 60, 60, 48, 30, 20, 12, 10])
    random = np.random.default_rng(4)
    target, comparison = random.poisson(season), random.poisson(4 * season)
    assert spread(target).beyond_chance
    assert not spread(target, comparison).beyond_chance
    assert spread(target, comparison).counted_excess == 1
    assert spread(target * np.array([0, 3] * 6), comparison).counted_excess > 3
    assert spread(target, np.zeros(12, dtype=int)) == spread(target)
    import statsmodels.api as sm

    shares = sm.GLM(np.column_stack([target, comparison]), np.ones((12, 1)), family=sm.families.Binomial()).fit()
    assert spread(target, comparison).excess == pytest.approx(shares.pearson_chi2 / 11)


def test_crime_in_series_is_told_from_chance():
    random = np.random.default_rng(11)
    assert spread(random.poisson(20, 24)).excess == pytest.approx(1, abs=0.6)
    alarms = [spread(random.poisson(20, 24)).beyond_chance for _ in range(400)]
    assert np.mean(alarms) == pytest.approx(0.05, abs=0.03)
    series = spread(np.array([2, 3, 30, 28, 1, 2, 3, 25, 2, 1, 3, 2]))
    assert series.beyond_chance
    assert series.excess == pytest.approx(np.var([2, 3, 30, 28, 1, 2, 3, 25, 2, 1, 3, 2], ddof=1) / 8.5)
    assert spread(np.array([9, 9, 9])) is None
    assert spread(np.zeros(12, dtype=int)) is None
