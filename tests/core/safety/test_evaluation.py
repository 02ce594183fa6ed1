import datetime as dt
import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.i18n import locale
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.safety.evaluation.counts_table import PercentOnly, percents_table
from sector_planner.core.safety.evaluation.displacement import NOTHING, Areas, Counted, harm_difference
from sector_planner.core.safety.evaluation.evaluation import (
    DatedIncidents,
    StudyAreas,
    checked_harm,
    evaluate_counts,
    evaluate_incidents,
)
from sector_planner.core.safety.evaluation.report import EvaluationPage, evaluation_report
from sector_planner.core.safety.evaluation.settings import EvaluationSettings, Period
from sector_planner.core.safety.evaluation.tables import measures_table, suggest_comparisons, summary
from sector_planner.core.safety.evaluation.verdict import judge

JAN_2016, FEB_2018 = dt.date(2016, 1, 1), dt.date(2018, 2, 28)
YEAR = Period(dt.date(2020, 1, 1), dt.date(2020, 12, 31)), Period(dt.date(2021, 1, 1), dt.date(2021, 12, 31))
TARGET, COMPARISON = shapely.box(0, 0, 100, 100), shapely.box(2000, 0, 2200, 100)


def points_in(box, count, random):
    west, south, east, north = box
    return shapely.points(random.uniform(west + 1, east - 1, count), random.uniform(south + 1, north - 1, count))


def scattered(period, count, random):
    days = random.integers(0, period.days, count)
    return np.datetime64(period.start, "D") + days


def incidents(parts, seed=1, harm=None):
    """Each part is (box, period, count)."""
    random = np.random.default_rng(seed)
    points = np.concatenate([points_in(box, count, random) for box, _, count in parts])
    days = np.concatenate([scattered(period, count, random) for _, period, count in parts])
    return DatedIncidents(points, days, harm)


def table_of(target, comparison=None, **settings):
    areas = Areas(Counted(*target), Counted(*comparison)) if comparison else Areas(Counted(*target))
    return evaluate_counts(areas, EvaluationSettings(**settings))


# February 2018 can stand in one period only; the month of the start is in dispute, so all four readings are worked out.
@pytest.mark.parametrize(
    ("before_end", "after_start", "per_month"),
    [
        (dt.date(2018, 1, 31), dt.date(2018, 2, 1), -66.7),
        (dt.date(2018, 1, 31), dt.date(2018, 3, 1), -62.3),
        (dt.date(2018, 2, 14), dt.date(2018, 2, 15), -64.0),
        (dt.date(2018, 2, 28), dt.date(2018, 3, 1), -60.9),
    ],
)
def test_koege_falls_by_89_percent_in_number_and_by_about_two_thirds_a_month(before_end, after_start, per_month):
    periods = {"before": Period(JAN_2016, before_end), "after": Period(after_start, dt.date(2018, 9, 30))}
    found = table_of((85, 9), **periods)
    low, ratio, high = found.ratio
    assert 100 * (ratio - 1) == pytest.approx(per_month, abs=0.05)
    assert (low, high) == pytest.approx((0.19, 0.72), abs=0.08)
    verdict = judge(found)
    assert verdict.conclusion == "fell"
    said = " ".join(verdict.english)
    assert "85 incidents before and 9 after, −89% in number" in said
    assert f"{round(per_month)}%".replace("-", "−") in said
    assert "cannot be said whether crime would have changed anyway" in said
    assert "85 hændelser før og 9 efter" in " ".join(verdict.danish)


def test_the_same_february_cannot_count_twice():
    with pytest.raises(InputError, match="before ends on 28 Feb 2018, after starts on 1 Feb 2018"):
        EvaluationSettings(Period(JAN_2016, FEB_2018), Period(dt.date(2018, 2, 1), dt.date(2018, 9, 30)))


def test_nothing_before_has_no_percentage_and_still_an_answer():
    found = table_of((0, 12), before=YEAR[0], after=YEAR[1])
    assert math.isnan(found.ratio[1])
    assert found.ratio[2] == math.inf
    verdict = judge(found)
    assert verdict.conclusion == "rose"
    assert any("no percentage" in sentence for sentence in verdict.english)
    assert "nan" not in " ".join(verdict.english + verdict.danish)


def test_a_comparison_without_incidents_is_said_and_not_used():
    found = table_of((40, 20), (0, 0), before=YEAR[0], after=YEAR[1])
    assert found.effect is found.weighted is found.odds is found.comparison_ratio is None
    assert "says nothing" in found.notes[0]
    assert judge(found).conclusion == "fell"


