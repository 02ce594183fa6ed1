import collections
import datetime as dt
import itertools
import math
import random

import numpy as np
import pandas as pd
import pytest
import shapely
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.progress import Progress
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.crime.incidents import IncidentChunk
from sector_planner.core.crime.near_repeats import (
    Knox,
    NearRepeatIncidents,
    adjusted_p,
    band_names,
    chains,
    collect_incidents,
    count_bands,
    find_pairs,
    knox,
    knox_table,
    linked_incidents,
)
from sector_planner.core.crime.sector_cells import sectors_at
from sector_planner.core.crime.settings import NearRepeatSettings, read_bands
from sector_planner.core.parallel.task_pool import ThreadPool


def by_hand(places, days, distances, ends):
    """Count every pair of incidents, one by one."""
    counts = collections.Counter()
    for (p, a), (q, b) in itertools.combinations(zip(places, days, strict=True), 2):
        distance, apart = math.dist(p, q), abs(a - b)
        row = next((i for i, end in enumerate(distances) if distance <= end), None)
        column = next((i for i, end in enumerate(ends) if apart <= end), None)
        if row is not None and column is not None:
            counts[row, column] += 1
    return [[counts[row, column] for column in range(len(ends))] for row in range(len(distances))]


def robberies(shared_data):
    import sqlite3

    with sqlite3.connect(f"file:{shared_data('memphis_hotspot/memphis.gpkg')}?mode=ro", uri=True) as database:
        rows = list(database.execute("SELECT geom, date FROM memphis_robberies_jan"))
    places = np.array([np.frombuffer(blob, dtype="<f8", offset=len(blob) - 16) for blob, _ in rows])
    days = np.array([np.datetime64(text[:10]) for _, text in rows]).astype("datetime64[D]").astype(np.int64)
    return (places - places.min(axis=0)) * [91_000, 111_000], days


def test_pairs_of_real_robberies_are_those_counted_by_hand(shared_data):
    places, days = robberies(shared_data)
    settings = NearRepeatSettings((0.0, 500.0, 1000.0, 2000.0), (1, 7, 14))
    expected = by_hand(places.tolist(), days.tolist(), settings.distances, settings.days)
    assert count_bands(find_pairs(places, settings), days, settings).tolist() == expected
    assert sum(map(sum, expected)) > 500


def test_expected_counts_and_p_are_those_of_shuffling_by_hand(shared_data):
    places, days = robberies(shared_data)
    places, days = places[:90], days[:90]
    settings = NearRepeatSettings((1000.0, 3000.0), (3, 10), permutations=400)
    found = knox(find_pairs(places, settings), days, settings, Progress())
    generator, dealt, tables = random.Random(4), days.tolist(), []
    for _ in range(400):
        generator.shuffle(dealt)
        tables.append(by_hand(places.tolist(), dealt, settings.distances, settings.days))
    tables = np.array(tables)
    assert np.allclose(found.expected, tables.mean(axis=0), rtol=0.12)
    p = ((tables >= found.observed).sum(axis=0) + 1) / 401
    assert np.allclose(found.p, p, atol=0.12)


def test_the_expected_count_is_near_its_closed_form():
    rng = np.random.default_rng(0)
    places, days = rng.uniform(0, 3000, (400, 2)), rng.integers(0, 200, 400)
    settings = NearRepeatSettings((200.0, 400.0), (5, 20), permutations=500)
    pairs = find_pairs(places, settings)
    found = knox(pairs, days, settings, Progress())
    apart = np.abs(np.subtract.outer(days, days))[np.triu_indices(400, 1)]
    share = np.array([(apart <= 5).mean(), ((apart > 5) & (apart <= 20)).mean()])
    assert np.allclose(found.expected, np.outer(np.bincount(pairs.band), share), rtol=0.03)  # Knox (1964)


