"""Draw the Danish national grid over a layer."""

from __future__ import annotations

import math
from typing import Any

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.crs import NATIONAL_CRS
from ....core.base.errors import InputError
from ....core.crime.settings import NATIONAL_SIZES, GridSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.crs import transformation
from ...framework.parameters import TABLES, enum, layer, sink
from ...framework.run import Run

translate = QCoreApplication.translate


class NationalGrid(SectorAlgorithm[GridSettings]):
    """Cells of the Danish national grid (DDKN) with their codes."""

    ID = "nationalgrid"
    GROUP = "prepare"

    def title(self) -> str:
        """Return the translated name."""
        return translate("NationalGrid", "Draw the Danish national grid")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare layer, cell size and output."""
        extent = translate("NationalGrid", "Layer whose extent the grid covers")
        self.declare(
            layer("EXTENT_LAYER", extent, TABLES),
            enum("CELL_SIZE", translate("NationalGrid", "Cell size"), list(NATIONAL_SIZES), "100m"),
            sink("OUTPUT", translate("NationalGrid", "National grid")),
        )

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> GridSettings:
        """Return the cells' size and shape."""
        size = self.parameterAsEnumString(parameters, "CELL_SIZE", context)
        return GridSettings(cell_size=NATIONAL_SIZES[size], shape="national")

    def execute(self, run: Run[GridSettings]) -> dict[str, object]:
        """Write the cells that intersect the layer's extent."""
        from ....core.crime.sector_cells import open_extent

        crs = QgsCoordinateReferenceSystem(NATIONAL_CRS)
        source = run.source("EXTENT_LAYER")
        transform = transformation(source.sourceCrs(), crs, run.context)
        extent = transform.transformBoundingBox(source.sourceExtent())
        bounds = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
        if not all(map(math.isfinite, bounds)) or bounds[0] > bounds[2]:  # QGIS's extent of nothing is inside out
            message = translate("NationalGrid", "Layer “{layer}” has no place on the ground. Choose another layer.")
            raise InputError(message.format(layer=source.sourceName()))
        grid = open_extent(bounds, run.settings())
        table = {"cell_id": grid.lattice.names(grid.cells)}
        return {"OUTPUT": run.write("OUTPUT", grid.polygons(False), table, Qgis.WkbType.Polygon, crs)}
