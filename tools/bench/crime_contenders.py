"""Who counts, reads and finds hot spots in `crime.py`: crime_contenders.py NAME COUNT runs one of them, alone."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "bench"
SIDE, SIZE, TYPES, HOURS = 25_000.0, 250.0, 12, 24
EAST, NORTH = 720_000.0, 6_170_000.0


def points(count: int, seed: int = 1) -> tuple[Any, Any, Any, Any]:
    """Return x, y (metres), type and hour of clustered incidents over a city."""
    rng = np.random.default_rng(seed)
    middles = rng.uniform(0.1, 0.9, (200, 2)) * SIDE
    at = middles[rng.integers(0, 200, count)] + rng.normal(0, 700, (count, 2))
    at = np.clip(at, 0, SIDE - 1)
    kinds, hours = rng.integers(0, TYPES, count).astype(np.int32), rng.integers(0, HOURS, count).astype(np.int32)
    return EAST + at[:, 0], NORTH + at[:, 1], kinds, hours


def timed(work: Callable[[], Any], repeat: int = 3) -> tuple[float, Any]:
    """Return the shortest of some runs, in seconds, and the result."""
    best, result = float("inf"), None
    for _ in range(repeat):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result


def lattice() -> Any:
    """Return 250 m cells over the city."""
    from sector_planner.core.crime.lattice import SquareLattice

    return SquareLattice.covering((EAST, NORTH, EAST + SIDE, NORTH + SIDE), SIZE)


def count_ours(count: int) -> tuple[float, float]:
    """Count by cell × type × hour with the lattice and the keyed sums of the crime grid."""
    from sector_planner.core.crime.counting import KeyedSums

    x, y, kinds, hours = points(count)
    cells = lattice()

    def work() -> Any:
        keyed = KeyedSums()
        for start in range(0, count, 1 << 20):
            part = slice(start, start + (1 << 20))
            keys = cells.codes(x[part], y[part])
            keys *= TYPES * HOURS
            keys += kinds[part] * HOURS + hours[part]
            keyed.add(keys)
        return keyed.items()[1]

    seconds, sums = timed(work)
    return seconds, float(np.square(sums).sum())


def count_duckdb(count: int) -> tuple[float, float]:
    """Count by cell × type × hour with a GROUP BY over a table in memory."""
    import duckdb
    import pandas as pd

    x, y, kinds, hours = points(count)
    frame = pd.DataFrame({"x": x, "y": y, "kind": kinds, "hour": hours})
    base = duckdb.connect()
    base.register("frame", frame)
    base.execute("CREATE TABLE points AS SELECT * FROM frame")
    query = "SELECT floor(x/250)::INT AS c, floor(y/250)::INT AS r, kind, hour, count(*) AS n FROM points GROUP BY ALL"
    seconds, found = timed(lambda: base.execute(query).fetchnumpy())
    return seconds, float(np.square(found["n"].astype(float)).sum())


def count_geopandas(count: int) -> tuple[float, float]:
    """Count by cell × type × hour by a spatial join with the cells' polygons."""
    import geopandas

    x, y, kinds, hours = points(count)
    cells = lattice()
    grid = geopandas.GeoDataFrame(geometry=cells.polygons(np.arange(len(cells))), crs=25832)
    frame = geopandas.GeoDataFrame({"kind": kinds, "hour": hours}, geometry=geopandas.points_from_xy(x, y), crs=25832)

    def work() -> Any:
        joined = frame.sjoin(grid, predicate="intersects")
        return joined.groupby(["index_right", "kind", "hour"], sort=False).size().to_numpy()

    seconds, sums = timed(work, 1)
    return seconds, float(np.square(sums.astype(float)).sum())


def count_qgis(count: int) -> tuple[float, float]:
    """Count by cell alone with native:countpointsinpolygon, points indexed beforehand (not timed)."""
    from qgis import processing
    from qgis.core import QgsVectorLayer

    application = start_qgis()
    layer = QgsVectorLayer(str(sample_file(count)), "points", "ogr")
    cells = WORK / "cells.gpkg"
    processing.run(
        "native:creategrid",
        {
            "TYPE": 2,
            "EXTENT": f"{EAST},{EAST + SIDE},{NORTH},{NORTH + SIDE} [EPSG:25832]",
            "HSPACING": SIZE,
            "VSPACING": SIZE,
            "CRS": "EPSG:25832",
            "OUTPUT": str(cells),
        },
    )
    seconds, found = timed(
        lambda: processing.run(
            "native:countpointsinpolygon",
            {"POLYGONS": str(cells), "POINTS": layer, "FIELD": "n", "OUTPUT": "memory:"},
        )["OUTPUT"],
        1,
    )
    total = float(sum(feature["n"] for feature in found.getFeatures()))
    del application
    return seconds, total


def grid_ours(count: int) -> tuple[float, float]:
    """Stream a whole crime grid: types, aoristic weekdays and dayparts, chunk by chunk as they are made."""
    from sector_planner.core.base.progress import Progress
    from sector_planner.core.crime.counting import CellCounter, Counts, count_all
    from sector_planner.core.crime.incidents import TYPE, IncidentChunk
    from sector_planner.core.crime.settings import GridSettings

    step, spent = 1 << 18, 0.0

    def chunks() -> Iterator[Any]:
        nonlocal spent
        for number, start in enumerate(range(0, count, step)):
            begin = time.perf_counter()
            size = min(step, count - start)
            x, y, kinds, hours = points(size, number)
            first = np.datetime64("2024-01-01", "s") + (hours * 3600 + kinds * 86400).astype("timedelta64[s]")
            chunk = IncidentChunk(x, y, first, first + np.timedelta64(5400, "s"), {TYPE: kinds})
            spent += time.perf_counter() - begin
            yield chunk

    counter = CellCounter(lattice(), None, GridSettings(SIZE))
    begin = time.perf_counter()
    counts = count_all(chunks(), counter, Counts(), Progress())
    return time.perf_counter() - begin - spent, float(counts.outcomes["counted"])


