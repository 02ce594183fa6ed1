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

from ..core.errors import InputError
from ..core.manning_settings import METHODS, MOST_OFFICERS, ManningSettings, method_named
from .base import SectorAlgorithm
from .parameters import POLYGONS, advanced, choice, pdf_destination, report_destination
from .report_inputs import report_inputs, today
from .report_output import wants_report, write_report
from .run import Run
from .sector_names import sector_names

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..core.manning_report import Manning
    from ..core.publish.report_page import Report
    from ..core.shifts import ShiftPattern
    from ..core.table import FeatureTable

translate = QCoreApplication.translate


class AllocateOfficers(SectorAlgorithm[ManningSettings]):
    """Whole officers to sectors, with a floor; who should move; what a few more or fewer would do."""

    ID = "allocateofficers"
    GROUP = "balance"
    STYLES = {"OUTPUT": "manning"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("AllocateOfficers", "Allocate officers")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare sectors, officers, rule and outputs."""
        default = ManningSettings()
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
    def _shift_parameters(default: ManningSettings) -> list[QgsProcessingParameterDefinition]:
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

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> ManningSettings:
        """Return officers, floor, rule and threshold."""
        return ManningSettings(
            self.parameterAsInt(parameters, "OFFICERS", context),
            self.parameterAsInt(parameters, "MINIMUM", context),
            method_named(self.parameterAsEnumString(parameters, "METHOD", context)),
            self.parameterAsDouble(parameters, "THRESHOLD", context),
            self.parameterAsDouble(parameters, "PRESENCE", context),
        )

    def execute(self, run: Run[ManningSettings]) -> dict[str, str]:
        """Share out, write the sectors with their officers, and the report."""
        import pandas as pd

        from ..core.manning import load_per_officer
        from ..core.sectors import deviation, deviation_station

        sectors = run.read("SECTORS", run.working_crs("SECTORS"))
        manning, fair = _man(run, sectors)
        columns = {
            "officers": manning.officers,
            "load_per_officer": load_per_officer(manning.load, manning.officers),
            "deviation": deviation(manning.load, manning.officers, manning.districts),
            "deviation_station": deviation_station(manning.load, manning.officers),
        }
        if manning.current is not None:
            columns["change"] = manning.officers - manning.current.astype("int64")
            columns["officers_fair"] = fair
        outputs = {"OUTPUT": run.write_extended("OUTPUT", "SECTORS", pd.DataFrame(columns))}
        if wants_report(run):
            outputs.update(write_report(run, _report(run, manning, sectors)))
        return outputs


def _man(run: Run[ManningSettings], sectors: FeatureTable) -> tuple[Manning, Any]:
    """Return the manning advised, and the one that ignores who is where today."""
    from ..core.manning import allocate
    from ..core.manning_advice import advise
    from ..core.manning_report import Manning

    settings = run.settings()
    load = _filled(sectors, run.text("WORKLOAD_FIELD"))
    if len(load) == 0:
        message = translate("AllocateOfficers", "Layer “{layer}” has no sectors.")
        raise InputError(message.format(layer=sectors.name))
    fair = allocate(load, settings.officers, settings.minimum, settings.method)
    names, districts = sector_names(sectors, run.text("NAME_FIELD")), _districts(sectors)
    if not run.has("CURRENT_FIELD"):
        return Manning(names, load, fair, settings, districts=districts), fair
    current = _filled(sectors, run.text("CURRENT_FIELD"))
    advice = advise(load, current, settings)
    return Manning(names, load, advice.officers, settings, current, advice, districts=districts), fair


def _districts(sectors: FeatureTable) -> list[str | None]:
    """Return the sectors' local police districts; None for all where the layer has no such field."""
    from ..core.ids import as_text

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


def _shifts(run: Run[ManningSettings], sectors: FeatureTable) -> ShiftPattern | None:
    """Return the shifts that follow the incidents; None where there are no incidents to plan by, which is said."""
    if not run.has("INCIDENTS"):
        return None
    from ..core.crime.week import incidents_by_hour
    from ..core.geometry import polygonal
    from ..core.point_location import OUTSIDE, owner_of_points
    from ..core.shifts import shift_pattern
    from .dated_incidents import caution_of, field_times

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


def _report(run: Run[ManningSettings], manning: Manning, sectors: FeatureTable) -> Report:
    from dataclasses import replace

    from ..core.contiguity import ContiguityGraph
    from ..core.contributions import contributions
    from ..core.manning_report import manning_report
    from ..core.workload import CRITERIA

    there = {name: sectors.numbers(field) for name, field in CRITERIA.items() if field in sectors.attributes.columns}
    neighbours = ContiguityGraph.from_polygons(sectors.geometry, progress=run.progress).edges.tolist()
    edition = run.text("EDITION")
    facts = [(translate("AllocateOfficers", "Edition"), edition)] if edition else []
    facts.append((translate("AllocateOfficers", "Made"), today()))
    criteria = contributions(manning.load, there)
    manning = replace(manning, shifts=_shifts(run, sectors))
    return manning_report(manning, neighbours, criteria, facts, report_inputs(run))
