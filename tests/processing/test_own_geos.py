"""Shapely beside QGIS: a wheel's GEOS and QGIS's own must not be mixed up in one program."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

STARTUP = f"""
import importlib.util, os, sys
spec = importlib.util.spec_from_file_location("sector_planner", r"{ROOT}/__init__.py", submodule_search_locations=[r"{ROOT}"])
package = importlib.util.module_from_spec(spec)
sys.modules["sector_planner"] = package
spec.loader.exec_module(package)
import sector_planner.core
import shapely
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
