"""Wires the plugin into QGIS: translator, Processing provider, menu and toolbar button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsProject, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTranslator
from qgis.PyQt.QtGui import QAction, QIcon

from .core.base.i18n import use_translator
from .processing.framework.algorithm import library_problem
from .processing.framework.environment import open_guide, reader_language
from .processing.provider import SectorPlannerProvider

translate = QCoreApplication.translate
HERE = Path(__file__).parent


class SectorPlannerPlugin:
    """The plugin: `initProcessing` alone in qgis_process, `initGui` in a window; `unload` takes all back."""

    def __init__(self, iface: Any) -> None:
        """Keep QGIS's interface; None where there is no window."""
        self.iface = iface
        self.provider: SectorPlannerProvider | None = None
        self.actions: list[QAction] = []
        self.dock: Any = None
        self.first_steps: Any = None
        self.translator = self._install_translator()

    def initProcessing(self) -> None:
        """Add the provider to Processing."""
        self._add_provider()

    def _add_provider(self) -> SectorPlannerProvider:
        use_translator(translate, reader_language())
        self.provider = SectorPlannerProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)
        return self.provider

    def initGui(self) -> None:
        """Add provider, menu and toolbar button."""
        from .ui.dialogs.welcome import FirstSteps
        from .ui.widgets import add_models

        provider = self._add_provider()
        icon = QIcon(str(HERE / "resources" / "icons" / "plugin.svg"))
        self._add_action(icon, translate("Plugin", "Plan and publish sectors…"), "plan_and_publish", toolbar=True)
        draw = QIcon(str(HERE / "resources" / "icons" / "draw.svg"))
        dock = self._add_action(
            draw, translate("Plugin", "Draw and edit sectors"), "dock", self._show_dock, toolbar=True
        )
        dock.setCheckable(True)
        models = self._add_action(icon, translate("Plugin", "Models"), "models")
        add_models(models, provider, self._open_dialog)
        self._add_action(icon, translate("Plugin", "Make a sample city…"), "samplecity")
        self._add_action(icon, translate("Plugin", "Balance sectors…"), "balancesectors")
        self._add_action(icon, translate("Plugin", "Dissolve the plan into sectors…"), "dissolvesectors")
        self._add_action(icon, translate("Plugin", "Adopt sectors in the database…"), "createsectordatabase")
        self._add_action(icon, translate("Plugin", "Publish the sector map…"), "exportpublicmap")
        self._add_action(icon, translate("Plugin", "Preview and publish…"), "preview", self._show_preview)
        self.first_steps = FirstSteps(self.iface, self._open_dock)
        self._add_action(icon, translate("Plugin", "Guide"), "guide", self._show_guide)
        self._add_action(icon, translate("Plugin", "Welcome…"), "welcome", self._show_welcome)
        self.first_steps.offer_once()

    def unload(self) -> None:
        """Take back everything that was added."""
        for action in self.actions:
            self.iface.removePluginMenu(self._menu(), action)
            self.iface.removeToolBarIcon(action)
            action.deleteLater()
        self.actions.clear()
        if self.first_steps is not None:
            self.first_steps.shut()
            self.first_steps = None
        if self.dock is not None:
            self.dock.shut()
            self.iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
            self.dock = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        use_translator(None)
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None

    def _add_action(
        self, icon: QIcon, text: str, name: str, does: Callable[[bool], None] | None = None, toolbar: bool = False
    ) -> QAction:
        """Add a menu entry that opens the algorithm `name`, or `does` something else."""
        action = QAction(icon, text, self.iface.mainWindow())
        action.setObjectName(f"sector_planner_{name}")
        action.triggered.connect(does or partial(self._open_dialog, name))
        self.iface.addPluginToMenu(self._menu(), action)
        if toolbar:
            self.iface.addToolBarIcon(action)
        self.actions.append(action)
        return action

    def _lacks_libraries(self) -> bool:
        """Tell whether a Python library is missing, and say which, and how to get it."""
        problem = library_problem()
        if problem:
            self.iface.messageBar().pushMessage("Sector Planner", problem, Qgis.MessageLevel.Critical, 0)
        return bool(problem)

    def _open_dock(self) -> Any:
        """Show the dock, whether or not it was shown before; return it, or None where it cannot be made."""
        self._show_dock()
        if self.dock is not None:
            self.dock.setUserVisible(True)
        return self.dock

    def _show_dock(self, _checked: bool = False) -> None:
        """Make the dock when it is first asked for: QGIS starts without its libraries."""
        if self.dock is None and not self._lacks_libraries():
            from .ui.dock.dock import PlanDock

            window = self.iface.mainWindow()
            self.dock = PlanDock(self.iface.mapCanvas(), self.iface.messageBar(), window)
            self.iface.addTabifiedDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock, [], True)
            self.dock.setToggleVisibilityAction(window.findChild(QAction, "sector_planner_dock"))
            self.dock.setUserVisible(True)

    def _show_preview(self, _checked: bool = False) -> None:
        """Compare a draft with what is published."""
        if self._lacks_libraries():
            return
        from .ui.dialogs.publish import PublishDialog

        PublishDialog(self.iface.mainWindow()).exec()

    def _show_welcome(self, _checked: bool = False) -> None:
        """Offer the first steps again."""
        self.first_steps.show()

    @staticmethod
    def _show_guide(_checked: bool = False) -> None:
        """Open the guide."""
        open_guide()

    @staticmethod
    def _menu() -> str:
        return translate("Plugin", "Sector Planner")

    def _open_dialog(self, algorithm: str, _checked: bool = False) -> None:
        if self._lacks_libraries():
            return
        from qgis import processing

        from .ui.plan.settings import presets

        processing.execAlgorithmDialog(f"sectorplanner:{algorithm}", presets(QgsProject.instance(), algorithm))

    @staticmethod
    def _install_translator() -> QTranslator | None:
        locale = QgsSettings().value("locale/userLocale", QgsApplication.locale()) or "en"
        translator = QTranslator()
        if not translator.load(str(HERE / "i18n" / f"sector_planner_{str(locale)[:2]}.qm")):
            return None
        QCoreApplication.installTranslator(translator)
        return translator
