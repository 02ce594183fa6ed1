"""Publish the sector map: one page, a map file, a contacts table and the record they were made from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ....core.publish.settings import DEFAULT_TITLES, LANGUAGES, PublicSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.crs import DEGREES
from ...framework.parameters import choice
from ...framework.run import Run

if TYPE_CHECKING:
    from ....core.base.table import FeatureTable
    from ....core.publish.model import Publication
    from ....core.publish.publication import Sources

translate = QCoreApplication.translate
SMALLEST_ZOOM = 11
MARGIN = 0.15


class ExportPublicMap(SectorAlgorithm[PublicSettings]):
    """The public page on which residents find their officer."""

    ID = "exportpublicmap"
    GROUP = "publish"

    def title(self) -> str:
        """Return the translated name."""
        return translate("ExportPublicMap", "Publish the sector map")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare layers, texts and the folder; what is rarely used is advanced."""
        polygons, anything = [Qgis.ProcessingSourceType.VectorPolygon], [Qgis.ProcessingSourceType.Vector]
        self._layer("SECTORS", translate("ExportPublicMap", "Sectors"), polygons, optional=False)
        self._layer("CONTACTS", translate("ExportPublicMap", "Officers' contacts"), anything)
        self._text("EDITION", translate("ExportPublicMap", "Edition (such as 2026-1)"), optional=False)
        self._text("TITLE", translate("ExportPublicMap", "Title of the page (empty: “Find your police officer”)"))
        language = translate("ExportPublicMap", "Language the page opens in")
        self.addParameter(choice("LANGUAGE", language, LANGUAGES, "da"))
        self._layer("EVENTS", translate("ExportPublicMap", "Public events"), anything)
        self.addParameter(
            QgsProcessingParameterFolderDestination("FOLDER", translate("ExportPublicMap", "Folder of the publication"))
        )
        self._advanced()

    def _advanced(self) -> None:
        anything = [Qgis.ProcessingSourceType.Vector]
        polygons, lines = [Qgis.ProcessingSourceType.VectorPolygon], [Qgis.ProcessingSourceType.VectorLine]
        places = [Qgis.ProcessingSourceType.VectorPoint, Qgis.ProcessingSourceType.VectorLine]
        flag = Qgis.ProcessingParameterFlag.Advanced
        streets = translate("ExportPublicMap", "Addresses or roads for the street search")
        self._layer("ADDRESS_INDEX", streets, places, flag)
        self._field("STREET_FIELD", translate("ExportPublicMap", "Field with the street's name"))
        self._field("NUMBER_FIELD", translate("ExportPublicMap", "Field with the house number"))
        self._field("PLACE_FIELD", translate("ExportPublicMap", "Field with postal code or town"))
        self._layer("PRIORITIES", translate("ExportPublicMap", "Priorities (you said, we did)"), anything, flag)
        self._layer("WATER", translate("ExportPublicMap", "Water, as background"), polygons, flag)
        self._layer("ROADS", translate("ExportPublicMap", "Main roads, as background"), lines, flag)
        self._text("BOOKING_URL", translate("ExportPublicMap", "Page for booking a traffic control (https)"), flag=flag)
        self._text("PUBLIC_URL", translate("ExportPublicMap", "Where the page will stand (https)"), flag=flag)
        self._text("CREDIT", translate("ExportPublicMap", "Credit for map data, shown at the foot"), flag=flag)
        self._text("ORGANISATION", translate("ExportPublicMap", "Who publishes the page"), flag=flag)
        self._text("HOME_URL", translate("ExportPublicMap", "Their own page (https)"), flag=flag)
        self._text("ACCESSIBILITY_URL", translate("ExportPublicMap", "Accessibility statement (https)"), flag=flag)
        self._text(
            "PRIVACY_URL", translate("ExportPublicMap", "Data controller and data protection (https)"), flag=flag
        )
        layers = translate("ExportPublicMap", "Layers for background tiles (styled as in the project)")
        tiles = QgsProcessingParameterMultipleLayers(
            "BACKGROUND", layers, Qgis.ProcessingSourceType.MapLayer, optional=True
        )
        zoom = QgsProcessingParameterNumber(
            "MAX_ZOOM",
            translate("ExportPublicMap", "Largest zoom of the tiles (11 to 17)"),
            defaultValue=15,
            minValue=11,
            maxValue=17,
        )
        for parameter in (tiles, zoom):
            parameter.setFlags(parameter.flags() | flag)
            self.addParameter(parameter)
        published = translate("ExportPublicMap", "Published folder to compare with (if not the same folder)")
        folder = Qgis.ProcessingFileParameterBehavior.Folder
        compared = QgsProcessingParameterFile("PUBLISHED", published, folder, optional=True)
        compared.setFlags(compared.flags() | flag)
        self.addParameter(compared)
        tolerance = QgsProcessingParameterNumber(
            "TOLERANCE_M",
            translate("ExportPublicMap", "Generalise boundaries by (metres)"),
            Qgis.ProcessingNumberParameterType.Double,
            PublicSettings.tolerance_m,
            minValue=0,
            maxValue=50,
        )
        tolerance.setFlags(tolerance.flags() | flag)
        self.addParameter(tolerance)

    def _layer(self, name: str, title: str, kinds: list[Any], flag: Any = None, optional: bool = True) -> None:
        parameter = QgsProcessingParameterFeatureSource(name, title, kinds, optional=optional)
        parameter.setFlags(parameter.flags() | flag if flag else parameter.flags())
        self.addParameter(parameter)

    def _text(self, name: str, title: str, value: str | None = None, flag: Any = None, optional: bool = True) -> None:
        parameter = QgsProcessingParameterString(name, title, value, optional=optional)
        parameter.setFlags(parameter.flags() | flag if flag else parameter.flags())
        self.addParameter(parameter)

    def _field(self, name: str, title: str) -> None:
        parameter = QgsProcessingParameterField(name, title, None, "ADDRESS_INDEX", optional=True)
        parameter.setFlags(parameter.flags() | Qgis.ProcessingParameterFlag.Advanced)
        self.addParameter(parameter)

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> PublicSettings:
        """Return edition, title, language, tolerance and links."""
        language = self.parameterAsEnumString(parameters, "LANGUAGE", context)
        return PublicSettings(
            edition=self.parameterAsString(parameters, "EDITION", context),
            title=self.parameterAsString(parameters, "TITLE", context) or DEFAULT_TITLES[language],
            language=language,
            tolerance_m=self.parameterAsDouble(parameters, "TOLERANCE_M", context),
            booking_url=self.parameterAsString(parameters, "BOOKING_URL", context),
            public_url=self.parameterAsString(parameters, "PUBLIC_URL", context),
            credit=self.parameterAsString(parameters, "CREDIT", context),
            organisation=self.parameterAsString(parameters, "ORGANISATION", context),
            home_url=self.parameterAsString(parameters, "HOME_URL", context),
            accessibility_url=self.parameterAsString(parameters, "ACCESSIBILITY_URL", context),
            privacy_url=self.parameterAsString(parameters, "PRIVACY_URL", context),
        )

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Copy the background layers: the project's own stay with the main thread."""
        layers = self.parameterAsLayerList(parameters, "BACKGROUND", context) or []
        self._background = [copy for layer in layers if (copy := layer.clone()) is not None]
        for layer in self._background:
            layer.moveToThread(None)
        return bool(super().prepareAlgorithm(parameters, context, feedback))

    def execute(self, run: Run[PublicSettings]) -> dict[str, object]:
        """Read everything in degrees, and write the set of files; the edition before is kept beside it."""
        from ....core.publish.model import tiles_hash
        from ....core.publish.publication import build_publication, check_replaceable, write_publication
        from ._background import refuse_private

        for layer in self._background:
            layer.moveToThread(QThread.currentThread())
        refuse_private(self._background)
        path, settings = Path(run.text("FOLDER")), run.settings()
        check_replaceable(path)
        sources = read_sources(run, settings.edition)
        if self._background:
            largest = self.parameterAsInt(run.parameters, "MAX_ZOOM", run.context)
            sources = replace(sources, tile_zooms=(SMALLEST_ZOOM, largest))
        publication = build_publication(sources, settings)
        keep_previous(run, path, settings.edition)
        folder = run.folder("FOLDER")
        if publication.tile_zooms:
            self._write_tiles(run, publication, folder)
            publication = replace(publication, tiles_hash=tiles_hash(folder)).stamped()
        write_publication(folder, publication)
        say_differences(run, folder)
        record = publication.record
        without = record.without_officer()
        if without:
            message = translate(
                "ExportPublicMap", "Without a published officer, shown with the station's number or 114: {sectors}"
            )
            run.progress.warn(message.format(sectors=", ".join(without)))
        message = translate("ExportPublicMap", "Edition {edition}, content {content}: open {page}")
        run.progress.log(message.format(edition=record.edition, content=record.content, page=path / "index.html"))
        return {"FOLDER": str(path)}

    def _write_tiles(self, run: Run[PublicSettings], publication: Publication, folder: Path) -> None:
        import shapely

        from ._tiles import write_tiles

        bounds = shapely.total_bounds([shape.polygon for shape in publication.shapes])
        wide, high = MARGIN * (bounds[2] - bounds[0]), MARGIN * (bounds[3] - bounds[1])
        west, south, east, north = map(float, bounds)
        around = (west - wide, south - high, east + wide, north + high)
        zooms = publication.tile_zooms or (SMALLEST_ZOOM, SMALLEST_ZOOM)
        count = write_tiles(self._background, around, zooms, folder / "tiles", run.context, run.progress.part(0.5, 1.0))
        run.progress.log(translate("ExportPublicMap", "{count} background tiles").format(count=count))


