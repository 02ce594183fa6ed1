"""The parishes of Denmark into the sectors of its 12 police districts: one run, from layers to the report.

Sectors are apportioned to the districts by area, two at least. Printed: processor seconds of all processes, and
what an eye that shares nothing with the solver sees of the plan.
"""

from __future__ import annotations

import json
import os

from package import load_package

load_package()

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import real  # noqa: E402
import shapely  # noqa: E402
from instances import DATA  # noqa: E402
from scipy.sparse import coo_array  # noqa: E402
from scipy.sparse.csgraph import connected_components  # noqa: E402
from sector_planner.core.balance.model.instance import BalanceLayers  # noqa: E402
from sector_planner.core.balance.model.settings import BalanceSettings  # noqa: E402
from sector_planner.core.balance.reports.plan import Background  # noqa: E402
from sector_planner.core.balance.run import BalanceTask  # noqa: E402
from sector_planner.core.base.table import FeatureTable  # noqa: E402
from sector_planner.core.geo.adjacency import islands  # noqa: E402
from sector_planner.core.geo.contiguity import ContiguityGraph, components  # noqa: E402
from sector_planner.core.staffing.allocation import allocate  # noqa: E402

SECTORS = 36


def main():
    """Print a line for each effort."""
    parish = real.parish_parts()
    if parish is None:
        print("skipped: the parishes are not at hand")
        return
    edges = ContiguityGraph.from_polygons(parish).edges
    home = homes(parish)
    links = np.array([link for district in np.unique(home) for link in ties(parish, edges, home == district)])
    shares = allocate(np.bincount(home, weights=shapely.area(parish))[1:], SECTORS, minimum=2)
    layers = BalanceLayers(
        table("parishes", parish, area=shapely.area(parish), district=home.astype(str)),
        "area",
        SECTORS,
        "district",
        {str(number): int(count) for number, count in enumerate(shares, start=1)},
        links=table("links", shapely.linestrings(shapely.get_coordinates(shapely.point_on_surface(parish))[links])),
    )
    for effort in ("quick", "standard"):
        began = os.times()
        found = BalanceTask(BalanceSettings(tolerance=1.0, effort=effort), Background()).balance(layers)
        seconds = sum(os.times()[:4]) - sum(began[:4])
        sector = found.columns["sector_id"].to_numpy()
        print(f"parishes {len(parish):,}/{SECTORS} in 12 districts, {effort}, 1 %, {len(links)} links: {seconds:.1f} s, "
              + seen(sector, home, np.vstack([edges, links]), shapely.area(parish), shares)
              + f", {found.numbers['BORDER_KM']:.1f} km", flush=True)  # fmt: skip


def homes(parish):
    """Return the number of the police district of each part; Vestegnen's number is missing in the source."""
    path = DATA / "dk_dagi_2014" / "politikredse.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    number = np.array([int(feature["properties"]["POLKR_NR"] or 10) for feature in features])
    shapes = np.array([shapely.geometry.shape(feature["geometry"]) for feature in features])
    police = real.in_metres(shapely.make_valid(shapes))
    return number[shapely.STRtree(police).nearest(shapely.point_on_surface(parish))]


def ties(parish, edges, inside):
    """Return links that make the units of a district one piece: from each island to what is nearest."""
    units = np.flatnonzero(inside)
    row = np.cumsum(inside) - 1
    own = row[edges[inside[edges].all(axis=1)]]
    found = []
    while (part := components(len(units), own)[1]).any():
        new = sorted({tuple(sorted((one.from_unit, one.nearest_unit))) for one in islands(parish[units], part)})
        own = np.vstack([own, new])
        found += [tuple(units[list(link)].tolist()) for link in new]
    return found


def seen(sector, home, edges, area, shares):
    """Return what the plan is, counted anew: sectors, districts left, pieces, and the worst deviation."""
    inner = edges[sector[edges[:, 0]] == sector[edges[:, 1]]]
    graph = coo_array((np.ones(len(inner)), tuple(inner.T)), shape=(len(sector),) * 2)
    pieces, _ = connected_components(graph, directed=False)
    load = np.bincount(sector, weights=area)[1:]
    of = np.array([home[sector == one][0] for one in range(1, len(load) + 1)])
    mean = np.bincount(home, weights=area)[1:] / shares
    strays = sum(len(np.unique(home[sector == one])) > 1 for one in range(1, len(load) + 1))
    worst = 100 * np.abs(load / mean[of - 1] - 1).max()
    return f"{len(load)} sectors, {strays} across districts, {pieces - len(load)} stray, {worst:.2f} %"


def table(name, geometry, **columns):
    """Return features as a layer."""
    return FeatureTable(name, geometry, pd.DataFrame(columns, index=range(len(geometry))), np.arange(len(geometry)))


if __name__ == "__main__":
    main()
