"""Make a synthetic city, or make up incidents and officers on real ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ....core.sample.settings import UNIT_COUNT_BOUNDS, SampleSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.outputs import attach_notes, notes
from ...framework.parameters import POLYGONS, layer, number, sink, text
from ...framework.run import Run

if TYPE_CHECKING:
    from ....core.sample.city import SampleLayer

translate = QCoreApplication.translate
_POLYGON, _POINT, _LINE = Qgis.WkbType.MultiPolygon, Qgis.WkbType.Point, Qgis.WkbType.MultiLineString
KINDS = {
    "PLANNING_UNITS": Qgis.WkbType.Polygon,
    "INCIDENTS": _POINT,
    "OFFICERS": Qgis.WkbType.NoGeometry,
    "EXPOSED_AREAS": _POLYGON,
    "SPECIAL_PLACES": _POINT,
    "SAFETY_DISTRICTS": _POLYGON,
    "POLICE_STATIONS": _POINT,
    "MAIN_ROADS": _LINE,
    "BRIDGES": Qgis.WkbType.LineString,
    "RAILWAY": _LINE,
    "RAIL_STATIONS": _POINT,
    "WATER": _POLYGON,
}
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
        layers, crs = _on_real_ground(run) if run.has("UNITS") else _city(run)
        skipped = [name for name in KINDS if run.has(name) and name not in layers]
        if run.has("UNITS") and skipped:
            message = translate("SampleCity", "Not made, since your own units are used: {outputs}.")
            run.progress.say(message.format(outputs=", ".join(skipped)))
        written = {name: _write(run, name, layers[name], crs) for name in KINDS if run.has(name) and name in layers}
        for name, destination in written.items():
            attach_notes(destination, notes(layer_titles()[name], _abstract()), run.context)
        return written

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Style the loaded layers; those of formats that keep no notes get them here."""
        results = super().postProcessAlgorithm(context, feedback)
        for name, title in layer_titles().items():
            layer = self._loaded_layer(name, context)
            if layer is not None and not layer.metadata().abstract():
                layer.setMetadata(notes(title, _abstract()))
        return results


def _city(run: Run[SampleSettings]) -> tuple[dict[str, SampleLayer], QgsCoordinateReferenceSystem]:
    from ....core.base.crs import NATIONAL_CRS
    from ....core.sample.city import make_city

    return make_city(run.settings(), run.progress.part(0.0, 0.7)), QgsCoordinateReferenceSystem(NATIONAL_CRS)


def _on_real_ground(run: Run[SampleSettings]) -> tuple[dict[str, SampleLayer], QgsCoordinateReferenceSystem]:
    """Return incidents and officers in the CRS of the units; metres are reckoned with in between."""
    from ....core.sample.given_units import make_on_real_ground
    from ...framework.layers import reproject

    metric, own = run.working_crs("UNITS"), run.source("UNITS").sourceCrs()
    layers = make_on_real_ground(run.read("UNITS", metric), run.settings(), run.progress.part(0.1, 0.7))
    incidents = layers["INCIDENTS"]
    incidents.geometry[:] = reproject(incidents.geometry, metric, own, run.context)
    return layers, own


def _write(run: Run[SampleSettings], name: str, layer: SampleLayer, crs: QgsCoordinateReferenceSystem) -> str:
    kind = KINDS[name]
    geometry = layer.geometry if kind in (_POINT, Qgis.WkbType.NoGeometry) else _as_kind(layer.geometry, kind)
    spatial = QgsCoordinateReferenceSystem() if kind == Qgis.WkbType.NoGeometry else crs
    return run.write(name, geometry, layer.attributes, kind, spatial)


def _as_kind(geometry: Any, kind: Qgis.WkbType) -> Any:
    """Return the shapes as multi-part ones where the layer is multi-part."""
    import numpy as np
    import shapely

    if kind not in (_POLYGON, _LINE):
        return geometry
    parts = [shapely.get_parts(shape) for shape in geometry]
    multi = np.empty(len(geometry), dtype=object)
    multi[:] = [shapely.multipolygons(one) if kind == _POLYGON else shapely.multilinestrings(one) for one in parts]
    return multi


def layer_titles() -> dict[str, str]:
    """Return the translated title of each layer by its output."""
    return {
        "PLANNING_UNITS": translate("SampleCity", "Planning units (synthetic)"),
        "INCIDENTS": translate("SampleCity", "Incidents (synthetic)"),
        "OFFICERS": translate("SampleCity", "Officers (synthetic)"),
        "EXPOSED_AREAS": translate("SampleCity", "Exposed areas (synthetic)"),
        "SPECIAL_PLACES": translate("SampleCity", "Special places (synthetic)"),
        "SAFETY_DISTRICTS": translate("SampleCity", "Safety districts (synthetic)"),
        "POLICE_STATIONS": translate("SampleCity", "Police stations (synthetic)"),
        "MAIN_ROADS": translate("SampleCity", "Main roads (synthetic)"),
        "BRIDGES": translate("SampleCity", "Bridges (synthetic)"),
        "RAILWAY": translate("SampleCity", "Railway (synthetic)"),
        "RAIL_STATIONS": translate("SampleCity", "Rail stations (synthetic)"),
        "WATER": translate("SampleCity", "Water (synthetic)"),
    }


def _abstract() -> str:
    return translate(
        "SampleCity",
        "Synthetic data, made up by Sector Planner (Make a sample city). No event or person in it is real; the city of "
        "Seedhaven does not exist. Where incidents lie on real ground, only the ground is real. Not for any decision.",
    )
