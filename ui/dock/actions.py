"""What people ask of the dock by button, key and click, and what then happens."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from qgis.core import Qgis, QgsProcessingUtils, QgsVectorLayer
from qgis.gui import QgsMapTool
from qgis.PyQt.QtCore import QCoreApplication, QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QInputDialog

from ...core.base.errors import InputError
from ...core.base.findings import Finding
from ...core.base.i18n import listed
from ...core.editing.decision_record import record_report
from ...core.editing.explanation import explain, explain_cost
from ...processing.framework.environment import open_guide
from ..canvas.colours import colour_layer, is_coloured
from ..dialogs.carry_over import CarryOverDialog, carried_over
from ..plan.layer import read_values
from ..plan.saving import RecordTable
from ..plan.scenario import add_scenario, free_name
from .open_plan import OpenPlan
from .rebalancing import Proposals

if TYPE_CHECKING:
    from .dock import PlanDock

translate = QCoreApplication.translate


class DockWishes(QObject):
    """Connects the dock's widgets with the open plan."""

    def __init__(self, dock: PlanDock) -> None:
        """Serve `dock`."""
        super().__init__(dock)
        self.dock = dock
        self.proposals: Proposals | None = None
        dock.help.clicked.connect(self.show_help)
        for name, action in dock.toolbar.tools.items():
            action.triggered.connect(partial(self.take_up, name))
            dock.canvas.addAction(action)
        dock.toolbar.colour.triggered.connect(self.colour)
        dock.toolbar.lock.triggered.connect(self.lock_sectors)
        dock.toolbar.carry.triggered.connect(self.ask_to_carry_over)
        dock.toolbar.record.triggered.connect(self.show_record)
        dock.newScenario.clicked.connect(self.ask_for_scenario)
        dock.newSector.clicked.connect(self.new_sector)
        dock.target.activated.connect(self.choose_target)
        dock.canvas.mapToolSet.connect(self._on_tool_set)
        dock.table.selected.connect(self._on_sectors_selected)
        dock.table.zoom_wanted.connect(lambda sectors: self.zoom(self._members(sectors)))
        dock.chart.picked.connect(dock.table.select)
        dock.findings.shown.connect(self._show_finding)
        dock.findings.parts_expected.connect(self._expect_parts)
        dock.pending.compared.connect(self.compare)
        dock.pending.report_wanted.connect(self.compare_report)
        dock.pending.shown.connect(self.zoom)
        dock.pending.asked.connect(self._explain)
        dock.pending.priced.connect(self.price)
        dock.proposal.wanted.connect(self.rebalance)
        dock.findings.repair_wanted.connect(self.repair)
        dock.locks.changed.connect(self._on_locks_changed)
        dock.locks.shown.connect(self.zoom)

    @property
    def plan(self) -> OpenPlan | None:
        """Return the plan that is open, or None."""
        return self.dock.plan

    def shut(self) -> None:
        """Take the tools' keys off the canvas."""
        self.dock.canvas.mapToolSet.disconnect(self._on_tool_set)
        for action in self.dock.toolbar.tools.values():
            self.dock.canvas.removeAction(action)

    def follow(self, plan: OpenPlan) -> None:
        """Serve a plan just opened: proposals, and the sectors of the units selected on the map."""
        self.proposals = Proposals(plan, self.dock.proposal)
        plan.saves.recorded.connect(self._on_recorded)
        plan.closing.connect(self.proposals.close)
        selected = plan.session.layer.selectionChanged
        selected.connect(self._on_units_selected)
        plan.closing.connect(lambda: selected.disconnect(self._on_units_selected))

    def _on_units_selected(self, *_selection: object) -> None:
        session = self.plan.session if self.plan else None
        if session is not None and session.layer.selectedFeatureCount():
            codes = session.totals.labels[session.positions(session.layer.selectedFeatureIds())]
            self.dock.table.select_all_of(np.unique(codes[codes >= 0]).tolist())

    def take_up(self, name: str, _checked: bool = False) -> None:
        """Take up a map tool."""
        if self.plan:
            self.plan.tools.take_up(name)

    def _on_tool_set(self, tool: QgsMapTool | None, _previous: QgsMapTool | None = None) -> None:
        """Show in the tool bar which tool is in hand, also when it was changed elsewhere."""
        tools = self.plan.tools.tools if self.plan else {}
        self.dock.toolbar.group.setExclusive(False)
        for name, action in self.dock.toolbar.tools.items():
            action.setChecked(tools.get(name) is tool and tool is not None)
        self.dock.toolbar.group.setExclusive(True)

    def new_sector(self) -> None:
        """Begin a new sector."""
        if self.plan:
            self.plan.tools.new_sector()
            self.dock.refresh()
            if is_coloured(self.plan.session):
                self.colour()

    def choose_target(self, row: int) -> None:
        """Assign to the sector chosen in the list."""
        if self.plan and row >= 0:
            self.plan.tools.set_target(self.plan.session.totals.sector_ids[row])

    def colour(self) -> None:
        """Colour the units layer by sector."""
        if self.plan:
            colour_layer(self.plan.session, self.plan.colours)

    def ask_for_scenario(self) -> None:
        """Ask for a name and begin a scenario with a copy of the plan."""
        dock = self.dock
        layer = dock.layer.currentLayer()
        if not isinstance(layer, QgsVectorLayer):
            return
        source = dock.sector_field.currentField()
        name, given = QInputDialog.getText(
            dock,
            translate("DockWishes", "New scenario"),
            translate("DockWishes", "Field for the copy of “{field}”:").format(field=source)
            if source
            else translate("DockWishes", "Field for the new plan:"),
            text=free_name(layer, source),
        )
        if given and name.strip():
            self.add_scenario(name.strip())

    def add_scenario(self, name: str) -> None:
        """Copy the plan to a new field and open that."""
        dock = self.dock
        layer = dock.layer.currentLayer()
        if not isinstance(layer, QgsVectorLayer):
            return
        try:
            add_scenario(layer, name, dock.sector_field.currentField())
        except InputError as error:
            dock.say(str(error), Qgis.MessageLevel.Warning)
            return
        dock.sector_field.setField(name)

    def compare(self, field: str) -> None:
        """Count changes against another scenario; an empty name means the saved plan."""
        session = self.plan.session if self.plan else None
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
        if self.plan is None:
            return {}
        settings = self.plan.session.settings
        given: dict[str, object] = {"UNITS": settings.layer_id, "OLD_FIELD": field, "NEW_FIELD": settings.sector_field}
        return given | ({"POPULATION_FIELD": settings.residents_field} if settings.residents_field else {})

    def compare_report(self, field: str) -> None:
        """Open the comparison with a scenario, filled in; it reads saved plans and unsaved edits alike."""
        from qgis import processing

        if not field:
            self.dock.say(translate("DockWishes", "Choose the scenario to compare with first."))
        elif self.plan:
            processing.execAlgorithmDialog("sectorplanner:comparesectorplans", self.comparison(field))

    def show_help(self) -> None:
        """Open the guide at the page on what the dock shows."""
        rebalancing = self.dock.is_in_front(self.dock.proposal)
        open_guide("rebalancing" if rebalancing else "drawing-sectors")

    def rebalance(self, selected_only: bool) -> None:
        """Propose a balanced plan of all sectors, or of those selected in the table."""
        if self.plan and self.proposals:
            self.proposals.rebalance(self.dock.table.chosen() if selected_only else list(range(len(self.plan.session.totals))))  # fmt: skip

    def repair(self, finding: Finding) -> None:
        """Propose a repair and show it."""
        if self.proposals:
            self.dock.show_panel(self.dock.proposal)
            self.proposals.repair(finding)

    def _explain(self, position: int) -> None:
        session = self.plan.session if self.plan else None
        if session is not None:
            text = explain(session.totals, session.settings.rules, session.staffing_rules(), position, session.origin)
            self.dock.pending.why.setText(text)

    def price(self) -> None:
        """Tell what it would cost to give the units selected on the map to the target sector."""
        if self.plan is None:
            return
        session, target = self.plan.session, self.plan.tools.target
        positions = np.sort(session.positions(session.layer.selectedFeatureIds()))
        if not len(positions) or not target:
            text = translate("DockWishes", "Select units on the map, and choose the sector they would join as target.")
        else:
            rules = session.settings.rules
            text = explain_cost(session.totals, rules, session.staffing_rules(), positions, session.code_of(target))
        self.dock.pending.why.setText(text)

    def _on_recorded(self, units: int) -> None:
        self.dock.pending.reason.clear()
        self.dock.say(translate("DockWishes", "{units} changed units are in the decision record.").format(units=units))

    def ask_to_carry_over(self) -> None:
        """Ask for an old plan and carry it over."""
        if self.plan is None:
            return
        dialog = CarryOverDialog(self.plan.session.layer, self.dock)
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
            self.dock.say(str(error), Qgis.MessageLevel.Warning)
            return
        rows = np.flatnonzero(result.labels >= 0)
        codes = np.array([session.code_of(names[code]) for code in result.labels[rows].tolist()], dtype=np.int64)
        step = translate("DockWishes", "Carry over {field} of {layer}").format(field=plan, layer=layer.name())
        moved = self.plan.editor.apply(step, rows, codes)
        doubtful = result.doubtful()
        session.layer.selectByIds(session.feature_ids[doubtful].tolist())
        message = translate("DockWishes", "{units} units changed. Doubtful and selected: {count} ({which}).")
        which = listed(session.units.unit_ids[row] for row in doubtful.tolist())
        self.dock.say(message.format(units=len(moved), count=len(doubtful), which=which or "–"))

    def show_record(self) -> str:
        """Write the decision record as a page, open it, and return its path; empty where there is none."""
        if self.plan is None:
            return ""
        layer = self.plan.session.layer
        try:
            record = RecordTable(layer).read()
        except InputError as error:
            self.dock.say(str(error), Qgis.MessageLevel.Warning)
            return ""
        made = dt.date.today().isoformat()
        path = Path(QgsProcessingUtils.generateTempFilename("decision_record.html"))
        path.write_text(record_report(layer.name(), record, made), encoding="utf-8")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        return str(path)

    def lock_sectors(self) -> None:
        """Lock or unlock the sectors selected in the table."""
        if self.plan is None:
            return
        sectors = frozenset(self.plan.session.totals.sector_ids[code] for code in self.dock.table.chosen())
        if sectors:
            self.dock.locks.toggle_sectors(sectors)
        else:
            self.dock.say(translate("DockWishes", "Select the sectors to lock in the table first."))

    def _on_locks_changed(self, rules: object) -> None:
        if self.plan:
            self.plan.session.update_settings(rules=rules)

    def _expect_parts(self, finding: Finding) -> None:
        if self.plan:
            session = self.plan.session
            sector = str(finding.sector_id)
            found = int(session.totals.parts()[session.code_of(sector)])
            session.update_settings(parts=session.settings.parts | {sector: found})

    def _members(self, sectors: list[int]) -> NDArray[np.intp]:
        return np.flatnonzero(np.isin(self.plan.session.totals.labels, sectors)) if self.plan else np.empty(0, np.intp)

    def _on_sectors_selected(self, sectors: list[int]) -> None:
        if self.plan:
            self.plan.highlight.outline(self._members(sectors))

    def _show_finding(self, finding: Finding) -> None:
        self.zoom(finding.units)

    def zoom(self, positions: NDArray[np.intp]) -> None:
        """Show units on the map."""
        if self.plan:
            self.plan.highlight.zoom(positions)