def test_planted_repeats_are_found_and_chained():
    rng = np.random.default_rng(1)
    places, days = rng.uniform(0, 20_000, (600, 2)), rng.integers(0, 365, 600)
    places = np.concatenate([places, places[:120] + rng.uniform(-40, 40, (120, 2))])
    days = np.concatenate([days, days[:120] + rng.integers(0, 5, 120)])
    settings = NearRepeatSettings((0.0, 100.0, 200.0), (7, 14), permutations=199)
    pairs = find_pairs(places, settings)
    found = knox(pairs, days, settings, Progress())
    assert found.significant.tolist() == [[False, False], [True, False], [False, False]]
    assert found.p[1, 0] == 1 / 200
    linked = (pairs.band == 1) & (abs(days[pairs.first] - days[pairs.second]) <= 7)
    links, chain = chains(pairs, linked, 720)
    assert (links[:120] >= 1).all()
    assert (chain[:120] == chain[600:]).all()


def test_a_seed_gives_the_same_table_on_any_number_of_workers():
    rng = np.random.default_rng(0)
    places, days = rng.uniform(0, 2000, (300, 2)), rng.integers(0, 90, 300)
    settings = NearRepeatSettings((100.0, 300.0), (3, 9), permutations=99, seed=7)
    pairs = find_pairs(places, settings)
    alone = knox(pairs, days, settings, Progress())
    with ThreadPool(3) as executor:
        together = knox(pairs, days, settings, Progress(), executor)
    assert np.array_equal(alone.p, together.p)
    assert np.array_equal(alone.expected, together.expected)


def test_bands_are_named_and_wrong_ones_refused():
    assert band_names(NearRepeatSettings((0.0, 100.0, 250.0), (7, 14))) == (
        ["same place", "0–100 m", "100–250 m"],
        ["0–7 days", "8–14 days"],
    )
    assert read_bands(" 0, 100;200 400 ") == [0, 100, 200, 400]
    with pytest.raises(InputError, match="“near” is no list"):
        read_bands("near")
    with pytest.raises(InputError, match="ascending.*200, 100 m"):
        NearRepeatSettings((200.0, 100.0), (7,))
    with pytest.raises(InputError, match="at least two incidents.*found 1"):
        find_pairs(np.zeros((1, 2)), NearRepeatSettings())


@pytest.mark.parametrize(
    ("count", "said"), [(18, "at least 19"), (1_000_000, "at most 999,999 permutations; found 1,000,000")]
)
def test_permutations_have_bounds(count, said):
    with pytest.raises(InputError, match=said):
        NearRepeatSettings(permutations=count)


def chunk(*rows):
    """Return incidents from (x, y, start), the start as a text or None."""
    x, y, start = zip(*rows, strict=True)
    start = np.array([time or "NaT" for time in start], dtype="datetime64[s]")
    return IncidentChunk(np.array(x), np.array(y), start, np.full(len(rows), np.datetime64("NaT"), "datetime64[s]"))


def test_incidents_without_place_or_time_are_counted_and_left_out():
    first = chunk((1.0, 2.0, "2026-03-01T10:00"), (np.nan, 2.0, "2026-03-01T11:00"), (1.0, 2.0, None))
    second = chunk((5.0, 6.0, "2026-03-04T00:30"))
    found = collect_incidents([first, second])
    assert found.places.tolist() == [[1, 2], [5, 6]]
    assert (found.days - found.days[0]).tolist() == [0, 3]
    assert found.unusable == 2


def test_incidents_outside_the_period_are_left_out_and_not_called_unusable():
    rows = [(float(day), 0.0, f"2026-03-0{day}T23:59") for day in range(1, 6)]
    found = collect_incidents([chunk(*rows)], dt.date(2026, 3, 2), dt.date(2026, 3, 4))
    assert found.places[:, 0].tolist() == [2, 3, 4]
    assert found.unusable == 0
    assert len(collect_incidents([]).places) == 0


def test_incidents_entered_twice_are_noticed():
    noon, later = "2026-03-01T12:00", "2026-03-01T12:01"
    found = collect_incidents([chunk((1.0, 1.0, noon), (1.0, 1.0, noon), (1.0, 1.0, later), (2.0, 1.0, noon))])
    assert found.caveats.doubles == 1


