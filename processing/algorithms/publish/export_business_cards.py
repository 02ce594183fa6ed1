"""Make business cards for the published officers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingOutputFile,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.publish.settings import LANGUAGES, PublicSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import choice
from ...framework.run import Run

translate = QCoreApplication.translate


class ExportBusinessCards(SectorAlgorithm[PublicSettings]):
    """A4 sheets of ten cards with a QR code that puts the officer into a telephone's contacts."""

    ID = "exportbusinesscards"
    GROUP = "publish"

    def title(self) -> str:
        """Return the translated name."""
        return translate("ExportBusinessCards", "Make business cards")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare contacts, edition, language and the page."""
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "CONTACTS",
                translate("ExportBusinessCards", "Officers' contacts"),
                [Qgis.ProcessingSourceType.Vector],
            )
        )
        self.addParameter(
            QgsProcessingParameterString("EDITION", translate("ExportBusinessCards", "Edition (such as 2026-1)"))
        )
        language = translate("ExportBusinessCards", "Language of the cards")
        self.addParameter(choice("LANGUAGE", language, LANGUAGES, "da"))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "OUTPUT",
                translate("ExportBusinessCards", "Cards (a PDF is made beside it)"),
                translate("ExportBusinessCards", "Web pages (*.html)"),
            )
        )
        self.addOutput(QgsProcessingOutputFile("PDF", translate("ExportBusinessCards", "Cards as PDF")))

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> PublicSettings:
        """Return edition and language; the cards have no title of their own."""
        return PublicSettings(
            edition=self.parameterAsString(parameters, "EDITION", context),
            title=self.title(),
            language=self.parameterAsEnumString(parameters, "LANGUAGE", context),
        )

    def execute(self, run: Run[PublicSettings]) -> dict[str, object]:
        """Read the contacts, write the sheets, and a PDF where WeasyPrint is installed."""
        from ....core.publish.print_sheets import cards_page, pdf
        from .export_public_map import read_people

        settings = run.settings()
        html = cards_page(read_people(run), settings.edition, settings.language)
        page = run.write_text("OUTPUT", html)
        document = pdf(html)
        if document is not None:
            path = Path(page).with_suffix(".pdf")
            with run.file(path) as beside:
                beside.write_bytes(document)
            return {"OUTPUT": page, "PDF": str(path)}
        message = translate(
            "ExportBusinessCards",
            "WeasyPrint is not installed: open the page in a browser and print it at 100 per cent.",
        )
        run.progress.log(message)
        return {"OUTPUT": page}
