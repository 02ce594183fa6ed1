"""Allocate officers to sectors by their load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.staffing.settings import METHODS, MOST_OFFICERS, StaffingSettings, method_named
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import POLYGONS, enum, field, layer, number, report, report_pdf, sink, text
from ...framework.reports import edition_facts, report_inputs, sector_names, wants_report, write_report
from ...framework.run import Run
from ._parameters import read_shifts, shift_parameters

if TYPE_CHECKING:
    from ....core.base.table import FeatureTable
    from ....core.reporting.page import Report
    from ....core.staffing.report import StaffedSectors

translate = QCoreApplication.translate


class AllocateOfficers(SectorAlgorithm[StaffingSettings]):
    """Whole officers to sectors, with a floor; who should move; what a few more or fewer would do."""

    ID = "allocateofficers"
    GROUP = "balance"
    STYLES = {"OUTPUT": "manning"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("AllocateOfficers", "Allocate officers")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare sectors, officers, rule and outputs."""
        default = StaffingSettings()
        threshold = translate(
            "AllocateOfficers", "Move nobody where the load per officer is this close to the station's mean (percent)"
        )
        self.declare(
            layer("SECTORS", translate("AllocateOfficers", "Sectors"), POLYGONS),
            field(
                "WORKLOAD_FIELD",
                translate("AllocateOfficers", "Field with the workload (any unit)"),
                "SECTORS",
                default="workload",
                numeric=True,
            ),
            number(
                "OFFICERS",
                translate("AllocateOfficers", "Officers to share out (number)"),
                default.officers,
                1,
                MOST_OFFICERS,
                whole=True,
            ),
            number(
                "MINIMUM",
                translate("AllocateOfficers", "At least in every sector (officers)"),
                default.minimum,
                0,
                whole=True,
            ),
            enum("METHOD", translate("AllocateOfficers", "Rule of apportionment"), METHODS, default.method),
            field(
                "CURRENT_FIELD",
                translate("AllocateOfficers", "Field with the officers there today (number)"),
                "SECTORS",
                numeric=True,
                optional=True,
            ),
            number("THRESHOLD", threshold, default.threshold, 0, advanced=True),
            field(
                "NAME_FIELD",
                translate("AllocateOfficers", "Field with the sector's name or number"),
                "SECTORS",
                default="sector_id",
                optional=True,
                advanced=True,
            ),
            *shift_parameters(),
            text(
                "EDITION",
                translate("AllocateOfficers", "Edition (text printed in the report)"),
                optional=True,
                advanced=True,
            ),
            sink("OUTPUT", translate("AllocateOfficers", "Manned sectors")),
            report(),
            report_pdf(),
        )

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> StaffingSettings:
        """Return officers, floor, rule and threshold."""
        return StaffingSettings(
            self.parameterAsInt(parameters, "OFFICERS", context),
            self.parameterAsInt(parameters, "MINIMUM", context),
            method_named(self.parameterAsEnumString(parameters, "METHOD", context)),
            self.parameterAsDouble(parameters, "THRESHOLD", context),
            self.parameterAsDouble(parameters, "PRESENCE", context),
        )

    def execute(self, run: Run[StaffingSettings]) -> dict[str, str]:
        """Allocate, write the sectors with their officers, and the report."""
        from ....core.staffing.report import allocate_to_sectors

        sectors = run.read("SECTORS", run.working_crs("SECTORS"))
        names = sector_names(sectors, run.text("NAME_FIELD"))
        workload, current = run.text("WORKLOAD_FIELD"), run.text("CURRENT_FIELD")
        staffed = allocate_to_sectors(sectors, names, run.settings(), workload, current)
        outputs = {"OUTPUT": run.write_extended("OUTPUT", "SECTORS", staffed.columns())}
        if wants_report(run):
            outputs |= write_report(run, _report(run, staffed, sectors))
        return outputs


def _report(run: Run[StaffingSettings], staffed: StaffedSectors, sectors: FeatureTable) -> Report:
    from dataclasses import replace

    from ....core.geo.contiguity import ContiguityGraph
    from ....core.plan.workload import CRITERIA, contributions
    from ....core.staffing.report import staffing_report

    there = {name: sectors.numbers(field) for name, field in CRITERIA.items() if field in sectors.attributes.columns}
    neighbours = ContiguityGraph.from_polygons(sectors.geometry, progress=run.progress).edges.tolist()
    facts = edition_facts(run, translate("AllocateOfficers", "Edition"), translate("AllocateOfficers", "Made"))
    criteria = contributions(staffed.load, there)
    staffed = replace(staffed, shifts=read_shifts(run, sectors))
    return staffing_report(staffed, neighbours, criteria, facts, report_inputs(run))
