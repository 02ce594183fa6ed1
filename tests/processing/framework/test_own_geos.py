"""Shapely beside QGIS: a wheel's GEOS and QGIS's own must not be mixed up in one program."""

import os
import subprocess

STARTUP = """
import os
import qgis.core, shapely
square = shapely.box(0, 0, 100, 100)
shapely.prepare(square)
print("INSIDE", shapely.contains_xy(square, 1.0, 2.0), square.wkt[:7], shapely.geometry.mapping(square)["type"], flush=True)
os._exit(0)
"""


def test_shapely_works_in_a_program_that_is_linked_to_another_geos(tmp_path):
    startup = tmp_path / "startup.py"
    startup.write_text(STARTUP, encoding="utf-8")
    result = subprocess.run(
        ["qgis_process", "plugins"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYQGIS_STARTUP": str(startup)},
    )
    assert "INSIDE True POLYGON Polygon" in result.stdout, (result.returncode, result.stderr[-300:])
