"""Make business cards for the published officers."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingOutputFile
from qgis.PyQt.QtCore import QCoreApplication

from ....core.publish.settings import LANGUAGES, PublicSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import TABLES, enum, file_output, layer, text
from ...framework.run import Run
from ._publication import read_printed_people, texts_table, with_texts, write_page_and_pdf

translate = QCoreApplication.translate


class ExportBusinessCards(SectorAlgorithm[PublicSettings]):
    """A4 sheets of ten cards with a QR code that puts the officer into a telephone's contacts."""

    ID = "exportbusinesscards"
    GROUP = "publish"

    def title(self) -> str:
        """Return the translated name."""
        return translate("ExportBusinessCards", "Make business cards")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare contacts, edition, language, sender and the page."""
        page = translate("ExportBusinessCards", "Cards (a PDF is made beside it)")
        html = translate("ExportBusinessCards", "Web pages (*.html)")
        sender = translate("ExportBusinessCards", "Sender: the organisation's name")
        url = translate("ExportBusinessCards", "Address of the public page (https)")
        self.declare(
            layer("CONTACTS", translate("ExportBusinessCards", "Officers' contacts"), TABLES),
            text("EDITION", translate("ExportBusinessCards", "Edition (such as 2026-1)")),
            enum("LANGUAGE", translate("ExportBusinessCards", "Language of the cards"), LANGUAGES, "da"),
            text("ORGANISATION", sender, optional=True),
            text("PUBLIC_URL", url, optional=True),
            texts_table(),
            file_output("OUTPUT", page, html),
        )
        self.addOutput(QgsProcessingOutputFile("PDF", translate("ExportBusinessCards", "Cards as PDF")))

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> PublicSettings:
        """Return edition and language; the cards have no title of their own."""
        return PublicSettings(
            edition=self.parameterAsString(parameters, "EDITION", context),
            title=self.title(),
            language=self.parameterAsEnumString(parameters, "LANGUAGE", context),
            organisation=self.parameterAsString(parameters, "ORGANISATION", context),
            public_url=self.parameterAsString(parameters, "PUBLIC_URL", context),
        )

    def execute(self, run: Run[PublicSettings]) -> dict[str, object]:
        """Read the contacts, write the sheets, and a PDF where WeasyPrint is installed."""
        from ....core.publish.print_sheets import cards_page, without_card

        people, larger = read_printed_people(run)
        html = cards_page(people, with_texts(run), larger)
        if left_out := without_card(people):
            message = translate(
                "ExportBusinessCards", "Without a card, having no sector, or neither telephone nor e-mail: {names}"
            )
            run.progress.warn(message.format(names=", ".join(left_out)))
        remedy = translate(
            "ExportBusinessCards",
            "WeasyPrint is not installed: open the page in a browser and print it at 100 per cent.",
        )
        return write_page_and_pdf(run, "OUTPUT", html, remedy)
