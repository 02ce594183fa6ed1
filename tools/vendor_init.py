"""Third-party code, fetched at set-up and carried by the package unchanged, with its licences."""

import sys
import zipimport
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType


def _from_wheel(name: str) -> ModuleType:
    if name not in sys.modules:
        spec = zipimport.zipimporter(str(Path(__file__).parent / f"{name}.whl")).find_spec(name)
        if spec is None or spec.loader is None:
            raise ImportError(name)
        sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


segno = _from_wheel("segno")
