import datetime as dt
import re
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import InputError
from sector_planner.core.crime.aoristic import known_intervals, week_weights
from sector_planner.core.crime.caveats import Caveats, offset_texts
from sector_planner.core.crime.incidents import IncidentChunk
from sector_planner.core.crime.local_time import TimeReading, check_readings, parse_times, spread_days, whole_days
from sector_planner.core.crime.settings import GridSettings

COPENHAGEN = "Europe/Copenhagen"
NAT = np.datetime64("NaT", "s")


def weights(start, end, minutes=60):
    """Return (n, bins) weights of intervals given as texts."""
    start, end = np.array(start, dtype="datetime64[s]"), np.array(end, dtype="datetime64[s]")
    table = np.zeros((len(start), 7 * 24 * 60 // minutes))
    for row, place, weight in week_weights(start, end, minutes, COPENHAGEN):
        np.add.at(table, (row, place), weight)
    return table


def by_the_minute(start, end):
    """Walk through every real minute of one interval and note the hour on the wall: slow, and beyond doubt."""
    zone = ZoneInfo(COPENHAGEN)
    now, stop = (value.replace(tzinfo=zone).astimezone(dt.UTC) for value in (start, end))
    table = np.zeros(168)
    while now < stop:
        wall = now.astimezone(zone)
        table[wall.weekday() * 24 + wall.hour] += 1
        now += dt.timedelta(minutes=1)
    return table / table.sum()


moments = st.datetimes(dt.datetime(2023, 3, 20), dt.datetime(2023, 11, 5)).map(
    lambda t: t.replace(second=0, microsecond=0)
)


@settings(derandomize=True, max_examples=25, deadline=None)
@given(moments, st.integers(1, 60 * 24 * 9))
def test_weights_equal_a_walk_through_every_minute(start, minutes):
    end = start + dt.timedelta(minutes=minutes)
    zone = ZoneInfo(COPENHAGEN)
    for moment in (start, end):  # a reading of the clock that occurs twice, or never, has no single truth
        if moment.replace(tzinfo=zone).utcoffset() != moment.replace(tzinfo=zone, fold=1).utcoffset():
            return
    assert np.allclose(weights([start], [end])[0], by_the_minute(start, end), atol=1e-5)


@pytest.mark.parametrize(
    ("start", "end"),
    [("2024-03-30T22:00", "2024-03-31T07:00"), ("2024-10-26T22:00", "2024-10-27T07:00")],
)
def test_summer_time_skips_an_hour_in_spring_and_doubles_one_in_autumn(start, end):
    table = weights([start], [end])[0]
    two_to_three, three_to_four = table[6 * 24 + 2], table[6 * 24 + 3]
    expected = 0.0 if "03-" in start else 2 * three_to_four
    assert two_to_three == pytest.approx(expected, abs=1e-6)
    assert table.sum() == 1.0


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60 * 24 * 400), st.integers(0, 60 * 24 * 40)), min_size=1, max_size=30))
def test_weights_of_each_incident_sum_to_one_exactly(spans):
    start = np.datetime64("2023-01-01T00:00:00", "s") + np.array([60 * s for s, _ in spans]).astype("timedelta64[s]")
    end = start + np.array([60 * length for _, length in spans]).astype("timedelta64[s]")
    for minutes in (60, 360):
        table = weights(start, end, minutes)
        assert (table.sum(axis=1) == 1.0).all()
        assert (table >= 0).all()


def test_an_instant_has_all_its_weight_in_its_own_hour():
    table = weights(["2024-01-01T13:45:30"], ["2024-01-01T13:45:30"])[0]
    assert table[13] == 1.0


