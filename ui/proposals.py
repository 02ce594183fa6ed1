"""From a wish to a preview to a step: rebalancing and repairs are proposed, shown hatched, accepted or discarded."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsApplication
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import QCoreApplication, QObject, Qt

from ..core.editing.findings import LiveFinding
from ..core.editing.proposal import Proposal, effect, proposal, renamed
from ..core.editing.units import MEASURES
from ..core.errors import InputError
from ..core.plan import natural
from .open_plan import OpenPlan
from .overlay import remove, unit_band
from .plan_copy import plan_copy
from .proposal_panel import ProposalPanel
from .proposal_task import ProposalTask

translate = QCoreApplication.translate


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
        self._bands: list[QgsRubberBand] = []
        panel.stopped.connect(self.stop)
        panel.accepted.connect(self.accept)
        panel.discarded.connect(self.discard)
        panel.rest("")

    def close(self) -> None:
        """Stop what runs and take the preview off the map."""
        self.panel.stopped.disconnect(self.stop)
        self.panel.accepted.disconnect(self.accept)
        self.panel.discarded.disconnect(self.discard)
        if self._task is not None:
            self._task.cancel()
            self._task.done.disconnect()
            self._task.failed.disconnect()
            self._task.progressed.disconnect()
            self._task = None
        self._clear("")

    # Asking

    def rebalance(self, sectors: list[int]) -> None:
        """Propose a balanced plan of `sectors`; locked ones stay as they are."""
        tally, rules = self.session.tally, self.session.settings.rules
        free = [
            code for code in sectors if tally.sectors[code] not in rules.sectors and tally.measure("units")[code] > 0
        ]
        if len(free) < 2:
            self.panel.rest(translate("Proposals", "Choose at least two sectors that are not locked."))
            return
        positions = np.flatnonzero(np.isin(tally.codes, free))
        names = ", ".join(self.session.label(code) for code in free[:4]) + ("…" if len(free) > 4 else "")
        self._step, self._only = translate("Proposals", "Rebalance sectors {names}").format(names=names), None
        self._start("balancesectors", "sector_id", positions, self._balance_parameters(free, positions), self._balanced)

    def _balance_parameters(self, sectors: list[int], positions: NDArray[np.intp]) -> dict[str, Any]:
        session, panel = self.session, self.panel
        known = session.staffing().is_known()
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
            "OFFICERS": int(session.manning().officers[sectors].sum()) if known else 0,
            "MINIMUM_OFFICERS": max(session.settings.minimum, 1),
        }
        return parameters | self._district_parameters(sectors)

    def _district_parameters(self, sectors: list[int]) -> dict[str, Any]:
        """Return sectors per district where every sector keeps to one, nothing where some do not."""
        districts = [self.session.tally.district(code) for code in sectors]
        if not all(districts) or any(", " in name for name in districts):
            return {}
        text = ";".join(f"{name}={districts.count(name)}" for name in sorted(set(districts)))
        return {"DISTRICT_FIELD": "police_district", "DISTRICT_SECTORS": text}

    def _apart(self, positions: NDArray[np.intp]) -> str:
        there = {self.session.units.unit_ids[position] for position in positions.tolist()}
        groups = [sorted(group & there) for group in self.session.settings.rules.apart]
        pairs = [f"{one}|{other}" for group in groups for one in group for other in group if one < other]
        return ";".join(pairs)

    def repair(self, finding: LiveFinding) -> None:
        """Propose what `repairsectors` would do about a finding."""
        if QgsApplication.processingRegistry().algorithmById("sectorplanner:repairsectors") is None:
            self.panel.rest(translate("Proposals", "Repairing is not in this version; paint the units instead."))
            return
        self._step, self._only = translate("Proposals", "Repair: {message}").format(message=finding.message), finding.positions  # fmt: skip
        everything = np.arange(len(self.session.units))
        self._start("repairsectors", "sector_now", everything, {"SECTOR_FIELD": "sector_now"}, self._repaired)

    def _start(self, algorithm: str, field: str, positions: NDArray[np.intp], parameters: dict[str, Any], done: Any) -> None:  # fmt: skip
        self._clear("")
        try:
            units = plan_copy(self.session, positions)
        except InputError as error:
            self.panel.rest(str(error))
            return
        self._task = ProposalTask(algorithm, units, field)
        self._task.done.connect(done)
        self._task.failed.connect(self._on_failed)
        self._task.progressed.connect(self._on_progressed)
        self.panel.work(self._step)
        self._task.start(parameters)

    def stop(self) -> None:
        """Ask the run to stop."""
        if self._task is not None:
            self._task.cancel()

    # Answers

    def _balanced(self, positions: NDArray[np.intp], labels: list[str]) -> None:
        names = sorted(set(labels), key=natural)
        numbers = np.array([names.index(label) for label in labels], dtype=np.intp)
        residents = self.session.units.measures[positions, MEASURES.index("residents")]
        self._propose(positions, renamed(self.session.tally.codes[positions], numbers, residents))

    def _repaired(self, positions: NDArray[np.intp], labels: list[str]) -> None:
        codes = [self.session.code_of(label) for label in labels]
        self._propose(positions, np.array(codes, dtype=np.int32))

    def _propose(self, positions: NDArray[np.intp], codes: NDArray[np.int32]) -> None:
        self._task = None
        proposed = proposal(self.session.tally, positions, codes)
        proposed = proposed if self._only is None else proposed.of(self._only)
        if not len(proposed.positions):
            self.panel.rest(translate("Proposals", "Nothing better was found; the plan stays as it is."))
            return
        self.proposed = proposed
        tally = self.session.tally
        touched = np.unique(np.r_[proposed.targets, tally.codes[proposed.positions]])
        what = effect(tally, proposed, self.session.staffing())
        self.panel.propose(self.session, what, touched[touched >= 0].tolist(), len(proposed.positions))
        self._preview(proposed)

    def _preview(self, proposed: Proposal) -> None:
        canvas = self.plan.tools.canvas
        for code in np.unique(proposed.targets).tolist():
            colour = self.plan.colours.of(code)
            for pattern, shade in (
                (Qt.BrushStyle.SolidPattern, colour),
                (Qt.BrushStyle.BDiagPattern, colour.darker(220)),
            ):
                band = unit_band(canvas, shade, pattern, colour.darker(240))
                self.plan.tools.place.show(band, proposed.positions[proposed.targets == code])
                self._bands.append(band)

    def _on_progressed(self, percent: float) -> None:
        self.panel.progress.setValue(round(percent))

    def _on_failed(self, reason: str) -> None:
        self._task = None
        self.panel.rest(reason or translate("Proposals", "Stopped; nothing was changed."))

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
        for band in self._bands:
            remove(self.plan.tools.canvas, band)
        self._bands.clear()
        self.panel.rest(text)
