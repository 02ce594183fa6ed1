"""The dock: chooses the plan, shows it live, and hands out the tools."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from qgis.core import Qgis, QgsMapLayer, QgsMapLayerProxyModel, QgsProject, QgsVectorLayer
from qgis.gui import QgsFieldComboBox, QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QCoreApplication, QTimer
from qgis.PyQt.QtGui import QHideEvent, QIcon, QPixmap, QShowEvent
from qgis.PyQt.QtWidgets import QInputDialog, QWidget

from ...core.base.errors import SectorPlannerError
from ...core.staffing.settings import MOST_OFFICERS
from ...processing.framework.environment import open_guide
from ..canvas.colours import colour_layer, is_coloured
from ..panels.changes import PendingPanel
from ..panels.deviation_chart import Bar, DeviationChart
from ..panels.findings import FindingsPanel
from ..panels.locks import LocksPanel
from ..panels.rebalance import ProposalPanel
from ..panels.sectors import SectorTable
from ..plan import settings as project_settings
from ..plan.copy import free_name
from ..plan.session import PlanSession
from ..plan.settings import PlanSettings, settings_of_run, usual_fields
from ..widgets import number, scrolling
from .actions import (
    CarryOverActions,
    EditActions,
    ExplanationActions,
    LockActions,
    MapActions,
    PlanActions,
    RecordActions,
    ScenarioActions,
    ToolActions,
)
from .form import DockForm
from .open_plan import CurrentPlan, OpenPlan
from .rebalancing import RebalanceActions
from .toolbar import DockTools, EditKeys

translate = QCoreApplication.translate
_FIELDS = ("unit_id_field", "workload_field", "residents_field", "incidents_field", "exposed_field", "district_field", "officers_field")  # fmt: skip
_NUMBERS = ("officers", "minimum", "tolerance")


class PlanDock(DockForm):
    """Sector Planner's dock."""

    def __init__(self, canvas: QgsMapCanvas, messages: QgsMessageBar | None, parent: QWidget | None = None) -> None:
        """Build the dock for a canvas; messages go to `messages`."""
        super().__init__(parent)
        self.setObjectName("sector_planner_dock")
        self.canvas, self.messages = canvas, messages
        self.current = CurrentPlan(self)
        self._settings = PlanSettings()
        self._reopen = QTimer(self, singleShot=True, interval=0)
        self._reopen.timeout.connect(self.open_plan)
        self._refreshing = QTimer(self, singleShot=True, interval=0)
        self._refreshing.timeout.connect(self.refresh)
        self._build()
        self._make_actions()
        self._connect()
        self.restore()

    def _build(self) -> None:
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self.layer.setAllowEmptyLayer(True)
        self.links_layer.setFilters(QgsMapLayerProxyModel.Filter.LineLayer)
        self.links_layer.setAllowEmptyLayer(True)
        self.links_layer.setLayer(None)
        for name in _FIELDS:
            getattr(self, name).setAllowEmptyFieldName(True)
        self.officers.setMaximum(MOST_OFFICERS)
        self.officers.setSpecialValueText(translate("PlanDock", "not known"))
        self.tolerance.setRange(0.1, 100.0)
        self.tolerance.setSuffix(" %")
        self.toolbar = DockTools(self)
        self.toolbarPlace.addWidget(self.toolbar)
        self.chart = DeviationChart()
        self.splitter.addWidget(self.chart)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        self.table = SectorTable(self.sectors)
        self.findings = FindingsPanel()
        self.pending = PendingPanel()
        self.locks = LocksPanel()
        self.proposal = ProposalPanel()
        titles = {
            self.findings: "",
            self.pending: "",
            self.locks: translate("PlanDock", "Locks"),
            self.proposal: translate("PlanDock", "Rebalance"),
        }
        self._pages = {panel: scrolling(panel) for panel in titles}
        for panel, title in titles.items():
            self.tabs.addTab(self._pages[panel], title)
        self._count_in_tabs(0, 0)
        self.setWidget(scrolling(self.content))

    def show_panel(self, panel: QWidget) -> None:
        """Bring the tab of a panel to the front."""
        self.tabs.setCurrentWidget(self._pages[panel])

    def is_in_front(self, panel: QWidget) -> bool:
        """Return True if the tab of a panel is the one in front."""
        return self.tabs.currentWidget() is self._pages[panel]

    def _connect(self) -> None:
        self.layer.layerChanged.connect(self._on_layer_chosen)
        self.sector_field.fieldChanged.connect(self._remember_and_open)
        for name in _FIELDS:
            getattr(self, name).fieldChanged.connect(self._remember_and_open)
        self.links_layer.layerChanged.connect(self._remember_and_open)
        for name in _NUMBERS:
            getattr(self, name).valueChanged.connect(self._on_number_changed)
        self._connect_actions()
        QgsProject.instance().readProject.connect(self.restore)
        QgsProject.instance().cleared.connect(self.forget)
        QgsProject.instance().layersWillBeRemoved.connect(self._on_layers_removed)

    def _make_actions(self) -> None:
        self.map_actions = MapActions(self.current)
        self.tool_actions = ToolActions(self.current)
        self.edit_actions = EditActions(self.current)
        self.lock_actions = LockActions(self.current)
        self.scenario_actions = ScenarioActions(self.current)
        self.explanation_actions = ExplanationActions(self.current)
        self.record_actions = RecordActions(self.current)
        self.carry_over_actions = CarryOverActions(self.current)
        self.rebalance_actions = RebalanceActions(self.current, self.proposal)
        for actions in self.current.findChildren(PlanActions):
            actions.said.connect(lambda text: self.say(text))
            actions.refused.connect(lambda text: self.warn(text))

    def _connect_actions(self) -> None:
        self.help.clicked.connect(self.show_help)
        self._connect_tools()
        self._connect_edits()
        self.table.selected.connect(self.map_actions.outline)
        self.table.zoom_requested.connect(self.map_actions.zoom_to_sectors)
        self.map_actions.sectors_selected.connect(self.table.select_all_of)
        self.chart.picked.connect(self.table.select)
        self.findings.zoom_requested.connect(self.map_actions.zoom_to_finding)
        self.findings.parts_expected.connect(self.lock_actions.expect_parts)
        self.findings.repair_requested.connect(lambda _finding: self.show_panel(self.proposal))
        self.findings.repair_requested.connect(self.rebalance_actions.repair)
        self.locks.changed.connect(self.lock_actions.set_rules)
        self.locks.zoom_requested.connect(self.map_actions.zoom)
        self.proposal.requested.connect(self._on_rebalance_requested)
        self._connect_changes()

    def _connect_tools(self) -> None:
        for action in self.toolbar.tools.values():
            self.canvas.addAction(action)
        self.canvas.mapToolSet.connect(self.tool_actions.on_tool_set)
        self.tool_actions.taken_up.connect(self.toolbar.show_in_hand)
        self.tool_actions.sector_begun.connect(self.refresh)
        self.toolbar.tool_chosen.connect(self.tool_actions.take_up)
        self.toolbar.colouring_requested.connect(self.tool_actions.colour)
        self.toolbar.locking_requested.connect(lambda: self.lock_actions.toggle_sectors(self.table.chosen()))
        self.toolbar.carrying_requested.connect(lambda: self.carry_over_actions.ask(self))
        self.toolbar.record_requested.connect(self.record_actions.show)
        self.newScenario.clicked.connect(lambda _checked=False: self._ask_for_scenario())
        self.newSector.clicked.connect(lambda _checked=False: self.tool_actions.new_sector())
        self.target.activated.connect(self.tool_actions.set_target)

    def _connect_edits(self) -> None:
        self.edit_actions.available.connect(self.toolbar.show_available)
        self.toolbar.undo_requested.connect(self.edit_actions.undo)
        self.toolbar.redo_requested.connect(self.edit_actions.redo)
        self.toolbar.save_requested.connect(self.edit_actions.save)
        has_tool = lambda: self.plan is not None and bool(self.plan.tools.in_hand())  # noqa: E731
        self.keys = [EditKeys(self, lambda: self.plan is not None), EditKeys(self.canvas, has_tool)]
        for keys in self.keys:
            keys.undo_requested.connect(self.edit_actions.undo)
            keys.redo_requested.connect(self.edit_actions.redo)

    def _connect_changes(self) -> None:
        self.pending.comparison_chosen.connect(self.scenario_actions.compare)
        self.pending.report_requested.connect(self.scenario_actions.compare_report)
        self.pending.zoom_requested.connect(self.map_actions.zoom)
        self.pending.explanation_requested.connect(self.explanation_actions.explain)
        self.pending.price_requested.connect(self.explanation_actions.price)
        self.explanation_actions.explained.connect(self.pending.why.setText)
        self.record_actions.recorded.connect(self.pending.reason.clear)
        self.scenario_actions.added.connect(self.sector_field.setField)

    @property
    def plan(self) -> OpenPlan | None:
        """Return the plan that is open, or None."""
        return self.current.plan

    def _on_rebalance_requested(self, selected_only: bool) -> None:
        self.rebalance_actions.rebalance(self.table.chosen() if selected_only else None)

    def show_help(self, _checked: bool = False) -> None:
        """Open the guide at the page on what the dock shows."""
        open_guide("rebalancing" if self.is_in_front(self.proposal) else "drawing-sectors")

    def _ask_for_scenario(self) -> None:
        """Ask for a name and begin a scenario with a copy of the plan."""
        layer, source = self.layer.currentLayer(), self.sector_field.currentField()
        if not isinstance(layer, QgsVectorLayer):
            return
        name, given = QInputDialog.getText(
            self,
            translate("DockWishes", "New scenario"),
            translate("DockWishes", "Field for the copy of “{field}”:").format(field=source)
            if source
            else translate("DockWishes", "Field for the new plan:"),
            text=free_name(layer, source),
        )
        if given and name.strip():
            self.scenario_actions.add(layer, name.strip(), source)

    def shut(self) -> None:
        """Close the plan and stop following the project, before the dock goes away."""
        self.close_plan()
        project = QgsProject.instance()
        project.readProject.disconnect(self.restore)
        project.cleared.disconnect(self.forget)
        project.layersWillBeRemoved.disconnect(self._on_layers_removed)
        self.canvas.mapToolSet.disconnect(self.tool_actions.on_tool_set)
        for action in self.toolbar.tools.values():
            self.canvas.removeAction(action)
        for keys in self.keys:
            keys.close()

    # Choosing the plan

    def restore(self, *_document: Any) -> None:
        """Show what the project remembers and open its plan."""
        self._settings = project_settings.load(QgsProject.instance()).without_missing_layers(QgsProject.instance())
        layer = QgsProject.instance().mapLayer(self._settings.layer_id)
        self._show_settings(layer if isinstance(layer, QgsVectorLayer) else None)
        self.open_plan()

    def forget(self) -> None:
        """Close the plan and forget what was chosen: another project has other layers."""
        self._reopen.stop()
        self.close_plan()
        self._settings = PlanSettings()
        self._show_settings(None)

    def _show_settings(self, layer: QgsVectorLayer | None) -> None:
        widgets = [
            self.layer,
            self.sector_field,
            self.links_layer,
            *(getattr(self, name) for name in _FIELDS + _NUMBERS),
        ]
        for widget in widgets:
            widget.blockSignals(True)
        self.layer.setLayer(layer)
        for name in ("sector_field", *_FIELDS):
            combo: QgsFieldComboBox = getattr(self, name)
            combo.setLayer(layer)
            combo.setField(getattr(self._settings, name))
        self.links_layer.setLayer(QgsProject.instance().mapLayer(self._settings.links_layer_id))
        for name in _NUMBERS:
            getattr(self, name).setValue(getattr(self._settings, name))
        for widget in widgets:
            widget.blockSignals(False)

    def choose(self, layer: QgsVectorLayer | None, **settings: Any) -> None:
        """Choose a units layer and open its plan.

        What `settings` does not give is what the balance that made the layer was given, else fields of usual names.
        """
        chosen: dict[str, Any] = {"layer_id": layer.id() if layer else ""}
        chosen |= (usual_fields(layer) | settings_of_run(layer) if layer else {}) | settings
        self._settings = PlanSettings(**chosen)
        self._show_settings(layer)
        project_settings.save(QgsProject.instance(), self._settings)
        self.open_plan()

    def _on_layer_chosen(self, layer: QgsMapLayer | None) -> None:
        self.choose(layer if isinstance(layer, QgsVectorLayer) else None)

    def _remember_and_open(self, *_choice: Any) -> None:
        links = self.links_layer.currentLayer()
        chosen = {name: getattr(self, name).currentField() for name in ("sector_field", *_FIELDS)}
        self._settings = replace(self._settings, links_layer_id=links.id() if links else "", **chosen)
        project_settings.save(QgsProject.instance(), self._settings)
        self._reopen.start()

    def _on_number_changed(self, *_value: Any) -> None:
        numbers = {name: getattr(self, name).value() for name in _NUMBERS}
        if self.plan:
            self.plan.session.update_settings(**numbers)
        self._settings = replace(self._settings, **numbers)

    def open_plan(self) -> None:
        """Open the plan chosen, or show why it cannot be opened; tool, target and colouring stay where they can."""
        coloured = self.plan is not None and is_coloured(self.plan.session)
        tool, target = (self.plan.tools.in_hand(), self.plan.tools.target) if self.plan else ("", "")
        before = self.plan.session if self.plan else None
        self.close_plan()
        layer = self.layer.currentLayer()
        is_same = before is not None and (before.layer, before.settings.sector_field) == (
            layer,
            self._settings.sector_field,
        )
        saved = before.saved_names() if before is not None and is_same else None
        if not isinstance(layer, QgsVectorLayer) or not self._settings.sector_field:
            self.summary.setText(
                translate("PlanDock", "Choose the layer of planning units and the field that holds the plan.")
            )
            return
        try:
            plan = self.current.plan = OpenPlan(layer, self._settings, self.canvas, self.pending.reason.text, saved)
        except SectorPlannerError as error:
            self.summary.setText(str(error))
            return
        plan.session.changed.connect(self._refreshing.start)
        plan.session.settings_changed.connect(self._on_settings_changed)
        plan.session.outdated.connect(self._reopen.start)
        plan.refused.connect(lambda reasons: self.warn("\n".join(reasons[:3])))
        plan.said.connect(self.say)
        plan.tools.target_changed.connect(self._show_targets)
        self.table.show(plan.session, plan.colours)
        self.current.opened.emit(plan)
        self.pending.offer([name for name in layer.fields().names() if name != self._settings.sector_field])
        if target in plan.session.totals.sector_ids:
            plan.tools.set_target(target)
        if tool:
            plan.tools.take_up(tool)
        if coloured:
            colour_layer(plan.session, plan.colours)
        self.refresh()

    def close_plan(self) -> None:
        """Close the plan that is open."""
        if self.plan is None:
            return
        plan, self.current.plan = self.plan, None
        self.table.show(None, None)
        plan.close()
        self.refresh()

    def _on_layers_removed(self, layer_ids: list[str]) -> None:
        if self.plan and self.plan.session.layer.id() in layer_ids:
            self.close_plan()

    def _on_settings_changed(self) -> None:
        if self.plan:
            self._settings = self.plan.session.settings
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Clear the map when the dock is closed, but not when another dock lies over it."""
        super().hideEvent(event)
        if self.isHidden():
            self.close_plan()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the plan back."""
        super().showEvent(event)
        if self.plan is None:
            self.open_plan()

    # Showing the plan

    def refresh(self) -> None:
        """Show the current plan, in all tabs."""
        session = self.plan.session if self.plan else None
        self.toolbar.setEnabled(session is not None)
        self.table.refresh()
        bars = []
        if session:
            deviation = session.staffing().deviation
            bars = [Bar(code, session.label(code), float(deviation[code])) for code in range(len(session.totals))]
        self.chart.show_bars(bars, self._settings.tolerance)
        found, moved = self.findings.refresh(session), self.pending.refresh(session)
        self.locks.refresh(session)
        self._count_in_tabs(found, moved)
        if self.plan:
            self.plan.borders.refresh()
            self.plan.labels.refresh()
            self.plan.highlight.refresh()
        if session:
            self.summary.setText(self._summary(session))
            self._show_targets()

    def _count_in_tabs(self, found: int, moved: int) -> None:
        self.tabs.setTabText(1, translate("PlanDock", "Findings ({count})").format(count=found))
        self.tabs.setTabText(2, translate("PlanDock", "Changes ({count})").format(count=moved))

    def _summary(self, session: PlanSession) -> str:
        deviation = session.staffing().deviation
        largest = float(np.nanmax(np.abs(deviation))) if np.isfinite(deviation).any() else 0.0
        text = translate("PlanDock", "{sectors} sectors, {units} units. Largest deviation {deviation} %.")
        used = int((session.totals.measure("units") > 0).sum())
        return text.format(sectors=used, units=number(len(session.units)), deviation=number(largest, 1))

    def _show_targets(self, *_target: Any) -> None:
        plan = self.plan
        if plan is None:
            return
        labels = [plan.session.label(code) for code in range(len(plan.session.totals))]
        if [self.target.itemText(row) for row in range(self.target.count())] != labels:
            self.target.clear()
            for code, label in enumerate(labels):
                swatch = QPixmap(16, 16)
                swatch.fill(plan.colours.of(code))
                self.target.addItem(QIcon(swatch), label)
        if plan.tools.target:
            self.target.setCurrentIndex(plan.session.code_of(plan.tools.target))

    def warn(self, text: str) -> None:
        """Show why something cannot be done."""
        self.say(text, Qgis.MessageLevel.Warning)

    def say(self, text: str, level: Qgis.MessageLevel = Qgis.MessageLevel.Info) -> None:
        """Show a message in the message bar."""
        if self.messages is not None:
            self.messages.pushMessage("Sector Planner", text, level, 6)
