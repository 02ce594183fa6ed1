"""Real layers read without QGIS: GeoPackage by sqlite3, GeoJSON by json.

Where pytest-qgis is switched off (`make test-core`), importing qgis fails.
"""

import json
import sqlite3
import sys
from dataclasses import replace

import numpy as np
import pytest
import shapely

if "pytest_qgis" not in sys.modules:
    sys.modules["qgis"] = None

ENVELOPE_BYTES = (0, 32, 48, 48, 64)


def _from_gpkg(blob):
    if blob is None:
        return None
    return shapely.from_wkb(blob[8 + ENVELOPE_BYTES[blob[3] >> 1 & 7] :])


@pytest.fixture(scope="session")
def read_gpkg():
    """Return read(path, layer, *fields) -> geometry and one list for each field."""

    def read(path, layer, *fields):
        connection = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
        (column,) = connection.execute(
            "select column_name from gpkg_geometry_columns where table_name = ?", (layer,)
        ).fetchone()
        names = ", ".join(f'"{name}"' for name in (column, *fields))
        rows = connection.execute(f'select {names} from "{layer}"').fetchall()
        connection.close()
        geometry = np.empty(len(rows), dtype=object)
        geometry[:] = [_from_gpkg(row[0]) for row in rows]
        return geometry, *([row[1 + i] for row in rows] for i in range(len(fields)))

    return read


@pytest.fixture(scope="session")
def read_geojson():
    """Return read(path) -> geometry and properties."""

    def read(path):
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        geometry = np.empty(len(features), dtype=object)
        geometry[:] = [shapely.geometry.shape(feature["geometry"]) for feature in features]
        return geometry, [feature["properties"] for feature in features]

    return read


@pytest.fixture(scope="session")
def in_metres():
    """Return a plate carrée projection, true at the middle latitude: good to a per cent within a country."""

    def project(geometry):
        middle = np.radians(np.nanmean(shapely.bounds(geometry)[:, [1, 3]]))
        scale = 111_320 * np.array([np.cos(middle), 1.0])
        return shapely.transform(geometry, lambda points: points * scale)

    return project


def reduced_then_quick(patch_efforts):
    """Return a fixture that reduces the effort "quick" in the usual run, and leaves it as it is in `make test-slow`."""
    usual, slow = pytest.param(True, id="reduced"), pytest.param(False, id="quick", marks=pytest.mark.slow)

    @pytest.fixture(scope="module", params=[usual, slow])
    def effort(request):
        with pytest.MonkeyPatch.context() as patch:
            if request.param:
                patch_efforts(patch)
            yield

    return effort


@reduced_then_quick
def hardly_any_or_quick(patch):
    """Search a little only: the promises hold however short the search."""
    from builders.searches import HARDLY_ANY
    from sector_planner.core.balance import levels
    from sector_planner.core.balance.solver_settings import DEFAULTS

    patch.setitem(levels.EFFORTS, "quick", HARDLY_ANY)
    few = replace(DEFAULTS.recombination, rounds=4, idle_rounds=2, fewest_flips=4, most_flips=40)
    patch.setitem(vars(DEFAULTS), "recombination", few)  # every search holds these same settings


@reduced_then_quick
def some_or_quick(patch):
    """Search a fifth of the usual: boards of some dozen squares need no more."""
    from builders.searches import SOME
    from sector_planner.core.balance import levels

    patch.setitem(levels.EFFORTS, "quick", SOME)
