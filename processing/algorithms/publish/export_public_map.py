"""Publish the sector map: one page, a map file, a contacts table and the record they were made from."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ....core.publish.settings import DEFAULT_TITLES, LANGUAGES, PublicSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.crs import DEGREES
from ...framework.parameters import (
    LINES,
    POINTS,
    POLYGONS,
    TABLES,
    enum,
    field,
    folder,
    folder_output,
    layer,
    map_layers,
    number,
    text,
)
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
        title = translate("ExportPublicMap", "Title of the page (empty: “Find your police officer”)")
        self.declare(
            layer("SECTORS", translate("ExportPublicMap", "Sectors"), POLYGONS),
            layer("CONTACTS", translate("ExportPublicMap", "Officers' contacts"), TABLES, optional=True),
            text("EDITION", translate("ExportPublicMap", "Edition (such as 2026-1)")),
            text("TITLE", title, optional=True),
            enum("LANGUAGE", translate("ExportPublicMap", "Language the page opens in"), LANGUAGES, "da"),
            layer("EVENTS", translate("ExportPublicMap", "Public events"), TABLES, optional=True),
            folder_output("FOLDER", translate("ExportPublicMap", "Folder of the publication")),
            *self._layers(),
            *self._texts(),
        )

    @staticmethod
    def _layers() -> list[QgsProcessingParameterDefinition]:
        streets = translate("ExportPublicMap", "Addresses or roads for the street search")
        street = translate("ExportPublicMap", "Field with the street's name")
        house = translate("ExportPublicMap", "Field with the house number")
        priorities = translate("ExportPublicMap", "Priorities (you said, we did)")
        water = translate("ExportPublicMap", "Water, as background")
        roads = translate("ExportPublicMap", "Main roads, as background")
        return [
            layer("ADDRESS_INDEX", streets, POINTS + LINES, optional=True, advanced=True),
            field("STREET_FIELD", street, "ADDRESS_INDEX", optional=True, advanced=True),
            field("NUMBER_FIELD", house, "ADDRESS_INDEX", optional=True, advanced=True),
            layer("PRIORITIES", priorities, TABLES, optional=True, advanced=True),
            layer("WATER", water, POLYGONS, optional=True, advanced=True),
            layer("ROADS", roads, LINES, optional=True, advanced=True),
        ]

    @staticmethod
    def _texts() -> list[QgsProcessingParameterDefinition]:
        booking = translate("ExportPublicMap", "Page for booking a traffic control (https)")
        address = translate("ExportPublicMap", "Where the page will stand (https)")
        credit = translate("ExportPublicMap", "Credit for map data, shown at the foot")
        background = translate("ExportPublicMap", "Layers for background tiles (styled as in the project)")
        zoom = translate("ExportPublicMap", "Largest zoom of the tiles (11 to 17)")
        published = translate("ExportPublicMap", "Published folder to compare with (if not the same folder)")
        tolerance = translate("ExportPublicMap", "Generalise boundaries by (metres)")
        return [
            text("BOOKING_URL", booking, optional=True, advanced=True),
            text("PUBLIC_URL", address, optional=True, advanced=True),
            text("CREDIT", credit, optional=True, advanced=True),
            map_layers("BACKGROUND", background, advanced=True),
            number("MAX_ZOOM", zoom, 15, 11, 17, whole=True, advanced=True),
            folder("PUBLISHED", published, optional=True, advanced=True),
            number("TOLERANCE_M", tolerance, PublicSettings.tolerance_m, 0, 50, advanced=True),
        ]

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
        )

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Copy the background layers: the project's own stay with the main thread."""
        layers = self.parameterAsLayerList(parameters, "BACKGROUND", context) or []
        self._background = [copy for layer in layers if (copy := layer.clone()) is not None]
        for copy in self._background:
            copy.moveToThread(None)
        return bool(super().prepareAlgorithm(parameters, context, feedback))

    def execute(self, run: Run[PublicSettings]) -> dict[str, object]:
        """Read everything in degrees, and write the set of files; the edition before is kept beside it."""
        from ....core.publish.publication import build_publication, check_replaceable, write_publication

        path, settings = Path(run.text("FOLDER")), run.settings()
        check_replaceable(path)
        sources = read_sources(run, settings.edition)
        if self._background:
            largest = self.parameterAsInt(run.parameters, "MAX_ZOOM", run.context)
            sources = replace(sources, tile_zooms=(SMALLEST_ZOOM, largest))
        publication = build_publication(sources, settings)
        keep_previous(run, path, settings.edition)
        folder = run.folder("FOLDER")
        write_publication(folder, publication)
        if publication.tile_zooms:
            self._write_tiles(run, publication, folder)
        say_differences(run, folder)
        record = publication.record
        without = record.without_officer()
        if without:
            message = translate(
                "ExportPublicMap", "Without a published officer, shown with the station's number or 114: {sectors}"
            )
            run.progress.warn(message.format(sectors=", ".join(without)))
        message = translate("ExportPublicMap", "Edition {edition}, content {content}: open {page}")
        run.progress.say(message.format(edition=record.edition, content=record.contacts_hash, page=path / "index.html"))
        return {"FOLDER": str(path)}

    def _write_tiles(self, run: Run[PublicSettings], publication: Publication, folder: Path) -> None:
        import shapely

        from ._tiles import write_tiles

        for copy in self._background:
            copy.moveToThread(QThread.currentThread())
        bounds = shapely.total_bounds([shape.polygon for shape in publication.shapes])
        wide, high = MARGIN * (bounds[2] - bounds[0]), MARGIN * (bounds[3] - bounds[1])
        west, south, east, north = map(float, bounds)
        around = (west - wide, south - high, east + wide, north + high)
        zooms = publication.tile_zooms or (SMALLEST_ZOOM, SMALLEST_ZOOM)
        count = write_tiles(self._background, around, zooms, folder / "tiles", run.context, run.progress.part(0.5, 1.0))
        run.progress.say(translate("ExportPublicMap", "{count} background tiles").format(count=count))


def read_sources(run: Run[PublicSettings], edition: str) -> Sources:
    """Return the layers of a run, in degrees, and the last published edition before `edition`."""
    from ....core.publish.publication import Sources, earlier_edition

    def table(name: str) -> FeatureTable | None:
        return run.read(name, QgsCoordinateReferenceSystem(DEGREES)) if run.has(name) else None

    return Sources(
        sectors=run.read("SECTORS", QgsCoordinateReferenceSystem(DEGREES)),
        contacts=read_people(run),
        events=table("EVENTS"),
        priorities=table("PRIORITIES"),
        addresses=table("ADDRESS_INDEX"),
        street_field=run.text("STREET_FIELD"),
        number_field=run.text("NUMBER_FIELD"),
        water=table("WATER"),
        roads=table("ROADS"),
        earlier=earlier_edition(Path(run.text("PUBLISHED") or run.text("FOLDER")), edition),
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
            run.progress.say(line)


def keep_previous(run: Run[PublicSettings], path: Path, edition: str) -> None:
    """Copy the published edition beside itself, so that it can be put back, where it is another than `edition`."""
    from ....core.publish.editions import read_edition
    from ....core.publish.publication import previous_folder

    published = read_edition(path)
    if published is not None and published.edition != edition:
        shutil.copytree(path, run.folder_at(previous_folder(path)), dirs_exist_ok=True)
