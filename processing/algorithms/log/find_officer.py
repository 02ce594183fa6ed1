"""Find who is responsible for places on a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.crs import SRID
from ...framework.algorithm import SectorAlgorithm
from ...framework.database import database_parameter, open_database
from ...framework.parameters import POINTS, day, given_day, layer, sink
from ...framework.run import Run

translate = QCoreApplication.translate


class FindOfficer(SectorAlgorithm[dt.date]):
    """Each place with its sector and the officer whom residents call on that day."""

    ID = "findofficer"
    GROUP = "log"

    def title(self) -> str:
        """Return the translated name."""
        return translate("FindOfficer", "Find the responsible officer")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the database, the places, the day and the output."""
        self.declare(
            database_parameter(),
            layer("PLACES", translate("FindOfficer", "Places (points, such as addresses)"), POINTS),
            day(),
            sink("OUTPUT", translate("FindOfficer", "Places with officers")),
        )

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dt.date:
        """Return the day."""
        return given_day(self, parameters, context) or dt.date.today()

    def execute(self, run: Run[dt.date]) -> dict[str, object]:
        """Find the sector of each place and whom to call there."""
        from ....core.database.access import require_current
        from ....core.logbook.duty import officers_at

        database = open_database(run.text("DATABASE"))
        require_current(database)
        places = run.read("PLACES", QgsCoordinateReferenceSystem.fromEpsgId(SRID), [])
        found = officers_at(database, places.geometry, run.settings())
        missing = int(found["sector_id"].isna().sum())
        if missing:
            message = translate("FindOfficer", "{count} places lie outside all sectors of that day.")
            run.progress.warn(message.format(count=missing))
        return {"OUTPUT": run.write_extended("OUTPUT", "PLACES", found)}