@pytest.mark.parametrize(
    ("target", "comparison", "finding"),
    [
        ((207, 110), (308, 318), "fell_more"),
        ((110, 207), (308, 318), "rose_more"),
        ((100, 98), (100, 97), "no_difference"),
        ((4, 2), (100, 97), "too_few"),
        ((300, 200), (3000, 2000), "no_difference"),
        ((20, 0), (300, 290), "fell_more"),
        ((500, 200), (20_000, 16_000), "fell_more"),
        ((5, 0), (2000, 1990), "no_difference"),
        ((6, 0), (2000, 2100), "fell_more"),
    ],
)
def test_the_finding_follows_from_the_ratio_whatever_the_sizes(target, comparison, finding):
    found = table_of(target, comparison)
    assert judge(found).conclusion == finding
    if finding != "too_few":
        assert (found.odds.p < 0.05) == (finding != "no_difference")
        low, _, high = found.effect.difference
        assert (not low <= 0 <= high) == (finding != "no_difference")


def test_a_comparison_forty_times_as_large_is_scaled_to_the_target_and_says_so():
    found = table_of((500, 200), (20_000, 16_000), before=YEAR[0], after=YEAR[1])
    assert found.weighted is None
    assert summary(found, judge(found))["DIFFERENCE"] == -200
    assert "differ more than twofold in level" in found.notes[0]
    said = " ".join(judge(found).english)
    assert "400.0 incidents were to be expected after; the difference, scaled to the target, is −200.0" in said
    assert "weighted_displacement_difference" not in set(measures_table(found)["measure"])


@pytest.mark.parametrize("comparison", [(200, 200), None])
def test_what_moved_next_door_is_in_the_headline_and_never_good(comparison):
    def headline(near):
        areas = Areas(Counted(200, 90), Counted(*comparison) if comparison else NOTHING, Counted(*near))
        found = evaluate_counts(areas, EvaluationSettings())
        return judge(found), evaluation_report(found, judge(found), EvaluationPage("", [], []))

    moved, page = headline((80, 200))
    assert moved.conclusion == "unsure"
    assert "Target and surroundings together: +10.0 incidents" in moved.english[0]
    assert "Indsatsområde og omgivelser tilsammen: +10,0 hændelser" in moved.danish[0]
    assert page.sections[0].parts[0].tone == "warning"
    partly, page = headline((600, 640))
    assert partly.conclusion == ("fell_more" if comparison else "fell")
    assert "−70.0 incidents" in partly.english[0]
    assert ("which chance can explain" in partly.english[0]) == (page.sections[0].parts[0].tone != "good")
    stayed, page = headline((80, 78))
    assert "−112.0 incidents" in stayed.english[0]
    assert "more than chance explains)" not in stayed.english[0]
    assert page.sections[0].parts[0].tone == "good"


def test_too_few_to_say_has_no_p_and_no_percentage():
    found = table_of((4, 0), (300, 290), before=YEAR[0], after=YEAR[1])
    said = judge(found)
    assert said.conclusion == "too_few"
    assert not any(sign in sentence for sentence in said.english + said.danish for sign in ("p =", "p <", "%"))
    assert measures_table(found)["p"].isna().all()
    page = str(evaluation_report(found, said, EvaluationPage("", [], [])).sections)
    assert "p = " not in page
    assert "Change in percent" not in page


def test_the_chart_s_axis_ends_where_nothing_is_left():
    found = table_of((40, 2), (38, 30), before=YEAR[0], after=YEAR[1])
    page = str(evaluation_report(found, judge(found), EvaluationPage("", [], [])).sections)
    assert "−100" in page
    assert "−120" not in page
    assert "−150" not in page


def test_without_dates_the_periods_are_said_to_be_taken_as_equal():
    assert any("taken as equally long" in sentence for sentence in judge(table_of((85, 9))).english)


def test_incidents_are_counted_by_area_and_period_and_a_ring_is_made():
    ring_spot = (110, 0, 150, 100)
    data = incidents(
        [
            (TARGET.bounds, YEAR[0], 200),
            (TARGET.bounds, YEAR[1], 90),
            (COMPARISON.bounds, YEAR[0], 150),
            (COMPARISON.bounds, YEAR[1], 160),
            (ring_spot, YEAR[0], 30),
            (ring_spot, YEAR[1], 28),
            ((900, 900, 950, 950), YEAR[1], 500),
        ]
    )
    found = evaluate_incidents(data, StudyAreas(TARGET, COMPARISON), EvaluationSettings(*YEAR))
    counts = [
        (area.before, area.after) for area in (found.areas.target, found.areas.comparison, found.areas.displacement)
    ]
    assert counts == [(200, 90), (150, 160), (30, 28)]
    assert found.areas.before_time == pytest.approx(366 / 365)
    assert found.monthly.counts["target"].sum() == 290
    assert len(found.monthly.months) == 24
    assert found.trend.state in ("alike", "apart")
    assert judge(found).conclusion == "fell_more"
    assert found.season_matched


