"""From a request to a preview to a step: rebalancing and repairs are proposed, shown hatched, accepted or discarded.

The algorithm runs on a copy of the plan in the background; QGIS stays usable.
"""

from __future__ import annotations

import gc
from typing import Any

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsProcessingUtils, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from ...core.base.findings import Finding
from ...core.base.text import natural
from ...core.editing.changes import Proposal, effect, proposal, renamed
from ...core.editing.units import MEASURES
from ...core.plan.succession import UnitWeights
from ..background import BackgroundRun
from ..canvas.overlays import ProposalPreview
from ..panels.rebalance import ProposalPanel
from ..plan.copy import PlanCopy, PlanRead
from .actions import PlanActions
from .open_plan import CurrentPlan, OpenPlan

translate = QCoreApplication.translate


class RebalanceActions(PlanActions):
    """Proposes balanced plans and repairs of the plan that is open."""

    def __init__(self, current: CurrentPlan, panel: ProposalPanel) -> None:
        """Show proposals in `panel`."""
        super().__init__(current)
        self.panel = panel
        self.proposals: Proposals | None = None

    def follow(self, plan: OpenPlan) -> None:
        """Propose for a plan just opened."""
        self.proposals = Proposals(plan, self.panel)
        plan.closing.connect(self.proposals.close)

    def rebalance(self, sectors: list[int] | None = None) -> None:
        """Propose a balanced plan of `sectors`; of all if none are named."""
        if self.plan and self.proposals:
            self.proposals.rebalance(list(range(len(self.plan.session.totals))) if sectors is None else sectors)

    def repair(self, finding: Finding) -> None:
        """Propose a repair."""
        if self.plan and self.proposals:
            self.proposals.repair(finding)


