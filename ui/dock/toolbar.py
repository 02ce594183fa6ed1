"""The dock's row of tools."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, pyqtBoundSignal, pyqtSignal
from qgis.PyQt.QtGui import QAction, QActionGroup, QIcon, QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QToolBar, QWidget

from ..widgets import ICONS

translate = QCoreApplication.translate
_QGIS_ICONS = ":/images/themes/default"


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
    undo_requested = pyqtSignal()
    redo_requested = pyqtSignal()
    save_requested = pyqtSignal()
    record_requested = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        """Make the actions."""
        super().__init__(parent)
        self.setIconSize(QSize(22, 22))
        self._add_edit_actions()
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

    def _add_edit_actions(self) -> None:
        self.undo = self._edit_action("Undo", QKeySequence.StandardKey.Undo, self.undo_requested)
        self.redo = self._edit_action("Redo", QKeySequence.StandardKey.Redo, self.redo_requested)
        self.save = self._edit_action("SaveEdits", None, self.save_requested)
        self.addSeparator()
        self.show_available("", "", False)

    def _edit_action(self, name: str, key: QKeySequence.StandardKey | None, requested: pyqtBoundSignal) -> QAction:
        action = QAction(QIcon(f"{_QGIS_ICONS}/mAction{name}.svg"), "", self)
        action.setObjectName(f"sector_planner_{name.lower()}")
        action.setData("" if key is None else QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
        action.triggered.connect(lambda _checked=False: requested.emit())
        self.addAction(action)
        return action

    def show_available(self, undo: str, redo: str, save: bool) -> None:
        """Show which steps can be undone and redone, and whether there is something to save."""
        undo_title, redo_title = translate("DockTools", "Undo"), translate("DockTools", "Redo")
        for action, title, step in ((self.undo, undo_title, undo), (self.redo, redo_title, redo)):
            action.setEnabled(bool(step))
            action.setText(title)
            action.setToolTip(f"<b>{title} ({action.data()})</b><br>{escape(step)}")
        self.save.setEnabled(save)
        self.save.setText(translate("DockTools", "Save the plan"))
        does = translate("DockTools", "Save what was edited in the units layer, and go on editing.")
        self.save.setToolTip(f"<b>{self.save.text()}</b><br>{does}")

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


class EditKeys(QObject):
    """Takes the keys of undo and redo before QGIS does, which would undo in the layer that is active."""

    undo_requested = pyqtSignal()
    redo_requested = pyqtSignal()

    def __init__(self, widget: QWidget, applies: Callable[[], bool]) -> None:
        """Watch a widget and what it holds, as long as `applies` says so."""
        super().__init__(widget)
        self._widget, self._applies = widget, applies
        widget.installEventFilter(self)

    def close(self) -> None:
        """Watch no longer."""
        self._widget.removeEventFilter(self)
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Claim the keys from QGIS's shortcuts, then act on them."""
        if not isinstance(event, QKeyEvent) or event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        keys = QKeySequence.StandardKey
        signals = ((keys.Undo, self.undo_requested), (keys.Redo, self.redo_requested))
        requested = next((signal for key, signal in signals if event.matches(key)), None)
        if requested is None or not self._applies():
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            requested.emit()
        return True
