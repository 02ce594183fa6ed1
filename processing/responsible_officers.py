"""Who is responsible for which sector, from a table of contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsProcessingParameterFeatureSource
from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from .run import Run

translate = QCoreApplication.translate


def officers_parameter() -> QgsProcessingParameterFeatureSource:
    """Return the optional parameter of the contacts table."""
    title = translate("Officers", "Officers (sector_id, role, name): the responsible ones are named")
    return QgsProcessingParameterFeatureSource("CONTACTS", title, [Qgis.ProcessingSourceType.Vector], optional=True)


def responsible_officers(run: Run[object]) -> dict[str, str]:
    """Return the name of each sector's responsible officer; empty without a contacts table."""
    if not run.has("CONTACTS"):
        return {}
    from ..core.ids import as_text

    crs = run.source("CONTACTS").sourceCrs()
    table = run.read("CONTACTS", crs, ["sector_id", "role", "name"]).attributes
    responsible = table[table["role"].astype(str).str.lower() == "responsible"].dropna(subset=["sector_id", "name"])
    return {
        as_text(sector): str(name) for sector, name in zip(responsible["sector_id"], responsible["name"], strict=True)
    }