class Proposals(QObject):
    """One proposal at a time for one open plan."""

    def __init__(self, plan: OpenPlan, panel: ProposalPanel) -> None:
        """Serve `panel` as long as `plan` is open."""
        super().__init__(plan)
        self.plan, self.panel, self.session = plan, panel, plan.session
        self.proposed: Proposal | None = None
        self._task: ProposalTask | None = None
        self._step = ""
        self._only: NDArray[np.intp] | None = None
        self.preview = ProposalPreview(plan.tools.canvas_units, plan.colours, self)
        panel.stopped.connect(self.stop)
        panel.cancelled.connect(self.cancel)
        panel.accepted.connect(self.accept)
        panel.discarded.connect(self.discard)
        panel.rest("")

    def close(self) -> None:
        """Stop what runs and take the preview off the map."""
        self.panel.stopped.disconnect(self.stop)
        self.panel.cancelled.disconnect(self.cancel)
        self.panel.accepted.disconnect(self.accept)
        self.panel.discarded.disconnect(self.discard)
        if self._task is not None:
            for signal in (self._task.done, self._task.failed, self._task.progressed, self._task.draft_published):
                signal.disconnect()
            self._task.best_reported.disconnect()
            self._task.cancel()
            self._end()
        self._clear("")

    # Asking

    def rebalance(self, sectors: list[int]) -> None:
        """Propose a balanced plan of `sectors`; locked ones stay as they are."""
        totals, rules = self.session.totals, self.session.settings.rules
        free = [
            code
            for code in sectors
            if totals.sector_ids[code] not in rules.sectors and totals.measure("units")[code] > 0
        ]
        if len(free) < 2:
            self.panel.rest(translate("Proposals", "Choose at least two sectors that are not locked."))
            return
        positions = np.flatnonzero(np.isin(totals.labels, free))
        names = ", ".join(self.session.label(code) for code in free[:4]) + ("…" if len(free) > 4 else "")
        self._step, self._only = translate("Proposals", "Rebalance sectors {names}").format(names=names), None
        self._start("balancesectors", "sector_id", positions, self._balance_parameters(free, positions), self._balanced)

    def _balance_parameters(self, sectors: list[int], positions: NDArray[np.intp]) -> dict[str, Any]:
        session, panel = self.session, self.panel
        known = session.staffing_rules().is_known()
        parameters = {
            "WORKLOAD_FIELD": "workload",
            "SECTOR_COUNT": len(sectors),
            "TOLERANCE": session.settings.tolerance / 2,
            "EFFORT": panel.effort.currentData(),
            "CURRENT_FIELD": "sector_now",
            "MAX_MOVED": panel.most_moved.value(),
            "LOCK_FIELD": "locked",
            "TOGETHER_FIELD": "together",
            "APART": self._apart(positions),
            "OFFICERS": int(session.staffing().officers[sectors].sum()) if known else 0,
            "MINIMUM_OFFICERS": max(session.settings.minimum, 1),
        }
        return parameters | self._district_parameters(sectors)

    def _district_parameters(self, sectors: list[int]) -> dict[str, Any]:
        """Return sectors per district where every sector keeps to one, nothing where some do not."""
        districts = [self.session.totals.district(code) for code in sectors]
        if not all(districts) or any(", " in name for name in districts):
            return {}
        text = ";".join(f"{name}={districts.count(name)}" for name in sorted(set(districts)))
        return {"DISTRICT_FIELD": "police_district", "DISTRICT_SECTORS": text}

    def _apart(self, positions: NDArray[np.intp]) -> str:
        apart = self.session.settings.rules.apart
        there = {self.session.units.unit_ids[position] for position in positions.tolist()} if apart else set()
        groups = [sorted(group & there) for group in apart]
        pairs = [f"{one}|{other}" for group in groups for one in group for other in group if one < other]
        return ";".join(pairs)

    def repair(self, finding: Finding) -> None:
        """Propose what `repairsectors` would do about a finding."""
        self._step, self._only = translate("Proposals", "Repair: {message}").format(message=finding.message), finding.units  # fmt: skip
        everything = np.arange(len(self.session.units))
        self._start("repairsectors", "sector_now", everything, {"SECTOR_FIELD": "sector_now"}, self._repaired)

    def _start(self, algorithm: str, field: str, positions: NDArray[np.intp], parameters: dict[str, Any], done: Any) -> None:  # fmt: skip
        self._clear("")
        task = self._task = ProposalTask(algorithm, PlanCopy(self.session, positions, self), field, parameters)
        task.done.connect(done)
        task.failed.connect(self._on_failed)
        task.progressed.connect(self._on_progressed)
        task.best_reported.connect(self.panel.status.setText)
        task.draft_published.connect(lambda numbers: self._show_draft(positions, numbers))
        self.panel.work(self._step, stoppable=done == self._balanced)
        gc.freeze()  # a full collection walks through all that is there, a tenth of a second with the window asleep
        task.start()

    def _end(self) -> None:
        self._task = None
        gc.unfreeze()

    def stop(self) -> None:
        """Ask for the best plan so far."""
        if self._task is not None:
            self._task.stop()

    def cancel(self) -> None:
        """End the run and propose nothing."""
        if self._task is not None:
            self._task.cancel()

    def _show_draft(self, positions: NDArray[np.intp], numbers: NDArray[np.intp]) -> None:
        self.preview.show(proposal(self.session.totals, positions, self._renamed(positions, numbers)))

    # Answers

    def _balanced(self, positions: NDArray[np.intp], labels: list[str]) -> None:
        names = sorted(set(labels), key=natural)
        index_of = {name: row for row, name in enumerate(names)}
        self._propose(
            positions, self._renamed(positions, np.array([index_of[label] for label in labels], dtype=np.intp))
        )

    def _renamed(self, positions: NDArray[np.intp], numbers: NDArray[np.intp]) -> NDArray[np.int64]:
        """Return the plan's own sectors in the place of numbers: locked units, then the most residents, stay."""
        units, locked = self.session.units, self.session.settings.rules.units
        residents = units.measures[positions, MEASURES.index("residents")].copy()
        held = [row for row, position in enumerate(positions.tolist()) if units.unit_ids[position] in locked]
        residents[held] += residents.sum() + 1.0  # a locked unit outweighs everybody: its sector keeps its number
        weights = UnitWeights(
            residents, units.measures[positions, MEASURES.index("area_m2")], units.district[positions]
        )
        return renamed(self.session.totals.labels[positions], numbers - numbers.min(), weights)

    def _repaired(self, positions: NDArray[np.intp], labels: list[str]) -> None:
        codes = [self.session.code_of(label) for label in labels]
        self._propose(positions, np.array(codes, dtype=np.int64))

    def _propose(self, positions: NDArray[np.intp], codes: NDArray[np.int64]) -> None:
        self._end()
        proposed = proposal(self.session.totals, positions, codes)
        proposed = proposed if self._only is None else proposed.of(self._only)
        if not len(proposed.positions):
            self._clear(translate("Proposals", "Nothing better was found; the plan stays as it is."))
            return
        self.proposed = proposed
        totals = self.session.totals
        touched = np.unique(np.r_[proposed.targets, totals.labels[proposed.positions]])
        what = effect(totals, proposed, self.session.staffing_rules())
        self.panel.propose(self.session, what, touched[touched >= 0].tolist(), len(proposed.positions))
        self.preview.show(proposed)

    def _on_progressed(self, percent: float) -> None:
        self.panel.progress.setValue(round(percent))

    def _on_failed(self, reason: str) -> None:
        self._end()
        self._clear(reason or translate("Proposals", "Cancelled; nothing was changed."))

    def accept(self) -> None:
        """Make the proposal one undo step."""
        if self.proposed is not None:
            proposed = self.proposed
            self._clear(translate("Proposals", "Accepted as one step; undo takes it back."))
            self.plan.editor.apply(self._step, proposed.positions, proposed.targets)

    def discard(self) -> None:
        """Forget the proposal."""
        self._clear(translate("Proposals", "Discarded; nothing was changed."))

    def _clear(self, text: str) -> None:
        self.proposed = None
        self.preview.clear()
        self.panel.rest(text)


