"""An open plan: follows its layer's every change and keeps its totals true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from ...core.base.errors import InputError
from ...core.base.findings import Finding
from ...core.base.text import natural, whole_number
from ...core.editing.changes import Pending, pending
from ...core.editing.findings import Limits, findings
from ...core.editing.totals import SectorStaffing, SectorTotals, StaffingRules, staff_sectors
from ...core.plan.plan import UNASSIGNED, zero_is_none
from . import settings as project_settings
from .layer import read_officers, read_stored, read_units, read_values, sector_name, sector_value
from .settings import PlanSettings

translate = QCoreApplication.translate


class PlanSession(QObject):
    """The plan in one field of a units layer.

    The layer is the truth: whatever changes it (a map tool, undo, the attribute table, rollback), the
    session hears of it and brings its totals in line. Signals: `changed` after the plan changed,
    `settings_changed` after officers, limits, names or locks changed, `outdated` when units came, went
    or changed shape and the plan must be reopened.
    """

    changed = pyqtSignal()
    settings_changed = pyqtSignal()
    outdated = pyqtSignal()

    def __init__(
        self,
        layer: QgsVectorLayer,
        settings: PlanSettings,
        parent: QObject | None = None,
        saved: Mapping[int, str] | None = None,
    ) -> None:
        """Open the plan; raise InputError where layer or fields cannot be used.

        `saved` are the sectors by feature id with which editing began, where an earlier session of it knew them.
        """
        super().__init__(parent)
        self.layer, self.settings = layer, settings
        self.field = layer.fields().lookupField(settings.sector_field)
        if self.field < 0:
            message = translate("PlanSession", "Layer “{layer}” has no field “{field}”. Choose a sector field.")
            raise InputError(message.format(layer=layer.name(), field=settings.sector_field))
        self.units, self.feature_ids, self.crs = read_units(layer, settings)
        self.row_of = {fid: row for row, fid in enumerate(self.feature_ids.tolist())}
        self._incoming: dict[int, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.flush)
        self._read_plan(saved or {})
        self._follow_layer()

    def _read_plan(self, known: Mapping[int, str]) -> None:
        ids, names = read_values(self.layer, self.field)
        self._zero_is_none = zero_is_none(names)
        names = [self.named(name) for name in names]
        now = dict(zip(ids, names, strict=True))
        is_saved = not self.layer.isModified()
        saved = [now[fid] for fid in self.row_of] if is_saved else self._stored_names(known)
        sectors = sorted({*names, *saved, *self.settings.names} - {""}, key=natural)
        self._code_of = {name: code for code, name in enumerate(sectors)} | {"": UNASSIGNED}
        codes = np.full(len(self.units), UNASSIGNED, dtype=np.int64)
        for fid, name in zip(ids, names, strict=True):
            codes[self.row_of[fid]] = self._code_of[name]
        self.totals = SectorTotals(self.units, sectors, codes)
        self.origin = self._saved = np.array([self._code_of[name] for name in saved], dtype=np.int64)
        self._given = read_officers(self.layer, self.field, self.settings.officers_field)
        self._shared = self._share_out()
        self._staffing: SectorStaffing | None = None
        self._before: SectorStaffing | None = None

    def named(self, name: str) -> str:
        """Return a sector's name; empty for a 0 that stands for none."""
        return "" if name == "0" and self._zero_is_none else name

    def _stored_names(self, known: Mapping[int, str]) -> list[str]:
        """Return the saved sector of each unit; a part split from one has that of the unit whose id it carries."""
        by_feature, by_unit = read_stored(self.layer, self.settings.sector_field, self.settings.unit_id_field)
        by_feature |= known
        return [
            self.named(by_feature.get(fid, by_unit.get(unit_id, "")))
            for fid, unit_id in zip(self.feature_ids.tolist(), self.units.unit_ids, strict=True)
        ]

    def _follow_layer(self) -> None:
        layer = self.layer
        layer.attributeValueChanged.connect(self._on_value_changed)
        for signal in (layer.featureAdded, layer.featuresDeleted, layer.geometryChanged):
            signal.connect(self._on_outdated)
        for signal in (layer.afterCommitChanges, layer.afterRollBack):
            signal.connect(self.resync)
        layer.updatedFields.connect(self._on_fields_changed)

    def close(self) -> None:
        """Stop following the layer."""
        layer = self.layer
        self._timer.stop()
        layer.attributeValueChanged.disconnect(self._on_value_changed)
        for signal in (layer.featureAdded, layer.featuresDeleted, layer.geometryChanged):
            signal.disconnect(self._on_outdated)
        for signal in (layer.afterCommitChanges, layer.afterRollBack):
            signal.disconnect(self.resync)
        layer.updatedFields.disconnect(self._on_fields_changed)

    # What the layer tells

    def _on_value_changed(self, fid: int, field: int, value: Any) -> None:
        if field == self.field and fid in self.row_of:
            self._incoming[self.row_of[fid]] = self.named(sector_name(value))
            self._timer.start()
        elif self.layer.fields().at(field).name() in self._measured_fields():
            self.outdated.emit()

    def _measured_fields(self) -> set[str]:
        one = self.settings
        return {one.workload_field, one.residents_field, one.incidents_field, one.exposed_field, one.district_field}

    def _on_outdated(self, *_what: Any) -> None:
        self.outdated.emit()

    def _on_fields_changed(self) -> None:
        self.field = self.layer.fields().lookupField(self.settings.sector_field)
        if self.field < 0:
            self.outdated.emit()

    def flush(self) -> None:
        """Update the totals with the layer's changes since the last time."""
        self._timer.stop()
        incoming, self._incoming = self._incoming, {}
        rows = np.fromiter(incoming, dtype=np.intp, count=len(incoming))
        codes = np.array([self.code_of(name) for name in incoming.values()], dtype=np.int64)
        if len(self.totals.move(rows, codes)):
            self._staffing = None
            self.changed.emit()

    def resync(self) -> None:
        """Read the plan from the layer again: after saving and after rollback it is the saved plan."""
        if self.field < 0:
            return
        ids, names = read_values(self.layer, self.field)
        known = ((fid, name) for fid, name in zip(ids, names, strict=True) if fid in self.row_of)
        self._incoming = {self.row_of[fid]: self.named(name) for fid, name in known}
        self.flush()
        if not self.layer.isEditable() or not self.layer.isModified():
            self._shared = self._as_shared(self.staffing())
            self._saved = self.totals.labels.copy()
            self.compare_with(self._saved)

    # What others ask

    def code_of(self, name: str) -> int:
        """Return a sector's number; a name not met before is added."""
        if name not in self._code_of:
            self._code_of[name] = self.totals.add_sector(name)
            self._staffing = None
        return self._code_of[name]

    def value_of(self, code: int) -> Any:
        """Return the attribute value of a sector number."""
        return sector_value(self.totals.sector_ids[code] if code >= 0 else "", self.layer, self.field)

    def label(self, code: int) -> str:
        """Return the display name of a sector: its name where it has one, else its id."""
        if code < 0:
            return translate("PlanSession", "no sector")
        sector = self.totals.sector_ids[code]
        return self.settings.names.get(sector) or sector

    def new_sector_name(self) -> str:
        """Return the first whole number above those in use, for a new sector."""
        numbers = [whole_number(name) or 0 for name in self.totals.sector_ids]
        return str(max(numbers, default=0) + 1)

    def saved_codes(self) -> NDArray[np.int64]:
        """Return the plan as it was last saved, (n,)."""
        return self._saved

    def saved_names(self) -> dict[int, str]:
        """Return the sectors as they were last saved, by feature id."""
        names = [*self.totals.sector_ids, ""]
        return {fid: names[code] for fid, code in zip(self.feature_ids.tolist(), self._saved.tolist(), strict=True)}

    def accept_saved(self, codes: dict[int, int]) -> None:
        """Take notice that somebody else saved other sectors for units at these positions."""
        saved = self._saved.copy()
        saved[list(codes)] = list(codes.values())
        against_saved = self.origin is self._saved
        self._saved = saved
        if against_saved:
            self.compare_with(saved)

    def compare_with(self, codes: NDArray[np.int64]) -> None:
        """Count pending changes against another plan of the same units."""
        self.origin, self._before = codes, None
        self.changed.emit()

    def staffing_rules(self) -> StaffingRules:
        """Return the staffing rules; sectors whose load is that of the saved plan keep their officers."""
        return StaffingRules(self.settings.officers, self.settings.minimum, self._given, self._shared)

    def _share_out(self) -> dict[str, tuple[float, int]]:
        """Return load and officers by sector, shared out over all of them."""
        everywhere = StaffingRules(self.settings.officers, self.settings.minimum, self._given)
        return self._as_shared(staff_sectors(self.totals, everywhere))

    def _as_shared(self, staffing: SectorStaffing) -> dict[str, tuple[float, int]]:
        load, officers = self.totals.measure("workload").tolist(), staffing.officers.tolist()
        return dict(zip(self.totals.sector_ids, zip(load, officers, strict=True), strict=True))

    def staffing(self) -> SectorStaffing:
        """Return officers and load per officer in the current plan."""
        if self._staffing is None:
            self._staffing = staff_sectors(self.totals, self.staffing_rules())
        return self._staffing

    def findings(self) -> list[Finding]:
        """Return the findings on the current plan."""
        limits = Limits(self.settings.tolerance, self.settings.parts)
        return findings(self.totals, self.staffing(), self.staffing_rules(), limits)

    def pending(self) -> Pending:
        """Return the differences from the saved plan, or from the one compared with."""
        now = self.staffing()
        if self._before is None:
            self._before = staff_sectors(
                SectorTotals(self.units, self.totals.sector_ids, self.origin), self.staffing_rules()
            )
        return pending(self.totals, self.origin, self._before, now)

    def update_settings(self, **changes: Any) -> None:
        """Change officers, limits, names or locks, and remember them in the project."""
        self.settings = replace(self.settings, **changes)
        project_settings.save(QgsProject.instance(), self.settings)
        if {"officers", "minimum"} & changes.keys():
            self._shared = self._share_out()
        self._staffing = self._before = None
        self.settings_changed.emit()

    def positions(self, feature_ids: Iterable[int]) -> NDArray[np.intp]:
        """Return the positions of features."""
        return np.array([self.row_of[fid] for fid in feature_ids if fid in self.row_of], dtype=np.intp)