def test_missing_ends_are_the_known_one_and_reversed_ends_are_swapped():
    start = np.array(["2024-01-02T10:00", "NaT", "2024-01-01T10:00", "NaT"], dtype="datetime64[s]")
    end = np.array(["2024-01-01T10:00", "2024-01-05T08:00", "NaT", "NaT"], dtype="datetime64[s]")
    low, high, swapped = known_intervals(start, end)
    assert swapped.tolist() == [True, False, False, False]
    assert low[0] == end[0]
    assert high[0] == start[0]
    assert low[1] == high[1] == end[1]
    assert low[2] == high[2] == start[2]
    assert np.isnat(low[3])
    assert np.isnat(high[3])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-31T14:30", "2024-03-31T14:30"),
        ("2024-03-31 14:30:05.250", "2024-03-31T14:30:05"),
        ("2024-03-31T14:30:05+02:00", "2024-03-31T14:30:05"),
        ("2026-07-04T22:30:00Z", "2026-07-05T00:30:00"),
        ("2024-01-31 23:30 -05:00", "2024-02-01T05:30:00"),
        ("31-03-2024 14:30", "2024-03-31T14:30"),
        ("31/3/24 14.30", "2024-03-31T14:30"),
        ("31.03.2024 kl. 14.30", "2024-03-31T14:30"),
        ("01-02-2024", "2024-02-01T00:00"),
        ("20240331", "2024-03-31T00:00"),
        ("2024/03/31 14:30:05+00", "2024-03-31T16:30:05"),
        ("5/1-2026", "2026-01-05T00:00"),
        ("05.01.26 kl. 9", "2026-01-05T09:00"),
        ("mandag d. 5. januar 2026 kl. 14.30", "2026-01-05T14:30"),
        ("2026-01-05 24:00", "2026-01-06T00:00"),
        ("20260105T2230", "2026-01-05T22:30"),
        ("14-Jan-2026 11:30 PM", "2026-01-14T23:30"),
        ("2026-01", "NaT"),
        ("2230", "NaT"),
        ("01/13/2026", "NaT"),
        ("", "NaT"),
        ("31-02-2024", "NaT"),
        ("yesterday", "NaT"),
    ],
)
def test_times_are_read_as_danish_files_write_them(text, expected):
    found = parse_times(np.array([text], dtype=object), TimeReading())[0]
    assert str(found) == str(np.datetime64(expected, "s"))


def test_the_first_five_unreadable_rows_are_named_and_empty_ones_are_not():
    reading = TimeReading()
    texts = np.array(["2024-01-01", "", None, *[f"bad {n}" for n in range(9)]], dtype=object)
    parse_times(texts, reading, first_row=11)
    assert (reading.read, reading.unreadable) == (1, 9)
    assert reading.examples == [(14 + n, f"bad {n}") for n in range(5)]


def test_an_unknown_time_zone_and_a_reversed_period_are_refused():
    with pytest.raises(InputError, match="Mars/Base"):
        GridSettings(time_zone="Mars/Base")
    with pytest.raises(InputError, match="before it starts"):
        GridSettings(start=dt.date(2024, 2, 1), end=dt.date(2024, 1, 1))


def test_a_day_without_a_clock_is_the_whole_day():
    texts = np.array(["31-03-2024", "2024-03-31 00:00", "20240331", None, "31-03-2024"], dtype=object)
    days = whole_days(texts)
    assert days.tolist() == [True, False, True, False, True]
    start = parse_times(texts, TimeReading())
    end = np.array(["NaT", "NaT", "2024-03-31T05:00:00", "2024-04-01", "2024-04-02"], dtype="datetime64[s]")
    end_is_day = np.array([False, False, False, True, True])
    opens, closes = spread_days(start, end, days, end_is_day)
    assert [str(time)[5:13] for time in opens] == ["03-31T00", "03-31T00", "03-31T00", "04-01T00", "03-31T00"]
    assert [str(time)[5:13] for time in closes[[0, 2, 3, 4]]] == ["04-01T00", "03-31T05", "04-02T00", "04-03T00"]
    assert np.isnat(closes[1])
    assert whole_days(np.array(["2024-01-01", "NaT"], dtype="datetime64[D]")).tolist() == [True, False]
    assert not whole_days(np.array(["2024-01-01"], dtype="datetime64[s]")).any()


def read(*texts):
    reading = TimeReading()
    parse_times(np.array(texts, dtype=object), reading)
    return check_readings("incidents", {"day": reading})


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["01/05/2026", "01/06/2026", "01/13/2026"], "row 3: “01/13/2026”. There the month stands before the day"),
        (["25/12/2025", *["01/05/2026"] * 50, "12/25/2025"], "row 52: “12/25/2025”"),
        (["01/05/2026 11:30:00 PM", "01/06/2026 12:00:00 AM"], "the month stands before the day"),
        (["01/05/2026 11:30:00 PM", "05/05/2026 12:00:00 AM"], "the month stands before the day"),
        (["2026-01", "2026-02"], "months without a day"),
        (["2230", "0915", "1200"], "times of the day without a date"),
        (["14:30:00"], "times of the day without a date"),
        (["1767571200000", "1767571260000"], "milliseconds since 1970"),
        (["43812", "43813.5", "45000"], "a spreadsheet's numbers for days"),
        (["Monday", "Friday"], "are not dates"),
    ],
)
def test_a_field_that_cannot_be_read_safely_is_refused_with_what_to_do(texts, words):
    with pytest.raises(InputError, match=re.escape(words)):
        read(*texts)


