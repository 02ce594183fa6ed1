"""Make the checkout importable as sector_planner, as QGIS sees it."""

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def load_package():
    """Register the checkout; its root must not be on the path, or QGIS's own `processing` disappears."""
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != ROOT]
    spec = importlib.util.spec_from_file_location(
        "sector_planner", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["sector_planner"] = package
    spec.loader.exec_module(package)


def path_of(name, suffix):
    """Return where an instance, or what was measured on it, is kept from one run to the next."""
    folder = ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{''.join(letter if letter.isalnum() else '_' for letter in name)}.{suffix}"
