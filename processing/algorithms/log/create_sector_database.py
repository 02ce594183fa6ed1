"""Create the sector database, or bring an older one up to date."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingOutputString
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.crs import SRID
from ....core.base.i18n import day_text
from ....core.database.access import upgrade
from ....core.database.migrations import VERSION
from ....core.logbook.handbook import missing_sections
from ...framework.algorithm import SectorAlgorithm
from ...framework.database import QgisDatabase, database_parameter, is_geopackage, new_geopackage, open_database
from ...framework.parameters import POLYGONS, file_output, given_day, layer, text
from ...framework.run import Run

translate = QCoreApplication.translate


class CreateSectorDatabase(SectorAlgorithm[dt.date]):
    """Tables, rules, roles and views in a GeoPackage or PostgreSQL, and a QGIS project with forms."""

    ID = "createsectordatabase"
    GROUP = "log"

    def title(self) -> str:
        """Return the translated name."""
        return translate("CreateSectorDatabase", "Create sector database")

    def flags(self) -> Qgis.ProcessingAlgorithmFlags:
        """Stay on the main thread: projects and layouts belong there."""
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the database, its project, and the sectors to adopt."""
        project = translate("CreateSectorDatabase", "QGIS project with forms")
        qgz = translate("CreateSectorDatabase", "QGIS project (*.qgz)")
        edition = translate("CreateSectorDatabase", "Edition of the sectors, such as 2026-1")
        first_day = translate("CreateSectorDatabase", "First day of the sectors (YYYY-MM-DD; today where empty)")
        copied = translate("CreateSectorDatabase", "Copy everything from another sector database (backup or move)")
        self.declare(
            database_parameter(),
            file_output("PROJECT", project, qgz, optional=True, made=False),
            layer("SECTORS", translate("CreateSectorDatabase", "Sectors to adopt"), POLYGONS, optional=True),
            text("EDITION", edition, optional=True),
            text("FIRST_DAY", first_day, optional=True),
            database_parameter("COPY_FROM", copied, optional=True, advanced=True),
        )
        self.addOutput(QgsProcessingOutputString("DATABASE", translate("CreateSectorDatabase", "Sector database")))

    def read_settings(self, parameters: dict[str, Any], context: Any) -> dt.date:
        """Return the first day of the sectors."""
        return given_day(self, parameters, context, "FIRST_DAY") or dt.date.today()

    def execute(self, run: Run[dt.date]) -> dict[str, object]:
        """Create or upgrade, adopt the sectors, write the project; a failed run leaves no new file behind."""
        text = run.text("DATABASE")
        database = self._open(run, text)
        found = upgrade(database)
        run.progress.log(self._outcome(found))
        if run.has("COPY_FROM"):
            self._copy(run, database)
        if sections := missing_sections(database):
            database.write(sections)
        if run.has("SECTORS"):
            self._adopt(run, database)
        project = run.text("PROJECT")
        if not project and is_geopackage(text) and not Path(text).with_suffix(".qgz").exists():
            project = str(Path(text).with_suffix(".qgz"))
        if project:
            self._write_project(run, database, Path(project))
        return {"DATABASE": text, "PROJECT": project}

    @staticmethod
    def _open(run: Run[dt.date], text: str) -> QgisDatabase:
        if not is_geopackage(text) or Path(text).exists():
            return open_database(text)
        Path(text).parent.mkdir(parents=True, exist_ok=True)
        run.new_file(Path(text))
        return new_geopackage(Path(text))

    @staticmethod
    def _copy(run: Run[dt.date], database: QgisDatabase) -> None:
        from ....core.database.transfer import copy_content

        source = open_database(run.text("COPY_FROM"))
        count = copy_content(source, database, run.progress)
        message = translate(
            "CreateSectorDatabase", "{count} rows copied from “{source}”, and compared: nothing differs."
        )
        run.progress.log(message.format(count=count, source=source.title))

    @staticmethod
    def _adopt(run: Run[dt.date], database: QgisDatabase) -> None:
        from ....core.logbook.adoption import adopt, review_adoption

        sectors = run.read("SECTORS", QgsCoordinateReferenceSystem.fromEpsgId(SRID))
        adoption = review_adoption(database, sectors, run.text("EDITION"), run.settings())
        database.write(adopt(database, sectors, adoption, dt.date.today()))
        message = translate("CreateSectorDatabase", "{count} sectors adopted from {day}.")
        run.progress.log(message.format(count=len(sectors), day=day_text(run.settings())))

    @staticmethod
    def _write_project(run: Run[dt.date], database: QgisDatabase, path: Path) -> None:
        from ._project import write_project

        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            run.new_file(path)
        write_project(database, path)

    @staticmethod
    def _outcome(found: int) -> str:
        if found == 0:
            return translate("CreateSectorDatabase", "The sector database was created.")
        if found < VERSION:
            message = translate("CreateSectorDatabase", "Brought from version {found} to {version}; all data kept.")
            return message.format(found=found, version=VERSION)
        return translate("CreateSectorDatabase", "The database was up to date already.")
