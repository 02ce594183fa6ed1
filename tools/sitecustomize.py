"""Let shapely use the GEOS it brought, in a QGIS that is linked to another one.

Python imports this module at its start, also inside QGIS, where the environment names this folder
(tools/env.sh). A wheel of shapely carries its own GEOS; in a program that is linked to an older one
(QGIS and qgis_process on Linux) the wheel's C++ symbols resolve to the older one, and functions such
as `prepare` or `contains_xy` end the whole program. Loaded with RTLD_DEEPBIND, a library looks for
symbols in what it brought first.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ExtensionFileLoader, ModuleSpec, PathFinder
from types import ModuleType


class DeepLoader(ExtensionFileLoader):
    """Loads one extension module so that it prefers the symbols of its own libraries."""

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Load the module with RTLD_DEEPBIND, and leave the flags as they were."""
        flags = sys.getdlopenflags()
        sys.setdlopenflags(flags | os.RTLD_DEEPBIND)
        try:
            return super().create_module(spec)
        finally:
            sys.setdlopenflags(flags)


class ShapelyFinder(MetaPathFinder):
    """Finds shapely's extension modules (three of them use GEOS), and nothing else."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return an extension of shapely with our loader; None leaves every other module alone."""
        if not fullname.startswith("shapely."):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and isinstance(spec.loader, ExtensionFileLoader):
            spec.loader = DeepLoader(fullname, spec.loader.path)
        return spec


if hasattr(os, "RTLD_DEEPBIND"):
    sys.meta_path.insert(0, ShapelyFinder())
