import csv
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from sector_planner.core.crime.rates import FEW, poisson_interval, rate_ratio, rate_test, relative_ratio, too_few
from sector_planner.core.safety.evaluation.displacement import (
    NOTHING,
    Areas,
    Counted,
    alike_in_level,
    displacement_quotient,
    net_effect,
    odds_ratio,
    target_effect,
    total_effect,
    weighted_displacement_difference,
)

COUNTS = [(0, 0), (0, 1), (1, 0), (0, 7), (3, 3), (5, 2), (12, 30), (85, 9), (240, 199), (1500, 1610)]
TIMES = [(1.0, 1.0), (26.0, 8.0), (1.0, 3.5)]


def published(shared_data):
    with shared_data("wdd_reference_cases/wdd_cases.csv").open(encoding="utf-8") as file:
        return {row["case"]: row for row in csv.DictReader(file)}


def areas_of(row):
    control, treated, near_control, near_treated = map(float, row["area_w"].split(";"))
    return Areas(
        target=Counted(float(row["treat_pre"]), float(row["treat_post"]), treated),
        comparison=Counted(float(row["ctrl_pre"]), float(row["ctrl_post"]), control),
        displacement=Counted(float(row["dtreat_pre"]), float(row["dtreat_post"]), near_treated),
        displacement_comparison=Counted(float(row["dctrl_pre"]), float(row["dctrl_post"]), near_control),
        before_time=float(row["t_pre"]),
        after_time=float(row["t_post"]),
    )


def same_digits(text, value):
    """Whether value, rounded to the digits published, is what was published."""
    digits = len(text.partition(".")[2])
    return abs(value - float(text)) <= 0.5 * 10.0**-digits + 1e-9


def test_all_thirteen_published_tables_come_out_to_the_digits_given(shared_data):
    cases = published(shared_data)
    assert len(cases) == 13
    for name, row in cases.items():
        found = weighted_displacement_difference(areas_of(row), 1 - float(row["alpha"]))
        assert same_digits(row["est_total"], found.estimate), name
        assert same_digits(row["se_total"], found.error), name
        if row["z"]:
            assert same_digits(row["z"], found.z), name


@pytest.mark.parametrize(
    ("case", "low", "high"),
    [
        ("paper_2018", "-195.61", "-40.39"),
        ("area_weights", "-169.1322", "-30.2567"),
        ("crimepy_nospill", "-76.8", "-3.2"),
        ("crimepy_spill", "-91.0", "-9.0"),
        ("crimepy_time", "-53.0", "-7.0"),
    ],
)
def test_the_published_intervals_come_out(shared_data, case, low, high):
    row = published(shared_data)[case]
    found = weighted_displacement_difference(areas_of(row), 1 - float(row["alpha"]))
    assert same_digits(low, found.low)
    assert same_digits(high, found.high)
    if case == "paper_2018":
        assert stats.norm.cdf(found.z) == pytest.approx(0.00144, abs=5e-6)


HARM = {"harm_mv": 3, "harm_th": 2, "harm_bu": 5, "harm_rob": 7, "harm_ass": 10}


def weighted_by_harm(cases):
    """Return the areas with each incident counted as often as its kind of crime weighs."""

    def summed(area):
        sums = [
            sum(float(cases[case][f"{area}_{period}"]) * weight**power for case, weight in HARM.items())
            for power in (1, 2)
            for period in ("pre", "post")
        ]
        return Counted(sums[0], sums[1], 1.0, sums[2], sums[3])

    return Areas(summed("treat"), summed("ctrl"))


def test_the_harm_weighted_total_comes_out(shared_data):
    found = weighted_displacement_difference(weighted_by_harm(published(shared_data)))
    assert found.estimate == -1721
    assert same_digits("304.1036", found.error)
    assert same_digits("-5.659256", found.z)
    assert same_digits("-2317.03", found.low)
    assert same_digits("-1124.97", found.high)


