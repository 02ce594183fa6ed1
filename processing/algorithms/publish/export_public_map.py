"""Publish the sector map: one page, a map file, a contacts table and the record they were made from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ....core.publish.settings import DEFAULT_TITLES, LANGUAGES, PublicSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import POLYGONS, TABLES, enum, folder_output, layer, report, text
from ...framework.reports import write_report
from ...framework.run import Run
from ._background import quiet, refuse_private
from ._publication import keep_previous, rare_layers, rare_texts, read_sources, say_differences, with_texts

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
            report(),
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
            contact=self.parameterAsString(parameters, "PUBLISHER_CONTACT", context),
            controller=self.parameterAsString(parameters, "CONTROLLER", context),
            data_protection=self.parameterAsString(parameters, "DATA_PROTECTION", context),
        )

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Copy the background layers: the project's own stay with the main thread."""
        layers = self.parameterAsLayerList(parameters, "BACKGROUND", context) or []
        copies = {layer.id(): layer.clone() for layer in layers}
        self._background = [copy for copy in copies.values() if copy is not None]
        is_quiet = self.parameterAsEnumString(parameters, "TILE_STYLE", context) == "quiet"
        water = self.parameterAsVectorLayer(parameters, "WATER", context)
        for name, copy in copies.items():
            if is_quiet and isinstance(copy, QgsVectorLayer):
                quiet(copy, water is not None and name == water.id())
        for copy in self._background:
            copy.moveToThread(None)
        return bool(super().prepareAlgorithm(parameters, context, feedback))

    def execute(self, run: Run[PublicSettings]) -> dict[str, object]:
        """Read everything in degrees, and write the set of files; the edition before is kept beside it."""
        from ....core.publish.draft_changes import web_editor_report
        from ....core.publish.model import tiles_hash
        from ....core.publish.page_words import check_texts, lacking_texts
        from ....core.publish.publication import build_publication, check_replaceable, write_publication

        for copy in self._background:
            copy.moveToThread(QThread.currentThread())
        refuse_private(self._background)
        path, settings = Path(run.text("FOLDER")), _with_logo(run, with_texts(run))
        check_replaceable(path)
        sources = read_sources(run, settings.edition)
        if self._background:
            largest = self.parameterAsInt(run.parameters, "MAX_ZOOM", run.context)
            sources = replace(sources, tile_zooms=(SMALLEST_ZOOM, largest))
        publication = build_publication(sources, settings)
        check_texts(settings.texts, publication.record)
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
        for message in lacking_texts(record):
            run.progress.warn(message)
        if not run.has("REPORT"):
            return {"FOLDER": str(path)}
        return {"FOLDER": str(path), **write_report(run, web_editor_report(publication, folder))}

    def _write_tiles(self, run: Run[PublicSettings], publication: Publication, folder: Path) -> None:
        from ....core.publish.map_geometry import extent_around
        from ._tiles import write_tiles

        around = extent_around(publication.shapes, MARGIN)
        zooms = publication.tile_zooms or (SMALLEST_ZOOM, SMALLEST_ZOOM)
        count = write_tiles(self._background, around, zooms, folder / "tiles", run.context, run.progress.part(0.5, 1.0))
        run.progress.log(translate("ExportPublicMap", "{count} background tiles").format(count=count))


def _with_logo(run: Run[PublicSettings], settings: PublicSettings) -> PublicSettings:
    from ._pictures import logo

    return replace(settings, logo=logo(run.text("LOGO"))) if run.has("LOGO") else settings
