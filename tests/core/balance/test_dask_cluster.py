"""The same alternatives from one process, from processes of this machine and from a Dask cluster on loopback."""

import signal
import threading
import time
from dataclasses import replace

import numpy as np
import pytest
from builders.searches import LITTLE, LONG, Analyst, problem, uneven_units
from sector_planner.core.balance.model.instance import BalanceLayers, read_instance
from sector_planner.core.balance.model.settings import BalanceSettings
from sector_planner.core.balance.runtime import scheduler as execute
from sector_planner.core.balance.runtime.driver import balance_all
from sector_planner.core.balance.runtime.task import Search, run_search
from sector_planner.core.balance.solver import multilevel as levels
from sector_planner.core.base.errors import CancelledError
from sector_planner.core.base.progress import Progress, Silent

WISH = BalanceSettings(sector_count=6, tolerance=8, effort="quick", alternatives=4)


@pytest.fixture
def small_instance(monkeypatch):
    monkeypatch.setitem(levels.EFFORTS, "quick", LITTLE)
    return read_instance(BalanceLayers(uneven_units(16), "workload", 6, current_field="today"))


def plans(instance, settings, progress=None):
    return [plan.sector.tolist() for plan in balance_all(instance, settings, progress)]


def test_one_process_and_several_give_the_same_set_of_alternatives(small_instance, monkeypatch):
    here = plans(small_instance, WISH)
    monkeypatch.setattr(execute, "SCHEDULING", execute.SchedulingSettings(process_flips=0))
    assert plans(small_instance, WISH) == here
    assert len(here) >= 2, "a set of one would say little"


@pytest.fixture
def cluster(dask_cluster):
    """Yield a plain scheduler with two workers."""
    for _ in range(2):
        dask_cluster.worker()
    return dask_cluster


@pytest.mark.slow
def test_a_dask_cluster_gives_the_same_set_of_alternatives(small_instance, cluster):
    here = plans(small_instance, WISH)
    assert plans(small_instance, replace(WISH, scheduler=cluster.address)) == here


@pytest.mark.slow
def test_a_killed_worker_costs_its_task_a_retry_and_not_the_run(cluster):
    killed, _ = cluster.workers()
    long = replace(LITTLE, proposals=2_500_000, proposals_per_node=100_000)
    tasks = [Search(problem(), long, seed=seed) for seed in range(3)]
    threading.Timer(3.0, killed.kill).start()
    began = time.monotonic()
    with execute.WorkerPool(cluster.address) as pool:
        found = execute.run_searches(tasks, pool, Progress(Silent()))
    assert time.monotonic() - began > 3.0, "the run was over before a worker was killed"
    assert killed.wait(timeout=10) == -signal.SIGKILL
    for one, task in zip(found, tasks, strict=True):
        assert np.array_equal(one.labels, run_search(task).labels)
        assert not one.stopped


@pytest.mark.slow
def test_stop_on_a_cluster_returns_the_best_plan_it_showed(monkeypatch, small_instance, cluster):
    """Progress and the best plan so far come from the workers; what was asked to stop is over within seconds."""
    monkeypatch.setitem(levels.EFFORTS, "quick", LONG)
    analyst = Analyst(patience=2.0)
    found = balance_all(small_instance, replace(WISH, alternatives=2, scheduler=cluster.address), Progress(analyst))
    assert time.monotonic() - analyst.until < 10
    assert analyst.texts[0].startswith("Best plan so far: deviation ")
    told = min(float(text.split("deviation ")[1].split("%")[0]) for text in analyst.texts)
    assert 100 * found[0].worst() <= max(told, WISH.tolerance) + 0.051
    assert all(outcome.stopped for outcome in found[0].outcomes)
    assert cluster.is_idle()


@pytest.mark.slow
def test_the_time_limit_holds_on_a_cluster(monkeypatch, small_instance, cluster):
    monkeypatch.setitem(levels.EFFORTS, "quick", LONG)
    began = time.monotonic()
    found = balance_all(small_instance, replace(WISH, time_limit=8, scheduler=cluster.address))
    assert 5 < time.monotonic() - began < 10
    assert found[0].worst() < 0.2
    assert cluster.is_idle()


@pytest.mark.slow
def test_cancel_on_a_cluster_leaves_no_search_behind(monkeypatch, small_instance, cluster):
    monkeypatch.setitem(levels.EFFORTS, "quick", LONG)
    analyst = Analyst(patience=1.0)
    analyst.is_cancelled, analyst.is_stopped = analyst.is_stopped, analyst.is_cancelled
    with pytest.raises(CancelledError):
        balance_all(small_instance, replace(WISH, scheduler=cluster.address), Progress(analyst))
    assert time.monotonic() - analyst.until < 1.5
    assert cluster.is_idle()
