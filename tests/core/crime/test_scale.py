"""However the incidents come, and whoever counts them, the counts are the same."""

import datetime as dt
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import shapely
from builders.tables import table
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import CancelledError
from sector_planner.core.base.progress import Progress
from sector_planner.core.crime.counting import CellCounter, Counts, KeyedSums, count_all
from sector_planner.core.crime.grid import grid_table
from sector_planner.core.crime.incidents import METHOD, SCENE, TYPE, IncidentChunk, Vocabulary
from sector_planner.core.crime.sector_cells import sector_extent
from sector_planner.core.crime.settings import GridSettings
from sector_planner.core.parallel.executors import open_executor

ROOT = Path(__file__).resolve().parents[3]
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def make(count, seed):
    """Return incidents with every defect: no place, no time, one end, reversed ends, on borders, outside."""
    rng = np.random.default_rng(seed)
    x, y = rng.integers(-30, 230, count) * 10.0, rng.integers(-30, 130, count) * 10.0
    x[rng.random(count) < 0.05] = np.nan
    start = np.datetime64("2024-01-01", "s") + rng.integers(0, 400 * 1440, count).astype("timedelta64[m]")
    end = start + rng.integers(-300, 3000, count).astype("timedelta64[m]")
    start, end = start.astype("datetime64[s]"), end.astype("datetime64[s]")
    start[rng.random(count) < 0.1] = np.datetime64("NaT")
    end[rng.random(count) < 0.3] = np.datetime64("NaT")
    categories = {name: rng.integers(-1, 5, count).astype(np.int32) for name in (TYPE, SCENE, METHOD)}
    return IncidentChunk(x, y, start, end, categories)


def vocabulary():
    words = Vocabulary()
    words.encode(np.array(list("abcde"), dtype=object))
    return words


VOCABULARIES = {name: vocabulary() for name in (TYPE, SCENE, METHOD)}


SECTORS = table([shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 1000).buffer(-5)], "sectors")


def counted(chunk, size, options, executor=None):
    ground = sector_extent(SECTORS, options, Progress())
    parts = (chunk.take(np.arange(at, min(at + size, len(chunk)))) for at in range(0, len(chunk), size))
    counts = count_all(parts, CellCounter(ground.lattice, ground.area, options), Counts(), Progress(), executor)
    return grid_table(ground.cells, ground.lattice, counts, VOCABULARIES, options), counts


@settings(derandomize=True, max_examples=25, deadline=None)
@given(
    st.integers(1, 400),
    st.integers(0, 99),
    st.integers(1, 150),
    st.sampled_from(["square", "hexagon"]),
    st.booleans(),
)
def test_order_and_chunks_change_nothing_and_totals_are_conserved(count, seed, size, shape, limited):
    options = GridSettings(130, shape, periods="month", start=dt.date(2024, 3, 1) if limited else None)
    chunk = make(count, seed)
    one, counts = counted(chunk, count, options)
    other, _ = counted(chunk.take(np.random.default_rng(seed).permutation(count)), size, options)
    assert one.equals(other)
    outcomes = counts.outcomes
    left_out = outcomes["no_place"] + outcomes["no_time"] + outcomes["other_period"] + outcomes["outside"]
    assert outcomes["read"] == count == outcomes["counted"] + left_out
    assert one["count"].sum() == outcomes["counted"] == counts.sectors.items()[1].sum()
    types = [name for name in one if name.startswith("type_")]
    assert (one[types].sum(axis=1) == one["count"]).all()
    assert np.array_equal(one[list(WEEK)].sum(axis=1) + one["time_unknown"], one["count"])
    months = [name for name in one if name.startswith("period_")]
    assert (one[months].sum(axis=1) + one["time_unknown"] >= one["count"]).all()
    undated = counts.caveats.untimed  # those that end before they begin on one day have a day, but no time of it
    assert one[months].to_numpy().sum() + undated == outcomes["counted"]
    assert one["time_unknown"].sum() == undated + counts.caveats.reversed