def test_harm_weighs_each_incident():
    data = incidents([(TARGET.bounds, YEAR[0], 50), (TARGET.bounds, YEAR[1], 20), (COMPARISON.bounds, YEAR[0], 10)])
    weighted = DatedIncidents(data.points, data.days, np.full(len(data.days), 3.0))
    found = evaluate_incidents(weighted, StudyAreas(TARGET, COMPARISON), EvaluationSettings(*YEAR, ring_m=0))
    assert found.harm.estimate == pytest.approx(3 * found.effect.difference[1])
    single = harm_difference(Areas(Counted(50, 20), Counted(10, 0)))
    assert found.harm.error == pytest.approx(3 * single.error)


def test_by_area_a_comparison_twice_the_size_counts_half():
    data = incidents([(TARGET.bounds, YEAR[0], 50), (COMPARISON.bounds, YEAR[0], 80), (COMPARISON.bounds, YEAR[1], 60)])
    found = evaluate_incidents(data, StudyAreas(TARGET, COMPARISON), EvaluationSettings(*YEAR, ring_m=0, by_area=True))
    before = 366 / 365
    assert found.weighted.estimate == pytest.approx(-50 / before - (60 - 80 / before) / 2)


def test_what_cannot_be_evaluated_is_refused_with_the_reason():
    data = incidents([(TARGET.bounds, YEAR[0], 50)])
    settings = EvaluationSettings(*YEAR)
    with pytest.raises(InputError, match="overlap on 5000"):
        evaluate_incidents(data, StudyAreas(TARGET, shapely.box(50, 0, 300, 100)), settings)
    with pytest.raises(InputError, match="no extent"):
        evaluate_incidents(data, StudyAreas(shapely.Point(0, 0)), settings)
    with pytest.raises(InputError, match="first and last day"):
        evaluate_incidents(data, StudyAreas(TARGET), EvaluationSettings())
    unknown = DatedIncidents(data.points, np.full(50, "NaT", dtype="datetime64[D]"))
    with pytest.raises(InputError, match="readable time"):
        evaluate_incidents(unknown, StudyAreas(TARGET), settings)
    late = EvaluationSettings(
        Period(dt.date(2030, 1, 1), dt.date(2030, 2, 1)), Period(dt.date(2031, 1, 1), dt.date(2031, 2, 1))
    )
    with pytest.raises(InputError, match="The incidents are from 26 Jan 2020"):
        evaluate_incidents(data, StudyAreas(TARGET), late)


def test_incidents_without_a_day_are_counted_nowhere_and_mentioned():
    data = incidents([(TARGET.bounds, YEAR[0], 50), (TARGET.bounds, YEAR[1], 30)])
    days = data.days.copy()
    days[:7] = np.datetime64("NaT")
    found = evaluate_incidents(DatedIncidents(data.points, days), StudyAreas(TARGET), EvaluationSettings(*YEAR))
    assert found.areas.target.before == 43
    assert "7 of 80 incidents have no readable time" in found.notes[0]


def test_a_file_cut_off_in_the_period_after_is_warned_of():
    spring = Period(dt.date(2021, 1, 1), dt.date(2021, 3, 31))
    data = incidents([(TARGET.bounds, YEAR[0], 200), (TARGET.bounds, spring, 50)])
    found = evaluate_incidents(data, StudyAreas(TARGET), EvaluationSettings(*YEAR))
    assert any("do not cover the period 1 Jan 2021 – 31 Dec 2021" in note for note in found.notes)
    whole = incidents([(TARGET.bounds, YEAR[0], 200), (TARGET.bounds, YEAR[1], 50)])
    assert evaluate_incidents(whole, StudyAreas(TARGET), EvaluationSettings(*YEAR)).notes == []


def test_a_high_start_is_warned_of():
    half = Period(dt.date(2020, 7, 1), dt.date(2020, 12, 31))
    early = Period(dt.date(2020, 1, 1), dt.date(2020, 6, 30))
    data = incidents([(TARGET.bounds, early, 30), (TARGET.bounds, half, 90), (TARGET.bounds, YEAR[1], 60)])
    settings = EvaluationSettings(*YEAR, chosen_for_high=True)
    said = judge(evaluate_incidents(data, StudyAreas(TARGET), settings)).english
    assert any("unusually high" in sentence for sentence in said)
    assert any("chosen because its level was high" in sentence for sentence in said)


