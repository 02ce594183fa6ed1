"""Check a plan against every rule that sectors must keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsProcessingContext, QgsProcessingOutputNumber
from qgis.PyQt.QtCore import QCoreApplication

from ....core.plan.settings import MINIMUM_OFFICERS, TOLERANCE, CheckSettings, parse_expected_parts
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import LINES, POLYGONS, field, layer, number, report, sink, text
from ...framework.reports import report_inputs, today, wants_report, write_report
from ...framework.run import Run

if TYPE_CHECKING:
    from ....core.plan.plan import Plan

translate = QCoreApplication.translate


class CheckSectors(SectorAlgorithm[CheckSettings]):
    """Findings: rule, severity, sector, units and a sentence, each at its place."""

    ID = "checksectors"
    GROUP = "draw"
    STYLES = {"OUTPUT": "findings"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("CheckSectors", "Check sectors")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare units, plan, limits and outputs."""
        sector = translate("CheckSectors", "Field with the sector (text or whole number)")
        workload = translate("CheckSectors", "Field with the workload")
        tolerance = translate("CheckSectors", "Greatest deviation of the load per officer (percent)")
        officers = translate("CheckSectors", "Field with the officers")
        minimum = translate("CheckSectors", "Fewest officers of a sector")
        links = translate("CheckSectors", "Links across water (lines from unit to unit)")
        parts = translate("CheckSectors", "Parts expected of sectors with islands (such as 3=2; 7=4)")
        self.declare(
            layer("UNITS", translate("CheckSectors", "Planning units"), POLYGONS),
            field("SECTOR_FIELD", sector, "UNITS", default="sector_id"),
            layer("SECTORS", translate("CheckSectors", "Sectors with their officers"), POLYGONS, optional=True),
            number("TOLERANCE", tolerance, TOLERANCE, 0),
            layer("LINKS", links, LINES, optional=True),
            text("EXPECTED_PARTS", parts, optional=True),
            field("WORKLOAD_FIELD", workload, "UNITS", numeric=True, optional=True, advanced=True),
            field("OFFICERS_FIELD", officers, "SECTORS", numeric=True, optional=True, advanced=True),
            number("MINIMUM_OFFICERS", minimum, MINIMUM_OFFICERS, 0, whole=True, advanced=True),
            sink("OUTPUT", translate("CheckSectors", "Findings")),
            report(),
        )
        self.addOutput(QgsProcessingOutputNumber("ERRORS", translate("CheckSectors", "Number of errors")))
        self.addOutput(QgsProcessingOutputNumber("WARNINGS", translate("CheckSectors", "Number of warnings")))

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> CheckSettings:
        """Return the limits."""
        return CheckSettings(
            tolerance=self.parameterAsDouble(parameters, "TOLERANCE", context),
            minimum_officers=self.parameterAsInt(parameters, "MINIMUM_OFFICERS", context),
            expected_parts=parse_expected_parts(self.parameterAsString(parameters, "EXPECTED_PARTS", context)),
        )

    def execute(self, run: Run[CheckSettings]) -> dict[str, object]:
        """Read units, plan and officers, check, and write findings and report."""
        from ....core.base.findings import ERROR, WARNING
        from ....core.plan.reports.validation import checks_report
        from ....core.plan.validation import check_plan, findings_table, officers_by_sector

        crs = run.working_crs("UNITS")
        units = run.read("UNITS", crs)
        plan = run.read_plan(units, run.text("SECTOR_FIELD"))
        whole = translate("CheckSectors", "loads are compared with the mean of all sectors.")
        run.tell_missing(units, police_district=whole)
        workload_field = run.text("WORKLOAD_FIELD") or "workload"
        officers = None
        if run.has("SECTORS"):
            officers = officers_by_sector(run.read("SECTORS", crs), run.text("OFFICERS_FIELD") or "officers", plan)
        links = run.read("LINKS", crs) if run.has("LINKS") else None
        settings = run.settings()
        found = check_plan(
            units,
            plan,
            settings,
            workload_field=workload_field,
            links=links,
            officers=officers,
            progress=run.progress.part(0.1, 0.9),
        )
        skipped = self._skipped(plan, officers, workload_field, workload_field in units.attributes.columns)
        for warning in [finding.message for finding in found if finding.severity == ERROR] + list(skipped.values()):
            run.progress.warn(warning)
        table = findings_table(found)
        outputs = {
            "OUTPUT": run.write("OUTPUT", table.geometry, table.attributes, Qgis.WkbType.MultiPolygon, crs),
            "ERRORS": sum(finding.severity == ERROR for finding in found),
            "WARNINGS": sum(finding.severity == WARNING for finding in found),
        }
        if wants_report(run):
            page = checks_report(found, units, plan, settings, report_inputs(run), skipped, today())
            outputs |= write_report(run, page)
        return outputs

    @staticmethod
    def _skipped(plan: Plan, officers: dict[str, int] | None, workload_field: str, has_load: bool) -> dict[str, str]:
        skipped = {}
        untold = [str(one) for one in plan.sector_ids if str(one) not in (officers or {})]
        if officers is not None and untold:
            message = translate("CheckSectors", "Sectors whose officers are not told, and not checked: {sectors}.")
            rule = "too few officers" if len(untold) == len(plan) else "some officers"
            skipped[rule] = message.format(sectors=", ".join(untold))
        if officers is None:
            message = translate("CheckSectors", "No sectors with officers were given: manning was not checked.")
            skipped["too few officers"] = message
        if not has_load:
            message = translate("CheckSectors", "The units have no field “{field}”: the load was not checked.")
            skipped["outside tolerance"] = message.format(field=workload_field)
        return skipped
