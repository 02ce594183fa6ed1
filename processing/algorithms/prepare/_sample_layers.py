"""What the layers of the sample city are: their titles, styles and notes; made, and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import QCoreApplication

from ....core.sample.settings import SampleSettings
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


def make_city_layers(run: Run[SampleSettings]) -> tuple[dict[str, SampleLayer], QgsCoordinateReferenceSystem]:
    """Return all layers of the invented city, and their CRS."""
    from ....core.base.crs import NATIONAL_CRS
    from ....core.sample.city import make_city

    return make_city(run.settings(), run.progress.part(0.0, 0.7)), QgsCoordinateReferenceSystem(NATIONAL_CRS)


def make_layers_on_units(run: Run[SampleSettings]) -> tuple[dict[str, SampleLayer], QgsCoordinateReferenceSystem]:
    """Return incidents and officers in the CRS of the units; computed in metres."""
    from ....core.sample.given_units import make_for_units
    from ...framework.layers import reproject

    metric, own = run.working_crs("UNITS"), run.source("UNITS").sourceCrs()
    layers = make_for_units(run.read("UNITS", metric), run.settings(), run.progress.part(0.1, 0.7))
    incidents = layers["INCIDENTS"]
    incidents.geometry[:] = reproject(incidents.geometry, metric, own, run.context)
    return layers, own


def write_layer(run: Run[SampleSettings], name: str, layer: SampleLayer, crs: QgsCoordinateReferenceSystem) -> str:
    """Write a layer to its output; return its id."""
    from ....core.geo.geometry import as_multi_parts

    kind = KINDS[name]
    geometry = as_multi_parts(layer.geometry) if kind in (_POLYGON, _LINE) else layer.geometry
    spatial = QgsCoordinateReferenceSystem() if kind == Qgis.WkbType.NoGeometry else crs
    return run.write(name, geometry, layer.attributes, kind, spatial)


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


def abstract() -> str:
    """Return the notes of every layer."""
    return translate(
        "SampleCity",
        "Synthetic data, made up by Sector Planner (Make a sample city). No event or person in it is real; the city of "
        "Seedhaven does not exist. Where incidents lie on real ground, only the ground is real. Not for any decision.",
    )
