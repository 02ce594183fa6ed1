"""A publication as a set of files in one folder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.table import FeatureTable
from .contacts import Contact, sector_key
from .editions import Edition, Moved, changes, read_edition
from .events import read_events, read_priorities
from .map_geometry import NamedLayer, geojson, map_labels, road_steps, sector_shapes, true_borders, water_steps
from .model import FILES, MAP, PAGE, RECORD, TABLE, TILES, Publication, record_json
from .page_words import known_texts
from .public_record import build_public_record, contacts_csv
from .settings import PublicSettings
from .street_index import StreetFields, street_index
from .web_page import web_page


@dataclass(frozen=True)
class Sources:
    """What a publication is made from; all layers in degrees (longitude, latitude; WGS 84).

    `earlier` is the edition to which the page compares; tables that are None were not given;
    `tile_zooms` are the smallest and largest zoom of background tiles beside the page; events that ended before
    `today`, the day of the publication, are left out.
    """

    sectors: FeatureTable
    contacts: tuple[Contact, ...] = ()
    events: FeatureTable | None = None
    priorities: FeatureTable | None = None
    addresses: FeatureTable | None = None
    street_fields: StreetFields = field(default_factory=StreetFields)
    water: FeatureTable | None = None
    roads: FeatureTable | None = None
    named: tuple[NamedLayer, ...] = ()
    earlier: Edition | None = None
    tile_zooms: tuple[int, int] | None = None
    today: dt.date | None = None


def build_publication(sources: Sources, settings: PublicSettings) -> Publication:
    """Return the publication; raise InputError where a resident could be shown the wrong officer."""
    record = build_public_record(sources.sectors, sources.contacts, settings)
    ids = [sector_key(value) for value in sources.sectors.column("sector_id").tolist()]
    shapes = sector_shapes(record, ids, sources.sectors.geometry, settings.tolerance_m)
    keys = [shape.sector_id for shape in shapes]
    polygons = _true_polygons(sources.sectors.geometry, ids, keys)
    record = replace(
        record,
        events=read_events(sources.events, keys, polygons, sources.today) if sources.events else (),
        priorities=read_priorities(sources.priorities, keys) if sources.priorities else (),
        updated=sources.today.isoformat() if sources.today else "",
    )
    moved: tuple[Moved, ...] = ()
    if sources.earlier:
        officers = {sector.sector_id: sector.officer for sector in record.sectors}
        found = changes(sources.earlier, officers, shapes)
        record = replace(
            record,
            changed_since=found.edition,
            changed_since_day=sources.earlier.updated,
            new_officers=found.new_officer,
        )
        moved = found.moved
    record = replace(record, texts=known_texts(record))
    streets = street_index(sources.addresses, polygons, sources.street_fields) if sources.addresses else []
    return Publication(
        record,
        shapes,
        tuple(true_borders(polygon) for polygon in polygons),
        streets,
        moved,
        water_steps(_geometry(sources.water), polygons),
        road_steps(_geometry(sources.roads), polygons),
        map_labels(sources.named, polygons),
        sources.tile_zooms,
    ).stamped()


def _true_polygons(geometry: NDArray[np.object_], ids: list[str], keys: list[str]) -> NDArray[np.object_]:
    """Return the (n,) valid polygons of the sectors `ids` in the order of `keys`, as the layer has them."""
    row_of = {key: row for row, key in enumerate(ids)}
    return np.asarray(shapely.make_valid(geometry[[row_of[key] for key in keys]]))


def _geometry(table: FeatureTable | None) -> NDArray[np.object_]:
    """Return the geometry that is there."""
    if table is None:
        return np.empty(0, dtype=object)
    return table.geometry[~shapely.is_missing(table.geometry)]


def publication_files(publication: Publication) -> dict[str, bytes]:
    """Return page, map file, table and record by their names."""
    record = publication.record
    return {
        PAGE: web_page(publication).encode(),
        MAP: geojson(record, publication.shapes).encode(),
        TABLE: contacts_csv(record).encode("utf-8-sig"),
        RECORD: record_json(publication).encode(),
    }


def write_publication(folder: Path, publication: Publication) -> None:
    """Write page, map file, table and record to an empty folder."""
    for name, content in publication_files(publication).items():
        (folder / name).write_bytes(content)


def check_replaceable(folder: Path) -> None:
    """Raise InputError where the folder holds anything but an earlier publication: it is replaced as a whole."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise InputError(translate("Core", "{path} is a file. Choose a folder.").format(path=folder))
    strange = sorted(path.name for path in folder.iterdir() if path.name not in {*FILES, TILES})
    if strange:
        message = translate(
            "Core",
            "Folder {path} holds other files ({names}). A publication replaces its whole folder: choose an empty or a new one.",
        )
        raise InputError(message.format(path=folder, names=", ".join(strange[:5])))


def previous_folder(folder: Path) -> Path:
    """Return the folder beside a publication in which the edition before it is kept."""
    return folder.with_name(f"{folder.name}-previous")


def earlier_edition(folder: Path, edition: str) -> Edition | None:
    """Return the last published edition that is not `edition`: in the folder itself, else kept beside it."""
    for place in (folder, previous_folder(folder)):
        found = read_edition(place)
        if found is not None and found.edition != edition:
            return found
    return None
