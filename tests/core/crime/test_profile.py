import datetime as dt
import math

import numpy as np
import pytest
import shapely
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.i18n import locale
from sector_planner.core.base.progress import Progress
from sector_planner.core.crime.caveats import uncovered
from sector_planner.core.crime.counting import count_all
from sector_planner.core.crime.incidents import TYPE, IncidentChunk, Vocabulary
from sector_planner.core.crime.profile import (
    AreaCounter,
    AreaCounts,
    ProfileCounts,
    SpanCounter,
    TimeSpan,
    area_lattice,
    build_profile,
    change,
    profile_table,
)
from sector_planner.core.crime.reports.profile import profile_report
from sector_planner.core.crime.settings import Period, ProfileSettings
from sector_planner.core.reporting.page import render

AREAS = np.array([shapely.box(0, 0, 1000, 1000), shapely.box(500, 0, 1500, 1000)], dtype=object)  # they overlap
PERIOD, BEFORE = Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31)), Period(dt.date(2023, 1, 1), dt.date(2023, 12, 31))


def incidents(count=3000, seed=3):
    rng = np.random.default_rng(seed)
    start = np.datetime64("2023-01-01", "s") + rng.integers(0, 731 * 24 * 60, count).astype("timedelta64[m]")
    start = start.astype("datetime64[s]")
    start[:20] = np.datetime64("NaT")
    end = start + rng.integers(0, 600, count).astype("timedelta64[m]")
    x, y = rng.uniform(-200, 1700, count), rng.uniform(0, 1000, count)
    x[20:25] = np.nan
    return IncidentChunk(x, y, start, end.astype("datetime64[s]"), {TYPE: rng.integers(-1, 3, count).astype(np.int32)})


def counted(chunk, size):
    counter = AreaCounter(AREAS, tuple(area_lattice(area) for area in AREAS), PERIOD, BEFORE, "Europe/Copenhagen")
    parts = (chunk.take(np.arange(at, min(at + size, len(chunk)))) for at in range(0, len(chunk), size))
    return count_all(parts, counter, ProfileCounts([AreaCounts(), AreaCounts()]), Progress()), counter


def profiles(chunk):
    counts, counter = counted(chunk, 700)
    vocabulary = Vocabulary()
    vocabulary.encode(np.array(["theft", "fraud", "arson <b>"], dtype=object))
    first = int(np.datetime64("2023-01", "M").astype(int))
    return [
        build_profile(name, area, lattice, {TYPE: vocabulary}, PERIOD, BEFORE, first)
        for name, area, lattice in zip("AB", counts.areas, counter.lattices, strict=True)
    ]


def test_a_profile_counts_what_a_loop_over_the_incidents_counts():
    chunk = incidents()
    first, second = profiles(chunk)
    for profile, west, east in ((first, 0, 1000), (second, 500, 1500)):
        inside = (chunk.x >= west) & (chunk.x <= east)
        year = chunk.start.astype("datetime64[Y]").astype(float) + 1970
        assert profile.counts.incidents == sum(inside & (year == 2024))
        assert profile.counts.before == sum(inside & (year == 2023))
        assert profile.counts.no_time == sum(inside & np.isnat(chunk.start))
        kinds = profile.kinds[TYPE].set_index("text")
        assert kinds.loc["theft", "count"] == sum(inside & (year == 2024) & (chunk.categories[TYPE] == 0))
        assert kinds.loc["fraud", "before"] == sum(inside & (year == 2023) & (chunk.categories[TYPE] == 1))
        assert profile.week.sum() == profile.counts.incidents
        march = chunk.start.astype("datetime64[M]") == np.datetime64("2024-03")
        assert profile.months["2024-03"] == sum(inside & march)
        march = chunk.start.astype("datetime64[M]") == np.datetime64("2023-03")
        assert profile.months_before["2024-03"] == sum(inside & march)
        assert profile.cell_counts.sum() == profile.counts.incidents


def test_the_size_of_the_chunks_changes_nothing():
    chunk = incidents()
    (one, _), (many, _) = counted(chunk, 10_000), counted(chunk, 123)
    for left, right in zip(one.areas, many.areas, strict=True):
        for name in ("week", "months", "cells", "cell_types"):
            a, b = getattr(left, name).items(), getattr(right, name).items()
            assert all(np.array_equal(p, q) for p, q in zip(a, b, strict=True))
        assert (left.incidents, left.before, left.no_time) == (right.incidents, right.before, right.no_time)
    assert (one.read, one.no_place, one.elsewhere) == (many.read, many.no_place, many.elsewhere) != (0, 0, 0)


