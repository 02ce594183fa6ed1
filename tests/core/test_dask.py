"""A real Dask cluster as the guide has it: the scheduler knows no plugin; what is missing is named, with its remedy."""

import os
import signal
import socket
import threading
import time

import pytest
from builders.searches import LITTLE, LONG, Canceller, problem
from sector_planner.core import dask_checks, dask_pool, executors
from sector_planner.core.balance.execute import WorkerPool, run_searches
from sector_planner.core.balance.tasks import Search, run_search
from sector_planner.core.errors import CancelledError, InputError
from sector_planner.core.progress import Progress
from sector_planner.core.task_pool import map_tasks

HERE = {"python": "3.12.4.final.0", "numpy": "2.1.3", "shapely": "2.0.6+dfsg", "distributed": "2026.8.0"}


def refusal(address):
    """Return why a cluster is refused."""
    with pytest.raises(InputError) as caught, executors.open_pool(1, address, Progress()):
        pass
    return str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "10.0.0.5", "http://10.0.0.5:8787", "tcp://10.0.0.5", "tcp://10.0.0.5:0", "tcp://a:99999", "a b:1"]
)
def test_what_is_no_address_is_refused_with_an_example(text):
    with pytest.raises(InputError, match="such as tcp://10.0.0.5:8786"):
        dask_checks.require_address(text)


@pytest.mark.parametrize("text", ["tcp://10.0.0.5:8786", "10.0.0.5:8786", "tls://dask.police:1", "tcp://[::1]:8786"])
def test_an_address_may_have_any_form_that_dask_prints(text):
    assert dask_checks.require_address(f" {text} ") == text


def test_versions_that_differ_in_their_last_number_are_alike():
    there = {"python": "3.12.9.final.0", "numpy": "2.1.0", "shapely": "2.0.7", "distributed": "2026.8.0"}
    assert dask_checks.version_fault(HERE, there, tuple(HERE)) == ""


def test_versions_that_differ_are_named_with_what_to_install():
    there = {"python": "3.11.2.final.0", "numpy": "1.26.4", "shapely": None, "distributed": "2026.8.0"}
    assert dask_checks.version_fault(HERE, there, tuple(HERE)) == (
        "python 3.11.2 (here 3.12.4), numpy 1.26.4 (here 2.1.3), shapely missing (here 2.0.6). Install Python 3.12 there. "
        "Run there: python -m pip install numpy==2.1.3 shapely==2.0.6"
    )


def test_workers_with_the_same_fault_share_a_line():
    here = dask_checks.plugin_version()
    missing = ModuleNotFoundError("No module named 'sector_planner'", name="sector_planner")
    answers = {f"tcp://w{number}": missing for number in range(5)}
    told = dask_checks.plugin_problems({**answers, "tcp://old": "0.1", "tcp://good": here}, "tcp://s:1")
    assert told[0].startswith(
        "The Dask workers tcp://w0, tcp://w1, tcp://w2 and 2 more: the plugin Sector Planner is mis"
    )
    assert told[1].startswith(f"Dask worker tcp://old: Sector Planner is 0.1, here it is {here}.")
    assert len(told) == 2


def test_a_scheduler_that_lacks_the_plugin_hands_out_searches_and_counts(dask_cluster):
    dask_cluster.worker()
    task = Search(problem(), LITTLE, seed=3)
    with WorkerPool(dask_cluster.address) as pool:
        (found,) = run_searches([task], pool, Progress())
        cluster = pool.start(1, Progress())
        assert list(map_tasks(abs, range(-5, 0), Progress(), cluster)) == [5, 4, 3, 2, 1]
        assert cluster.submit(os.getpid).result(timeout=20) == dask_cluster.workers()[0].pid
        with pytest.raises(AttributeError, match="no task"):
            cluster.submit(getattr, "", "no task").result(timeout=20)
    assert found.labels.tolist() == run_search(task).labels.tolist()


def test_workers_without_the_plugin_are_named(dask_cluster):
    dask_cluster.worker(has_plugin=False)
    told = refusal(dask_cluster.address)
    assert told.startswith("Dask worker tcp://127.0.0.1:")
    assert (
        "the plugin Sector Planner is missing. Copy the folder sector_planner of this machine's plugins there" in told
    )
    assert told.endswith(f"PYTHONPATH=/path/to/plugins dask worker {dask_cluster.address} --nworkers -1")