def test_weights_of_single_incidents_give_the_same_total_as_kinds_of_crime(shared_data):
    cases = published(shared_data)
    kinds = [(weight, weighted_displacement_difference(areas_of(cases[case]))) for case, weight in HARM.items()]
    found = weighted_displacement_difference(weighted_by_harm(cases))
    assert found.estimate == sum(weight * kind.estimate for weight, kind in kinds)
    assert found.error == pytest.approx(math.hypot(*(weight * kind.error for weight, kind in kinds)))


def test_the_quotient_tells_diffusion_from_displacement():
    def areas(near_after):
        return Areas(Counted(100, 50), Counted(100, 100), Counted(80, near_after))

    assert displacement_quotient(areas(60)) == pytest.approx(0.4)
    assert displacement_quotient(areas(100)) == pytest.approx(-0.4)
    assert displacement_quotient(areas(160)) == pytest.approx(-1.6)
    assert net_effect(areas(60)) == pytest.approx(70)
    assert displacement_quotient(Areas(Counted(50, 60), Counted(100, 100), Counted(80, 60))) is None
    assert displacement_quotient(Areas(Counted(50, 10), Counted(100, 0), Counted(80, 60))) is None
    assert displacement_quotient(Areas(Counted(50, 10), Counted(100, 90))) is None
    assert net_effect(Areas(Counted(50, 10), NOTHING)) is None


@pytest.mark.parametrize("target", COUNTS)
@pytest.mark.parametrize("comparison", COUNTS)
def test_the_odds_ratio_agrees_with_statsmodels_and_its_interval_and_p_with_scipy(target, comparison):
    found = odds_ratio(Areas(Counted(*target), Counted(*comparison)))
    if not sum(target) or not sum(comparison):
        assert found is None
        return
    from statsmodels.stats.contingency_tables import Table2x2

    counts = np.array([target, comparison])
    assert found.estimate == pytest.approx(Table2x2(counts + 0.5 * (counts.min() == 0), shift_zeros=False).oddsratio)
    assert found.shifted == (min(*target, *comparison) == 0)
    exact = stats.contingency.odds_ratio(counts[:, ::-1]).confidence_interval()
    assert (1 / found.high, 1 / found.low if found.low else math.inf) == pytest.approx(tuple(exact), rel=1e-5)
    tails = [stats.fisher_exact(counts, side)[1] for side in ("less", "greater")]
    assert found.p == pytest.approx(min(1.0, 2 * min(tails)), abs=1e-9)


@pytest.mark.parametrize(("before", "after"), COUNTS)
@pytest.mark.parametrize(("before_time", "after_time"), TIMES)
def test_the_rate_test_is_twice_the_smaller_tail_of_the_exact_conditional_test(before, after, before_time, after_time):
    from statsmodels.stats.rates import test_poisson_2indep as oracle

    if before + after == 0:
        assert rate_test(before, after, before_time, after_time) == 1.0
        return
    tails = [
        oracle(after, after_time, before, before_time, method="exact-cond", alternative=side).pvalue
        for side in ("smaller", "larger")
    ]
    assert rate_test(before, after, before_time, after_time) == pytest.approx(min(1.0, 2 * min(tails)), abs=1e-12)


@settings(max_examples=200, deadline=None)
@given(
    before=st.integers(0, 400),
    after=st.integers(0, 400),
    excess=st.floats(1.0, 6.0),
    length=st.floats(0.1, 10.0),
    confidence=st.sampled_from([0.5, 0.9, 0.95, 0.99]),
)
def test_p_is_small_exactly_where_the_interval_of_a_rate_excludes_no_change(before, after, excess, length, confidence):
    low, _, high = rate_ratio(before / excess, after / excess, 1.0, length, confidence)
    p = rate_test(before / excess, after / excess, 1.0, length)
    assert (p < 1 - confidence) == (not low <= 1 <= high) or abs(p - (1 - confidence)) < 1e-9


