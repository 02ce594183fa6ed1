"""Make the checkout importable as `sector_planner`, whatever its folder is called.

The root itself must not be on sys.path: its `processing` folder would hide QGIS's own.
"""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"

sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != ROOT]
if "sector_planner" not in sys.modules:
    spec = importlib.util.spec_from_file_location(
        "sector_planner", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["sector_planner"] = package
    spec.loader.exec_module(package)


@pytest.fixture(scope="session")
def shared_data():
    """Return a function that finds a file of the real data, or skips where this clone has none."""

    def find(name: str) -> Path:
        path = SHARED_DATA / name
        if not path.exists():
            pytest.skip(f"the real data ({name}) is not beside this clone")
        return path

    return find
