"""Describe the crime of sectors, exposed areas or any drawn polygon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.crime.settings import ProfileSettings
from ...framework.incidents import (
    IncidentAlgorithm,
    check_incidents,
    field_parameters,
    harm_parameter,
    incident_source,
    incident_stream,
    period_parameters,
    read_day,
    read_harm,
    read_period,
)
from ...framework.parameters import (
    POLYGONS,
    date,
    executor_parameters,
    field,
    layer,
    report,
    report_pdf,
    sink,
)
from ...framework.reports import report_inputs, sector_names, today, wants_report, write_report
from ...framework.run import Run

if TYPE_CHECKING:
    from ....core.base.arrays import Shapes
    from ....core.base.table import FeatureTable
    from ....core.crime.profile import Profile, TimeSpan
    from ...framework.incident_stream import IncidentStream

translate = QCoreApplication.translate


class CrimeProfile(IncidentAlgorithm[ProfileSettings]):
    """Type, scene, time, method, trend and fullest cells of each area, as a report and as a table."""

    ID = "crimeprofile"
    GROUP = "crime"

    def title(self) -> str:
        """Return the translated name."""
        return translate("CrimeProfile", "Describe crime by area")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare areas, incidents, periods, fields and outputs."""
        areas = translate("CrimeProfile", "Areas: sectors, exposed areas or any polygons")
        start = translate("CrimeProfile", "First day compared with (else a year earlier)")
        end = translate("CrimeProfile", "Last day compared with (included)")
        area = translate("CrimeProfile", "Field with the area's id; a field “name” is shown as well")
        table = translate("CrimeProfile", "Table of the same numbers")
        self.declare(
            layer("AREAS", areas, POLYGONS),
            incident_source(),
            *period_parameters(),
            date("COMPARE_START", start, optional=True, advanced=True),
            date("COMPARE_END", end, optional=True, advanced=True),
            field("AREA_FIELD", area, "AREAS", default="sector_id", optional=True, advanced=True),
            *field_parameters(),
            harm_parameter(),
            *executor_parameters(),
            sink("OUTPUT", table, Qgis.ProcessingSourceType.Vector, optional=True),
            report(),
            report_pdf(),
        )

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> ProfileSettings:
        """Return the periods and the time zone; the incident layer's fields are checked as well."""
        settings = ProfileSettings(
            *read_period(self, parameters, context),
            read_day(self, parameters, "COMPARE_START", context),
            read_day(self, parameters, "COMPARE_END", context),
            self.parameterAsString(parameters, "TIME_ZONE", context),
        )
        check_incidents(self, parameters, context, settings.start, settings.compare_start)
        return settings

    def execute(self, run: Run[ProfileSettings]) -> dict[str, object]:
        """Stream the incidents through the areas; write the report and the table."""
        from ....core.crime.profile import profile_table
        from ....core.crime.sector_cells import sector_polygons

        crs = run.working_crs("AREAS")
        areas = run.read("AREAS", crs)
        polygons = sector_polygons(areas, run.progress)
        stream = incident_stream(run, crs)
        span = self._span(run, stream)
        profiles = self._profiles(run, areas, polygons, span, stream)
        outputs: dict[str, Any] = {}
        if run.has("OUTPUT"):
            outputs["OUTPUT"] = run.write_table("OUTPUT", profile_table(profiles))
        if wants_report(run):
            from ....core.crime.reports.profile import profile_report

            source = run.source("INCIDENTS").sourceName()
            facts = [(translate("CrimeProfile", "Incidents"), source), (translate("CrimeProfile", "Made"), today())]
            page = profile_report(profiles, polygons, span.periods(run.settings()), facts, report_inputs(run))
            outputs |= write_report(run, page)
        return outputs

    @staticmethod
    def _span(run: Run[ProfileSettings], stream: IncidentStream) -> TimeSpan:
        """Return the time that the incidents cover."""
        from ....core.crime.counting import count_all
        from ....core.crime.profile import SpanCounter, TimeSpan

        stream.progress = run.progress.part(0.0, 0.3)
        span = count_all(stream, SpanCounter(), TimeSpan(), run.progress)
        run.caution(stream.finish() + span.coverage(run.settings()))
        return span

    @staticmethod
    def _profiles(
        run: Run[ProfileSettings], areas: FeatureTable, polygons: Shapes, span: TimeSpan, stream: IncidentStream
    ) -> list[Profile]:
        from ....core.crime.caveats import place_text
        from ....core.crime.counting import count_all
        from ....core.crime.profile import AreaCounter, AreaCounts, ProfileCounts, area_lattice, build_profiles

        settings = run.settings()
        stream.progress = run.progress.part(0.3, 0.9)
        lattices = tuple(area_lattice(polygon) for polygon in polygons)
        counter = AreaCounter(polygons, lattices, *span.periods(settings), settings.time_zone)
        with run.executor() as executor:
            counts = count_all(stream, counter, ProfileCounts([AreaCounts() for _ in polygons]), run.progress, executor)
        message = translate(
            "CrimeProfile", "{read} incidents read; {no_place} have no usable place, {elsewhere} lie in no area."
        )
        run.progress.log(message.format(read=counts.read, no_place=counts.no_place, elsewhere=counts.elsewhere))
        run.caution(place_text(counts.no_place, counts.read) + counts.caveats.texts())
        names = sector_names(areas, run.text("AREA_FIELD"))
        return build_profiles(names, counts, counter, stream.vocabularies, span.first_month, read_harm(run, stream))
