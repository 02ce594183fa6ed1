"""What the algorithms of this group share: the layers of a publication, its officers, and the edition before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingParameterDefinition
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.crs import SRID
from ....core.base.errors import InputError
from ....core.publish.settings import PublicSettings
from ...framework.crs import DEGREES
from ...framework.database import database_parameter, open_database
from ...framework.parameters import (
    LINES,
    POINTS,
    POLYGONS,
    TABLES,
    day,
    enum,
    field,
    file,
    folder,
    given_day,
    layer,
    map_layers,
    number,
    text,
)
from ...framework.run import Run
from ._background import refuse_private

if TYPE_CHECKING:
    from ....core.base.table import FeatureTable
    from ....core.logbook.duty import PublicTables
    from ....core.publish.contacts import Contact
    from ....core.publish.publication import Sources

translate = QCoreApplication.translate
TILE_STYLES = ("quiet", "project")
SHOWN = ("WATER", "ROADS", "DISTRICTS", "STATIONS", "PLACES")
# Kind of name on the map → its layer, and the field that holds it.
NAMED = {
    "district": ("DISTRICTS", "DISTRICT_NAME_FIELD"),
    "station": ("STATIONS", "STATION_NAME_FIELD"),
    "place": ("PLACES", "PLACES_NAME_FIELD"),
    "street": ("ROADS", "ROAD_NAME_FIELD"),
}


def rare_layers() -> list[QgsProcessingParameterDefinition]:
    """Return the street search, priorities and background, behind “Advanced”."""
    streets = translate("ExportPublicMap", "Addresses or roads for the street search")
    street = translate("ExportPublicMap", "Field with the street's name")
    house = translate("ExportPublicMap", "Field with the house number")
    place = translate("ExportPublicMap", "Field with postal code or town")
    priorities = translate("ExportPublicMap", "Priorities (you said, we did)")
    water = translate("ExportPublicMap", "Water, as background")
    roads = translate("ExportPublicMap", "Main roads, as background")
    database = translate("ExportPublicMap", "Sector database, for sectors, contacts and events that are not given")
    return [
        database_parameter(title=database, optional=True, advanced=True),
        day(advanced=True),
        layer("ADDRESS_INDEX", streets, POINTS + LINES, optional=True, advanced=True),
        field("STREET_FIELD", street, "ADDRESS_INDEX", optional=True, advanced=True),
        field("NUMBER_FIELD", house, "ADDRESS_INDEX", optional=True, advanced=True),
        field("PLACE_FIELD", place, "ADDRESS_INDEX", optional=True, advanced=True),
        layer("PRIORITIES", priorities, TABLES, optional=True, advanced=True),
        layer("WATER", water, POLYGONS, optional=True, advanced=True),
        layer("ROADS", roads, LINES, optional=True, advanced=True),
        *_named_layers(),
    ]


def _named_layers() -> list[QgsProcessingParameterDefinition]:
    """Return what the map shows by name: streets, districts, stations and well-known places."""
    streets = translate("ExportPublicMap", "Field with the main roads' names, shown on the map")
    districts = translate("ExportPublicMap", "Districts, shown by name")
    stations = translate("ExportPublicMap", "Stations, shown by name")
    places = translate("ExportPublicMap", "Well-known places, shown by name")
    name = translate("ExportPublicMap", "Field with the districts' names (empty: name)")
    station = translate("ExportPublicMap", "Field with the stations' names (empty: name)")
    place = translate("ExportPublicMap", "Field with the places' names (empty: name)")
    return [
        field("ROAD_NAME_FIELD", streets, "ROADS", optional=True, advanced=True),
        layer("DISTRICTS", districts, POLYGONS, optional=True, advanced=True),
        field("DISTRICT_NAME_FIELD", name, "DISTRICTS", optional=True, advanced=True),
        layer("STATIONS", stations, POINTS + POLYGONS, optional=True, advanced=True),
        field("STATION_NAME_FIELD", station, "STATIONS", optional=True, advanced=True),
        layer("PLACES", places, POINTS + POLYGONS, optional=True, advanced=True),
        field("PLACES_NAME_FIELD", place, "PLACES", optional=True, advanced=True),
    ]


def rare_texts() -> list[QgsProcessingParameterDefinition]:
    """Return addresses, credit, background tiles and how much is generalised, behind “Advanced”."""
    booking = translate("ExportPublicMap", "Page for booking a traffic control (https)")
    address = translate("ExportPublicMap", "Where the page will stand (https)")
    credit = translate("ExportPublicMap", "Credit for map data, shown at the foot")
    organisation = translate("ExportPublicMap", "Who publishes the page")
    home = translate("ExportPublicMap", "Their own page (https)")
    contact = translate("ExportPublicMap", "Their address, telephone, e-mail (apart by semicolons)")
    logo = translate("ExportPublicMap", "Their logo (PNG, JPEG or WebP)")
    accessibility = translate("ExportPublicMap", "Accessibility statement (https)")
    privacy = translate("ExportPublicMap", "Data controller and data protection (https)")
    controller = translate("ExportPublicMap", "Data controller")
    officer = translate("ExportPublicMap", "Data-protection officer: e-mail, telephone (apart by semicolons)")
    pictures = translate("ExportPublicMap", "Pictures (*.png *.jpg *.jpeg *.webp);;All files (*.*)")
    background = translate("ExportPublicMap", "Layers for background tiles")
    style = translate("ExportPublicMap", "Style of the tiles")
    zoom = translate("ExportPublicMap", "Largest zoom of the tiles (11 to 17)")
    published = translate("ExportPublicMap", "Published folder to compare with (if not the same folder)")
    tolerance = translate("ExportPublicMap", "Generalise boundaries by (metres)")
    return [
        text("BOOKING_URL", booking, optional=True, advanced=True),
        text("PUBLIC_URL", address, optional=True, advanced=True),
        text("CREDIT", credit, optional=True, advanced=True),
        text("ORGANISATION", organisation, optional=True, advanced=True),
        text("HOME_URL", home, optional=True, advanced=True),
        text("PUBLISHER_CONTACT", contact, optional=True, advanced=True),
        file("LOGO", logo, kinds=pictures, optional=True, advanced=True),
        text("ACCESSIBILITY_URL", accessibility, optional=True, advanced=True),
        text("PRIVACY_URL", privacy, optional=True, advanced=True),
        text("CONTROLLER", controller, optional=True, advanced=True),
        text("DATA_PROTECTION", officer, optional=True, advanced=True),
        texts_table(),
        map_layers("BACKGROUND", background, advanced=True),
        enum("TILE_STYLE", style, TILE_STYLES, "quiet", advanced=True),
        number("MAX_ZOOM", zoom, 15, 11, 17, whole=True, advanced=True),
        folder("PUBLISHED", published, optional=True, advanced=True),
        number("TOLERANCE_M", tolerance, PublicSettings.tolerance_m, 0, 50, advanced=True),
    ]


def texts_table() -> QgsProcessingParameterDefinition:
    """Return the table of the station's own texts and further languages."""
    return layer(
        "TEXTS",
        translate("ExportPublicMap", "Own texts and further languages (table)"),
        TABLES,
        optional=True,
        advanced=True,
    )


