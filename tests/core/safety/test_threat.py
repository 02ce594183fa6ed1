import datetime as dt

import numpy as np
import pandas as pd
import pytest
import shapely
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.i18n import locale
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.safety.index.overlay import residents_in
from sector_planner.core.safety.threat.assessment import (
    QuarterIncidents,
    ReferenceSectors,
    areas_of_layer,
    assess,
    field_texts,
    level_of,
    merge_areas,
)
from sector_planner.core.safety.threat.settings import THREAT_LEVELS, Quarter, ThreatSettings, read_quarter
from sector_planner.core.safety.threat.tables import AnalystNote, areas_table, kinds_table, notes_table, texts_of

Q3 = Quarter(2026, 3)
ESTATE, REST = (0, 0, 100, 100), (500, 0, 900, 100)
AREAS = merge_areas(["Estate"], np.array([shapely.box(*ESTATE)]), np.array([1000.0]))
STATION = ReferenceSectors(
    ["1", "2"], np.array([shapely.box(0, 0, 400, 100), shapely.box(400, 0, 1000, 100)]), np.array([3000.0, 7000.0])
)


def make(*parts, gang=None):
    """Each part is (box, quarter, count, kind)."""
    random = np.random.default_rng(4)
    points, times, kinds = [], [], []
    for (west, south, east, north), quarter, count, kind in parts:
        period = quarter.period
        points += list(
            shapely.points(random.uniform(west + 1, east - 1, count), random.uniform(south + 1, north - 1, count))
        )
        times += [np.datetime64(period.start) + int(day) for day in random.integers(0, period.days, count)]
        kinds += [kind] * count
    start = np.array(times, dtype="datetime64[s]")
    texts = np.array(kinds, dtype=object)
    return QuarterIncidents(np.array(points), start, start, texts, np.full(len(texts), "street", dtype=object), gang)


def one(incidents, station=STATION, quarter=Q3):
    return assess(incidents, AREAS, station, ThreatSettings(quarter))[0]


BASE = (
    (ESTATE, Q3, 40, "theft"),
    (REST, Q3, 90, "theft"),
    (ESTATE, Q3.later(-1), 20, "theft"),
    (ESTATE, Q3.later(-4), 10, "theft"),
    (REST, Q3.later(-4), 90, "theft"),
)


@pytest.mark.parametrize("text", ["2026-Q3", "2026q3", " 2026-K3 ", "2026 3"])
def test_quarters_are_read(text):
    assert read_quarter(text) == Q3


@pytest.mark.parametrize("text", ["", "Q3", "2026-Q5", "third", "2026-07-01"])
def test_what_is_no_quarter_is_refused(text):
    with pytest.raises(InputError, match="is no quarter"):
        read_quarter(text)


def test_a_quarter_knows_its_days_and_its_neighbours():
    assert (Q3.period.start, Q3.period.end) == (dt.date(2026, 7, 1), dt.date(2026, 9, 30))
    assert str(Quarter(2026, 1).later(-1)) == "2025-Q4"
    assert Quarter(2025, 4).period.end == dt.date(2025, 12, 31)
    assert Q3.later(-4) == Quarter(2025, 3)


def test_rate_changes_and_station_have_exact_intervals():
    from scipy import stats

    found = one(make(*BASE))
    assert (found.incidents, found.sector) == (40, "1")
    assert found.rate[1] == 40
    assert found.rate[0] == pytest.approx(stats.chi2.ppf(0.025, 80) / 2)
    assert found.previous.count == 20
    assert found.previous.percent == pytest.approx(100 * (40 / 92 / (20 / 91) - 1))
    assert found.year_ago.percent == pytest.approx(300)
    assert found.year_ago.low > 0
    assert found.against_station[1] == pytest.approx(40 / 1000 / (90 / 9000))


def test_the_same_quarter_gives_the_same_when_later_incidents_are_added():
    later = make(*BASE, (ESTATE, Q3.later(1), 500, "robbery"), (REST, Q3.later(1), 700, "theft"))
    first, second = (areas_table([one(incidents)], Q3) for incidents in (make(*BASE), later))
    pd.testing.assert_frame_equal(first, second)