def start_qgis() -> Any:
    """Return a QGIS application with Processing's own algorithms."""
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    return application


def sample_file(count: int) -> Path:
    """Return a GeoPackage of the points, made once."""
    path = WORK / f"points_{count}.gpkg"
    if not path.exists():
        import geopandas
        import pandas as pd

        WORK.mkdir(parents=True, exist_ok=True)
        x, y, kinds, hours = points(count)
        names = np.array([f"type {number}" for number in range(TYPES)], dtype=object)[kinds]
        moment = pd.Timestamp("2024-01-01") + pd.to_timedelta(hours + 24 * (np.arange(count) % 365), unit="h")
        frame = geopandas.GeoDataFrame(
            {"type": names, "from_time": moment}, geometry=geopandas.points_from_xy(x, y), crs=25832
        )
        frame.to_file(path.with_suffix(".part.gpkg"), engine="pyogrio", layer="points")
        path.with_suffix(".part.gpkg").rename(path)
    return path


def read_ours(count: int) -> tuple[float, float]:
    """Read places, type and time by the incident stream's Arrow batches."""
    from qgis.core import QgsVectorLayer
    from sector_planner.processing.framework.files.providers import DirectSource
    from sector_planner.processing.framework.incident_stream import arrow_batches

    application = start_qgis()
    layer = QgsVectorLayer(str(sample_file(count)), "points", "ogr")
    seconds, rows = timed(
        lambda: sum(len(b.x) for b in arrow_batches(DirectSource.of(layer), ["type", "from_time"], 1 << 18) or [])
    )
    del application
    return seconds, float(rows)


def read_stream(count: int) -> tuple[float, float]:
    """Read and encode them as incident chunks: texts to codes, times to seconds."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeatureSource, QgsVectorLayer
    from sector_planner.core.base.progress import Progress
    from sector_planner.processing.framework.files.providers import DirectSource
    from sector_planner.processing.framework.incident_stream import IncidentFields, IncidentStream

    application = start_qgis()
    layer, context = QgsVectorLayer(str(sample_file(count)), "points", "ogr"), QgsProcessingContext()
    fields = IncidentFields(type="type", start="from_time")

    def work() -> int:
        source = QgsProcessingFeatureSource(layer, context)
        return sum(
            len(c) for c in IncidentStream(source, DirectSource.of(layer), fields, layer.crs(), context, Progress())
        )

    seconds, rows = timed(work)
    del application
    return seconds, float(rows)


def read_features(count: int) -> tuple[float, float]:
    """Read them as QgsFeatures."""
    from qgis.core import QgsVectorLayer

    application = start_qgis()
    layer = QgsVectorLayer(str(sample_file(count)), "points", "ogr")

    def work() -> int:
        found = [(f.geometry().constGet().x(), f["type"], f["from_time"]) for f in layer.getFeatures()]
        return len(found)

    seconds, rows = timed(work, 1)
    del application
    return seconds, float(rows)


def read_pyogrio(count: int) -> tuple[float, float]:
    """Read them as a GeoDataFrame by pyogrio with Arrow."""
    import geopandas

    path = sample_file(count)
    seconds, frame = timed(lambda: geopandas.read_file(path, engine="pyogrio", use_arrow=False), 1)
    return seconds, float(len(frame))


def _gi_input(count: int) -> tuple[Any, Any]:
    from sector_planner.core.crime.hotspots import neighbours
    from sector_planner.core.crime.lattice import SquareLattice
    from sector_planner.core.crime.settings import HotspotSettings

    side = int(count**0.5)
    cells = SquareLattice(100.0, 0, 0, side, side)
    names = cells.names(np.arange(len(cells)))
    weights = neighbours(np.empty(len(cells), dtype=object), list(names), HotspotSettings()).weights
    return np.random.default_rng(3).poisson(1.0, len(cells)).astype(float), weights


def gi_ours(count: int) -> tuple[float, float]:
    """Gi* by sparse sums."""
    from sector_planner.core.crime.local_statistics import getis_ord

    values, weights = _gi_input(count)
    seconds, z = timed(lambda: getis_ord(values, weights), 7)
    return seconds, float(np.abs(z).sum())


def gi_esda(count: int) -> tuple[float, float]:
    """Gi* by PySAL esda, analytic."""
    import warnings

    warnings.simplefilter("ignore")
    import esda
    import libpysal

    values, weights = _gi_input(count)
    theirs = libpysal.weights.WSP(weights).to_W(silence_warnings=True)
    seconds, found = timed(lambda: esda.G_Local(values, theirs, transform="B", star=True, permutations=0), 1)
    return seconds, float(np.abs(found.Zs).sum())


def contend(name: str, count: int) -> None:
    """Run one contender and print what it took, as JSON."""
    sys.path.insert(0, str(ROOT / "build" / "plugins"))
    seconds, check = globals()[name](count)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "check": check, "peak": peak}))
    sys.stdout.flush()
    os._exit(0)  # QGIS may crash while Python takes it down


if __name__ == "__main__":
    contend(sys.argv[1], int(sys.argv[2]))
