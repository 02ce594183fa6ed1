"""Who is responsible for a sector or a place on a day, where there is no one, and how long residents keep their officer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.text import id_called, named_so, natural
from ..database.access import Database, as_date, select
from ..database.ddl import PUBLIC_CONTACT, sector_label

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import shapely
    from numpy.typing import NDArray

    from ..base.table import FeatureTable
    from ..geo.point_location import PointLocator


@dataclass(frozen=True)
class SectorSet:
    """An adopted plan and its days."""

    id: int
    name: str
    start: dt.date
    end: dt.date | None


class Plans:
    """The adopted sector sets and the sectors in them."""

    def __init__(
        self, sets: list[SectorSet], sectors: dict[tuple[int, str], int], names: dict[tuple[int, str], int]
    ) -> None:
        """Keep the sets, and the database's ids of sectors by set and the id that people know, and by set and name."""
        self._sets, self._sectors, self._names = sets, sectors, names

    @classmethod
    def read(cls, database: Database) -> Plans:
        """Read them from the database."""
        sets = select(
            database,
            "SELECT id, name, valid_from, valid_to FROM {sector_set!t} WHERE status = 'adopted' ORDER BY valid_from",
            "id name valid_from valid_to",
        )
        sectors = select(
            database,
            "SELECT s.id, s.sector_set, {label} AS sector_id, s.name FROM {sector!t} AS s",
            "id sector_set sector_id name",
            label=sector_label(database.dialect, "s"),
        )
        return cls(
            [SectorSet(id_, name, dt.date.fromisoformat(start), as_date(end)) for id_, name, start, end in sets],
            {(sector_set, str(label)): id_ for id_, sector_set, label, _ in sectors},
            {(sector_set, str(name)): id_ for id_, sector_set, _, name in sectors},
        )

    def on(self, day: dt.date) -> SectorSet | None:
        """Return the set adopted on a day, or None."""
        return next((one for one in self._sets if one.start <= day <= (one.end or dt.date.max)), None)

    def sector(self, text: str, day: dt.date) -> int | None:
        """Return the id of the sector that people call so in the set of that day; None for an unknown one."""
        adopted = self.on(day)
        if adopted is None:
            return None
        labels = [label for own, label in self._sectors if own == adopted.id]
        if (position := sector_called(text, labels, [])) is not None:
            return self._sectors[adopted.id, labels[position]]
        names = [name for own, name in self._names if own == adopted.id]
        position = sector_called(text, [], names)
        return None if position is None else self._names[adopted.id, names[position]]

    def why_not(self, text: str, day: dt.date) -> str:
        """Return the remedy where `sector` found nothing."""
        adopted = self.on(day)
        if adopted is None:
            message = translate("Core", "No sector set is adopted on {day}. Choose another day, or adopt a set first.")
            return message.format(day=day)
        numbers = sorted((one for sector_set, one in self._sectors if sector_set == adopted.id), key=natural)
        message = translate("Core", "Sector set “{name}” has no sector {number}; it has {numbers}.")
        shown = ", ".join(numbers[:30]) or "–"
        return message.format(name=adopted.name, number=text, numbers=shown)


def sector_called(text: str, labels: Sequence[str], names: Sequence[str]) -> int | None:
    """Return the position of the sector whose id, or else whose name, people write as `text`; None for an unknown one."""
    if (found := id_called(text, labels)) is not None:
        return found
    name = None if text.isdecimal() else named_so(text, names)
    return None if name is None else list(names).index(name)


@dataclass(frozen=True)
class Duty:
    """An officer's part in a sector on a day; `sector_id` is the sector's number, or its id where that is a text."""

    sector: int
    sector_id: int | str
    sector_name: str
    role: str
    officer_id: str
    name: str
    phone: str | None
    email: str | None
    absent: bool


_DUTY = (
    "SELECT s.id, {label} AS sector_id, s.name AS sector_name, a.role, o.officer_id, o.name, o.phone, o.email, "
    "CASE WHEN EXISTS (SELECT 1 FROM {absence!t} AS away WHERE away.officer = o.id AND away.valid_from <= {day} "
    "AND coalesce(away.valid_to, {day}) >= {day}) THEN 1 ELSE 0 END AS absent "
    "FROM {sector!t} AS s JOIN {sector_set!t} AS plan ON plan.id = s.sector_set "
    "JOIN {assignment!t} AS a ON a.sector = s.id JOIN {officer!t} AS o ON o.id = a.officer "
    "WHERE plan.status = 'adopted' AND plan.valid_from <= {day} AND coalesce(plan.valid_to, {day}) >= {day} "
    "AND a.valid_from <= {day} AND coalesce(a.valid_to, {day}) >= {day} "
    "ORDER BY s.sector_id, CASE a.role WHEN 'responsible' THEN 0 WHEN 'substitute' THEN 1 ELSE 2 END, o.officer_id"
)


