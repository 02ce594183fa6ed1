"""What can be done with the plan that is open: an action class for each panel, none of which knows the dock.

The dock connects the panels' requests with these actions, and shows their results.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsProcessingUtils, QgsVectorLayer
from qgis.gui import QgsMapTool
from qgis.PyQt.QtCore import QCoreApplication, QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QWidget

from ...core.base.errors import InputError
from ...core.base.findings import Finding
from ...core.base.i18n import listed
from ...core.editing.changes import record_report
from ...core.editing.explanation import explain, explain_cost
from ...core.editing.locks import Locks
from ..canvas.colours import colour_layer, is_coloured
from ..dialogs.carry_over import CarryOverDialog, carried_over
from ..plan.copy import add_scenario
from ..plan.layer import read_values
from ..plan.saving import RecordTable
from ..plan.session import PlanSession
from .open_plan import CurrentPlan, OpenPlan

translate = QCoreApplication.translate


class PlanActions(QObject):
    """Base: the plan that is open; `said` carries a hint, `refused` a reason why something cannot be done."""

    said = pyqtSignal(str)
    refused = pyqtSignal(str)

    def __init__(self, current: CurrentPlan) -> None:
        """Act on whatever plan is open in `current`."""
        super().__init__(current)
        self.current = current
        current.opened.connect(self.follow)

    @property
    def plan(self) -> OpenPlan | None:
        """Return the plan that is open, or None."""
        return self.current.plan

    @property
    def session(self) -> PlanSession | None:
        """Return the session of the plan that is open, or None."""
        return self.plan.session if self.plan else None

    def follow(self, plan: OpenPlan) -> None:
        """Connect the signals of a plan just opened."""


class MapActions(PlanActions):
    """Shows sectors and units on the map; `sectors_selected` carries those of the units selected there."""

    sectors_selected = pyqtSignal(list)

    def follow(self, plan: OpenPlan) -> None:
        """Follow the selection on the map."""
        selected = plan.session.layer.selectionChanged
        selected.connect(self._on_units_selected)
        plan.closing.connect(lambda: selected.disconnect(self._on_units_selected))

    def _on_units_selected(self, *_selection: object) -> None:
        session = self.session
        if session is not None and session.layer.selectedFeatureCount():
            codes = session.totals.labels[session.positions(session.layer.selectedFeatureIds())]
            self.sectors_selected.emit(np.unique(codes[codes >= 0]).tolist())

    def outline(self, sectors: list[int]) -> None:
        """Outline sectors, or nothing."""
        if self.plan:
            self.plan.highlight.outline(sectors)

    def zoom_to_sectors(self, sectors: list[int]) -> None:
        """Show sectors on the map."""
        self.zoom(self._members(sectors))

    def zoom_to_finding(self, finding: Finding) -> None:
        """Show the units of a finding on the map."""
        self.zoom(finding.units)

    def zoom(self, positions: NDArray[np.intp]) -> None:
        """Show units on the map."""
        if self.plan:
            self.plan.highlight.zoom(positions)

    def _members(self, sectors: list[int]) -> NDArray[np.intp]:
        return np.flatnonzero(np.isin(self.session.totals.labels, sectors)) if self.session else np.empty(0, np.intp)


class ToolActions(PlanActions):
    """Takes up map tools and chooses what they assign to; `taken_up` carries the name of the tool in hand, or none."""

    taken_up = pyqtSignal(str)
    sector_begun = pyqtSignal()

    def take_up(self, name: str) -> None:
        """Take up a map tool."""
        if self.plan:
            self.plan.tools.take_up(name)

    def on_tool_set(self, tool: QgsMapTool | None, _previous: QgsMapTool | None = None) -> None:
        """Report which tool is in hand, also when it was changed elsewhere."""
        tools = self.plan.tools.tools if self.plan else {}
        self.taken_up.emit(next((name for name, one in tools.items() if one is tool), ""))

    def new_sector(self) -> None:
        """Begin a new sector."""
        if self.plan:
            self.plan.tools.new_sector()
            self.sector_begun.emit()
            if is_coloured(self.plan.session):
                self.colour()

    def set_target(self, row: int) -> None:
        """Assign to the sector of this number from now on."""
        if self.plan and row >= 0:
            self.plan.tools.set_target(self.plan.session.totals.sector_ids[row])

    def colour(self) -> None:
        """Colour the units layer by sector."""
        if self.plan:
            colour_layer(self.plan.session, self.plan.colours)


class EditActions(PlanActions):
    """Undo, redo and save of the plan, whatever layer is active in QGIS.

    `available` carries the step that undo would take back, the one that redo would take again (empty: none), and
    whether there is something to save.
    """

    available = pyqtSignal(str, str, bool)

    def follow(self, plan: OpenPlan) -> None:
        """Report what can be undone, redone and saved, now and after every step."""
        layer = plan.session.layer
        signals = (layer.undoStack().indexChanged, layer.afterCommitChanges, layer.afterRollBack)
        for signal in signals:
            signal.connect(self._tell)

        def leave() -> None:
            for signal in signals:
                signal.disconnect(self._tell)
            self.available.emit("", "", False)

        plan.closing.connect(leave)
        self._tell()

    def _tell(self, *_index: int) -> None:
        if self.session:
            stack = self.session.layer.undoStack()
            self.available.emit(
                stack.undoText() if stack.canUndo() else "",
                stack.redoText() if stack.canRedo() else "",
                self.session.layer.isModified(),
            )

    def undo(self) -> None:
        """Take the last step back."""
        if self.plan and not self.plan.editor.is_busy():
            self.plan.session.layer.undoStack().undo()
            self.plan.session.layer.triggerRepaint()

    def redo(self) -> None:
        """Take the step again that was taken back."""
        if self.plan and not self.plan.editor.is_busy():
            self.plan.session.layer.undoStack().redo()
            self.plan.session.layer.triggerRepaint()

    def save(self) -> None:
        """Save the plan, and go on editing."""
        if self.session and not self.session.layer.commitChanges(False):
            self.refused.emit("\n".join(self.session.layer.commitErrors()))


class LockActions(PlanActions):
    """Locks, and the parts that a sector is meant to have."""

    def set_rules(self, rules: Locks) -> None:
        """Have the plan keep these locks."""
        if self.session:
            self.session.update_settings(rules=rules)

    def toggle_sectors(self, sectors: list[int]) -> None:
        """Unlock sectors that are all locked, else lock them."""
        session = self.session
        if session is None:
            return
        if not sectors:
            self.said.emit(translate("DockWishes", "Select the sectors to lock in the table first."))
            return
        names, rules = frozenset(session.totals.sector_ids[code] for code in sectors), session.settings.rules
        locked = rules.sectors - names if names <= rules.sectors else rules.sectors | names
        self.set_rules(replace(rules, sectors=locked))

    def expect_parts(self, finding: Finding) -> None:
        """Expect as many parts of a finding's sector as it has now."""
        session = self.session
        if session is not None:
            sector = str(finding.sector_id)
            parts = int(session.totals.parts()[session.code_of(sector)])
            session.update_settings(parts=session.settings.parts | {sector: parts})


