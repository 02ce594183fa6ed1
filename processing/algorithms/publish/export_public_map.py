"""Publish the sector map: one page, a map file, a contacts table and the record they were made from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ....core.publish.settings import DEFAULT_TITLES, LANGUAGES, PublicSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import POLYGONS, TABLES, enum, folder_output, layer, text
from ...framework.run import Run
from ._publication import keep_previous, rare_layers, rare_texts, read_sources, say_differences

if TYPE_CHECKING:
    from ....core.publish.model import Publication

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
            layer("SECTORS", translate("ExportPublicMap", "Sectors"), POLYGONS, optional=True),
            layer("CONTACTS", translate("ExportPublicMap", "Officers' contacts"), TABLES, optional=True),
            text("EDITION", translate("ExportPublicMap", "Edition (such as 2026-1)")),
            text("TITLE", title, optional=True),
            enum("LANGUAGE", translate("ExportPublicMap", "Language the page opens in"), LANGUAGES, "da"),
            layer("EVENTS", translate("ExportPublicMap", "Public events"), TABLES, optional=True),
            folder_output("FOLDER", translate("ExportPublicMap", "Folder of the publication")),
            *rare_layers(),
            *rare_texts(),
        )

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
        for copy in self._background:
            copy.moveToThread(None)
        return bool(super().prepareAlgorithm(parameters, context, feedback))

    def execute(self, run: Run[PublicSettings]) -> dict[str, object]:
        """Read everything in degrees, and write the set of files; the edition before is kept beside it."""
        from ....core.publish.model import tiles_hash
        from ....core.publish.publication import build_publication, check_replaceable, write_publication
        from ._background import refuse_private

        for copy in self._background:
            copy.moveToThread(QThread.currentThread())
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
        from ....core.publish.map_geometry import extent_around
        from ._tiles import write_tiles

        around = extent_around(publication.shapes, MARGIN)
        zooms = publication.tile_zooms or (SMALLEST_ZOOM, SMALLEST_ZOOM)
        count = write_tiles(self._background, around, zooms, folder / "tiles", run.context, run.progress.part(0.5, 1.0))
        run.progress.log(translate("ExportPublicMap", "{count} background tiles").format(count=count))
