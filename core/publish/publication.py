"""A publication as a set of files in one folder."""

from __future__ import annotations

from pathlib import Path

from ..errors import InputError
from ..language import translate
from ..table import FeatureTable
from .contact_table import contacts_csv
from .contacts import Contact, sector_key
from .map_shapes import geojson, sector_shapes
from .public_record import PublicRecord, build_public_record
from .public_settings import PublicSettings
from .web_page import web_page

PAGE, MAP, TABLE = "index.html", "sectors.geojson", "contacts.csv"
FILES = {PAGE, MAP, TABLE}


def write_publication(
    folder: Path, sectors: FeatureTable, contacts: tuple[Contact, ...], settings: PublicSettings
) -> PublicRecord:
    """Write page, map file and table to an empty folder; return the record they were made from.

    Args:
        folder: where to write.
        sectors: polygons in degrees (longitude, latitude; WGS 84) with sector_id.
        contacts: the published contacts; none gives a page that names the police's number.
        settings: edition, title, language.

    """
    record = build_public_record(sectors, contacts, settings)
    ids = [sector_key(value) for value in sectors.column("sector_id").tolist()]
    shapes = sector_shapes(record, ids, sectors.geometry, settings.tolerance_m)
    (folder / PAGE).write_text(web_page(record, shapes), encoding="utf-8", newline="\n")
    (folder / MAP).write_text(geojson(record, shapes), encoding="utf-8", newline="\n")
    (folder / TABLE).write_text(contacts_csv(record), encoding="utf-8-sig", newline="")
    return record


def check_replaceable(folder: Path) -> None:
    """Raise InputError where the folder holds anything but an earlier publication: it is replaced as a whole."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise InputError(translate("Core", "{path} is a file. Choose a folder.").format(path=folder))
    strange = sorted(path.name for path in folder.iterdir() if path.name not in FILES)
    if strange:
        message = translate(
            "Core",
            "Folder {path} holds other files ({names}). A publication replaces its whole folder: choose an empty or a new one.",
        )
        raise InputError(message.format(path=folder, names=", ".join(strange[:5])))