@pytest.mark.parametrize("wrong", [{"confidence": 100}, {"ring_m": -1}, {"before": YEAR[0]}])
def test_settings_out_of_bounds_are_refused(wrong):
    with pytest.raises(InputError):
        EvaluationSettings(**wrong)


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(InputError, match="Swap"):
        Period(dt.date(2020, 2, 1), dt.date(2020, 1, 1))


def test_a_ring_without_a_comparison_of_its_own_does_not_count_the_general_fall_as_success():
    falling = Areas(Counted(100, 80), Counted(100, 80), Counted(500, 400))
    found = evaluate_counts(falling, EvaluationSettings())
    assert found.weighted.estimate == 0
    assert found.total.difference[1] == pytest.approx(0)
    both = evaluate_counts(replace(falling, displacement_comparison=Counted(500, 450)), EvaluationSettings())
    assert both.weighted.estimate == -50
    assert both.total.difference[1] == pytest.approx(-50)


@pytest.mark.parametrize("after", [0, 20])
def test_counts_that_come_in_series_widen_intervals_and_p_also_where_nothing_happens_after(after):
    days = np.repeat(np.array(["2020-02-10", "2020-07-10", "2020-08-10"], dtype="datetime64[D]"), 20)
    days = np.append(days, np.full(after, np.datetime64("2021-05-05")))
    data = DatedIncidents(np.full(len(days), shapely.Point(50, 50)), days)
    found = evaluate_incidents(data, StudyAreas(TARGET), EvaluationSettings(*YEAR))
    said = judge(found)
    assert found.spread.excess > 10
    assert found.ratio[2] > 1
    assert found.p > 0.05
    assert said.conclusion == "no_change"
    assert judge(evaluate_counts(found.areas, EvaluationSettings(*YEAR))).conclusion == "fell"
    assert any("times as much as chance" in sentence for sentence in said.english)
    assert any("gange så meget som tilfældet" in sentence for sentence in said.danish)


def test_the_quotient_is_given_only_where_there_was_something_to_displace():
    clear = evaluate_counts(Areas(Counted(200, 90), Counted(200, 200), Counted(80, 90)), EvaluationSettings())
    nothing = evaluate_counts(Areas(Counted(200, 199), Counted(200, 200), Counted(80, 160)), EvaluationSettings())
    assert clear.quotient == pytest.approx((90 / 200 - 80 / 200) / (90 / 200 - 1))
    assert nothing.quotient is None


def test_the_verdict_is_in_both_languages_whatever_the_reader_s():
    found = table_of((1085, 409), (2000, 1900))
    with locale("da"):
        said = judge(found)
    assert said == judge(found)
    assert any("1,085" in sentence for sentence in said.english)
    assert any("1.085" in sentence for sentence in said.danish)


@pytest.mark.parametrize("wrong", [np.nan, -1.0])
def test_harm_that_is_missing_or_negative_is_refused_with_its_number(wrong):
    assert checked_harm(np.array([0.0, 2.5])).tolist() == [0, 2.5]
    assert len(checked_harm(np.empty(0))) == 0
    with pytest.raises(InputError, match="2 incidents have no harm weight"):
        checked_harm(np.array([1.0, wrong, wrong]))


def test_percentages_say_how_many_incidents_they_would_need():
    table = percents_table((PercentOnly("A", -20.0), PercentOnly("B", 10.0)))
    assert table["measure"].tolist() == ["A", "B"]
    assert table["incidents_needed"][0] > 10
    assert pd.isna(table["incidents_needed"][1])


def test_suggested_areas_come_with_their_polygons_in_the_order_of_the_ranking():
    before, after = YEAR
    far, near = (3000, 0, 3100, 100), (6000, 0, 6100, 100)
    found = incidents([((0, 0, 100, 100), before, 120), (far, before, 30), (near, before, 118)])
    evaluation = evaluate_incidents(
        DatedIncidents(np.append(found.points, shapely.Point(1, 1)), np.append(found.days, np.datetime64(after.start))),
        StudyAreas(TARGET),
        EvaluationSettings(before, after),
    )
    boxes = np.array([shapely.box(*far), shapely.box(*near)], dtype=object)
    areas = FeatureTable("areas", boxes, pd.DataFrame(index=range(2)), np.arange(2))
    suggested = suggest_comparisons(evaluation, found, areas, ["far", "near"])
    assert suggested is not None
    assert len(suggested.shapes) == len(suggested.ranking) > 0
    assert all(shape.equals(boxes[row]) for shape, row in zip(suggested.shapes, suggested.ranking["row"], strict=True))
    assert "row" not in suggested.table
