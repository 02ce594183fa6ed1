"""Count incidents on a grid, with type, scene, time and method of every cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.crs import NATIONAL_CRS
from ....core.crime.settings import PERIODS, SHAPES, GridSettings
from ...framework.crs import DEGREES
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
    read_harm,
    read_period,
)
from ...framework.parameters import POLYGONS, advanced, choice
from ...framework.run import Run

if TYPE_CHECKING:
    import pandas as pd

    from ....core.crime.sector_cells import GridExtent
    from ...framework.incident_stream import IncidentStream

translate = QCoreApplication.translate
OUTCOMES = {
    "INCIDENTS_READ": "read",
    "COUNTED": "counted",
    "OUTSIDE": "outside",
    "NO_PLACE": "no_place",
    "NO_TIME": "no_time",
    "OTHER_PERIOD": "other_period",
}


class CrimeGrid(IncidentAlgorithm[GridSettings]):
    """Counts by cell; every incident in the file is in one cell or accounted for."""

    ID = "crimegrid"
    GROUP = "crime"
    STYLES = {"OUTPUT": "crime_grid"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("CrimeGrid", "Count crime on a grid")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare incidents, sectors, cells, period, fields and output."""
        default = GridSettings()
        self.addParameter(incident_source())
        sectors = translate("CrimeGrid", "Sectors: the grid covers them, and incidents outside are left out")
        self.addParameter(QgsProcessingParameterFeatureSource("SECTORS", sectors, POLYGONS, optional=True))
        self.addParameter(
            QgsProcessingParameterNumber(
                "CELL_SIZE",
                translate("CrimeGrid", "Cell size (m)"),
                Qgis.ProcessingNumberParameterType.Double,
                default.cell_size,
                minValue=0.001,
            )
        )
        shape = translate("CrimeGrid", "Shape: square, hexagon, or Danish national grid (100, 1000 or 10000 m)")
        self.addParameter(choice("SHAPE", shape, SHAPES, default.shape))
        for parameter in [*period_parameters(), *field_parameters(), *self._advanced(default), *executor_parameters()]:
            self.addParameter(parameter)
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", translate("CrimeGrid", "Crime grid")))
        for name in OUTCOMES:
            self.addOutput(QgsProcessingOutputNumber(name, name.replace("_", " ").capitalize()))

    @staticmethod
    def _advanced(default: GridSettings) -> list[Any]:
        number = QgsProcessingParameterNumber(
            "TOP_TYPES",
            translate("CrimeGrid", "Number of most frequent types with a column of their own"),
            Qgis.ProcessingNumberParameterType.Integer,
            default.top_types,
            minValue=0,
            maxValue=100,
        )
        name = translate("CrimeGrid", "Field with the sector's id")
        clip = translate("CrimeGrid", "Cut the cells along the outer border of the sectors")
        field = QgsProcessingParameterField("SECTOR_FIELD", name, "sector_id", "SECTORS", optional=True)
        periods = translate("CrimeGrid", "Count by month, quarter or year as well, in columns of their own")
        parameters = [
            field,
            harm_parameter(),
            QgsProcessingParameterBoolean("CLIP", clip, default.clip),
            number,
            choice("PERIODS", periods, PERIODS, default.periods),
        ]
        return [advanced(parameter) for parameter in parameters]

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> GridSettings:
        """Return cells, period and time zone; the incident layer's fields are checked as well."""
        names = field_names(self, parameters, context)
        check_harm(parameters, names["TYPE_FIELD"])
        start, end = read_period(self, parameters, context)
        check_dates(names, start, end)
        return GridSettings(
            cell_size=self.parameterAsDouble(parameters, "CELL_SIZE", context),
            shape=self.parameterAsEnumString(parameters, "SHAPE", context),
            clip=self.parameterAsBool(parameters, "CLIP", context),
            top_types=self.parameterAsInt(parameters, "TOP_TYPES", context),
            periods=self.parameterAsEnumString(parameters, "PERIODS", context),
            start=start,
            end=end,
            time_zone=self.parameterAsString(parameters, "TIME_ZONE", context),
        )

    def execute(self, run: Run[GridSettings]) -> dict[str, object]:
        """Lay the lattice, stream the incidents through it, and write its cells."""
        from ....core.crime.counting import CellCounter, Counts, count_all
        from ....core.crime.grid import account, check_counted, grid_table
        from ....core.crime.harm import harm_of
        from ._postgis import database_counts

        settings = run.settings()
        crs = self._crs(run, settings)
        stream = incident_stream(run, crs)
        extent, sector_ids = self._extent(run, settings, stream)
        counter = CellCounter(extent.lattice, extent.area, settings)
        counts = database_counts(run, stream, counter)
        if counts is None:
            with run_executor(run) as executor:
                counts = count_all(stream, counter, Counts(), run.progress, executor)
        run.caution(stream.finish())
        check_counted(counts, settings)
        for line in account(counts):
            run.progress.log(line)
        run.caution(counts.caveats.texts())
        table = grid_table(extent.cells, extent.lattice, counts, stream.vocabularies, settings)
        weights = read_harm(run, stream)
        if weights:
            harm = harm_of(counts.categories, extent.cells, len(extent.lattice), stream.vocabularies, weights)
            table.insert(table.columns.tolist().index("count") + 1, "harm", harm)
        if sector_ids is not None:
            table.insert(1, "sector_id", sector_ids.to_numpy()[extent.owners()])
        kind = Qgis.WkbType.MultiPolygon if settings.clip else Qgis.WkbType.Polygon
        output = run.write("OUTPUT", extent.polygons(settings.clip), table, kind, stream.crs)
        return {"OUTPUT": output, **{name: counts.outcomes[outcome] for name, outcome in OUTCOMES.items()}}

    def _extent(
        self, run: Run[GridSettings], settings: GridSettings, stream: IncidentStream
    ) -> tuple[GridExtent, pd.Series | None]:
        """Return the extent, and the ids of the sectors where there are any."""
        from ....core.crime.sector_cells import open_extent, sector_extent

        if not run.has("SECTORS"):
            return open_extent(stream.bounds(), settings), None
        field = run.text("SECTOR_FIELD") or "sector_id"
        sectors = run.read("SECTORS", stream.crs, [field])
        return sector_extent(sectors, settings, run.progress.part(0.0, 0.1)), sectors.column(field)

    def _crs(self, run: Run[GridSettings], settings: GridSettings) -> QgsCoordinateReferenceSystem:
        if settings.shape == "national":
            return QgsCoordinateReferenceSystem(NATIONAL_CRS)
        if run.has("SECTORS"):
            return run.working_crs("SECTORS")
        if not run.has("X_FIELD"):
            return run.working_crs("INCIDENTS")
        from ...framework.layers import metric_crs_at

        west, south, east, north = incident_stream(run, QgsCoordinateReferenceSystem(DEGREES)).bounds()
        return metric_crs_at((west + east) / 2, (south + north) / 2)
