"""Searches in other processes: the same plan wherever they run, nothing left behind, a killed worker tried again."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from builders.searches import LITTLE, LONG, problem
from sector_planner.core.balance.runtime import scheduler as execute
from sector_planner.core.balance.runtime.deadline import Deadline
from sector_planner.core.balance.runtime.task import Search, run_search
from sector_planner.core.base.errors import CancelledError
from sector_planner.core.base.i18n import locale, use_translator
from sector_planner.core.base.progress import Progress, Silent
from sector_planner.core.parallel import executors, process_pool


@pytest.fixture
def workers():
    made = process_pool.ProcessPool(process_pool.find_python(), 2)
    yield made
    made.shutdown()


def test_a_process_finds_the_same_plan_as_a_thread(workers):
    task = Search(problem(), replace(LITTLE, proposals=600_000, proposals_per_node=5_000), seed=3)
    told = []
    other = workers.submit(run_search, task, on_progress=lambda *what: told.append(what)).result(timeout=60)
    with ThreadPoolExecutor(1) as threads:
        here = threads.submit(run_search, task).result()
    assert other.labels.tolist() == here.labels.tolist() == run_search(task).labels.tolist()
    assert all(0 <= done < 1 for done, _ in told)
    sights = [sight for _, sight in told if sight is not None]
    assert sights[-1].border_m > 0


def test_an_error_of_the_task_reaches_the_caller(workers):
    with pytest.raises(AttributeError):
        workers.submit(run_search, "no task").result(timeout=60)


def test_a_worker_killed_half_way_is_tried_again(workers):
    future = workers.submit(run_search, Search(problem(), LONG, seed=3, seconds=3), on_progress=unheard)
    killed = _wait_for_worker(workers)
    os.kill(killed, signal.SIGKILL)
    assert len(future.result(timeout=60).labels) == 144


def test_a_worker_is_kept_from_one_task_to_the_next(workers):
    found, processes = [], set()
    for seed in (3, 4, 3):
        found.append(workers.submit(run_search, Search(problem(), LITTLE, seed)).result(timeout=60))
        processes.update(workers.processes())
    assert len(processes) == 1
    assert found[0].labels.tolist() == found[2].labels.tolist() != found[1].labels.tolist()


def test_a_worker_killed_while_it_waits_is_replaced(workers):
    task = Search(problem(), LITTLE, seed=3)
    first = workers.submit(run_search, task).result(timeout=60)
    os.kill(workers.processes()[0], signal.SIGKILL)
    assert workers.submit(run_search, task).result(timeout=60).labels.tolist() == first.labels.tolist()


def test_after_a_stop_the_next_round_searches_on(workers):
    long = workers.submit(run_search, Search(problem(), LONG, seed=3), on_progress=unheard)
    _wait_for_worker(workers)
    workers.stop()
    assert long.result(timeout=60).stopped
    assert workers.submit(run_search, Search(problem(), LONG, seed=3), on_progress=unheard).result(timeout=60).stopped
    workers.reset()
    assert (
        not workers.submit(run_search, Search(problem(), LITTLE, seed=3), on_progress=unheard)
        .result(timeout=60)
        .stopped
    )


def test_a_round_that_is_over_leaves_no_task_behind(workers):
    long = workers.submit(run_search, Search(problem(), LONG, seed=3), on_progress=unheard)
    _wait_for_worker(workers)
    workers.reset()
    with pytest.raises(process_pool.WorkerDiedError):
        long.result(timeout=10)
    assert workers.processes() == []


def test_a_task_without_a_result_is_told_in_the_locale_of_who_asked(workers):
    use_translator(lambda _context, _text: "Ingen resultater", "da")
    try:
        with locale("en"):
            long = workers.submit(run_search, Search(problem(), LONG, seed=3))
        _wait_for_worker(workers)
        workers.reset()
        with pytest.raises(process_pool.WorkerDiedError, match="ended without a result"):
            long.result(timeout=10)
    finally:
        use_translator(None)


def test_a_worker_ends_with_its_parent():
    """A parent that is killed can end nobody: its workers notice, at work and at rest."""
    script = (
        "import sys, time, runpy; sys.path.insert(0, sys.argv[1]); from pool_worker import register; register(sys.argv[2]);"
        "from sector_planner.core.parallel import process_pool as pool; made = pool.ProcessPool(pool.find_python(), 1);"
        "made.submit(time.sleep, 0); future = made.submit(print);"
        "[time.sleep(0.1) for _ in range(100) if not made.processes()];"
        "print(*made.processes(), flush=True); time.sleep(60)"
    )
    folder = str(Path(process_pool.__file__).parent)
    with subprocess.Popen(
        [sys.executable, "-c", script, folder, str(process_pool.ROOT)], stdout=subprocess.PIPE, text=True
    ) as parent:
        worker = int(parent.stdout.readline().split()[0])
        parent.kill()
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists():
            return
        time.sleep(0.1)
    raise AssertionError("the worker outlived its parent")


def unheard(_done, _seen):
    """Hear of progress, so that the task can be stopped."""


def _wait_for_worker(workers):
    for _ in range(200):
        if workers.processes():
            return workers.processes()[0]
        time.sleep(0.05)
    raise AssertionError("no worker started")


class Watcher(Silent):
    """Cancels after a while."""

    def __init__(self, seconds):
        self.until = time.monotonic() + seconds
        self.seen = []

    def show(self, fraction):
        self.seen.append(fraction)

    def log(self, text):
        pass

    def warn(self, text):
        pass

    def is_cancelled(self):
        return time.monotonic() > self.until


def test_cancel_ends_the_workers_within_a_second(monkeypatch, timed):
    made = []
    real = execute.open_pool
    monkeypatch.setattr(execute, "open_pool", lambda *a: made.append(real(*a)) or made[-1])
    watcher = Watcher(2.0)
    with pytest.raises(CancelledError), execute.WorkerPool() as pool:
        execute.run_searches([Search(problem(), LONG, seed=1)] * 2, pool, Progress(watcher))
    assert not timed or time.monotonic() - watcher.until < 1.5
    assert made[0].processes() == []


@pytest.mark.slow
def test_the_caller_stays_awake_while_processes_search():
    gaps, stop = [], threading.Event()

    def beat():
        last = time.perf_counter()
        while not stop.is_set():
            time.sleep(0.005)
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    heart = threading.Thread(target=beat)
    heart.start()
    with execute.WorkerPool() as pool:
        execute.run_searches([Search(problem(), LONG, seed=1)], pool, Progress(), Deadline(2.0))
    stop.set()
    heart.join()
    assert np.quantile(gaps, 0.99) < 0.1


def test_without_an_interpreter_the_search_runs_here_and_says_so(monkeypatch):
    monkeypatch.setattr(executors, "find_python", lambda: None)
    monkeypatch.setattr(execute, "SCHEDULING", execute.SchedulingSettings(process_flips=0))
    said = []
    watcher = Watcher(60)
    watcher.log = said.append
    assert len(execute.run_searches([Search(problem(), LITTLE, seed=1)], execute.WorkerPool(), Progress(watcher))) == 1
    assert said == ["No Python program was found beside QGIS; threads do the work instead."]


def test_a_worker_loads_no_library_that_searches_do_not_need():
    """A process that loads pandas and shapely too takes twice as long to start."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pool_worker import register; register(sys.argv[2]);"
        "import sector_planner.core.balance.runtime.task; print({'pandas', 'shapely'} & {*sys.modules})"
    )
    command = [sys.executable, "-c", script, str(Path(process_pool.__file__).parent), str(process_pool.ROOT)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "set()\n"
