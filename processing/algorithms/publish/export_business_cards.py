"""Make business cards for the published officers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingOutputFile
from qgis.PyQt.QtCore import QCoreApplication

from ....core.publish.settings import LANGUAGES, PublicSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import TABLES, enum, file_output, layer, text
from ...framework.run import Run
from ._publication import read_people

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
        page = translate("ExportBusinessCards", "Cards (a PDF is made beside it)")
        html = translate("ExportBusinessCards", "Web pages (*.html)")
        self.declare(
            layer("CONTACTS", translate("ExportBusinessCards", "Officers' contacts"), TABLES),
            text("EDITION", translate("ExportBusinessCards", "Edition (such as 2026-1)")),
            enum("LANGUAGE", translate("ExportBusinessCards", "Language of the cards"), LANGUAGES, "da"),
            file_output("OUTPUT", page, html),
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
