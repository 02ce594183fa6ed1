"""Print a leaflet or a poster for every sector."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingOutputFile
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.paths import RESOURCES
from ....core.publish.settings import LANGUAGES, PublicSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.crs import DEGREES
from ...framework.parameters import LINES, POINTS, POLYGONS, TABLES, enum, field, file, file_output, layer, text
from ...framework.run import Run
from ._publication import read_printed_people, texts_table, with_texts, write_page_and_pdf

if TYPE_CHECKING:
    from ....core.base.table import FeatureTable
    from ....core.publish.model import Publication

translate = QCoreApplication.translate
FORMATS = ("leaflet", "poster")


class ExportLeaflets(SectorAlgorithm[PublicSettings]):
    """A4 leaflets or A3 posters from a layout template that people can edit."""

    ID = "exportleaflets"
    GROUP = "publish"

    def title(self) -> str:
        """Return the translated name."""
        return translate("ExportLeaflets", "Make leaflets and posters")

    def flags(self) -> Any:
        """Layouts belong to the main thread."""
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare layers, edition, format and output."""
        kind = translate("ExportLeaflets", "Format (leaflet A4, poster A3)")
        url = translate("ExportLeaflets", "Address of the public page, for the QR code (https)")
        template = translate("ExportLeaflets", "Own layout template (.qpt)")
        sender = translate("ExportLeaflets", "Sender: the organisation's name")
        streets = translate("ExportLeaflets", "Addresses or roads, for the names of streets")
        street = translate("ExportLeaflets", "Field with the street's name")
        accessible = translate("ExportLeaflets", "Accessible leaflets, a web page (a PDF is made beside it)")
        pages = translate("ExportLeaflets", "Web pages (*.html)")
        water = translate("ExportLeaflets", "Water, as background")
        roads = translate("ExportLeaflets", "Main roads, as background")
        kinds = translate(
            "ExportLeaflets", "PDF, a page for each sector (*.pdf);;Pictures, one for each sector (*.png)"
        )
        self.declare(
            layer("SECTORS", translate("ExportLeaflets", "Sectors"), POLYGONS),
            layer("CONTACTS", translate("ExportLeaflets", "Officers' contacts"), TABLES, optional=True),
            text("EDITION", translate("ExportLeaflets", "Edition (such as 2026-1)")),
            enum("FORMAT", kind, FORMATS, FORMATS[0]),
            enum("LANGUAGE", translate("ExportLeaflets", "Language"), LANGUAGES, LANGUAGES[0]),
            text("PUBLIC_URL", url, optional=True),
            text("ORGANISATION", sender, optional=True, advanced=True),
            texts_table(),
            layer("ADDRESS_INDEX", streets, POINTS + LINES, optional=True, advanced=True),
            field("STREET_FIELD", street, "ADDRESS_INDEX", optional=True, advanced=True),
            file("TEMPLATE", template, extension="qpt", optional=True, advanced=True),
            layer("WATER", water, POLYGONS, optional=True, advanced=True),
            layer("ROADS", roads, LINES, optional=True, advanced=True),
            file_output("OUTPUT", translate("ExportLeaflets", "Sheets"), kinds),
            file_output("ACCESSIBLE", accessible, pages, optional=True, made=False),
        )
        self.addOutput(QgsProcessingOutputFile("PDF", translate("ExportLeaflets", "Accessible leaflets as PDF")))

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> PublicSettings:
        """Return edition, language and address; a sheet has no title of its own."""
        return PublicSettings(
            edition=self.parameterAsString(parameters, "EDITION", context),
            title=self.title(),
            language=self.parameterAsEnumString(parameters, "LANGUAGE", context),
            public_url=self.parameterAsString(parameters, "PUBLIC_URL", context),
            organisation=self.parameterAsString(parameters, "ORGANISATION", context),
        )

    def execute(self, run: Run[PublicSettings]) -> dict[str, object]:
        """Build the public record, and print a sheet for each of its sectors."""
        from ....core.publish.print_sheets import leaflet_page
        from ._layouts import print_sheets, sheets_of

        publication, larger = _publication(run)
        shipped = RESOURCES / "layouts" / f"{run.text('FORMAT')}.qpt"
        template = Path(run.text("TEMPLATE")) if run.has("TEMPLATE") else shipped
        output = Path(run.text("OUTPUT"))
        with tempfile.TemporaryDirectory() as work:
            made = Path(work) / f"sheet{output.suffix.lower()}"
            for path in print_sheets(sheets_of(run, publication, larger), template, made, Path(work)):
                target = output if path == made else output.with_name(path.name.replace("sheet", output.stem, 1))
                with run.file(target) as beside:
                    beside.write_bytes(path.read_bytes())
        if not run.has("ACCESSIBLE"):
            return {"OUTPUT": str(output)}
        remedy = translate(
            "ExportLeaflets",
            "WeasyPrint is not installed: the accessible leaflets are a web page, which browsers print on A4.",
        )
        page = leaflet_page(publication, larger)
        return {"OUTPUT": str(output), **write_page_and_pdf(run, "ACCESSIBLE", page, remedy)}


def _publication(run: Run[PublicSettings]) -> tuple[Publication, dict[str, str]]:
    """Return what is printed, and the photos fit for paper by those of the page."""
    from ....core.publish.publication import Sources, build_publication
    from ....core.publish.street_index import StreetFields

    def table(name: str) -> FeatureTable | None:
        return run.read(name, QgsCoordinateReferenceSystem(DEGREES)) if run.has(name) else None

    people, larger = read_printed_people(run)
    sources = Sources(
        run.read("SECTORS", QgsCoordinateReferenceSystem(DEGREES)),
        people,
        addresses=table("ADDRESS_INDEX"),
        street_fields=StreetFields(run.text("STREET_FIELD")),
        water=table("WATER"),
        roads=table("ROADS"),
        today=dt.date.today(),
    )
    return build_publication(sources, with_texts(run)), larger
