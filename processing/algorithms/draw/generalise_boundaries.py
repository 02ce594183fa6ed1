"""Generalise sector boundaries as one coverage."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis
from qgis.PyQt.QtCore import QCoreApplication

from ...framework.algorithm import AlgorithmWithoutSettings
from ...framework.parameters import POLYGONS, layer, number, sink
from ...framework.run import Run

translate = QCoreApplication.translate


class GeneraliseBoundaries(AlgorithmWithoutSettings):
    """Sectors with simpler boundaries: shared borders stay shared, without gap or overlap."""

    ID = "generaliseboundaries"
    GROUP = "draw"
    STYLES = {"OUTPUT": "sectors"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("GeneraliseBoundaries", "Generalise boundaries")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare sectors, tolerance and output."""
        tolerance = translate("GeneraliseBoundaries", "How far a border may move (metres)")
        self.declare(
            layer("SECTORS", translate("GeneraliseBoundaries", "Sectors"), POLYGONS),
            number("TOLERANCE_M", tolerance, 10.0, 0.0, 1000.0),
            sink("OUTPUT", translate("GeneraliseBoundaries", "Generalised sectors")),
        )

    def execute(self, run: Run[None]) -> dict[str, object]:
        """Read the sectors, generalise them together, and write them with all their fields."""
        from ....core.geo.overlay import generalised, vertex_count

        crs = run.working_crs("SECTORS")
        sectors = run.read("SECTORS", crs)
        fields = sectors.attributes
        named = next((name for name in ("name", "sector_id") if name in fields.columns), None)
        names = [str(one) for one in (fields[named] if named else sectors.feature_ids)]
        tolerance = self.parameterAsDouble(run.parameters, "TOLERANCE_M", run.context)
        run.progress.show(0.1)
        simple = generalised(sectors.geometry, names, tolerance)
        before, after = vertex_count(sectors.geometry), vertex_count(simple)
        message = translate("GeneraliseBoundaries", "{before} vertices became {after}.")
        run.progress.log(message.format(before=before, after=after))
        kept = fields.drop(columns=[name for name in fields.columns if name.lower() == "fid"])
        return {"OUTPUT": run.write("OUTPUT", simple, kept, Qgis.WkbType.MultiPolygon, crs)}
