"""Adopting a plan: sectors from a layer become a new sector set, valid from a day on."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import shapely

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.names import as_text
from ..base.sql import Shape, Sql
from ..base.table import FeatureTable
from ..base.text import length_problem, named_so, natural, shortened, whole_number
from ..database.access import Database, as_date, select
from ..database.ddl import sector_label
from ..geo.geometry import polygonal
from ..plan.plan import Plan
from ..plan.succession import ids_after
from .duty import sector_title
from .lineage import Sectors, Succession, lineage_of

ID_LENGTH = 40
COPIED = {"officers": "integer", "population": "integer", "workload": "real"}


def adopt_sectors(database: Database, sectors: FeatureTable, edition: str, day: dt.date) -> list[Sql]:
    """Return the statements that end the present set the day before, and adopt `sectors` from `day` on.

    Args:
        database: the sector database.
        sectors: polygons in EPSG:25832, repaired here where invalid, with sector_id, and where there are such name,
            police_district, officers, population, workload.
        edition: the set's edition, which names it.
        day: its first day.

    Sectors whose ids are texts keep them, and get whole numbers as keys: those of an earlier set for the same ids.

    Raises:
        InputError: a sector id is missing or occurs twice, the edition exists already, or another set begins on
            `day` or later.

    """
    keys = sector_keys(database, sectors)
    sectors = replace(sectors, geometry=polygonal(sectors.geometry))
    _check_sets(database, edition, day)
    sectors = _with_names_kept(database, sectors, _labels(keys))
    dialect = database.dialect
    before = _before(database, day)
    statements = [
        dialect.compose(
            "UPDATE {sector_set!t} SET valid_to = {before} WHERE status = 'adopted' AND valid_from < {day} "
            "AND coalesce(valid_to, {day}) >= {day}",
            before=dialect.day(day - dt.timedelta(days=1)),
            day=dialect.day(day),
        ),
        dialect.compose(
            "INSERT INTO {sector_set!t} (name, edition, status, valid_from, predecessor, predecessor_end) "
            "VALUES ({name}, {name}, 'adopted', {day}, {predecessor}, {end})",
            name=edition,
            day=day,
            predecessor=before[0],
            end=before[1],
        ),
    ]
    statements += _districts(database, sectors, edition)
    statements += _sectors(database, sectors, keys, edition)
    return statements


def _before(database: Database, day: dt.date) -> tuple[int | None, dt.date | None]:
    """Return the last set adopted before a day and its last day so far."""
    found = select(
        database,
        "SELECT id, valid_to FROM {sector_set!t} WHERE status = 'adopted' AND valid_from < {day} "
        "ORDER BY valid_from DESC LIMIT 1",
        "id valid_to",
        day=database.dialect.day(day),
    )
    return (found[0][0], as_date(found[0][1])) if found else (None, None)


def new_sectors(database: Database, sectors: FeatureTable) -> Sectors:
    """Return sectors from a layer as they will be in the database; they have no row ids yet.

    Raises InputError as `adopt_sectors`.
    """
    keys = sector_keys(database, sectors)
    labels = _labels(keys)
    sectors = _with_names_kept(database, sectors, labels)
    sums = [
        sectors.numbers(name) if name in sectors.attributes else np.full(len(sectors), np.nan)
        for name in ("population", "workload")
    ]
    names = [name or str(label) for name, label in zip(_texts(sectors, "name"), labels, strict=True)]
    areas = list(polygonal(sectors.geometry))
    return Sectors(
        [], [number for number, _ in keys], labels, names, _texts(sectors, "police_district"), areas, sums[0], sums[1]
    )


def _labels(keys: list[tuple[int, str | None]]) -> list[int | str]:
    return [number if text is None else text for number, text in keys]


def _with_names_kept(database: Database, sectors: FeatureTable, labels: list[int | str]) -> FeatureTable:
    """Return the sectors with the name that the id had in the last set, where the layer's says no more than it."""
    rows = select(
        database,
        "SELECT {label} AS sector_id, s.name FROM {sector!t} AS s JOIN {sector_set!t} AS p ON p.id = s.sector_set "
        "WHERE p.status = 'adopted' ORDER BY p.valid_from",
        "sector_id name",
        label=sector_label(database.dialect, "s"),
    )
    known = {label: str(name) for label, name in rows}
    names = [
        name if sector_title(label, name or str(label)) != str(label) else known.get(label, name)
        for label, name in zip(labels, _texts(sectors, "name"), strict=True)
    ]
    return replace(sectors, attributes=sectors.attributes.assign(name=pd.Series(names, dtype=object)))


def renumbered(
    database: Database, sectors: FeatureTable, day: dt.date, units: FeatureTable | None = None
) -> FeatureTable:
    """Return sectors with the numbers of those that they continue in the set before a day, and new ones for new sectors.

    Args:
        database: the sector database.
        sectors: as for `adopt_sectors`.
        day: first day of the set.
        units: planning units in EPSG:25832 with population, for counting what sectors have in common.

    """
    succession = Succession.read(database)
    place = succession.place_on(day - dt.timedelta(days=1))
    if place < 0:
        return sectors
    old, new = succession.sectors(place), new_sectors(database, sectors)
    lineage = lineage_of(old, new, units)
    codes = {name: code for code, name in enumerate(dict.fromkeys([*old.districts, *new.districts]))}
    after, before = (np.array([codes[name] for name in side.districts], dtype=np.int64) for side in (new, old))
    label = sector_label(database.dialect, "s")
    ever = select(database, "SELECT {label} AS sector_id FROM {sector!t} AS s", "sector_id", label=label)
    previous = Plan(tuple(map(str, old.numbers)), np.zeros(1, dtype=np.int64))
    ids = ids_after(previous, lineage.continues, after, before, [str(one) for (one,) in ever])
    return replace(sectors, attributes=sectors.attributes.assign(sector_id=pd.Series(ids)))


