"""Measure the solver against its peers on the same graphs in the same run; print ratios, write docs/performance.md.

make bench                       all instances up to 40,000 units, quick and standard effort
make bench BENCH="--all"         200,000 units and best effort too
make bench BENCH="--only river"  the instances whose name holds the text
"""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import importlib.util
import os
import platform
import sys
import time
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

ROOT = Path(__file__).resolve().parents[2]
sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != ROOT]


def load_package():
    """Make the checkout importable as sector_planner."""
    spec = importlib.util.spec_from_file_location(
        "sector_planner", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["sector_planner"] = package
    spec.loader.exec_module(package)


load_package()

import instances  # noqa: E402
import peers  # noqa: E402
from sector_planner.core.balance.cost import border_cost  # noqa: E402
from sector_planner.core.balance.graph import Graph  # noqa: E402
from sector_planner.core.balance.levels import EFFORTS, search  # noqa: E402
from sector_planner.core.balance.preview import preview  # noqa: E402
from sector_planner.core.balance.problem import Problem  # noqa: E402


def ours(instance, effort, tolerance):
    """Return the labels of our solver."""
    return search(problem_of(instance, tolerance), EFFORTS[effort], seed=1)


def problem_of(instance, tolerance):
    """Return the instance as our solver reads it."""
    free = np.full(instance.size, -1)
    graph = Graph(instance.size, instance.edges, instance.length)
    return Problem(
        graph=graph,
        cost=border_cost(graph, np.zeros(len(instance.edges), dtype=bool), 1.0, 1.0),
        load=instance.load * (instance.sectors / instance.load.sum()),
        target=np.ones(instance.sectors),
        tolerance=tolerance,
        xy=instance.xy,
        area=instance.area,
        fixed=free,
        keep=free,
        keep_cost=np.zeros(instance.size),
    )


def measured(instance, labels):
    """Return deviation in percent, pieces beyond one a sector, and border in km."""
    load = np.bincount(labels, weights=instance.load, minlength=instance.sectors)
    i, j = instance.edges[labels[instance.edges[:, 0]] == labels[instance.edges[:, 1]]].T
    pieces, _ = connected_components(csr_matrix((np.ones(len(i)), (i, j)), shape=(instance.size,) * 2), directed=False)
    deviation = 100 * np.abs(load * instance.sectors / load.sum() - 1).max()
    return deviation, pieces - instance.sectors, peers.border(instance, labels) / 1000


def tools_for(instance, arguments):
    """Return what is run on an instance: name and function without arguments."""
    tools = [
        ("METIS best of 50", lambda: peers.metis(instance)),
        ("METIS recursive", lambda: peers.metis(instance, 10, recursive=True)),
    ]
    if instance.size <= 40_000 or arguments.all:
        tools.append(("KaHIP strong best of 10", lambda: peers.kahip(instance)))
    if instance.size <= 4_000:
        tools.append(("GerryChain ReCom 300 steps", lambda: peers.recom(instance)))
        tools.append(("spopt Ward", lambda: peers.ward(instance)))
    tools.append(("ours, preview", lambda: preview(problem_of(instance, 0.01))))
    efforts = ("quick", "standard", "best") if arguments.all else ("quick", "standard")
    for effort in efforts:
        for tolerance in tolerances(instance, effort):
            name = f"ours, {effort}, {100 * tolerance:g} %"
            tools.append((name, lambda effort=effort, tolerance=tolerance: ours(instance, effort, tolerance)))
    return tools


def tolerances(instance, effort):
    """Return the tolerances asked for at an effort."""
    if instance.size < 1000 and effort == "quick":
        return (0.02,)
    if instance.size == 40_000 and effort != "quick":
        return (0.001,)
    return (0.01, 0.002) if instance.name == "city 4,000/21" and effort == "standard" else (0.01,)


def rows_of(instance, arguments):
    """Yield one table row per tool, printing it as it comes."""
    reference = None
    for name, tool in tools_for(instance, arguments):
        began = time.process_time()
        try:
            labels = tool()
        except Exception as error:
            print(f"  {name:<28} failed: {str(error)[:80]}", flush=True)
            yield f"| {instance.name} | {name} | – | failed | – | – | – |"
            continue
        seconds = time.process_time() - began
        deviation, stray, border = measured(instance, labels)
        reference = reference or border
        print(
            f"  {name:<28} {seconds:7.1f} s  {deviation:7.2f} %  {stray:3d}  {border:9.1f} km  {border / reference:.3f}",
            flush=True,
        )
        yield f"| {instance.name} | {name} | {seconds:.1f} | {deviation:.2f} | {stray} | {border:.1f} | {border / reference:.3f} |"


def page(rows):
    """Return docs/performance.md."""
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}"
        for name in ("numpy", "scipy", "pymetis", "kahip", "gerrychain", "spopt")
    )
    return (
        "# Performance of the balancing\n\n"
        f"Measured {datetime.date.today().isoformat()} by `make bench` on {os.cpu_count()} cores ({platform.machine()}, "
        f"Python {platform.python_version()}; {versions}); one core a solver, seconds of processor time. Deviation is two-sided: max "
        "\\|load/ideal − 1\\|. Stray: pieces beyond one a sector. Ratio: border against METIS best of 50 on the same "
        "graph. A row with stray pieces or a deviation beyond the tolerance is no plan that could be used.\n\n"
        "| Instance | Tool | s | deviation % | stray | border km | ratio |\n|---|---|--:|--:|--:|--:|--:|\n"
        + "\n".join(rows)
        + "\n"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="200,000 units and best effort too")
    parser.add_argument("--only", default="", help="only instances whose name holds this text")
    arguments = parser.parse_args()
    makers = [
        lambda: instances.city(400, 21),
        lambda: instances.city(4_000, 21),
        lambda: instances.city(4_000, 21, river=True),
        instances.arkansas,
        instances.country,
        lambda: instances.city(40_000, 21),
    ]
    if arguments.all:
        makers.append(lambda: instances.city(200_000, 100))
    rows = []
    for make in makers:
        instance = make()
        if instance is None or arguments.only not in instance.name:
            continue
        print(
            f"{instance.name}: largest unit {instance.load.max() * instance.sectors / instance.load.sum():.2f} of a sector",
            flush=True,
        )
        rows += rows_of(instance, arguments)
    if not arguments.only:
        path = ROOT / "docs" / "performance.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(page(rows), encoding="utf-8")
        print(f"Written: {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