class ProposalTask(QObject):
    """One run. `done` carries (unit positions, sector label of each as text), `failed` the reason.

    Before that `draft_published` may carry a first plan, a sector number for each unit copied, and `best_reported` texts on how good
    the best plan so far is. A cancelled run ends in `failed` with an empty reason.
    """

    done = pyqtSignal(object, object)
    failed = pyqtSignal(str)
    progressed = pyqtSignal(float)
    draft_published = pyqtSignal(object)
    best_reported = pyqtSignal(str)

    def __init__(self, algorithm: str, copy: PlanCopy, field: str, parameters: dict[str, Any]) -> None:
        """Run `algorithm` on a copy of units; `parameters` are its own, its output has the new sector in `field`."""
        super().__init__()
        self._copy, self._field, self._parameters = copy, field, parameters
        self._run = BackgroundRun(algorithm)
        self._run.context.setProject(QgsProject.instance())
        self._run.progressed.connect(self.progressed)
        self._run.failed.connect(self.failed)
        self._run.done.connect(self._on_done)
        self._run.feedback.draft_published.connect(self.draft_published)
        self._run.feedback.best_reported.connect(self.best_reported)
        self._copied = False
        self._read: PlanRead | None = None
        copy.made.connect(self._on_copied)
        copy.failed.connect(self.failed)

    def start(self) -> None:
        """Copy the units, then run."""
        self._copy.start()

    def _on_copied(self, units: QgsVectorLayer) -> None:
        self._copied = True
        definitions = self._run.algorithm.destinationParameterDefinitions() if self._run.algorithm else []
        outputs = {one.name(): "TEMPORARY_OUTPUT" for one in definitions if one.type() == "sink"}
        self._run.start({"UNITS": units} | outputs | self._parameters)

    def stop(self) -> None:
        """Ask for the best plan so far."""
        self._run.feedback.stop()

    def cancel(self) -> None:
        """Ask the run to end without a result."""
        self._run.cancel()
        if not self._copied:
            self._copy.stop()
            self.failed.emit("")

    def _on_done(self, results: dict[str, Any]) -> None:
        layer = QgsProcessingUtils.mapLayerFromString(str(results.get("OUTPUT", "")), self._run.context)
        if not isinstance(layer, QgsVectorLayer):
            self.failed.emit(self._run.reason())
            return
        self._read = PlanRead(layer, self._field, self)
        self._read.done.connect(self.done)
        self._read.start()
