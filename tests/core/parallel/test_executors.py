"""Where work runs: processes, or threads where no Python is found; both stop, end and count alike."""

import os
import pickle
import sys
import threading
import time
from concurrent.futures import BrokenExecutor

import pytest
from sector_planner.core.base.errors import CancelledError, InputError
from sector_planner.core.base.progress import Progress, Silent
from sector_planner.core.parallel import executors, pool_worker
from sector_planner.core.parallel.process_pool import WorkerDiedError, find_python
from sector_planner.core.parallel.task_pool import ThreadPool, map_tasks


class Analyst(Silent):
    """Keeps what is said, and cancels after a while."""

    def __init__(self, patience=60.0):
        self.until, self.said = time.monotonic() + patience, []

    def log(self, text):
        self.said.append(text)

    def is_cancelled(self):
        return time.monotonic() > self.until


def count_until_stopped(watch):
    """Search that never ends by itself; returns how often it was asked on."""
    rounds = []
    while watch(0.5, rounds.__len__):
        time.sleep(0.01)
        rounds.append(None)
    return len(rounds)


def test_the_interpreter_is_never_qgis_itself(monkeypatch):
    monkeypatch.delenv("SECTOR_PLANNER_PYTHON", raising=False)
    monkeypatch.setattr(sys, "executable", "/Applications/QGIS.app/Contents/MacOS/QGIS")
    found = find_python()
    assert found is None or found.name.startswith("python")


@pytest.mark.parametrize(
    "place", ["python3", "python", "bin/python3", "python.exe", "python3.exe", "python/python.exe"]
)
def test_the_interpreter_is_found_wherever_a_qgis_keeps_it(monkeypatch, tmp_path, place):
    monkeypatch.delenv("SECTOR_PLANNER_PYTHON", raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "qgis-bin.exe"))
    monkeypatch.setattr(sys, "exec_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "base_exec_prefix", str(tmp_path))
    assert find_python() is None
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).touch()
    assert find_python() == tmp_path / place


def test_without_an_interpreter_threads_do_the_work_and_it_is_said(monkeypatch):
    monkeypatch.setattr(executors, "find_python", lambda: None)
    analyst = Analyst()
    with executors.open_executor(2, "", Progress(analyst)) as pool:
        assert pool.submit(os.getpid).result() == os.getpid()
        assert list(map_tasks(abs, range(-9, 0), Progress(analyst), pool)) == [*range(9, 0, -1)]
    assert analyst.said == ["No Python program was found beside QGIS; threads do the work instead."]


def test_one_worker_is_this_process():
    with executors.open_executor(1, "", Progress()) as pool:
        assert pool is None


def test_a_thread_shows_its_progress_and_stops_when_asked_to():
    heard = []
    with ThreadPool(1) as pool:
        task = pool.submit(count_until_stopped, told=lambda *what: heard.append(what))
        waiting = pool.submit(count_until_stopped, told=lambda *_: None)
        time.sleep(0.5)
        pool.stop()
        assert task.result(timeout=1) > 0
        assert waiting.result(timeout=1) == 0
        pool.reset()
        again = pool.submit(count_until_stopped, told=lambda *_: None)
        time.sleep(0.1)
        assert not again.done(), "what was said to those before is not said to those after"
    assert again.result(timeout=1) > 0, "leaving the pool ends what runs"
    assert {done for done, _ in heard} == {0.5}
    assert heard[-1][1] > heard[0][1]


@pytest.mark.parametrize("make", [lambda: executors.open_pool(2, "", Progress()), lambda: ThreadPool(2)])
def test_cancel_ends_waiting_for_a_task_within_a_second(make):
    analyst = Analyst(patience=0.5)
    with pytest.raises(CancelledError), make() as pool:
        try:
            list(map_tasks(time.sleep, [1.4] * 20, Progress(analyst), pool))
        finally:
            late = time.monotonic() - analyst.until
    assert late < 1.0


def test_no_more_tasks_are_under_way_than_the_workers_need():
    taken = []

    def items():
        for number in range(50):
            taken.append(number)
            yield number

    with ThreadPool(2) as pool:
        for number, result in enumerate(map_tasks(abs, items(), Progress(), pool)):
            assert result == number
            assert len(taken) <= number + 6


def test_an_error_that_cannot_be_sent_is_told_by_its_text():
    error = ValueError("held by a lock", threading.Lock())
    kind, sent = pickle.loads(pool_worker.pack_outcome("error", error))
    assert kind == "error"
    assert "held by a lock" in str(sent)


def test_a_worker_that_dies_again_and_again_is_told_as_want_of_memory():
    """Processing knows the errors of broken executors, and says what they mostly come from."""
    with executors.open_pool(1, "", Progress()) as pool, pytest.raises(BrokenExecutor) as caught:
        pool.submit(os._exit, 1).result(timeout=60)
    assert isinstance(caught.value, WorkerDiedError)


def test_an_address_is_refused_before_anything_is_tried():
    with pytest.raises(InputError, match="is not the address of a Dask scheduler"):
        executors.open_pool(1, "10.0.0.5", Progress())
