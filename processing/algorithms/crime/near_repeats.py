"""Find near repeats: incidents close in place and in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ....core.crime.settings import MOST_PERMUTATIONS, NearRepeatSettings, read_bands
from ...framework.database import officers_parameter, responsible_officers
from ...framework.executors import executor_parameters, run_executor
from ...framework.incidents import (
    IncidentAlgorithm,
    field_names,
    field_parameters,
    incident_source,
    incident_stream,
    period_parameters,
    read_period,
)
from ...framework.parameters import POLYGONS, field, layer, number, report, sink, text
from ...framework.reports import report_inputs, today
from ...framework.run import Run

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from ....core.crime.near_repeats import Knox, Pairs

translate = QCoreApplication.translate


@dataclass(frozen=True)
class _Incidents:
    """Incidents with place and time: (n, 2) metres, (n,) days since 1970 and starts, and how many lack either."""

    places: NDArray[np.float64]
    days: NDArray[np.int64]
    start: NDArray[np.datetime64]
    unusable: int


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
        permutations = translate("NearRepeats", "Permutations (number)")
        seed = translate("NearRepeats", "Seed of the permutations")
        sector = translate("NearRepeats", "Field with the sector's id")
        self.declare(
            incident_source(),
            text("DISTANCE_BANDS", distances, ", ".join(f"{value:g}" for value in default.distances)),
            text("DAY_BANDS", days, ", ".join(f"{value:g}" for value in default.days)),
            layer("SECTORS", sectors, POLYGONS, optional=True),
            *period_parameters(advanced=True),
            *(one for one in field_parameters() if one.name() not in ("TYPE_FIELD", "SCENE_FIELD", "METHOD_FIELD")),
            number(
                "PERMUTATIONS", permutations, default.permutations, 19, MOST_PERMUTATIONS, whole=True, advanced=True
            ),
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
        from ....core.crime.near_repeats import find_pairs, knox

        settings = run.settings()
        crs = run.working_crs("INCIDENTS")
        incidents = _read(run, crs)
        pairs = find_pairs(incidents.places, settings)
        with run_executor(run) as executor:
            table = knox(pairs, incidents.days, settings, run.progress.part(0.2, 0.9), executor)
        rows = _knox_rows(table, settings)
        outputs = {"OUTPUT": run.write("OUTPUT", _none(len(rows)), rows, Qgis.WkbType.NoGeometry, crs)}
        if run.has("LINKED"):
            places, linked = _linked(run, crs, incidents, pairs, table, settings)
            outputs["LINKED"] = run.write("LINKED", places, linked, Qgis.WkbType.Point, crs)
        if run.has("REPORT"):
            from ....core.crime.reports.near_repeats import near_repeat_report
            from ....core.reporting.page import render

            source = run.source("INCIDENTS").sourceName()
            facts = [
                (translate("NearRepeats", "Incidents"), source),
                (translate("NearRepeats", "Without place or time"), str(incidents.unusable)),
                (translate("NearRepeats", "Made"), today()),
            ]
            page = near_repeat_report(table, settings, len(incidents.days), facts, report_inputs(run))
            outputs["REPORT"] = run.write_text("REPORT", render(page))
        return outputs


def _read(run: Run[NearRepeatSettings], crs: Any) -> _Incidents:
    """Return the incidents of the period that have place and time."""
    import numpy as np

    from ....core.crime.aoristic import known_intervals

    stream = incident_stream(run, crs)
    first, last = read_period(run.algorithm, run.parameters, run.context)
    stream.progress = run.progress.part(0.0, 0.2)
    places, starts, unusable = [], [], 0
    for chunk in stream:
        start, _, _ = known_intervals(chunk.start, chunk.end)
        usable = np.isfinite(chunk.x) & np.isfinite(chunk.y) & ~np.isnat(start)
        unusable += int((~usable).sum())
        day = start.astype("datetime64[D]")
        usable &= (day >= np.datetime64(first)) if first else True
        usable &= (day <= np.datetime64(last)) if last else True
        places.append(np.column_stack([chunk.x, chunk.y])[usable])
        starts.append(start[usable])
    stream.finish()
    if unusable:
        message = translate("NearRepeats", "{count} incidents without a usable place or time are left out.")
        run.progress.say(message.format(count=unusable))
    start = np.concatenate([np.empty(0, dtype="datetime64[s]"), *starts])
    _warn_of_twins(run, np.concatenate([np.empty((0, 2)), *places]), start)
    days = start.astype("datetime64[D]").astype(np.int64)
    return _Incidents(np.concatenate([np.empty((0, 2)), *places]), days, start, unusable)


def _warn_of_twins(run: Run[NearRepeatSettings], places: NDArray[np.float64], start: NDArray[np.datetime64]) -> None:
    """Warn of incidents at the same place and second as another: entered twice, they look like near repeats."""
    import numpy as np

    seconds = start.astype("datetime64[s]").astype(np.int64)
    twins = len(places) - len(np.unique(np.column_stack([places, seconds]), axis=0))
    if twins:
        message = translate(
            "NearRepeats",
            "{count} incidents have the very place and time of another. Entered twice, they would look like near repeats: "
            "check them, and remove duplicates first.",
        )
        run.progress.warn(message.format(count=twins))


def _knox_rows(table: Knox, settings: NearRepeatSettings) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    from ....core.crime.near_repeats import band_names

    distances, days = band_names(settings)
    row, column = (index.ravel() for index in np.indices(table.observed.shape))
    return pd.DataFrame(
        {
            "distance_band": np.array(distances, dtype=object)[row],
            "distance_to_m": np.array(settings.distances)[row],
            "day_band": np.array(days, dtype=object)[column],
            "days_to": np.array(settings.days)[column],
            "observed": table.observed.ravel(),
            "expected": table.expected.ravel(),
            "ratio": table.ratio.ravel(),
            "p": table.p.ravel(),
            "notable": table.notable.ravel(),
        }
    )


def _linked(
    run: Run[NearRepeatSettings],
    crs: Any,
    incidents: _Incidents,
    pairs: Pairs,
    table: Knox,
    settings: NearRepeatSettings,
) -> tuple[NDArray[np.object_], pd.DataFrame]:
    """Return the incidents that a pair in a notable band links, with chain, sector and officer."""
    import numpy as np
    import pandas as pd
    import shapely

    from ....core.base.names import as_text
    from ....core.crime.near_repeats import chains, day_bands

    band = day_bands(pairs, incidents.days, settings)
    inside = np.flatnonzero(band < len(settings.days))
    linked = np.zeros(len(band), dtype=bool)
    linked[inside] = table.notable[pairs.band[inside], band[inside]]
    links, chain = chains(pairs, linked, len(incidents.days))
    kept = np.flatnonzero(links)
    kept = kept[np.lexsort((incidents.start[kept], chain[kept]))]
    points = np.asarray(shapely.points(incidents.places[kept]), dtype=object)
    columns: dict[str, Any] = {"chain": chain[kept], "links": links[kept], "time": incidents.start[kept]}
    if run.has("SECTORS"):
        columns["sector_id"] = _sectors_of(run, crs, points)
        officers = responsible_officers(run)
        columns["officer"] = [officers.get(as_text(sector)) for sector in columns["sector_id"]]
    return points, pd.DataFrame(columns)


def _sectors_of(run: Run[NearRepeatSettings], crs: Any, points: NDArray[np.object_]) -> NDArray[np.object_]:
    import numpy as np
    import shapely

    from ....core.base.names import row_ids
    from ....core.crime.sector_cells import sector_polygons

    field = run.text("SECTOR_FIELD") or "sector_id"
    table = run.read("SECTORS", crs, [field])
    rows, sectors = shapely.STRtree(sector_polygons(table, run.progress)).query(points, predicate="intersects")
    found = np.full(len(points), None, dtype=object)
    order = np.lexsort((-sectors, rows))  # of several sectors on a border, the first in the layer is written last
    found[rows[order]] = np.array(row_ids(table, field), dtype=object)[sectors[order]]
    return found


def _none(count: int) -> NDArray[np.object_]:
    import numpy as np

    return np.full(count, None, dtype=object)
