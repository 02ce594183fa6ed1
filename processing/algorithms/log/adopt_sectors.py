"""Adopt a sector set after another, as one reviewed step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingOutputNumber
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.crs import SRID
from ....core.base.errors import InputError
from ....core.base.i18n import day_text
from ....core.plan.settings import parse_pairs
from ...framework.algorithm import SectorAlgorithm
from ...framework.database import database_parameter, open_database
from ...framework.parameters import POLYGONS, enum, flag, given_day, layer, report, report_pdf, sink, text
from ...framework.reports import report_inputs, wants_report, write_report
from ...framework.run import Run

translate = QCoreApplication.translate
REVIEW, ADOPT, TAKE_BACK = "review", "adopt", "take_back"


@dataclass(frozen=True)
class AdoptionSettings:
    """First day, what to do, and officers named for sectors."""

    day: dt.date
    action: str
    responsible: dict[str, str]


class AdoptSectors(SectorAlgorithm[AdoptionSettings]):
    """Who is responsible from a day on, what belongs where, which contacts change: shown first, then done as one step."""

    ID = "adoptsectors"
    GROUP = "log"

    def title(self) -> str:
        """Return the translated name."""
        return translate("AdoptSectors", "Adopt sectors")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the new set, what to do with it, and what is shown."""
        edition = translate("AdoptSectors", "Edition of the sectors, such as 2026-2")
        first_day = translate("AdoptSectors", "First day of the sectors (YYYY-MM-DD)")
        units = translate("AdoptSectors", "Planning units, by which residents in common are counted")
        named = translate("AdoptSectors", "Responsible officers of new sectors (sector=service number; …)")
        proposals = translate("AdoptSectors", "Take the proposals for the other new sectors")
        numbers = translate("AdoptSectors", "Sectors that go on keep their number in the database")
        who = translate("AdoptSectors", "Decided by")
        none = Qgis.ProcessingSourceType.Vector
        self.declare(
            database_parameter(),
            layer("SECTORS", translate("AdoptSectors", "Sectors to adopt"), POLYGONS, optional=True),
            text("EDITION", edition),
            text("FIRST_DAY", first_day, optional=True),
            enum("ACTION", translate("AdoptSectors", "What to do"), (REVIEW, ADOPT, TAKE_BACK), REVIEW),
            layer("UNITS", units, POLYGONS, optional=True, advanced=True),
            text("RESPONSIBLE", named, optional=True, advanced=True),
            flag("TAKE_PROPOSALS", proposals, False, advanced=True),
            flag("KEEP_NUMBERS", numbers, True, advanced=True),
            text("DECIDED_BY", who, optional=True, advanced=True),
            sink("LINEAGE", translate("AdoptSectors", "Lineage"), none, optional=True, made=False),
            sink("CONTACTS", translate("AdoptSectors", "Contacts that change"), none, optional=True, made=False),
            report(),
            report_pdf(),
        )
        moved = translate("AdoptSectors", "Residents whose contact changes")
        self.addOutput(QgsProcessingOutputNumber("RESIDENTS_MOVED", moved))
        vacant = translate("AdoptSectors", "Sectors without a responsible officer")
        self.addOutput(QgsProcessingOutputNumber("VACANT", vacant))

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> AdoptionSettings:
        """Return the settings; refuse an adoption without sectors or a first day."""
        day = given_day(self, parameters, context, "FIRST_DAY")
        action = self.parameterAsString(parameters, "ACTION", context)
        if action != TAKE_BACK and (day is None or not parameters.get("SECTORS")):
            message = translate("AdoptSectors", "Give the sectors to adopt and their first day.")
            raise InputError(message)
        pairs = parse_pairs(self.parameterAsString(parameters, "RESPONSIBLE", context))
        return AdoptionSettings(day or dt.date.today(), action, pairs)

    def execute(self, run: Run[AdoptionSettings]) -> dict[str, object]:
        """Review, and write where that is asked for; or take an adoption back."""
        from ....core.database.access import require_current
        from ....core.logbook.adoption import adopt, contacts, withdraw
        from ....core.logbook.adoption_report import adoption_report, lineage_table
        from ....core.logbook.lineage import Succession
        from ....core.plan.comparison import STAYS

        database = open_database(run.text("DATABASE"))
        require_current(database)
        edition, who = run.text("EDITION").strip(), run.text("DECIDED_BY").strip()
        if run.settings().action == TAKE_BACK:
            run.store(database, withdraw(database, edition, dt.date.today(), who))
            run.progress.log(translate("AdoptSectors", "Sector set “{name}” was taken back.").format(name=edition))
            return {}
        sectors, adoption = self._reviewed(run, database, edition)
        table, succession = contacts(adoption), Succession.read(database)
        page = adoption_report(adoption, succession, report_inputs(run)) if wants_report(run) else None
        if run.settings().action == ADOPT:
            run.store(database, adopt(database, sectors, adoption, dt.date.today(), who))
            message = translate("AdoptSectors", "{count} sectors adopted from {day}.")
            run.progress.log(message.format(count=len(sectors), day=day_text(adoption.day)))
        outputs: dict[str, object] = {
            "RESIDENTS_MOVED": float(table["residents"][table["change"] != STAYS].sum()),
            "VACANT": len(adoption.vacant),
            "LINEAGE": run.write_table("LINEAGE", lineage_table(adoption.lineage)),
            "CONTACTS": run.write_table("CONTACTS", table),
        }
        return outputs | (write_report(run, page) if page else {})

    @staticmethod
    def _reviewed(run: Run[AdoptionSettings], database: Any, edition: str) -> tuple[Any, Any]:
        from ....core.logbook.adoption import chosen_officers, review_adoption
        from ....core.logbook.sector_sets import renumbered

        crs, settings = QgsCoordinateReferenceSystem.fromEpsgId(SRID), run.settings()
        sectors = run.read("SECTORS", crs)
        units = run.read("UNITS", crs) if run.has("UNITS") else None
        if run.flag("KEEP_NUMBERS"):
            sectors = renumbered(database, sectors, settings.day, units)
        adoption = review_adoption(database, sectors, edition, settings.day, units)
        chosen = chosen_officers(database, adoption, settings.responsible)
        if run.flag("TAKE_PROPOSALS"):
            taken = {one.officer for one in chosen.values()}
            offered = {row: one for row, one in adoption.proposed.items() if one.officer not in taken}
            chosen = offered | chosen
        return sectors, adoption.with_responsible(chosen) if chosen else adoption
