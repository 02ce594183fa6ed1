"""Print a leaflet or a poster for every sector."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.paths import RESOURCES
from ....core.publish.settings import LANGUAGES, PublicSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import LINES, POLYGONS, TABLES, enum, file, file_output, layer, text
from ...framework.run import Run
from ._publication import read_people

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
            file("TEMPLATE", template, extension="qpt", optional=True, advanced=True),
            layer("WATER", water, POLYGONS, optional=True, advanced=True),
            layer("ROADS", roads, LINES, optional=True, advanced=True),
            file_output("OUTPUT", translate("ExportLeaflets", "Sheets"), kinds),
        )

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> PublicSettings:
        """Return edition, language and address; a sheet has no title of its own."""
        return PublicSettings(
            edition=self.parameterAsString(parameters, "EDITION", context),
            title=self.title(),
            language=self.parameterAsEnumString(parameters, "LANGUAGE", context),
            public_url=self.parameterAsString(parameters, "PUBLIC_URL", context),
        )

    def execute(self, run: Run[PublicSettings]) -> dict[str, object]:
        """Build the public record, and print a sheet for each of its sectors."""
        from ....core.base.arrays import as_objects
        from ....core.publish.print_sheets import leaflet_rows
        from ....core.publish.publication import Sources, build_publication
        from ...framework.crs import DEGREES
        from ._layouts import Sheets, print_sheets

        settings, degrees = run.settings(), QgsCoordinateReferenceSystem(DEGREES)
        publication = build_publication(Sources(run.read("SECTORS", degrees), read_people(run)), settings)
        record = publication.record
        sheets = Sheets(
            rows=leaflet_rows(record),
            polygons=as_objects([shape.polygon for shape in publication.shapes]),
            water=as_objects(run.read("WATER", degrees).geometry if run.has("WATER") else []),
            roads=as_objects(run.read("ROADS", degrees).geometry if run.has("ROADS") else []),
            stamp=f"Edition {record.edition} · {record.print_hash}",
            crs=run.working_crs("SECTORS"),
        )
        shipped = RESOURCES / "layouts" / f"{run.text('FORMAT')}_{settings.language}.qpt"
        template = Path(run.text("TEMPLATE")) if run.has("TEMPLATE") else shipped
        output = Path(run.text("OUTPUT"))
        with tempfile.TemporaryDirectory() as work:
            made = Path(work) / f"sheet{output.suffix.lower()}"
            for path in print_sheets(sheets, template, made, Path(work)):
                target = output if path == made else output.with_name(path.name.replace("sheet", output.stem, 1))
                with run.file(target) as beside:
                    beside.write_bytes(path.read_bytes())
        return {"OUTPUT": str(output)}