def test_a_notable_band_links_its_pairs_by_chain_then_time():
    """Two chains of three and two; a pair in a band that is not notable links nothing."""
    places = np.array([[0.0, 0], [10, 0], [20, 0], [5000, 0], [5010, 0], [9000, 0], [9010, 0]])
    days = ["2026-03-03", "2026-03-01", "2026-03-02", "2026-05-02", "2026-05-01", "2026-07-01", "2026-07-09"]
    incidents = NearRepeatIncidents(places, np.array(days, dtype="datetime64[s]"), 0)
    settings = NearRepeatSettings((15.0,), (3, 10))
    counts = np.full((1, 2), 5)
    table = Knox(counts, np.array([[0.5, 0.9]]), np.array([[0.01, 0.4]]), np.array([[0.02, 0.5]]), 999)
    points, columns = linked_incidents(incidents, find_pairs(places, settings), table, settings)
    assert [point.x for point in points] == [10, 20, 0, 5010, 5000]
    assert columns["chain"].tolist() == [1, 1, 1, 2, 2]
    assert columns["links"].tolist() == [2, 1, 1, 1, 1]
    assert (np.diff(columns["time"][:3]) > np.timedelta64(0)).all()


def test_the_knox_table_has_a_row_for_every_pair_of_bands():
    settings = NearRepeatSettings((0.0, 200.0), (7, 14))
    p, adjusted = np.array([[0.01, 0.6], [0.01, 0.01]]), np.array([[0.04, 0.7], [0.045, 0.04]])
    found = knox_table(Knox(np.array([[5, 2], [9, 4]]), np.array([[0.5, 2], [3, 0.1]]), p, adjusted, 999), settings)
    assert found["observed"].tolist() == [5, 2, 9, 4]
    assert found["distance_to_m"].tolist() == [0, 0, 200, 200]
    assert found["days_to"].tolist() == [7, 14, 7, 14]
    assert found["p_adjusted"].tolist() == [0.04, 0.7, 0.045, 0.04]
    assert found["notable"].tolist() == [True, False, False, False]  # within its error of 0.05; too few to say


def test_one_band_in_twenty_at_p_of_a_twentieth_is_chance():
    """Twenty bands where nothing repeats: several have a p of 0.05 by themselves, none among all of them."""
    rng = np.random.default_rng(7)
    linked = {"alone": 0, "adjusted": 0}
    for seed in range(40):
        places, days = rng.uniform(0, 3000, (150, 2)), rng.integers(0, 120, 150)
        settings = NearRepeatSettings(permutations=99, seed=seed)
        found = knox(find_pairs(places, settings), days, settings, Progress())
        linked["alone"] += bool(((found.p <= 0.05) & (found.ratio >= 1.2)).any())
        linked["adjusted"] += bool(found.significant.any())
    assert linked["alone"] > 10
    assert linked["adjusted"] <= 3


def test_the_adjusted_p_is_that_of_counting_by_hand():
    """Equal spread in all bands makes their rarity the count's own order: the maxima can be counted."""
    tables = np.array([[9, 4, 6], [3, 9, 4], [4, 3, 9], [6, 6, 3], [9, 3, 3], [4, 6, 6], [3, 4, 4], [6, 9, 9]])
    table = np.array([sorted(column) for column in tables.T]).T
    assert (table == table[:, :1]).all()  # the same counts in every band, so the same mean and variance
    highest = tables.max(axis=1)
    among_two = np.delete(tables, 0, axis=1).max(axis=1)
    expected = [(highest >= 9).mean(), (tables[:, 1] >= 4).mean(), (among_two >= 6).mean()]
    assert adjusted_p(tables.astype(np.int32)).tolist() == np.maximum.accumulate(np.sort(expected))[[0, 2, 1]].tolist()


def test_a_point_on_a_border_is_in_one_sector_by_the_rule_of_every_count():
    geometry = np.array([shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)], dtype=object)
    sectors = FeatureTable("sectors", geometry, pd.DataFrame({"sector_id": [7, 3]}), np.array([1, 2]))
    points = shapely.points([[10.0, 5], [15, 5], [40, 5], [5, 5]])
    assert sectors_at(points, sectors, "sector_id", Progress()).tolist() == ["3", "3", None, "7"]