def sector_keys(database: Database, sectors: FeatureTable) -> list[tuple[int, str | None]]:
    """Return each sector's number in the database, and its id where that is a text, as “N-01” or “07”.

    Raises InputError for an id that is missing, occurs twice or is too long.
    """
    ids = [as_text(value) for value in sectors.ids("sector_id")]
    _check_ids(sectors, ids)
    texts = [None if str(whole_number(one)) == one else one for one in ids]
    if not any(texts):
        return [(int(one), None) for one in ids]
    known = select(
        database,
        "SELECT sector_id, coalesce(text_id, name) AS label FROM {sector!t} ORDER BY sector_set",
        "sector_id label",
    )
    earlier = {str(label): int(number) for number, label in known}
    taken = {int(number) for number, _ in known}
    taken |= {int(one) for one, text in zip(ids, texts, strict=True) if text is None}
    free = iter(number for number in range(1, len(ids) + len(taken) + 1) if number not in taken)
    numbers = {}
    for one in sorted(ids, key=natural):
        before = named_so(one, earlier)
        numbers[one] = earlier[before] if before is not None else next(free)
    return [(int(one) if text is None else numbers[one], text) for one, text in zip(ids, texts, strict=True)]


def _check_ids(sectors: FeatureTable, ids: list[str]) -> None:
    if "" in ids:
        message = translate("Core", "Layer “{layer}”, feature {fid}: sector_id is empty. Give the sector an id.")
        raise InputError(message.format(layer=sectors.name, fid=sectors.feature_ids[ids.index("")]))
    twice = [one for one, count in Counter(ids).items() if count > 1]
    if twice:
        message = translate("Core", "Layer “{layer}” has sector {number} twice. Dissolve the units into sectors first.")
        raise InputError(message.format(layer=sectors.name, number=twice[0]))
    for one in ids:
        if problem := length_problem(one, ID_LENGTH):
            message = translate("Core", "Layer “{layer}”, sector {sector}: {problem}")
            raise InputError(message.format(layer=sectors.name, sector=shortened(one, ID_LENGTH), problem=problem))


def _check_sets(database: Database, edition: str, day: dt.date) -> None:
    if not edition.strip():
        raise InputError(translate("Core", "Give the sector set an edition, such as 2026-1."))
    for name, start in select(
        database, "SELECT name, valid_from FROM {sector_set!t} WHERE status = 'adopted' OR name = {name}", "name valid_from",
        name=edition,
    ):  # fmt: skip
        if name == edition:
            message = translate("Core", "The database has a sector set “{name}” already. Choose another edition.")
            raise InputError(message.format(name=name))
        begins = dt.date.fromisoformat(start)
        if begins >= day:
            message = translate("Core", "Sector set “{name}” begins on {start}. Choose a later first day.")
            raise InputError(message.format(name=name, start=begins))


def _areas(geometry: Any) -> Shape | None:
    """Return polygons as one multipolygon; None where nothing is left."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and not part.is_empty]
    return Shape(shapely.to_wkb(shapely.multipolygons(parts))) if parts else None


def _districts(database: Database, sectors: FeatureTable, edition: str) -> Iterator[Sql]:
    if "police_district" not in sectors.attributes:
        return
    known = {name for (name,) in select(database, "SELECT name FROM {local_police_district!t}", "name")}
    names = np.array(_texts(sectors, "police_district"), dtype=object)
    for name in sorted(set(names) - known - {""}):
        area = shapely.union_all(sectors.geometry[names == name])
        literals = [database.dialect.literal(value) for value in (name, _areas(area), edition)]
        yield database.dialect.insert("local_police_district", ("name", "geom", "edition"), literals)


def _texts(sectors: FeatureTable, field: str) -> list[str]:
    """Return a field's texts without blanks round them; empty where missing, or if there is no such field."""
    if field not in sectors.attributes:
        return [""] * len(sectors)
    return [as_text(value).strip() for value in sectors.attributes[field]]


def _sectors(
    database: Database, sectors: FeatureTable, keys: list[tuple[int, str | None]], edition: str
) -> Iterator[Sql]:
    dialect = database.dialect
    this_set = dialect.compose("(SELECT id FROM {sector_set!t} WHERE name = {name})", name=edition)
    titles, districts = _texts(sectors, "name"), _texts(sectors, "police_district")
    copied = {name: sectors.numbers(name) for name in COPIED if name in sectors.attributes}
    for row, (number, text) in enumerate(keys):
        name, district, shape = titles[row] or text or str(number), districts[row], sectors.geometry[row]
        names = ["sector_set", "sector_id", "text_id", "name", "geom", "edition"]
        literals = [
            this_set,
            *(dialect.literal(value) for value in (number, text, name, _areas(shape), edition)),
        ]
        if district:
            names.append("local_police_district")
            literals.append(
                dialect.compose("(SELECT id FROM {local_police_district!t} WHERE name = {name})", name=district)
            )
        for column, values in copied.items():
            if not np.isnan(values[row]):
                names.append(column)
                whole = COPIED[column] == "integer"
                literals.append(dialect.literal(round(values[row]) if whole else float(values[row])))
        yield dialect.insert("sector", names, literals)