def read_sources(run: Run[PublicSettings], edition: str) -> Sources:
    """Return the layers of a run, in degrees, and the last published edition before `edition`."""
    from ....core.publish.publication import Sources, earlier_edition
    from ....core.publish.street_index import StreetFields

    def table(name: str) -> FeatureTable | None:
        return run.read(name, QgsCoordinateReferenceSystem(DEGREES)) if run.has(name) else None

    return Sources(
        sectors=run.read("SECTORS", QgsCoordinateReferenceSystem(DEGREES)),
        contacts=read_people(run),
        events=table("EVENTS"),
        priorities=table("PRIORITIES"),
        addresses=table("ADDRESS_INDEX"),
        street_fields=StreetFields(run.text("STREET_FIELD"), run.text("NUMBER_FIELD"), run.text("PLACE_FIELD")),
        water=table("WATER"),
        roads=table("ROADS"),
        earlier=earlier_edition(Path(run.text("PUBLISHED") or run.text("FOLDER")), edition),
        today=dt.date.today(),
    )


def read_people(run: Run[PublicSettings]) -> Any:
    """Return the published contacts of a run's CONTACTS, photos encoded anew; none where there is no table."""
    from ....core.publish.contacts import read_contacts
    from ._photos import with_photos

    if not run.has("CONTACTS"):
        return ()
    return with_photos(read_contacts(run.read("CONTACTS", QgsCoordinateReferenceSystem(DEGREES))))


def say_differences(run: Run[PublicSettings], folder: Path) -> None:
    """Say what the new publication in `folder` changes against the one that is out, where there is one."""
    from ....core.publish.draft_changes import differences, told
    from ....core.publish.editions import read_edition

    published = Path(run.text("PUBLISHED") or run.text("FOLDER"))
    out = read_edition(published)
    if out is not None:
        for line in told(differences(folder, published), out.edition):
            run.progress.log(line)


def keep_previous(run: Run[PublicSettings], path: Path, edition: str) -> None:
    """Keep the published edition beside itself, without its contacts, where it is another than `edition`."""
    from ....core.publish.editions import read_edition
    from ....core.publish.publication import previous_folder
    from ....core.publish.release import holds_contacts, keep_edition

    published, previous = read_edition(path), previous_folder(path)
    if published is not None and published.edition != edition:
        keep_edition(path, run.folder_at(previous))
    elif holds_contacts(previous):
        run.folder_at(previous)
