"""The dock's row of tools."""

from __future__ import annotations

from functools import partial

from qgis.PyQt.QtCore import QCoreApplication, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from qgis.PyQt.QtWidgets import QToolBar, QWidget

from ..widgets import ICONS

translate = QCoreApplication.translate


def tool_texts() -> dict[str, tuple[str, str, str]]:
    """Return name, what the tool does, and its key, by tool."""
    back = translate("DockTools", "Right button: back to the saved sector. Esc breaks off.")
    return {
        "paint": (translate("DockTools", "Paint"), translate("DockTools", "Click or drag over units. {back}").format(back=back), "B"),
        "rectangle": (translate("DockTools", "Rectangle"), translate("DockTools", "Drag a rectangle round units. {back}").format(back=back), "R"),
        "lasso": (translate("DockTools", "Lasso"), translate("DockTools", "Draw a line round units. {back}").format(back=back), "L"),
        "push": (translate("DockTools", "Push border"), translate("DockTools", "Click where two sectors meet, move, click. Right button or Esc lets go."), "P"),
        "eyedropper": (translate("DockTools", "Pick sector"), translate("DockTools", "Click the sector to assign to."), "I"),
    }  # fmt: skip


class DockTools(QToolBar):
    """One checkable action for each map tool; keys work while the map has the focus.

    `tool_chosen` carries a tool's name; the other signals say what is asked for.
    """

    tool_chosen = pyqtSignal(str)
    colouring_requested = pyqtSignal()
    locking_requested = pyqtSignal()
    carrying_requested = pyqtSignal()
    record_requested = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        """Make the actions."""
        super().__init__(parent)
        self.setIconSize(QSize(22, 22))
        self.group = QActionGroup(self)
        self.tools: dict[str, QAction] = {}
        for name, (title, does, key) in tool_texts().items():
            action = self._action(name, title, does, key)
            action.setCheckable(True)
            self.group.addAction(action)
            action.triggered.connect(partial(self._choose, name))
            self.tools[name] = action
        self.addSeparator()
        self.colour = self._action(
            "colour",
            translate("DockTools", "Colour by sector"),
            translate("DockTools", "Give the units layer one colour a sector."),
        )
        self.lock = self._action(
            "lock",
            translate("DockTools", "Lock"),
            translate("DockTools", "Lock or unlock the sectors selected in the table."),
        )
        self.carry = self._action(
            "carry",
            translate("DockTools", "Carry a plan over"),
            translate("DockTools", "Bring an old plan over to these units, by residents and area."),
        )
        self.record = self._action("record", translate("DockTools", "Decision record"), translate("DockTools", "Show who changed which unit, when and why."))  # fmt: skip
        self.colour.triggered.connect(lambda _checked=False: self.colouring_requested.emit())
        self.lock.triggered.connect(lambda _checked=False: self.locking_requested.emit())
        self.carry.triggered.connect(lambda _checked=False: self.carrying_requested.emit())
        self.record.triggered.connect(lambda _checked=False: self.record_requested.emit())

    def _choose(self, name: str, _checked: bool = False) -> None:
        self.tool_chosen.emit(name)

    def show_in_hand(self, name: str) -> None:
        """Show which tool is in hand; none where the name is empty."""
        self.group.setExclusive(False)
        for other, action in self.tools.items():
            action.setChecked(other == name)
        self.group.setExclusive(True)

    def _action(self, name: str, title: str, does: str, key: str = "") -> QAction:
        action = QAction(QIcon(str(ICONS / f"tool_{name}.svg")), title, self)
        action.setObjectName(f"sector_planner_tool_{name}")
        tip = f"{title} ({key})" if key else title
        action.setToolTip(f"<b>{tip}</b><br>{does}")
        if key:
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action