def with_texts(run: Run[PublicSettings]) -> PublicSettings:
    """Return the settings of a run with the texts of its table, where there is one."""
    from ....core.publish.page_words import read_texts

    if not run.has("TEXTS"):
        return run.settings()
    return replace(run.settings(), texts=read_texts(run.read("TEXTS", QgsCoordinateReferenceSystem(DEGREES))))


def read_sources(run: Run[PublicSettings], edition: str) -> Sources:
    """Return the layers of a run, in degrees, and the last published edition before `edition`."""
    from ....core.publish.map_geometry import NamedLayer
    from ....core.publish.publication import Sources, earlier_edition
    from ....core.publish.street_index import StreetFields

    refuse_private(
        (run.algorithm.parameterAsVectorLayer(run.parameters, name, run.context) for name in SHOWN), points_too=True
    )

    def table(name: str) -> FeatureTable | None:
        return run.read(name, QgsCoordinateReferenceSystem(DEGREES)) if run.has(name) else None

    sectors, contacts, events = read_public(run)
    return Sources(
        sectors=sectors,
        contacts=contacts,
        events=events,
        priorities=table("PRIORITIES"),
        addresses=table("ADDRESS_INDEX"),
        street_fields=StreetFields(run.text("STREET_FIELD"), run.text("NUMBER_FIELD"), run.text("PLACE_FIELD")),
        water=table("WATER"),
        roads=table("ROADS"),
        named=tuple(
            NamedLayer(kind, found, run.text(field))
            for kind, (name, field) in NAMED.items()
            if (kind != "street" or run.text(field)) and (found := table(name)) is not None
        ),
        earlier=earlier_edition(Path(run.text("PUBLISHED") or run.text("FOLDER")), edition),
        today=dt.date.today(),
    )


