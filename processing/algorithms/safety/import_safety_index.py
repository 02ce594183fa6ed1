"""Join editions of the safety index from a table to the districts."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import POLYGONS, TABLES, field, layer, number, sink, text
from ...framework.run import Run

translate = QCoreApplication.translate


class ImportSafetyIndex(SectorAlgorithm[dict[str, str]]):
    """Editions from CSV or Excel, with names spelt differently matched where safe."""

    ID = "importsafetyindex"
    GROUP = "safety"

    def title(self) -> str:
        """Return the translated name."""
        return translate("ImportSafetyIndex", "Import safety index")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare districts, table, fields and outputs."""
        district = translate("ImportSafetyIndex", "Field with the district's name")
        name = translate("ImportSafetyIndex", "Field with the district's name in the table")
        aliases = translate("ImportSafetyIndex", "Names that mean a district (name=district; other name=)")
        year = translate("ImportSafetyIndex", "Year of all rows, where the table has no year")
        method = translate("ImportSafetyIndex", "Field with the method")
        value = translate("ImportSafetyIndex", "Field with the value (such as percent unsafe)")
        self.declare(
            layer("DISTRICTS", translate("ImportSafetyIndex", "Districts of the index"), POLYGONS),
            field("DISTRICT_NAME_FIELD", district, "DISTRICTS", default="name"),
            layer("TABLE", translate("ImportSafetyIndex", "Table of the index (CSV, Excel)"), TABLES),
            field("TABLE_NAME_FIELD", name, "TABLE"),
            field("CATEGORY_FIELD", translate("ImportSafetyIndex", "Field with the category"), "TABLE", optional=True),
            field("YEAR_FIELD", translate("ImportSafetyIndex", "Field with the year"), "TABLE", optional=True),
            text("ALIASES", aliases, lines=True, optional=True),
            number("YEAR", year, None, whole=True, optional=True, advanced=True),
            field("METHOD_FIELD", method, "TABLE", optional=True, advanced=True),
            field("VALUE_FIELD", value, "TABLE", optional=True, advanced=True),
            sink("OUTPUT", translate("ImportSafetyIndex", "Districts by edition")),
            sink("MATCHES", translate("ImportSafetyIndex", "How each name was understood (table)")),
        )

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, str]:
        """Return the aliases."""
        from ....core.safety.index.importing import read_aliases

        return read_aliases(self.parameterAsString(parameters, "ALIASES", context))

    def execute(self, run: Run[dict[str, str]]) -> dict[str, object]:
        """Match, join, and write the editions and the matches."""
        from ....core.safety.index.importing import TableFields, import_index

        crs = run.source("DISTRICTS").sourceCrs()
        districts = run.read("DISTRICTS", crs)
        table = run.read("TABLE", run.source("TABLE").sourceCrs())
        names = ("TABLE_NAME_FIELD", "YEAR_FIELD", "CATEGORY_FIELD", "METHOD_FIELD", "VALUE_FIELD")
        fields = TableFields(*(run.text(name) for name in names))
        year = self.parameterAsInt(run.parameters, "YEAR", run.context) if run.has("YEAR") else None
        found = import_index(districts, run.text("DISTRICT_NAME_FIELD"), table, fields, year, run.settings())
        for match in found.matches.itertuples(index=False):
            run.progress.log(f"{match.written} → {match.district or '–'} ({match.how})")
        missing = sorted(set(districts.column(run.text("DISTRICT_NAME_FIELD"))) - set(found.attributes["name"]))
        if missing:
            message = translate("ImportSafetyIndex", "Districts without any row, which stay without data: {names}")
            run.progress.warn(message.format(names=", ".join(map(str, missing))))
        return {
            "OUTPUT": run.write("OUTPUT", found.geometry, found.attributes, Qgis.WkbType.MultiPolygon, crs),
            "MATCHES": run.write_table("MATCHES", found.matches),
        }