def test_sectors_get_what_a_point_in_polygon_test_gives_them():
    chunk = make(3000, 8)
    _, counts = counted(chunk, 500, GridSettings(130))
    keys, sums = counts.sectors.items()
    points = shapely.points(chunk.x, chunk.y)
    expected = Counter()
    for point in points[np.isfinite(chunk.x)]:
        for index, polygon in enumerate(SECTORS.geometry):
            if polygon.intersects(point):
                expected[index] += 1
                break
    assert dict(zip(keys.tolist(), sums.tolist(), strict=True)) == expected


@pytest.fixture
def package_path(tmp_path, monkeypatch):
    """Let other processes import the checkout as sector_planner."""
    (tmp_path / "sector_planner").symlink_to(ROOT)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    paths = [str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))


def test_two_processes_count_the_same(package_path):
    chunk, options = make(2000, 1), GridSettings(130)
    alone, _ = counted(chunk, 2000, options)
    with open_executor(2, "", Progress()) as executor:
        assert executor.submit(os.getpid).result() != os.getpid()
        together, _ = counted(chunk, 150, options, executor)
    assert alone.equals(together)


def test_a_dask_cluster_counts_the_same(dask_cluster):
    for _ in range(2):
        dask_cluster.worker()
    chunk, options = make(2000, 1), GridSettings(130)
    alone, _ = counted(chunk, 2000, options)
    with open_executor(1, dask_cluster.address, Progress()) as executor:
        together, _ = counted(chunk, 150, options, executor)
        worker = executor.submit(os.getpid).result(timeout=20)
    assert alone.equals(together)
    assert worker != os.getpid()


def wait_until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.1)
    assert condition()


def test_cancelling_drops_the_work_not_yet_begun(package_path, within):
    with within(15), pytest.raises(CancelledError), open_executor(2, "", Progress()) as executor:
        pieces = [executor.submit(time.sleep, 0.5) for _ in range(100)]  # 25 seconds of work for two
        raise CancelledError
    wait_until(lambda: all(piece.done() for piece in pieces))
    assert sum(piece.cancelled() for piece in pieces) > 90


def test_workers_end_with_a_program_that_is_killed(package_path):
    script = """if True:
        import os, signal, time
        from sector_planner.core.parallel.executors import open_executor
        from sector_planner.core.base.progress import Progress
        with open_executor(2, "", Progress()) as executor:
            pieces = [executor.submit(time.sleep, 0.2) for _ in range(1000)]
            while len(executor.processes()) < 2 and not pieces[-1].done():
                time.sleep(0.02)
            print(*executor.processes(), flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
    """
    killed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    workers = [Path(f"/proc/{pid}") for pid in killed.stdout.split()]
    assert len(workers) == 2, killed.stderr
    wait_until(lambda: not any(worker.exists() for worker in workers))


def test_a_tally_of_many_keys_equals_one_of_few(monkeypatch):
    rng = np.random.default_rng(0)
    keys = rng.integers(0, 5000, 3000)
    weights = rng.integers(0, 100, 3000) / 64.0
    dense = KeyedSums()
    dense.add(keys, weights)
    monkeypatch.setattr("sector_planner.core.crime.counting.DENSE_KEYS", 1000)
    sparse, part = KeyedSums(), KeyedSums()
    sparse.add(keys[:10] % 900, weights[:10] * 0)
    part.add(keys[:1500], weights[:1500])
    sparse.merge(part)
    sparse.add(keys[1500:], weights[1500:])
    for ours, theirs in zip(sparse.items(), dense.items(), strict=True):
        assert np.array_equal(ours, theirs)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abæ ", max_size=14), max_size=60))
def test_encoded_bytes_and_texts_have_the_same_codes(texts):
    by_text, by_bytes = Vocabulary(), Vocabulary()
    column = np.array(texts, dtype=object)
    raw = np.array([text.encode() for text in texts], dtype="S") if texts else np.empty(0, dtype="S1")
    assert by_text.encode(column).tolist() == by_bytes.encode(raw).tolist()
    assert by_text.texts == by_bytes.texts
    codes = by_text.encode(column)
    assert [by_text.texts[code] if code >= 0 else "" for code in codes] == [text.strip() for text in texts]