def test_days_of_a_clock_of_twelve_hours_are_read_where_the_day_is_proven_first():
    assert read("01/05/2026 11:30 PM", "13/05/2026 11:30 PM") == []


def test_empty_texts_are_unknown_in_every_form_and_not_unreadable():
    reading = TimeReading()
    found = parse_times(np.array(["", "  ", None, b"", b"2026-01-05"], dtype=object), reading)
    assert (reading.read, reading.unreadable) == (1, 0)
    assert np.isnat(found).tolist() == [True, True, True, True, False]
    assert whole_days(np.array([b"", b"2026-01-05"])).tolist() == [False, True]


def test_times_with_an_offset_are_put_on_the_clock_and_counted():
    reading = TimeReading()
    texts = np.array(
        ["2026-07-04T22:30:00Z", "2026-07-05T00:30:00+02:00", "2026-07-05 00:30", "2026-07-05"], dtype=object
    )
    found = parse_times(texts, reading)
    assert {str(one) for one in found[:3]} == {"2026-07-05T00:30:00"}
    assert (reading.with_offset, reading.without_offset) == (2, 1)
    (said,) = offset_texts({"t": (2, 1)}, COPENHAGEN)
    assert "mixes times: 2 have an offset" in said
    assert "1 have none" in said
    assert str(parse_times(texts[:1], TimeReading(), time_zone="America/New_York")[0]) == "2026-07-04T18:30:00"


@settings(derandomize=True, max_examples=60, deadline=None)
@given(moments, st.integers(-14 * 4, 14 * 4))
def test_an_instant_is_the_same_in_every_offset(moment, quarters):
    instant = moment.replace(tzinfo=ZoneInfo(COPENHAGEN))
    elsewhere = instant.astimezone(dt.timezone(dt.timedelta(minutes=15 * quarters))).isoformat()
    found = parse_times(np.array([elsewhere], dtype=object), TimeReading())[0]
    assert found == np.datetime64(instant.astimezone(dt.UTC).astimezone(ZoneInfo(COPENHAGEN)).replace(tzinfo=None), "s")


def chunk(start, end):
    times = [np.array(values, dtype="datetime64[s]") for values in (start, end)]
    places = np.arange(len(start), dtype=float)
    return IncidentChunk(places, places, *times)


def test_an_end_before_its_start_on_the_same_day_tells_the_day_and_no_time_of_it():
    start, end = ["2026-07-04T22:00"], ["2026-07-04T06:00"]
    low, high, swapped = known_intervals(*(np.array(values, dtype="datetime64[s]") for values in (start, end)))
    assert (str(low[0]), np.isnat(high[0]), swapped[0]) == ("2026-07-04T22:00:00", True, False)
    caveats = Caveats.of(chunk(start, end))
    assert (caveats.reversed, caveats.timed, caveats.swapped) == (1, 0, 0)
    (said,) = caveats.texts()
    assert "1 incidents end before they begin on the same day" in said
    assert caveats.texts(by_clock=False) == []


def test_caveats_add_up_over_parts_and_find_doubles_across_them():
    start = [f"2026-07-{day:02d}T00:00" for day in range(1, 26)]
    whole = chunk(start, start)
    once = Caveats.of(whole)
    parts = Caveats()
    for rows in (np.arange(10), np.arange(10, 25), np.array([3, 4])):
        parts.merge(Caveats.of(whole.take(rows)))
    assert (once.doubles, parts.doubles, parts.counted, parts.midnight) == (0, 2, 27, 27)
    assert ["midnight" in text for text in parts.texts()] == [True, False]
    assert "2 incidents have the very place, time and type of another" in parts.texts()[1]


def test_a_day_that_ends_before_it_starts_has_changed_places_with_its_start():
    """From the 6th to the 5th had become midnight between them: the end was spread to the very start."""
    start = np.array(["2026-01-06", "2026-01-06", "2026-01-05T22:00", "2026-01-05T22:00"], dtype="datetime64[s]")
    end = np.array(["2026-01-05", "2026-01-05T09:00", "2026-01-04", "2026-01-05"], dtype="datetime64[s]")
    is_day = np.array([True, True, False, False]), np.array([True, False, True, True])
    low, high, swapped = known_intervals(*spread_days(start, end, *is_day))
    assert [str(time)[8:13] for time in low] == ["05T00", "05T09", "04T00", "05T22"]
    assert [str(time)[8:13] for time in high] == ["07T00", "07T00", "05T22", "06T00"]
    assert swapped.tolist() == [True, True, True, False]