def test_a_quarter_before_the_data_begin_is_not_known_rather_than_zero():
    found = one(make((ESTATE, Q3, 40, "theft"), (ESTATE, Q3.later(-1), 20, "theft")))
    assert found.previous.count == 20
    assert found.year_ago.count is None
    assert np.isnan(found.year_ago.percent)


def test_below_five_there_are_counts_and_no_percentages():
    found = one(make((ESTATE, Q3, 4, "theft"), (ESTATE, Q3.later(-4), 3, "theft"), (REST, Q3, 90, "theft"), BASE[-1]))
    assert (found.incidents, found.year_ago.count) == (4, 3)
    assert np.isnan(found.year_ago.percent)
    assert np.isnan(found.rate[1])
    assert found.week.sum() == 0
    assert level_of(found).id == "too_few"


def test_a_rate_withheld_as_too_few_raises_no_level():
    """Ten a year ago and four now: the year before is enough for a level, the four are not enough for a rate."""
    found = one(make((ESTATE, Q3, 4, "theft"), (ESTATE, Q3.later(-4), 10, "theft"), (REST, Q3, 1, "theft"), BASE[-1]))
    assert np.isnan(found.rate[1])
    assert np.isnan(found.against_station[1])
    assert (level_of(found).id, level_of(found).points) == ("low", 0)


def test_types_are_set_against_sector_and_station():
    found = one(
        make(
            (ESTATE, Q3, 6, "arson"),
            (ESTATE, Q3, 2, "theft"),
            ((150, 0, 400, 100), Q3, 8, "theft"),
            (REST, Q3, 84, "theft"),
        )
    )
    arson, theft = found.kinds.itertuples(index=False)
    assert arson == ("arson", 6, 75.0, pytest.approx(100 * 6 / 16), pytest.approx(6))
    assert theft == ("theft", 2, 25.0, pytest.approx(100 * 10 / 16), pytest.approx(94))
    alone = one(make((ESTATE, Q3, 6, "arson")), ReferenceSectors([], np.array([], dtype=object)))
    assert alone.kinds["share_sector"].isna().all()
    assert alone.sector == ""


def test_the_level_names_the_rule_that_gave_it():
    gang = np.zeros(250, dtype=bool)
    gang[:6] = True
    level = level_of(one(make(*BASE, gang=gang)))
    assert (level.id, level.points) == ("high", 5)
    assert [reason[-4:] for reason in level.reasons] == ["(+2)", "(+1)", "(+1)", "(+1)"]
    quiet = level_of(one(make((ESTATE, Q3, 10, "a"), (ESTATE, Q3.later(-4), 10, "a"), (REST, Q3, 90, "a"))))
    assert (quiet.id, quiet.reasons) == ("low", ("nothing stands out clearly",))


def test_gang_related_is_unknown_where_nobody_said_which():
    found = one(make(*BASE))
    assert found.gang is None
    assert found.gang_year_ago is None
    assert areas_table([found], Q3)["gang_incidents"].isna().all()


def test_when_is_spread_over_uncertain_times():
    incidents = make((ESTATE, Q3, 8, "a"))
    monday = np.datetime64("2026-07-06T00:00:00")
    start = np.full(8, monday)
    found = one(
        QuarterIncidents(incidents.points, start, start + np.timedelta64(12, "h"), incidents.kind, incidents.scene)
    )
    assert found.week[0].tolist() == pytest.approx([4, 4, 0, 0])
    assert found.week.sum() == pytest.approx(8)


def test_parts_of_one_area_are_one_and_nameless_areas_are_refused():
    shapes = np.array([shapely.box(0, 0, 1, 1), shapely.box(5, 0, 6, 1), shapely.box(9, 0, 10, 1)])
    merged = merge_areas(["B", "A", "B"], shapes, np.array([1.0, 2.0, 3.0]))
    assert merged.names == ["A", "B"]
    assert merged.residents.tolist() == [2, 4]
    assert merged.geometry[1].area == 2
    with pytest.raises(InputError, match="number 2 have no name"):
        merge_areas(["A", " "], shapes[:2], np.zeros(2))
    with pytest.raises(InputError, match="empty"):
        merge_areas([], shapes[:0], np.zeros(0))


