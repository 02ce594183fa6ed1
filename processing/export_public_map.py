"""Publish the sector map: one page, a map file and a contacts table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.publish.public_settings import LANGUAGES, PublicSettings
from .base import SectorAlgorithm
from .run import Run

translate = QCoreApplication.translate
DEGREES = "EPSG:4326"


class ExportPublicMap(SectorAlgorithm):
    """The public page on which residents find their officer."""

    ID = "exportpublicmap"
    GROUP = "publish"

    def title(self) -> str:
        """Return the translated name."""
        return translate("ExportPublicMap", "Publish the sector map")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare layers, texts and the folder."""
        polygons = [Qgis.ProcessingSourceType.VectorPolygon]
        anything = [Qgis.ProcessingSourceType.Vector]
        self.addParameter(
            QgsProcessingParameterFeatureSource("SECTORS", translate("ExportPublicMap", "Sectors"), polygons)
        )
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "CONTACTS", translate("ExportPublicMap", "Officers' contacts"), anything, optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterString("EDITION", translate("ExportPublicMap", "Edition (such as 2026-1)"))
        )
        self.addParameter(
            QgsProcessingParameterString(
                "TITLE",
                translate("ExportPublicMap", "Title of the page"),
                translate("ExportPublicMap", "Find your police officer"),
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                "LANGUAGE",
                translate("ExportPublicMap", "Language the page opens in"),
                list(LANGUAGES),
                defaultValue="da",
                usesStaticStrings=True,
            )
        )
        tolerance = QgsProcessingParameterNumber(
            "TOLERANCE_M",
            translate("ExportPublicMap", "Generalise boundaries by (metres)"),
            Qgis.ProcessingNumberParameterType.Double,
            PublicSettings.tolerance_m,
            minValue=0,
            maxValue=50,
        )
        tolerance.setFlags(tolerance.flags() | Qgis.ProcessingParameterFlag.Advanced)
        self.addParameter(tolerance)
        self.addParameter(
            QgsProcessingParameterFolderDestination("FOLDER", translate("ExportPublicMap", "Folder of the publication"))
        )

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> PublicSettings:
        """Return edition, title, language and tolerance."""
        return PublicSettings(
            edition=self.parameterAsString(parameters, "EDITION", context),
            title=self.parameterAsString(parameters, "TITLE", context),
            language=self.parameterAsEnumString(parameters, "LANGUAGE", context),
            tolerance_m=self.parameterAsDouble(parameters, "TOLERANCE_M", context),
        )

    def execute(self, run: Run) -> dict[str, Any]:
        """Read sectors in degrees and the contacts, and write the set of files."""
        from ..core.publish.contacts import read_contacts
        from ..core.publish.publication import check_replaceable, write_publication

        degrees = QgsCoordinateReferenceSystem(DEGREES)
        path = Path(run.text("FOLDER"))
        check_replaceable(path)
        contacts = read_contacts(run.read("CONTACTS", degrees)) if run.has("CONTACTS") else ()
        sectors = run.read("SECTORS", degrees)
        record = write_publication(run.folder("FOLDER"), sectors, contacts, run.settings())
        without = record.without_officer()
        if without:
            message = translate(
                "ExportPublicMap", "Without a published officer, shown with the station's number or 114: {sectors}"
            )
            run.progress.warn(message.format(sectors=", ".join(without)))
        message = translate("ExportPublicMap", "Edition {edition}, content {content}: open {page}")
        run.progress.say(message.format(edition=record.edition, content=record.contacts_hash, page=path / "index.html"))
        return {"FOLDER": str(path)}