def test_a_worker_that_comes_later_without_the_plugin_is_told(dask_cluster):
    first = dask_cluster.worker()
    with executors.open_pool(1, dask_cluster.address, Progress()) as pool:
        first.kill()
        first.wait(timeout=20)
        dask_cluster.worker(has_plugin=False)
        with pytest.raises(InputError, match="could not load Sector Planner .*PYTHONPATH="):
            pool.submit(abs, 1).result(timeout=60)


@pytest.fixture
def other_libraries(tmp_path):
    """Return options that make a scheduler or worker say that it has another numpy and dask, and no shapely."""
    preload = tmp_path / "other_libraries.py"
    preload.write_text(
        "import distributed.versions as v\n"
        "v._version_cached.cache_clear()\n"
        "others = {'numpy': '1.0', 'dask': '2024.8.0', 'shapely': None}\n"
        "v.version = lambda name, others=others, real=v.version: others[name] if name in others else real(name)\n"
    )
    return "--preload", str(preload)


def test_a_worker_with_other_libraries_is_named(dask_cluster, other_libraries):
    dask_cluster.worker(*other_libraries)
    told = refusal(dask_cluster.address)
    assert told.startswith("Dask worker tcp://127.0.0.1:")
    assert ": dask 2024.8.0 (here 2026." in told
    assert ", numpy 1.0 (here " in told
    assert ", shapely missing (here " in told
    assert "Run there: python -m pip install dask==2026." in told


def test_a_scheduler_with_another_dask_is_named_and_needs_no_other_library(start_dask, other_libraries):
    """A client that meets it is left half made, and takes twenty seconds to be dropped."""
    address = start_dask(*other_libraries).address
    began = time.monotonic()
    told = refusal(address)
    assert time.monotonic() - began < 10
    assert told.startswith("The Dask scheduler: dask 2024.8.0 (here 2026.")
    assert "numpy" not in told
    assert "Run there: python -m pip install dask==2026." in told


def test_a_scheduler_without_workers_says_how_to_start_one(dask_cluster, monkeypatch):
    monkeypatch.setattr(dask_checks, "WORKER_SECONDS", 0.5)
    assert refusal(dask_cluster.address) == (
        f"The Dask scheduler at “{dask_cluster.address}” has no workers. Start one or more: "
        f"PYTHONPATH=/path/to/plugins dask worker {dask_cluster.address} --nworkers -1"
    )


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(dask_pool, "CONNECT_SECONDS", 0.3)
    assert refusal("tcp://127.0.0.1:9").startswith("No Dask scheduler answers at “tcp://127.0.0.1:9” (")


@pytest.fixture
def silent_address():
    """Yield the address of a program that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"


def test_a_program_that_is_no_scheduler_is_not_waited_for(silent_address, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(dask_pool, "CONNECT_SECONDS", 0.3)
    began = time.monotonic()
    assert refusal(silent_address).startswith("No Dask scheduler answers at")
    assert time.monotonic() - began < 5


def test_cancel_ends_waiting_for_a_scheduler_within_a_second(silent_address):
    pytest.importorskip("distributed")
    analyst = Canceller(patience=0.5)
    with pytest.raises(CancelledError):
        executors.open_pool(1, silent_address, Progress(analyst))
    assert time.monotonic() - analyst.until < 1.0


def test_a_scheduler_that_dies_ends_the_run_with_a_message(start_dask):
    cluster = start_dask()
    cluster.worker()
    address = cluster.address
    message = f"The connection to the Dask scheduler at “{address}” was lost."
    with pytest.raises(InputError, match=message), WorkerPool(address) as pool:
        pool.start(1, Progress())
        began = time.monotonic()
        threading.Timer(2.0, cluster.scheduler.kill).start()
        run_searches([Search(problem(), LONG, seed=1)], pool, Progress())
    assert time.monotonic() - began < 12


def test_a_cluster_whose_workers_all_die_ends_the_run_with_a_message(dask_cluster, monkeypatch):
    monkeypatch.setattr(dask_pool, "WITHOUT_WORKERS", 0.5)
    worker = dask_cluster.worker()
    with executors.open_pool(1, dask_cluster.address, Progress()) as pool:
        task = pool.submit(time.sleep, 60)
        worker.kill()
        with pytest.raises(InputError, match="has no workers"):
            task.result(timeout=20)


@pytest.mark.slow
def test_a_worker_that_hangs_is_not_waited_for_for_ever(dask_cluster):
    worker = dask_cluster.worker()
    worker.send_signal(signal.SIGSTOP)
    try:
        assert "does not answer" in refusal(dask_cluster.address)
    finally:
        worker.send_signal(signal.SIGCONT)
