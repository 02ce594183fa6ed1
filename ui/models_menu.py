"""The menu of the shipped models, which tells what each does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from qgis.core import QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QAction
from qgis.PyQt.QtWidgets import QMenu, QWidget


def add_models(action: QAction, provider: QgsProcessingProvider, open_dialog: Callable[[str], None]) -> None:
    """Give the action a menu with an entry for every model of the provider, which calls `open_dialog` with its name."""
    window = action.parent()
    menu = QMenu(window if isinstance(window, QWidget) else None)
    menu.setToolTipsVisible(True)
    for model in provider.algorithms():
        if isinstance(model, QgsProcessingModelAlgorithm):
            entry = menu.addAction(model.icon(), f"{model.displayName()}…")
            entry.setObjectName(f"sector_planner_model_{model.name()}")
            entry.setToolTip(f"<p>{escape(model.helpContent()['ALG_DESC'])}</p>")  # as rich text, Qt breaks its lines
            entry.triggered.connect(partial(_open, open_dialog, model.name()))
    action.setMenu(menu)
    action.destroyed.connect(menu.deleteLater)


def _open(open_dialog: Callable[[str], None], name: str, _checked: bool = False) -> None:
    open_dialog(name)