def on_duty(database: Database, day: dt.date) -> list[Duty]:
    """Return everyone assigned on a day, by sector: the responsible officer, substitutes, colleagues."""
    found = select(
        database,
        _DUTY,
        "id sector_id sector_name role officer_id name phone email absent",
        label=sector_label(database.dialect, "s"),
        day=database.dialect.day(day),
    )
    return [Duty(*[*row[:8], bool(row[8])]) for row in found]


def responsible(duties: list[Duty], sector_id: int | str) -> Duty | None:
    """Return the duty that residents of a sector call: the responsible officer, or the substitute in absence or vacancy."""
    here = [duty for duty in duties if duty.sector_id == sector_id and duty.role != "colleague"]
    return next((duty for duty in here if not duty.absent), here[0] if here else None)


def sector_title(number: int | str, name: str) -> str:
    """Return a sector's id and name; the id alone where the name says no more."""
    says_no_more = re.fullmatch(rf"(sector|sektor)?\s*0*{re.escape(str(number))}", name.strip(), re.IGNORECASE)
    return str(number) if says_no_more else f"{number} {name}"


@dataclass(frozen=True)
class SectorAreas:
    """The sectors of one day with their areas, for finding the sector of a place."""

    ids: list[int]
    numbers: list[int | str]
    names: list[str]
    areas: list[shapely.Geometry | None]

    @cached_property
    def locator(self) -> PointLocator:
        """Build the locator that finds the sectors of points (EPSG:25832) by their position in the lists."""
        from ..geo.point_location import PointLocator

        return PointLocator(self.areas)

    def at(self, x: float, y: float) -> int | None:
        """Return the position in the lists of the sector that has a point (EPSG:25832), None outside all."""
        import numpy as np

        row = int(self.locator.owners(np.array([x]), np.array([y]))[0])
        return None if row < 0 else row


def sector_areas(database: Database, day: dt.date) -> SectorAreas:
    """Return the sectors of the set adopted on a day."""
    import shapely

    from ..base.sql import shape_from_hex

    rows = select(
        database,
        "SELECT s.id, {label} AS sector_id, s.name, {shape} AS shape FROM {sector!t} AS s "
        "JOIN {sector_set!t} AS plan ON plan.id = s.sector_set WHERE plan.status = 'adopted' "
        "AND plan.valid_from <= {day} AND coalesce(plan.valid_to, {day}) >= {day} ORDER BY s.sector_id",
        "id sector_id name shape",
        label=sector_label(database.dialect, "s"),
        shape=database.dialect.hex_shape("geom"),
        day=database.dialect.day(day),
    )
    shapes = [shape_from_hex(row[3]) for row in rows]
    areas = [shapely.from_wkb(shape.wkb) if shape else None for shape in shapes]
    return SectorAreas([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows], areas)


