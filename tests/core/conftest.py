"""Real layers read without QGIS: GeoPackage by sqlite3, GeoJSON by json.

Where pytest-qgis is switched off (`make test-core`), importing qgis fails.
"""

import json
import sqlite3
import sys

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


@pytest.fixture(scope="module")
def hardly_any_effort():
    """Search a little only: the promises hold however short the search."""
    from builders.searches import HARDLY_ANY
    from sector_planner.core.balance import levels, recombine

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(levels.EFFORTS, "quick", HARDLY_ANY)
        for name, value in {"ROUNDS": 4, "GIVE_UP": 2, "LEAST_EACH": 4, "MOST_EACH": 40}.items():
            patch.setattr(recombine, name, value)
        yield


@pytest.fixture(scope="module")
def some_effort():
    """Search a fifth of the usual: boards of some dozen squares need no more."""
    from builders.searches import SOME
    from sector_planner.core.balance import levels

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(levels.EFFORTS, "quick", SOME)
        yield
