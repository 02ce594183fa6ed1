"""Create the sector database, or bring an older one up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingOutputString
from qgis.PyQt.QtCore import QCoreApplication

from ..core.store.database import upgrade
from ..core.store.migrations import VERSION
from .base import SectorAlgorithm
from .database import database_parameter, is_geopackage, new_geopackage, open_database
from .run import Run

translate = QCoreApplication.translate


class CreateSectorDatabase(SectorAlgorithm):
    """Tables, rules, roles and views in a GeoPackage or PostgreSQL, and a QGIS project with forms."""

    ID = "createsectordatabase"
    GROUP = "log"

    def title(self) -> str:
        """Return the translated name."""
        return translate("CreateSectorDatabase", "Create sector database")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare where the database goes."""
        self.addParameter(database_parameter())
        self.addOutput(QgsProcessingOutputString("DATABASE", translate("CreateSectorDatabase", "Sector database")))

    def execute(self, run: Run) -> dict[str, Any]:
        """Create or upgrade; a new GeoPackage is prepared beside its place, so a failed run leaves nothing."""
        text = run.text("DATABASE")
        if is_geopackage(text) and not Path(text).exists():
            with run.file(Path(text)) as beside:
                found = upgrade(new_geopackage(beside))
        else:
            found = upgrade(open_database(text))
        run.progress.say(self._outcome(found))
        return {"DATABASE": text}

    @staticmethod
    def _outcome(found: int) -> str:
        if found == 0:
            return translate("CreateSectorDatabase", "The sector database was created.")
        if found < VERSION:
            message = translate("CreateSectorDatabase", "Brought from version {found} to {version}; all data kept.")
            return message.format(found=found, version=VERSION)
        return translate("CreateSectorDatabase", "The database was up to date already.")