@settings(max_examples=100, deadline=None)
@given(
    counts=st.lists(st.one_of(st.integers(0, 12), st.integers(0, 3000)), min_size=8, max_size=8),
    excess=st.sampled_from([1.0, 1.0, 1.7, 5.0]),
    confidence=st.sampled_from([0.5, 0.9, 0.95, 0.99]),
    around=st.sampled_from([0, 1, 2]),
)
def test_p_is_small_exactly_where_the_interval_of_an_effect_excludes_no_change(counts, excess, confidence, around):
    a, b, c, d = (Counted(*counts[i : i + 2]) for i in range(0, 8, 2))
    areas = Areas(a, b, c if around else NOTHING, d if around == 2 else NOTHING)
    for found in (target_effect(areas, confidence, excess), total_effect(areas, confidence, excess)):
        if found is None:
            continue
        certain = not found.low <= 1 <= found.high
        assert (found.p < 1 - confidence) == certain or abs(found.p - (1 - confidence)) < 1e-9
        low, estimate, high = found.difference
        assert low <= estimate <= high or confidence == 0.5
        assert certain == (not low <= 0 <= high)
    odds = odds_ratio(areas, confidence, excess)
    if odds is not None:
        certain = not odds.low <= 1 <= odds.high
        assert (odds.p < 1 - confidence) == certain or abs(odds.p - (1 - confidence)) < 1e-9


def test_counts_divided_by_their_excess_have_wider_intervals_also_where_nothing_happens_after():
    plain, series = (odds_ratio(Areas(Counted(60, 0), Counted(90, 80)), 0.95, excess) for excess in (1.0, 12.0))
    assert plain.low > 1 > series.low
    assert plain.p < 0.001 < series.p
    assert rate_ratio(60, 0, 1, 1)[2] < 1 < rate_ratio(60 / 20, 0, 1, 1)[2]
    whole, nearly = (relative_ratio(40, count, 60, 55) for count in (20, 20 + 1e-9))
    assert whole == pytest.approx(nearly, rel=1e-6)


def test_a_comparison_of_another_size_is_scaled_to_the_target():
    areas = Areas(Counted(500, 200), Counted(20_000, 16_000))
    low, estimate, high = target_effect(areas).difference
    assert estimate == 200 - 500 * 0.8
    assert -300 < low < estimate < high < -100
    assert not alike_in_level(areas)
    assert weighted_displacement_difference(areas).estimate == 3700
    assert alike_in_level(Areas(Counted(207, 110), Counted(308, 318)))
    assert alike_in_level(Areas(Counted(50, 20), Counted(2000, 1600, 40)))


def test_the_effect_of_two_strata_is_their_sum():
    areas = Areas(Counted(200, 120), Counted(400, 360), Counted(300, 330), Counted(100, 110))
    found = total_effect(areas)
    assert found.expected == pytest.approx(200 * 0.9 + 300 * 1.1)
    assert found.difference[1] == pytest.approx(-net_effect(areas))
    alone = total_effect(Areas(Counted(200, 120), NOTHING, Counted(300, 330), before_time=2.0))
    assert alone.expected == 250
    assert (alone.low, alone.high) == pytest.approx(rate_ratio(500, 450, 2.0, 1.0)[::2])


@pytest.mark.parametrize(("before", "after"), COUNTS)
@pytest.mark.parametrize(("before_time", "after_time"), TIMES)
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_the_interval_of_the_ratio_agrees_with_scipy(before, after, before_time, after_time, confidence):
    low, estimate, high = rate_ratio(before, after, before_time, after_time, confidence)
    if before + after == 0:
        assert (low, high) == (0, math.inf)
        assert math.isnan(estimate)
        return
    share = stats.binomtest(after, before + after).proportion_ci(confidence, method="exact")
    scale = before_time / after_time
    assert low == pytest.approx(scale * share.low / (1 - share.low))
    assert high == pytest.approx(scale * share.high / (1 - share.high) if share.high < 1 else math.inf)
    assert math.isnan(estimate) if before == 0 else estimate == pytest.approx(scale * after / before)


@pytest.mark.parametrize("count", [0, 1, 4, 5, 30, 1000])
def test_the_interval_of_a_count_agrees_with_statsmodels(count):
    from statsmodels.stats.rates import confint_poisson

    assert poisson_interval(count) == pytest.approx(confint_poisson(count, 1.0, method="exact-c"))


def test_below_five_is_too_few():
    assert too_few(FEW - 1, 0)
    assert not too_few(FEW, 0)