def read_public(run: Run[PublicSettings]) -> tuple[FeatureTable, tuple[Contact, ...], FeatureTable | None]:
    """Return sectors, contacts and events in degrees: the layers given, and for those that are not, the database's."""
    from ....core.publish.contacts import read_contacts
    from ....core.publish.public_record import check_places
    from ._pictures import with_photos

    degrees = QgsCoordinateReferenceSystem(DEGREES)
    stored = _stored(run) if run.has("DATABASE") else None
    if stored is None and not run.has("SECTORS"):
        raise InputError(translate("ExportPublicMap", "Give the sectors, or the sector database that holds them."))
    sectors = run.read("SECTORS", degrees) if stored is None or run.has("SECTORS") else stored.sectors
    events = run.read("EVENTS", degrees) if run.has("EVENTS") else stored.events if stored else None
    if stored is not None and not run.has("CONTACTS"):
        return sectors, with_photos(read_contacts(stored.contacts)), events
    if run.has("CONTACTS"):
        check_places(run.read("CONTACTS", degrees), sectors)
    return sectors, read_people(run), events


def _stored(run: Run[PublicSettings]) -> PublicTables:
    """Return what the database holds for the day of the publication, in degrees."""
    from ....core.database.access import require_current
    from ....core.logbook.duty import public_tables
    from ...framework.layers import reproject

    database = open_database(run.text("DATABASE"))
    require_current(database)
    found = public_tables(database, given_day(run.algorithm, run.parameters, run.context))
    way = QgsCoordinateReferenceSystem.fromEpsgId(SRID), QgsCoordinateReferenceSystem(DEGREES), run.context
    sectors, events = (replace(one, geometry=reproject(one.geometry, *way)) for one in (found.sectors, found.events))
    return replace(found, sectors=sectors, events=events)


def read_people(run: Run[PublicSettings]) -> tuple[Contact, ...]:
    """Return the published contacts of a run's CONTACTS, photos re-encoded; none if there is no table."""
    from ....core.publish.contacts import read_contacts
    from ._pictures import with_photos

    if not run.has("CONTACTS"):
        return ()
    return with_photos(read_contacts(run.read("CONTACTS", QgsCoordinateReferenceSystem(DEGREES))))


def read_printed_people(run: Run[PublicSettings]) -> tuple[tuple[Contact, ...], dict[str, str]]:
    """Return the published contacts as `read_people` does, and their photos fit to be printed, by those of the page."""
    from ....core.publish.contacts import read_contacts
    from ._pictures import larger_photos, with_photos

    if not run.has("CONTACTS"):
        return (), {}
    people = read_contacts(run.read("CONTACTS", QgsCoordinateReferenceSystem(DEGREES)))
    return with_photos(people), larger_photos(people)


def write_page_and_pdf(run: Run[PublicSettings], output: str, html: str, remedy: str) -> dict[str, object]:
    """Write a page for print to `output`, and its PDF beside it where WeasyPrint is installed; else log the remedy."""
    from ....core.publish.print_sheets import pdf

    page = run.write_text(output, html)
    document = pdf(html)
    if document is None:
        run.progress.log(remedy)
        return {output: page}
    path = Path(page).with_suffix(".pdf")
    with run.file(path) as beside:
        beside.write_bytes(document)
    return {output: page, "PDF": str(path)}


def say_differences(run: Run[PublicSettings], folder: Path) -> None:
    """Say what the new publication in `folder` changes against the one that is out, where there is one."""
    from ....core.publish.draft_changes import differences, told
    from ....core.publish.editions import read_edition

    published = Path(run.text("PUBLISHED") or run.text("FOLDER"))
    out = read_edition(published)
    if out is not None:
        for line in told(differences(folder, published), out.edition):
            run.progress.log(line)


def keep_previous(run: Run[PublicSettings], path: Path, edition: str) -> None:
    """Keep the published edition beside itself, without its contacts, where it is another than `edition`."""
    from ....core.publish.editions import read_edition
    from ....core.publish.publication import previous_folder
    from ....core.publish.release import holds_contacts, keep_edition

    published, previous = read_edition(path), previous_folder(path)
    if published is not None and published.edition != edition:
        keep_edition(path, run.folder_at(previous))
    elif holds_contacts(previous):
        run.folder_at(previous)
