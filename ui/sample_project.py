"""Makes the sample city with ready planning units, and fills a QGIS project with it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsMapLayer, QgsProject, QgsReferencedRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QObject, QStandardPaths, pyqtSignal

from ..processing.base import RESOURCES
from .background_run import BackgroundRun

translate = QCoreApplication.translate
FILE, PROJECT, UNITS = "city.gpkg", "sample city.qgz", "planning_units"
# Output of the sample city, table, style; top of the map first.
_LAYERS = (
    ("POLICE_STATIONS", "police_stations", "police_stations"),
    ("RAIL_STATIONS", "rail_stations", "rail_stations"),
    ("BRIDGES", "bridges", "bridges"),
    ("RAILWAY", "railway", "railway"),
    ("MAIN_ROADS", "main_roads", "main_roads"),
    ("SPECIAL_PLACES", "special_places", "special_places"),
    ("INCIDENTS", "incidents", "sample_incidents"),
    ("EXPOSED_AREAS", "exposed_areas", "exposed_areas"),
    ("SAFETY_DISTRICTS", "safety_districts", "sample_safety_districts"),
    ("PLANNING_UNITS", "blocks", ""),
    ("OFFICERS", "officers", ""),
    ("WATER", "water", "water"),
)
_HIDDEN = ("special_places", "incidents", "safety_districts")
_CITY_SHARE = 0.6


def sample_folder() -> Path:
    """Return the folder of the sample city: in the person's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) / "Sector Planner" / "sample city"


class SampleMaker(QObject):
    """Makes the city in a folder. `failed` carries the reason: empty where it was cancelled."""

    done = pyqtSignal()
    failed = pyqtSignal(str)
    progressed = pyqtSignal(float)

    def __init__(self, folder: Path, units: int = 3000) -> None:
        """Make the city of so many street blocks in `folder`, which is replaced where it holds half a city."""
        super().__init__()
        self.folder, self._units = folder, units
        self._run: BackgroundRun | None = None

    def start(self) -> None:
        """Begin; what a broken run left in the folder goes."""
        try:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
        except OSError as error:
            self.failed.emit(f"{error.filename}: {error.strerror}")
            return
        sinks = {output: self._table(table) for output, table, _ in _LAYERS}
        self._next("samplecity", {"UNIT_COUNT": self._units} | sinks, 0.0, _CITY_SHARE).done.connect(self._build)

    def cancel(self) -> None:
        """Stop; what was made so far is removed."""
        if self._run:
            self._run.cancel()

    def _build(self, _results: dict[str, Any]) -> None:
        given = {
            "UNITS": self._source("blocks"),
            "POPULATION_FIELD": "population",
            "INCIDENTS": self._source("incidents"),
            "EXPOSED_AREAS": self._source("exposed_areas"),
            "SPECIAL_PLACES": self._source("special_places"),
            "PLACE_WEIGHT_FIELD": "weight",
            "DISTRICTS": self._source("blocks"),
            "DISTRICT_NAME_FIELD": "police_district",
            "OUTPUT": self._table(UNITS),
        }
        self._next("buildplanningunits", given, _CITY_SHARE, 1.0).done.connect(self._finish)

    def _next(self, algorithm: str, parameters: dict[str, Any], begin: float, end: float) -> BackgroundRun:
        run = self._run = BackgroundRun(algorithm, silent=True)
        run.progressed.connect(lambda percent: self.progressed.emit(100 * begin + (end - begin) * percent))
        run.failed.connect(self._on_failed)
        run.start(parameters)
        return run

    def _finish(self, _results: dict[str, Any]) -> None:
        self._run = None
        self.done.emit()

    def _on_failed(self, reason: str) -> None:
        self._run = None
        shutil.rmtree(self.folder, ignore_errors=True)
        self.failed.emit(reason)

    def _source(self, table: str) -> str:
        return f"{self.folder / FILE}|layername={table}"

    def _table(self, table: str) -> str:
        return f"ogr:dbname='{self.folder / FILE}' table=\"{table}\" (geom)"


def write_project(project: QgsProject, folder: Path, canvas: QgsMapCanvas) -> None:
    """Fill QGIS's own empty project with the sample city of a folder, and save it there, with relative paths.

    QGIS saves with it what `canvas` shows: the whole city.
    """
    file = folder / FILE
    project.setTitle(translate("SampleProject", "Seedhaven: a sample city, nothing in it is real"))
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    titles = _titles()
    for _, table, style in _LAYERS:
        if table == "blocks":
            continue
        if table == "water":
            units = _add(project, file, UNITS, titles[UNITS], "workload")
        _add(project, file, table, titles[table], style, is_shown=table not in _HIDDEN)
    project.setCrs(units.crs())
    extent = units.extent()
    extent.scale(1.05)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent, units.crs()))
    canvas.setDestinationCrs(units.crs())
    canvas.setExtent(extent)
    project.write(str(folder / PROJECT))


def planning_units(project: QgsProject) -> QgsMapLayer | None:
    """Return the layer of planning units of the sample city's project, whatever language it was made in."""
    layers = project.mapLayers().values()
    return next((layer for layer in layers if layer.source().endswith(f"|layername={UNITS}")), None)


def _add(
    project: QgsProject, file: Path, table: str, title: str, style: str, *, is_shown: bool = True
) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{file}|layername={table}", title, "ogr")
    if style:
        layer.loadNamedStyle(str(RESOURCES / "styles" / f"{style}.qml"))
    project.addMapLayer(layer, False)
    entry = project.layerTreeRoot().addLayer(layer)
    if entry is not None:
        entry.setItemVisibilityChecked(is_shown)
    return layer


def _titles() -> dict[str, str]:
    return {
        UNITS: translate("SampleProject", "Planning units"),
        "incidents": translate("SampleProject", "Incidents"),
        "officers": translate("SampleProject", "Officers"),
        "exposed_areas": translate("SampleProject", "Exposed areas"),
        "special_places": translate("SampleProject", "Special places"),
        "safety_districts": translate("SampleProject", "Safety districts"),
        "police_stations": translate("SampleProject", "Police stations"),
        "main_roads": translate("SampleProject", "Main roads"),
        "bridges": translate("SampleProject", "Bridges"),
        "railway": translate("SampleProject", "Railway"),
        "rail_stations": translate("SampleProject", "Rail stations"),
        "water": translate("SampleProject", "Water"),
    }
