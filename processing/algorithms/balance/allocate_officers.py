"""Share officers out to sectors by their load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ....core.staffing.settings import METHODS, MOST_OFFICERS, StaffingSettings, method_named
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import POLYGONS, advanced, choice, pdf_destination, report_destination
from ...framework.reports import report_inputs, sector_names, today, wants_report, write_report
from ...framework.run import Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ....core.base.table import FeatureTable
    from ....core.reporting.page import Report
    from ....core.staffing.report import StaffedSectors
    from ....core.staffing.shifts import ShiftPattern

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
        whole, real = Qgis.ProcessingNumberParameterType.Integer, Qgis.ProcessingNumberParameterType.Double
        numeric = Qgis.ProcessingFieldParameterDataType.Numeric
        self.addParameter(
            QgsProcessingParameterFeatureSource("SECTORS", translate("AllocateOfficers", "Sectors"), POLYGONS)
        )
        self.addParameter(
            QgsProcessingParameterField(
                "WORKLOAD_FIELD",
                translate("AllocateOfficers", "Field with the workload (any unit)"),
                "workload",
                "SECTORS",
                numeric,
            )
        )
        title = translate("AllocateOfficers", "Officers to share out (number)")
        self.addParameter(
            QgsProcessingParameterNumber("OFFICERS", title, whole, default.officers, minValue=1, maxValue=MOST_OFFICERS)
        )
        title = translate("AllocateOfficers", "At least in every sector (officers)")
        self.addParameter(QgsProcessingParameterNumber("MINIMUM", title, whole, default.minimum, minValue=0))
        title = translate("AllocateOfficers", "Rule of apportionment")
        self.addParameter(choice("METHOD", title, METHODS, default.method))
        title = translate("AllocateOfficers", "Field with the officers there today (number)")
        self.addParameter(QgsProcessingParameterField("CURRENT_FIELD", title, None, "SECTORS", numeric, optional=True))
        title = translate(
            "AllocateOfficers", "Move nobody where the load per officer is this close to the station's mean (percent)"
        )
        self.addParameter(
            advanced(QgsProcessingParameterNumber("THRESHOLD", title, real, default.threshold, minValue=0))
        )
        title = translate("AllocateOfficers", "Field with the sector's name or number")
        self.addParameter(
            advanced(QgsProcessingParameterField("NAME_FIELD", title, "sector_id", "SECTORS", optional=True))
        )
        for parameter in self._shift_parameters(default):
            self.addParameter(advanced(parameter))
        title = translate("AllocateOfficers", "Edition (text printed in the report)")
        self.addParameter(advanced(QgsProcessingParameterString("EDITION", title, optional=True)))
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", translate("AllocateOfficers", "Manned sectors")))
        self.addParameter(report_destination())
        self.addParameter(pdf_destination())

    @staticmethod
    def _shift_parameters(default: StaffingSettings) -> list[QgsProcessingParameterDefinition]:
        points, real = [Qgis.ProcessingSourceType.VectorPoint], Qgis.ProcessingNumberParameterType.Double
        incidents = translate("AllocateOfficers", "Incidents, for the shifts on weekdays 07–23 (points)")
        earliest = translate("AllocateOfficers", "Field with the earliest possible time")
        latest = translate("AllocateOfficers", "Field with the latest possible time")
        presence = translate("AllocateOfficers", "Officers on duty on a weekday (percent of all)")
        return [
            QgsProcessingParameterFeatureSource("INCIDENTS", incidents, points, optional=True),
            QgsProcessingParameterField("FROM_FIELD", earliest, "from_time", "INCIDENTS", optional=True),
            QgsProcessingParameterField("TO_FIELD", latest, "to_time", "INCIDENTS", optional=True),
            QgsProcessingParameterNumber("PRESENCE", presence, real, default.presence, False, 1, 100),
        ]

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
        """Share out, write the sectors with their officers, and the report."""
        import pandas as pd

        from ....core.plan.sectors import deviation, deviation_station
        from ....core.staffing.allocation import load_per_officer

        sectors = run.read("SECTORS", run.working_crs("SECTORS"))
        staffed, fair = _staff(run, sectors)
        columns = {
            "officers": staffed.officers,
            "load_per_officer": load_per_officer(staffed.load, staffed.officers),
            "deviation": deviation(staffed.load, staffed.officers, staffed.districts),
            "deviation_station": deviation_station(staffed.load, staffed.officers),
        }
        if staffed.current is not None:
            columns["change"] = staffed.officers - staffed.current.astype("int64")
            columns["officers_fair"] = fair
        outputs = {"OUTPUT": run.write_extended("OUTPUT", "SECTORS", pd.DataFrame(columns))}
        if wants_report(run):
            outputs.update(write_report(run, _report(run, staffed, sectors)))
        return outputs


def _staff(run: Run[StaffingSettings], sectors: FeatureTable) -> tuple[StaffedSectors, Any]:
    """Return the staffing advised, and the one that ignores who is where today."""
    from ....core.staffing.advice import advise
    from ....core.staffing.allocation import allocate
    from ....core.staffing.report import StaffedSectors

    settings = run.settings()
    load = _filled(sectors, run.text("WORKLOAD_FIELD"))
    if len(load) == 0:
        message = translate("AllocateOfficers", "Layer “{layer}” has no sectors.")
        raise InputError(message.format(layer=sectors.name))
    fair = allocate(load, settings.officers, settings.minimum, settings.method)
    names, districts = sector_names(sectors, run.text("NAME_FIELD")), _districts(sectors)
    if not run.has("CURRENT_FIELD"):
        return StaffedSectors(names, load, fair, settings, districts=districts), fair
    current = _filled(sectors, run.text("CURRENT_FIELD"))
    advice = advise(load, current, settings)
    return StaffedSectors(names, load, advice.officers, settings, current, advice, districts=districts), fair


def _districts(sectors: FeatureTable) -> list[str | None]:
    """Return the sectors' local police districts; None for all where the layer has no such field."""
    from ....core.base.names import as_text

    if "police_district" not in sectors.attributes.columns:
        return [None] * len(sectors)
    return [as_text(name) or None for name in sectors.attributes["police_district"]]