def test_a_quarter_without_incidents_is_refused_with_what_there_is():
    with pytest.raises(InputError, match="No incident lies in 2031-Q1; the incidents are from 1 Jul 2025 to "):
        one(make(*BASE), quarter=Quarter(2031, 1))


def test_notes_are_kept_and_a_row_is_made_for_every_area():
    notes = [
        AnalystNote("Estate", Q3.later(-1), "Calm."),
        AnalystNote("Estate", Q3.later(-2), "Fires."),
        AnalystNote("Other", Q3, "New group."),
    ]
    assert texts_of(notes, "Estate", Q3) == ("", [notes[0], notes[1]])
    assert texts_of(notes, "Other", Q3) == ("New group.", [])
    table = notes_table(notes, ["Estate", "Other"], Q3)
    assert table.to_numpy().tolist() == [
        ["Estate", "2026-Q1", "Fires."],
        ["Estate", "2026-Q2", "Calm."],
        ["Estate", "2026-Q3", ""],
        ["Other", "2026-Q3", "New group."],
    ]


def test_tables_carry_every_area_and_kind():
    found = [one(make(*BASE))]
    assert areas_table(found, Q3).loc[0, ["area", "quarter", "incidents", "previous_incidents"]].tolist() == [
        "Estate",
        "2026-Q3",
        40,
        20,
    ]
    assert kinds_table(found, Q3)["share_area"].sum() == 100
    assert {level.id for level in THREAT_LEVELS} >= {areas_table(found, Q3)["level"][0]}


def test_changes_are_worded_by_what_is_known():
    from sector_planner.core.safety.threat.assessment import QuarterChange
    from sector_planner.core.safety.threat.report import _change_text

    nan = float("nan")
    assert _change_text(QuarterChange(None, nan, nan, nan)) == "no data so far back"
    assert _change_text(QuarterChange(3, nan, nan, nan)) == "3: too few to say"
    assert _change_text(QuarterChange(0, nan, 40.0, float("inf"))) == "0: no percentage"
    assert _change_text(QuarterChange(1, 500.0, -27.0, 27499.0)) == "1: +500% (−27% to >+900%)"
    with locale("da"):
        assert _change_text(QuarterChange(10, -20.0, -50.0, 30.0), interval=False) == "10: −20\u202f%"


def layer(**columns):
    geometry = np.array([shapely.box(x, 0, x + 1, 1) for x in range(3)], dtype=object)
    return FeatureTable("areas", geometry, pd.DataFrame(columns, index=range(3)), np.array([5, 6, 7]))


def test_areas_are_named_by_the_chosen_field_then_a_usual_one_then_their_feature_ids():
    named = layer(navn=["B", "A", "B"], code=["x", "y", "z"], people=[1.0, 2.0, 3.0])
    assert areas_of_layer(named, "code").names == ["x", "y", "z"]
    merged = areas_of_layer(named, residents_field="people")
    assert merged.names == ["A", "B"]
    assert merged.residents.tolist() == [2, 4]
    unnamed = areas_of_layer(layer())
    assert unnamed.names == ["5", "6", "7"]
    assert np.isnan(unnamed.residents).all()


def test_texts_of_a_field_lose_their_blanks_and_a_missing_field_is_empty():
    there = layer(kind=[" theft", None, "theft "])
    assert field_texts(there, "kind").tolist() == ["theft", "", "theft"]
    assert field_texts(there, "scene").tolist() == ["", "", ""]


def test_residents_are_shared_out_to_polygons_by_area():
    people = FeatureTable(
        "people", np.array([shapely.box(0.5, 0, 1.5, 1)], dtype=object), pd.DataFrame({"n": [100]}), np.array([1])
    )
    assert residents_in(layer().geometry, people, "n").tolist() == pytest.approx([50, 50, 0])
