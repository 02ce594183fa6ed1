"""Make a synthetic city, or make up incidents and officers on real ground."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ....core.sample.settings import UNIT_COUNT_BOUNDS, SampleSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.outputs import attach_notes, notes
from ...framework.parameters import POLYGONS, layer, number, sink, text
from ...framework.run import Run
from ._sample_layers import KINDS, abstract, layer_titles, make_city_layers, make_layers_on_units, write_layer

translate = QCoreApplication.translate
_ON_FIRST_SCREEN = ("PLANNING_UNITS", "INCIDENTS", "OFFICERS")


class SampleCity(SectorAlgorithm[SampleSettings]):
    """Seedhaven: an invented city for trying everything out; its layers say that they are synthetic."""

    ID = "samplecity"
    GROUP = "prepare"
    STYLES = {
        "PLANNING_UNITS": "sample_planning_units",
        "INCIDENTS": "sample_incidents",
        "SAFETY_DISTRICTS": "sample_safety_districts",
        "EXPOSED_AREAS": "exposed_areas",
        "SPECIAL_PLACES": "special_places",
        "POLICE_STATIONS": "police_stations",
        "MAIN_ROADS": "main_roads",
        "BRIDGES": "bridges",
        "RAILWAY": "railway",
        "RAIL_STATIONS": "rail_stations",
        "WATER": "water",
    }

    def title(self) -> str:
        """Return the translated name."""
        return translate("SampleCity", "Make a sample city")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare seed, size, own units, sectors per district, and one output a layer."""
        default = SampleSettings()
        seed = translate("SampleCity", "Seed (the same number makes the same city)")
        count = translate("SampleCity", "Number of planning units")
        units = translate("SampleCity", "Own planning units (only incidents and officers are made up, on their ground)")
        sectors = translate("SampleCity", "Sectors per local police district (district=number; …)")
        self.declare(
            number("SEED", seed, default.seed, 0, whole=True),
            number("UNIT_COUNT", count, default.unit_count, *UNIT_COUNT_BOUNDS, whole=True),
            layer("UNITS", units, POLYGONS, optional=True),
            text("DISTRICT_SECTORS", sectors, default.district_sectors, optional=True, advanced=True),
            *(
                sink(name, title, optional=True, advanced=name not in _ON_FIRST_SCREEN)
                for name, title in layer_titles().items()
            ),
        )

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> SampleSettings:
        """Return seed, size and sectors per district; refuse a run that would give nothing."""
        if not any(parameters.get(name) for name in KINDS):
            raise InputError(translate("SampleCity", "No output was chosen. Choose at least one layer to make."))
        return SampleSettings(
            self.parameterAsInt(parameters, "SEED", context),
            self.parameterAsInt(parameters, "UNIT_COUNT", context),
            self.parameterAsString(parameters, "DISTRICT_SECTORS", context).strip(),
        )

    def execute(self, run: Run[SampleSettings]) -> dict[str, str]:
        """Make the layers, then write those that were asked for, each with its notes."""
        layers, crs = make_layers_on_units(run) if run.has("UNITS") else make_city_layers(run)
        skipped = [name for name in KINDS if run.has(name) and name not in layers]
        if run.has("UNITS") and skipped:
            message = translate("SampleCity", "Not made, since your own units are used: {outputs}.")
            run.progress.log(message.format(outputs=", ".join(skipped)))
        written = {
            name: write_layer(run, name, layers[name], crs) for name in KINDS if run.has(name) and name in layers
        }
        for name, destination in written.items():
            attach_notes(destination, notes(layer_titles()[name], abstract()), run.context)
        return written

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Style the loaded layers; those of formats that keep no notes get them here."""
        results = super().postProcessAlgorithm(context, feedback)
        for name, title in layer_titles().items():
            layer = self._loaded_layer(name, context)
            if layer is not None and not layer.metadata().abstract():
                layer.setMetadata(notes(title, abstract()))
        return results