def _filled(sectors: FeatureTable, field: str) -> NDArray[np.float64]:
    """Return the numbers of a field; raise InputError, naming the feature, where one is missing."""
    values = sectors.numbers(field)
    for row, value in enumerate(values):
        if value != value:
            message = translate(
                "AllocateOfficers", "Layer “{layer}”, feature {fid}, field “{field}”: the number is missing."
            )
            raise InputError(message.format(layer=sectors.name, fid=sectors.feature_ids[row], field=field))
    return values


def _shifts(run: Run[StaffingSettings], sectors: FeatureTable) -> ShiftPattern | None:
    """Return the shifts that follow the incidents; None where there are no incidents to plan by, which is said."""
    if not run.has("INCIDENTS"):
        return None
    from ....core.crime.aoristic import incidents_by_hour
    from ....core.geo.geometry import polygonal
    from ....core.geo.point_location import OUTSIDE, owner_of_points
    from ....core.staffing.shifts import shift_pattern
    from ...framework.incidents import caution_of, field_times

    settings = run.settings()
    table = run.read("INCIDENTS", run.working_crs("SECTORS"))
    start, end = (field_times(run, table, run.text(name)) for name in ("FROM_FIELD", "TO_FIELD"))
    inside = owner_of_points(table.geometry, polygonal(sectors.geometry)) != OUTSIDE
    caution_of(run, table, (start, end), inside, "type")
    try:
        week, weeks = incidents_by_hour(table.geometry, start, end, sectors.geometry)
        return shift_pattern(week, weeks, round(settings.officers * settings.presence / 100))
    except InputError as error:  # the officers are allocated all the same
        run.caution([translate("AllocateOfficers", "No shifts are planned: {reason}").format(reason=error)])
        return None


def _report(run: Run[StaffingSettings], staffed: StaffedSectors, sectors: FeatureTable) -> Report:
    from dataclasses import replace

    from ....core.geo.contiguity import ContiguityGraph
    from ....core.plan.workload import CRITERIA, contributions
    from ....core.staffing.report import staffing_report

    there = {name: sectors.numbers(field) for name, field in CRITERIA.items() if field in sectors.attributes.columns}
    neighbours = ContiguityGraph.from_polygons(sectors.geometry, progress=run.progress).edges.tolist()
    edition = run.text("EDITION")
    facts = [(translate("AllocateOfficers", "Edition"), edition)] if edition else []
    facts.append((translate("AllocateOfficers", "Made"), today()))
    criteria = contributions(staffed.load, there)
    staffed = replace(staffed, shifts=_shifts(run, sectors))
    return staffing_report(staffed, neighbours, criteria, facts, report_inputs(run))
