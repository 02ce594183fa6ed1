"""Let shapely use the GEOS it brought, also where QGIS has loaded another one.

A wheel of shapely carries its own GEOS. In a program that is linked to an older GEOS (QGIS and
qgis_process on Linux) the wheel's C++ symbols resolve to the older one, and functions such as
`prepare`, `contains_xy` or `coverage_simplify` end the whole program. Loaded with RTLD_DEEPBIND a
library looks for symbols in what it brought first.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ExtensionFileLoader, ModuleSpec, PathFinder
from types import ModuleType


class _DeepLoader(ExtensionFileLoader):
    """Loads one extension module so that it prefers the symbols of its own libraries."""

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Load the module with RTLD_DEEPBIND, and leave the flags as they were."""
        flags = sys.getdlopenflags()
        sys.setdlopenflags(flags | os.RTLD_DEEPBIND)
        try:
            return super().create_module(spec)
        finally:
            sys.setdlopenflags(flags)


class _ShapelyFinder(MetaPathFinder):
    """Finds shapely's core extension, and nothing else."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return shapely.lib with our loader; None leaves every other module alone."""
        if fullname != "shapely.lib":
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and isinstance(spec.loader, ExtensionFileLoader):
            loader: Loader = _DeepLoader(fullname, spec.loader.path)
            spec.loader = loader
        return spec


def prefer_own_geos() -> None:
    """Prepare the import of shapely, once; it does nothing where the system has no such flag."""
    is_prepared = any(type(finder).__name__ == _ShapelyFinder.__name__ for finder in sys.meta_path)
    if hasattr(os, "RTLD_DEEPBIND") and "shapely.lib" not in sys.modules and not is_prepared:
        sys.meta_path.insert(0, _ShapelyFinder())