class ScenarioActions(PlanActions):
    """Begins scenarios and compares them; `added` carries the field of a new one."""

    added = pyqtSignal(str)

    def add(self, layer: QgsVectorLayer, name: str, source: str) -> None:
        """Copy the plan in field `source` to a new field `name`."""
        try:
            add_scenario(layer, name, source)
        except InputError as error:
            self.refused.emit(str(error))
            return
        self.added.emit(name)

    def compare(self, field: str) -> None:
        """Count changes against another scenario; an empty name means the saved plan."""
        session = self.session
        if session is None:
            return
        if not field:
            session.compare_with(session.saved_codes())
            return
        ids, names = read_values(session.layer, session.layer.fields().lookupField(field))
        codes = np.full(len(session.units), -1, dtype=np.int64)
        codes[session.positions(ids)] = [session.code_of(name) for fid, name in zip(ids, names, strict=True) if fid in session.row_of]  # fmt: skip
        session.compare_with(codes)

    def comparison(self, field: str) -> dict[str, object]:
        """Return the parameters of a comparison of a scenario with the plan that is open."""
        if self.session is None:
            return {}
        settings = self.session.settings
        given: dict[str, object] = {"UNITS": settings.layer_id, "OLD_FIELD": field, "NEW_FIELD": settings.sector_field}
        return given | ({"POPULATION_FIELD": settings.residents_field} if settings.residents_field else {})

    def compare_report(self, field: str) -> None:
        """Open the comparison with a scenario, filled in; it reads saved plans and unsaved edits alike."""
        from qgis import processing

        if not field:
            self.said.emit(translate("DockWishes", "Choose the scenario to compare with first."))
        elif self.plan:
            processing.execAlgorithmDialog("sectorplanner:comparesectorplans", self.comparison(field))


