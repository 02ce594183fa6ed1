"""Describe the crime of sectors, exposed areas or any drawn polygon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.crime.settings import ProfileSettings
from ...framework.executors import executor_parameters, run_executor
from ...framework.incidents import (
    IncidentAlgorithm,
    check_dates,
    check_harm,
    field_names,
    field_parameters,
    harm_parameter,
    incident_source,
    incident_stream,
    period_parameters,
    read_day,
    read_harm,
    read_period,
)
from ...framework.parameters import POLYGONS, date, field, layer, report, report_pdf, sink
from ...framework.reports import report_inputs, sector_names, today, wants_report, write_report
from ...framework.run import Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ....core.base.table import FeatureTable
    from ....core.crime.profile import Profile
    from ....core.crime.settings import Period
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
        names = field_names(self, parameters, context)
        check_harm(parameters, names["TYPE_FIELD"])
        start, end = read_period(self, parameters, context)
        settings = ProfileSettings(
            start,
            end,
            read_day(self, parameters, "COMPARE_START", context),
            read_day(self, parameters, "COMPARE_END", context),
            self.parameterAsString(parameters, "TIME_ZONE", context),
        )
        check_dates(names, settings.start, settings.compare_start)
        return settings

    def execute(self, run: Run[ProfileSettings]) -> dict[str, object]:
        """Stream the incidents through the areas; write the report and the table."""
        from ....core.crime.profile import profile_table
        from ....core.crime.sector_cells import sector_polygons

        crs = run.working_crs("AREAS")
        areas = run.read("AREAS", crs)
        polygons = sector_polygons(areas, run.progress)
        profiles, period, compared = _profiles(run, areas, polygons, incident_stream(run, crs))
        outputs: dict[str, Any] = {}
        if run.has("OUTPUT"):
            table = profile_table(profiles)
            outputs["OUTPUT"] = run.write("OUTPUT", _no_geometry(len(table)), table, Qgis.WkbType.NoGeometry, crs)
        if wants_report(run):
            from ....core.crime.reports.profile import profile_report

            source = run.source("INCIDENTS").sourceName()
            facts = [(translate("CrimeProfile", "Incidents"), source), (translate("CrimeProfile", "Made"), today())]
            page = profile_report(profiles, polygons, (period, compared), facts, report_inputs(run))
            outputs.update(write_report(run, page))
        return outputs


def _profiles(
    run: Run[ProfileSettings], areas: FeatureTable, polygons: NDArray[np.object_], stream: IncidentStream
) -> tuple[list[Profile], Period | None, Period | None]:
    """Return each area's profile, the period and the one compared with (None where no times are known)."""
    import numpy as np

    from ....core.crime.counting import count_all
    from ....core.crime.profile import (
        AreaCounter,
        AreaCounts,
        ProfileCounts,
        SpanCounter,
        TimeSpan,
        area_lattice,
        build_profile,
    )

    settings = run.settings()
    stream.progress = run.progress.part(0.0, 0.3)
    span = count_all(stream, SpanCounter(), TimeSpan(), run.progress)
    stream.finish()
    period, compared, first = None, None, 0
    if not np.isnat(span.first):
        period, compared = settings.periods(
            span.first.astype("datetime64[D]").item(), span.last.astype("datetime64[D]").item()
        )
        first = int(span.first.astype("datetime64[M]").astype(int))
    stream.progress = run.progress.part(0.3, 0.9)
    lattices = tuple(area_lattice(polygon) for polygon in polygons)
    counter = AreaCounter(polygons, lattices, period, compared, settings.time_zone)
    with run_executor(run) as executor:
        counts = count_all(stream, counter, ProfileCounts([AreaCounts() for _ in polygons]), run.progress, executor)
    _account(run, counts.read, counts.no_place, counts.elsewhere)
    weights = read_harm(run, stream)
    names = sector_names(areas, run.text("AREA_FIELD"))
    profiles = [
        build_profile(name, area, lattice, stream.vocabularies, period, compared, first, weights)
        for name, area, lattice in zip(names, counts.areas, lattices, strict=True)
    ]
    return profiles, period, compared


def _account(run: Run[ProfileSettings], read: int, no_place: int, elsewhere: int) -> None:
    message = translate(
        "CrimeProfile", "{read} incidents read; {no_place} have no usable place, {elsewhere} lie in no area."
    )
    run.progress.say(message.format(read=read, no_place=no_place, elsewhere=elsewhere))


def _no_geometry(count: int) -> NDArray[np.object_]:
    import numpy as np

    return np.full(count, None, dtype=object)