def officers_at(database: Database, places: NDArray[np.object_], day: dt.date) -> pd.DataFrame:
    """Return the sector of each of (n,) points (EPSG:25832; None where missing) and the officer to call that day.

    Columns: sector_id (missing outside all sectors; texts where the station's ids are), sector, role, officer, phone,
    email (None in a vacant sector).
    """
    import pandas as pd

    areas, duties = sector_areas(database, day), on_duty(database, day)
    rows = []
    for place in places:
        spot = None if place is None else place.centroid
        found = None if spot is None else areas.at(spot.x, spot.y)
        if found is None:
            rows.append((None,) * 6)
            continue
        called = responsible(duties, areas.numbers[found])
        officer = (called.role, called.name, called.phone, called.email) if called else (None,) * 4
        rows.append((areas.numbers[found], areas.names[found], *officer))
    columns = ["sector_id", "sector", "role", "officer", "phone", "email"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(sector_id=sector_column(table["sector_id"], areas.numbers))


def sector_column(values: pd.Series, numbers: Sequence[int | str]) -> pd.Series:
    """Return ids of sectors, some missing, as whole numbers; as texts where any of the station's `numbers` is a text."""
    import pandas as pd

    if all(isinstance(number, int) for number in numbers):
        return values.astype("Int64")
    return pd.Series([None if pd.isna(value) else str(value) for value in values], index=values.index, dtype=object)


@dataclass(frozen=True)
class PublicTables:
    """What a publication takes from the database: sectors, contacts and events, in EPSG:25832, as layers have them."""

    sectors: FeatureTable
    contacts: FeatureTable
    events: FeatureTable


def public_tables(database: Database, day: dt.date | None = None) -> PublicTables:
    """Return the sectors of the set in force on a day, the published officers of that day, and published events.

    Without a day the set and the officers are today's, and of people the public view alone is read.

    Raises:
        InputError: no set is in force on that day.

    """
    areas = sector_areas(database, day or dt.date.today())
    if not areas.ids:
        message = translate("Core", "No sector set is in force on {day}. Adopt one, or choose another day.")
        raise InputError(message.format(day=day or dt.date.today()))
    named = select(
        database,
        "SELECT s.id, d.name FROM {sector!t} AS s JOIN {local_police_district!t} AS d ON d.id = s.local_police_district",
        "id name",
    )
    district_of = {int(one): str(name) for one, name in named}
    districts = [district_of.get(one, "") for one in areas.ids]
    columns: dict[str, Sequence[object]] = {"sector_id": areas.numbers, "name": areas.names}
    columns |= {"police_district": districts}
    event_columns = "title event_date start_time end_time place sector_id shape"
    events = select(
        database,
        "SELECT title, event_date, start_time, end_time, place, sector_id, {shape} AS shape FROM {published_event!t} "
        "ORDER BY event_id",
        event_columns,
        shape=database.dialect.hex_shape("geom"),
    )
    shapes = [_shape_of(row[-1]) for row in events]
    rows = [[*row[:-2], None if shape is not None else row[-2]] for row, shape in zip(events, shapes, strict=True)]
    return PublicTables(
        _table("sector", list(areas.areas), columns),
        _table("public_contact", None, _public_contacts(database, day)),
        _table("published_event", shapes, dict(zip(event_columns.split()[:-1], zip(*rows, strict=True), strict=False))),
    )


def _public_contacts(database: Database, day: dt.date | None) -> dict[str, list[object]]:
    names = " ".join(PUBLIC_CONTACT)
    if day is None:
        rows = select(
            database, "SELECT * FROM {public_contact!t} WHERE sector_id IS NOT NULL ORDER BY sector_id", names
        )
    else:
        rows = select(
            database,
            "SELECT o.officer_id, {label} AS sector_id, a.role, o.name, o.phone, o.email, o.hours, o.station, o.message_line, "
            "coalesce(d.name, o.police_district) AS police_district, o.publish, o.photo_consent_date, o.review_date "
            "FROM {officer!t} AS o JOIN {assignment!t} AS a ON a.officer = o.id JOIN {sector!t} AS s ON s.id = a.sector "
            "JOIN {sector_set!t} AS plan ON plan.id = s.sector_set "
            "LEFT JOIN {local_police_district!t} AS d ON d.id = s.local_police_district "
            "WHERE o.publish = {yes} AND plan.status = 'adopted' AND plan.valid_from <= {day} "
            "AND coalesce(plan.valid_to, {day}) >= {day} AND a.valid_from <= {day} "
            "AND coalesce(a.valid_to, {day}) >= {day} ORDER BY s.sector_id",
            names,
            label=sector_label(database.dialect, "s"),
            yes=True,
            day=database.dialect.day(day),
        )
    columns: dict[str, list[object]] = {name: [row[at] for row in rows] for at, name in enumerate(PUBLIC_CONTACT)}
    return columns | {"publish": [True] * len(rows)}


def _shape_of(text: str | None) -> Any:
    import shapely

    from ..base.sql import shape_from_hex

    stored = shape_from_hex(text)
    return shapely.from_wkb(stored.wkb) if stored else None


def _table(name: str, shapes: list[Any] | None, columns: Mapping[str, Sequence[object]]) -> FeatureTable:
    import numpy as np
    import pandas as pd

    from ..base.arrays import as_objects
    from ..base.table import FeatureTable

    frame = pd.DataFrame({key: pd.Series(list(values), dtype=object) for key, values in columns.items()})
    geometry = as_objects(shapes if shapes is not None else [None] * len(frame))
    return FeatureTable(name, geometry, frame, np.arange(1, len(frame) + 1))
