"""Find near repeats: incidents close in place and in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ....core.crime.settings import MOST_PERMUTATIONS, NearRepeatSettings, read_bands
from ...framework.database import officers_parameter, responsible_officers
from ...framework.incidents import (
    IncidentAlgorithm,
    field_names,
    field_parameters,
    incident_source,
    incident_stream,
    period_parameters,
    read_period,
)
from ...framework.parameters import (
    POLYGONS,
    executor_parameters,
    field,
    layer,
    number,
    report,
    sink,
    text,
)
from ...framework.reports import report_inputs, today, wants_report, write_report
from ...framework.run import Run

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateReferenceSystem

    from ....core.base.arrays import Shapes
    from ....core.crime.near_repeats import NearRepeatIncidents

translate = QCoreApplication.translate
UNUSED = ("TYPE_FIELD", "SCENE_FIELD", "METHOD_FIELD", "END_NEXT_DAY")  # days count, and each is that of its start


class NearRepeats(IncidentAlgorithm[NearRepeatSettings]):
    """The Knox test with permutations, and the incidents that near repeats link."""

    ID = "nearrepeats"
    GROUP = "crime"
    STYLES = {"LINKED": "near_repeats"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("NearRepeats", "Find near repeats")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare incidents, bands, sectors and outputs."""
        default = NearRepeatSettings()
        distances = translate("NearRepeats", "Distance bands (upper ends, m; 0 is the same place)")
        days = translate("NearRepeats", "Day bands (upper ends, whole days)")
        sectors = translate("NearRepeats", "Sectors, to name those of linked incidents")
        count = translate("NearRepeats", "Permutations (number)")
        seed = translate("NearRepeats", "Seed of the permutations")
        sector = translate("NearRepeats", "Field with the sector's id")
        self.declare(
            incident_source(),
            text("DISTANCE_BANDS", distances, ", ".join(f"{end:g}" for end in default.distances)),
            text("DAY_BANDS", days, ", ".join(map(str, default.days))),
            layer("SECTORS", sectors, POLYGONS, optional=True),
            *period_parameters(advanced=True),
            *(one for one in field_parameters() if one.name() not in UNUSED),
            number("PERMUTATIONS", count, default.permutations, 19, MOST_PERMUTATIONS, whole=True, advanced=True),
            number("SEED", seed, default.seed, 0, whole=True, advanced=True),
            field("SECTOR_FIELD", sector, "SECTORS", default="sector_id", optional=True, advanced=True),
            officers_parameter(),
            *executor_parameters(),
            sink("OUTPUT", translate("NearRepeats", "Knox table"), Qgis.ProcessingSourceType.Vector),
            sink("LINKED", translate("NearRepeats", "Linked incidents"), optional=True),
            report(),
        )

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> NearRepeatSettings:
        """Return bands, permutations and seed; the incident layer's fields are checked as well."""
        names = field_names(self, parameters, context)
        if not names["FROM_FIELD"] and not names["TO_FIELD"]:
            raise InputError(
                translate("NearRepeats", "Near repeats need a field with dates. Choose the field with the time.")
            )
        return NearRepeatSettings(
            tuple(read_bands(self.parameterAsString(parameters, "DISTANCE_BANDS", context))),
            tuple(int(value) for value in read_bands(self.parameterAsString(parameters, "DAY_BANDS", context))),
            self.parameterAsInt(parameters, "PERMUTATIONS", context),
            self.parameterAsInt(parameters, "SEED", context),
        )

    def execute(self, run: Run[NearRepeatSettings]) -> dict[str, str]:
        """Pair the incidents, try chance, and write table, linked incidents and report."""
        from ....core.crime.near_repeats import find_pairs, knox, knox_table, linked_incidents

        settings, crs = run.settings(), run.working_crs("INCIDENTS")
        incidents = _read(run, crs)
        pairs = find_pairs(incidents.places, settings)
        with run.executor() as executor:
            table = knox(pairs, incidents.days, settings, run.progress.part(0.2, 0.9), executor)
        outputs = {"OUTPUT": run.write_table("OUTPUT", knox_table(table, settings))}
        if run.has("LINKED"):
            points, linked = linked_incidents(incidents, pairs, table, settings)
            columns = {**linked, **_owners(run, crs, points)}
            outputs["LINKED"] = run.write("LINKED", points, columns, Qgis.WkbType.Point, crs)
        if wants_report(run):
            from ....core.crime.reports.near_repeats import near_repeat_report

            facts = [
                (translate("NearRepeats", "Incidents"), run.source("INCIDENTS").sourceName()),
                (translate("NearRepeats", "Without place or time"), str(incidents.unusable)),
                (translate("NearRepeats", "Made"), today()),
            ]
            page = near_repeat_report(table, settings, len(incidents.days), facts, report_inputs(run))
            outputs |= write_report(run, page)
        return outputs


def _read(run: Run[NearRepeatSettings], crs: QgsCoordinateReferenceSystem) -> NearRepeatIncidents:
    """Return the incidents of the period that have place and time; say how many have not, and which come twice."""
    from ....core.crime.near_repeats import collect_incidents

    stream = incident_stream(run, crs)
    stream.progress = run.progress.part(0.0, 0.2)
    incidents = collect_incidents(stream, *read_period(run.algorithm, run.parameters, run.context))
    run.caution(stream.finish())
    if incidents.unusable:
        message = translate("NearRepeats", "{count} incidents without a usable place or time are left out.")
        run.caution([message.format(count=incidents.unusable)])
    run.caution(incidents.caveats.texts(by_clock=False))
    return incidents


def _owners(run: Run[NearRepeatSettings], crs: QgsCoordinateReferenceSystem, points: Shapes) -> dict[str, object]:
    """Return the sector of each point and its responsible officer; nothing without sectors."""
    from ....core.base.names import as_text
    from ....core.crime.sector_cells import sectors_at

    if not run.has("SECTORS"):
        return {}
    field = run.text("SECTOR_FIELD") or "sector_id"
    sectors = sectors_at(points, run.read("SECTORS", crs, [field]), field, run.progress)
    officers = responsible_officers(run, sectors)
    return {"sector_id": sectors, "officer": [officers.get(as_text(sector)) for sector in sectors]}
