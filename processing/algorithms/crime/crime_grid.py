"""Count incidents on a grid, with type, scene, time and method of every cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.crime.settings import PERIODS, SHAPES, GridSettings
from ...framework.incidents import (
    IncidentAlgorithm,
    check_incidents,
    field_parameters,
    harm_parameter,
    incident_source,
    period_parameters,
    read_period,
)
from ...framework.parameters import POLYGONS, enum, executor_parameters, field, flag, layer, number, sink
from ...framework.run import Run

if TYPE_CHECKING:
    pass

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
        sectors = translate("CrimeGrid", "Sectors: the grid covers them, and incidents outside are left out")
        shape = translate("CrimeGrid", "Shape: square, hexagon, or Danish national grid (100, 1000 or 10000 m)")
        self.declare(
            incident_source(),
            layer("SECTORS", sectors, POLYGONS, optional=True),
            number("CELL_SIZE", translate("CrimeGrid", "Cell size (m)"), default.cell_size, 0.001),
            enum("SHAPE", shape, SHAPES, default.shape),
            *period_parameters(),
            *field_parameters(),
            *self._advanced(default),
            *executor_parameters(),
            sink("OUTPUT", translate("CrimeGrid", "Crime grid")),
        )
        for name in OUTCOMES:
            self.addOutput(QgsProcessingOutputNumber(name, name.replace("_", " ").capitalize()))

    @staticmethod
    def _advanced(default: GridSettings) -> list[Any]:
        sector = translate("CrimeGrid", "Field with the sector's id")
        clip = translate("CrimeGrid", "Cut the cells along the outer border of the sectors")
        types = translate("CrimeGrid", "Number of most frequent types with a column of their own")
        periods = translate("CrimeGrid", "Count by month, quarter or year as well, in columns of their own")
        return [
            field("SECTOR_FIELD", sector, "SECTORS", default="sector_id", optional=True, advanced=True),
            harm_parameter(),
            flag("CLIP", clip, default.clip, advanced=True),
            number("TOP_TYPES", types, default.top_types, 0, 100, whole=True, advanced=True),
            enum("PERIODS", periods, PERIODS, default.periods, advanced=True),
        ]

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> GridSettings:
        """Return cells, period and time zone; the incident layer's fields are checked as well."""
        start, end = read_period(self, parameters, context)
        check_incidents(self, parameters, context, start, end)
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
        """Make the lattice, stream the incidents through it, and write its cells."""
        from ....core.crime.counting import CellCounter
        from ....core.crime.grid import grid_table
        from ....core.crime.harm import harm_of
        from ._grid_run import GridRun

        settings = run.settings()
        grid = GridRun(run)
        stream = grid.stream()
        extent, sectors = grid.extent(stream)
        counts = grid.counts(stream, CellCounter(extent.lattice, extent.area, settings))
        table = grid_table(extent.cells, extent.lattice, counts, stream.vocabularies, settings, extent.exposure_m2())
        if weights := grid.harm_weights(stream):
            harm = harm_of(counts.categories, extent.cells, len(extent.lattice), stream.vocabularies, weights)
            table.insert(table.columns.tolist().index("count") + 1, "harm", harm)
        if sectors is not None:
            table.insert(1, "sector_id", extent.owner_ids(sectors, grid.sector_field))
        kind = Qgis.WkbType.MultiPolygon if settings.clip else Qgis.WkbType.Polygon
        output = run.write("OUTPUT", extent.polygons(settings.clip), table, kind, stream.crs)
        return {"OUTPUT": output, **{name: counts.outcomes[outcome] for name, outcome in OUTCOMES.items()}}
