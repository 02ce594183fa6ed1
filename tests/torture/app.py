"""QGIS without a window, the provider registered, and a feedback that keeps what was said."""

import importlib.util
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OGR_SQLITE_SYNCHRONOUS", "OFF")
ROOT = Path(__file__).resolve().parents[2]


def import_checkout():
    """Make the checkout importable as `sector_planner`, whatever its folder is called."""
    sys.path.append(str(ROOT / "build" / "plugins"))  # where the processes that a run begins look for it
    spec = importlib.util.spec_from_file_location(
        "sector_planner", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["sector_planner"] = package
    spec.loader.exec_module(package)


import_checkout()

from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject  # noqa: E402


class Feedback(QgsProcessingFeedback):
    """Keeps warnings and errors, and can press Cancel or do mischief at a share of the progress."""

    def __init__(self):
        super().__init__(False)
        self.warnings, self.errors = [], []

    def pushWarning(self, warning):  # noqa: N802
        self.warnings.append(warning)

    def reportError(self, error, fatalError=False):  # noqa: N802, N803
        self.errors.append(error)


def start():
    """Start QGIS with the provider; return both."""
    application = QgsApplication([], False)
    application.initQgis()
    sys.path += [str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins")]
    from processing.core.Processing import Processing
    from sector_planner.processing.provider import SectorPlannerProvider

    Processing.initialize()
    provider = SectorPlannerProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    return application, provider


def fresh_context(feedback):
    """Return a context over the project, as the toolbox makes one."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    context.setFeedback(feedback)
    return context
