"""The core is tested without QGIS: where pytest-qgis is switched off (`make test-core`), importing qgis fails."""

import sys

if "pytest_qgis" not in sys.modules:
    sys.modules["qgis"] = None