@pytest.mark.parametrize(
    ("count", "before", "verdict"),
    [(4, 3, "few"), (0, 0, "few"), (9, 85, "fewer"), (60, 20, "more"), (21, 20, "unclear"), (40, 0, "more")],
)
def test_a_change_says_only_what_the_counts_bear(count, before, verdict):
    assert change(count, before, PERIOD, BEFORE).verdict == verdict


def test_unequal_periods_are_compared_per_day():
    half = Period(dt.date(2024, 1, 1), dt.date(2024, 6, 30))
    found = change(50, 100, half, BEFORE)
    assert found.percent == pytest.approx(100 * (50 / 182 / (100 / 365) - 1))
    assert found.low < 0 < found.high


def test_without_days_of_its_own_a_profile_is_about_the_last_twelve_months():
    period, before = ProfileSettings().periods(dt.date(2022, 1, 5), dt.date(2024, 6, 30))
    assert (period.start, period.end) == (dt.date(2023, 7, 1), dt.date(2024, 6, 30))
    assert (before.start, before.end) == (dt.date(2022, 7, 1), dt.date(2023, 6, 30))
    period, before = ProfileSettings().periods(dt.date(2024, 1, 5), dt.date(2024, 6, 30))
    assert (period.start, before) == (dt.date(2024, 1, 5), None)
    leap = ProfileSettings(dt.date(2024, 2, 29), dt.date(2024, 2, 29)).periods(dt.date(2020, 1, 1), dt.date(2024, 3, 1))
    assert leap[1].start == dt.date(2023, 2, 28)


def test_half_a_period_is_refused():
    with pytest.raises(InputError, match="Give both, or neither"):
        ProfileSettings(start=dt.date(2024, 1, 1))
    with pytest.raises(InputError, match="before it starts"):
        ProfileSettings(compare_start=dt.date(2024, 1, 2), compare_end=dt.date(2024, 1, 1))


def test_the_table_and_the_report_show_the_same_numbers():
    found = profiles(incidents())
    table = profile_table(found)
    total = table[(table["area"] == "A") & (table["dimension"] == "total")].iloc[0]
    assert (total["count"], total["count_before"]) == (found[0].counts.incidents, found[0].counts.before)
    assert total["count_low"] < total["count"] < total["count_high"]
    hours = table[(table["area"] == "A") & (table["dimension"] == "hour")]
    assert len(hours) == 168
    assert math.isclose(hours["count"].sum(), total["count"])
    page = render(profile_report(found, AREAS, (PERIOD, BEFORE), [], []))
    assert f"{found[0].counts.incidents:,} incidents, {found[0].counts.before:,} in the period compared with" in page
    assert "arson &lt;b&gt;" in page
    assert "20 more have no usable time" not in page  # those 20 are spread over both areas and outside
    with locale("da"):
        danish = render(profile_report(found, AREAS, (PERIOD, BEFORE), [], []))
    assert '<html lang="da"' in danish


def test_the_time_that_incidents_cover_sets_the_periods():
    span = count_all([incidents()], SpanCounter(), TimeSpan(), Progress())
    assert span.first_month == 53 * 12
    period, compared = span.periods(ProfileSettings())
    assert period is not None
    assert period.end == span.last.astype("datetime64[D]").item()
    assert compared is None or compared.end < period.start


@pytest.mark.parametrize(
    ("start", "end", "lacking"),
    [
        (dt.date(2024, 1, 1), dt.date(2024, 12, 31), None),
        (dt.date(2024, 1, 5), dt.date(2025, 1, 4), None),
        (dt.date(2024, 11, 1), dt.date(2025, 10, 31), "1 Nov 2024 – 31 Oct 2025"),
        (dt.date(2026, 1, 1), dt.date(2026, 12, 31), "1 Jan 2026 – 31 Dec 2026"),
        (dt.date(2023, 6, 1), dt.date(2024, 5, 31), "1 Jun 2022 – 31 May 2023"),
    ],
)
def test_a_file_that_does_not_cover_the_periods_has_no_change_and_says_so(start, end, lacking):
    span = count_all([incidents()], SpanCounter(), TimeSpan(), Progress())
    year = ProfileSettings(start, end, start.replace(year=start.year - 1), end.replace(year=end.year - 1))
    assert (span.periods(year)[1] is None) == (lacking is not None)
    assert [text.partition("the period ")[2] for text in span.coverage(year)] == (
        [] if lacking is None else [f"{lacking}. No change is given."]
    )


def test_a_quiet_week_at_the_end_of_a_small_file_is_no_gap():
    days = dt.date(2023, 1, 1), dt.date(2024, 11, 20)
    year = [Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31))]
    assert uncovered(*days, 60, year) is None
    assert uncovered(*days, 600, year) == year[0]


def test_without_times_there_are_no_periods():
    assert TimeSpan().periods(ProfileSettings()) == (None, None)
    assert TimeSpan().first_month == 0