class ExplanationActions(PlanActions):
    """Explains what moves of units do; `explained` carries the sentences."""

    explained = pyqtSignal(str)

    def explain(self, position: int) -> None:
        """Explain why a unit moved."""
        session = self.session
        if session is not None:
            rules = session.settings.rules
            self.explained.emit(explain(session.totals, rules, session.staffing_rules(), position, session.origin))

    def price(self) -> None:
        """Explain what it would cost to give the units selected on the map to the target sector."""
        if self.plan is None:
            return
        session, target = self.plan.session, self.plan.tools.target
        positions = np.sort(session.positions(session.layer.selectedFeatureIds()))
        if not len(positions) or not target:
            text = translate("DockWishes", "Select units on the map, and choose the sector they would join as target.")
        else:
            rules = session.settings.rules
            text = explain_cost(session.totals, rules, session.staffing_rules(), positions, session.code_of(target))
        self.explained.emit(text)


class RecordActions(PlanActions):
    """The decision record; `recorded` tells that a save was added to it."""

    recorded = pyqtSignal()

    def follow(self, plan: OpenPlan) -> None:
        """Follow saves."""
        plan.saves.recorded.connect(self._on_recorded)

    def _on_recorded(self, units: int) -> None:
        self.recorded.emit()
        self.said.emit(translate("DockWishes", "{units} changed units are in the decision record.").format(units=units))

    def show(self) -> str:
        """Write the decision record as a page, open it, and return its path; empty if there is none."""
        if self.session is None:
            return ""
        layer = self.session.layer
        try:
            record = RecordTable(layer).read()
        except InputError as error:
            self.refused.emit(str(error))
            return ""
        today = dt.date.today().isoformat()
        path = Path(QgsProcessingUtils.generateTempFilename("decision_record.html"))
        path.write_text(record_report(layer.name(), record, today), encoding="utf-8")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        return str(path)


class CarryOverActions(PlanActions):
    """Brings an old plan over to the units of the plan that is open."""

    def ask(self, parent: QWidget | None) -> None:
        """Ask for an old plan and carry it over."""
        if self.session is None:
            return
        dialog = CarryOverDialog(self.session.layer, parent)
        layer = dialog.layer.currentLayer()
        if layer is None or dialog.exec() != dialog.DialogCode.Accepted or not dialog.plan.currentField():
            return
        layer = dialog.layer.currentLayer()
        if isinstance(layer, QgsVectorLayer):
            self.carry_over(layer, dialog.plan.currentField(), dialog.residents.currentField())

    def carry_over(self, layer: QgsVectorLayer, plan: str, residents: str) -> None:
        """Carry an old plan over as one undo step, and select the doubtful units."""
        if self.plan is None:
            return
        session = self.plan.session
        try:
            result, names = carried_over(session, layer, plan, residents)
        except InputError as error:
            self.refused.emit(str(error))
            return
        rows = np.flatnonzero(result.labels >= 0)
        codes = np.array([session.code_of(names[code]) for code in result.labels[rows].tolist()], dtype=np.int64)
        step = translate("DockWishes", "Carry over {field} of {layer}").format(field=plan, layer=layer.name())
        moved = self.plan.editor.apply(step, rows, codes)
        doubtful = result.doubtful()
        session.layer.selectByIds(session.feature_ids[doubtful].tolist())
        message = translate("DockWishes", "{units} units changed. Doubtful and selected: {count} ({which}).")
        which = listed(session.units.unit_ids[row] for row in doubtful.tolist())
        self.said.emit(message.format(units=len(moved), count=len(doubtful), which=which or "–"))
