"""Counting incidents inside a PostGIS database: the statements, which count as `counting` does.

What lies in cells wholly inside one sector is counted by the database; what lies in cells on a border is read as it
is, and so are the ends of intervals that reach from one daypart into another. So the result is the same to the last bit.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.sql import POSTGRESQL, Sql, join
from .incidents import METHOD, SCENE, TYPE
from .lattice import SquareLattice
from .settings import GridSettings

DIMENSIONS = (TYPE, SCENE, METHOD, "period", "daypart")
CELL_ONLY = 2 ** len(DIMENSIONS) - 1
MOST_LISTED = 200_000
OUTCOMES = ("read", "no_place", "no_time", "other_period", "outside", "counted")
CAVEATS = ("counted", "untimed", "reversed", "swapped", "midnight", "timed")
_SQL = POSTGRESQL.compose


@dataclass(frozen=True)
class IncidentTable:
    """A table of points in the lattice's CRS: where it is, and its fields, empty if there is none."""

    source: Sql
    subset: Sql
    geometry: str
    categories: dict[str, str]
    start: str
    end: str


@dataclass(frozen=True)
class CountStatements:
    """The statements over one table.

    Attributes:
        table: the incidents.
        lattice: the cells.
        settings: the period and the length of the periods counted apart.
        inside: cells that the database counts; None for all of the lattice.
        boundary: cells whose incidents are read as they are, those on the border of a sector.

    """

    table: IncidentTable
    lattice: SquareLattice
    settings: GridSettings
    inside: NDArray[np.int64] | None
    boundary: NDArray[np.int64]

    def outcomes(self) -> Sql:
        """Return the statement for one row: OUTCOMES, CAVEATS, and the first and last start in seconds since 1970."""
        period = "began IS NULL" if self.settings.has_period else "FALSE"
        return _SQL(
            "SELECT count(*), count(*) FILTER (WHERE NOT placed), count(*) FILTER (WHERE placed AND {untimed}), "
            "count(*) FILTER (WHERE placed AND began IS NOT NULL AND NOT {ok}), "
            "count(*) FILTER (WHERE placed AND {ok} AND code IS NULL), count(*) FILTER (WHERE {counted}), "
            "count(*) FILTER (WHERE {counted}), count(*) FILTER (WHERE {counted} AND began IS NULL), "
            "count(*) FILTER (WHERE {counted} AND backward), count(*) FILTER (WHERE {counted} AND swapped), "
            "count(*) FILTER (WHERE {counted} AND began = ended AND began = date_trunc('day', began)), "
            "count(*) FILTER (WHERE {counted} AND ended IS NOT NULL), "
            "floor(extract(epoch FROM min(began) FILTER (WHERE placed)))::bigint, "
            "floor(extract(epoch FROM max(began) FILTER (WHERE placed)))::bigint "
            "FROM ({incidents}) AS incident WHERE NOT {boundary}",
            untimed=Sql(period),
            ok=self._in_period(),
            counted=self._counted(),
            incidents=self._incidents(),
            boundary=self._listed(self.boundary),
        )

    def twins(self) -> Sql:
        """Return the statement for the number of incidents with the place, times and type of another counted before."""
        return _SQL(
            "SELECT coalesce(sum(found - 1), 0)::bigint FROM (SELECT count(*) AS found FROM ({incidents}) AS incident "
            "WHERE {counted} AND began IS NOT NULL GROUP BY easting, northing, starting, ending, coalesce(btrim(type), '')) AS alike",
            incidents=self._incidents(),
            counted=self._counted(),
        )

    def groups(self) -> Sql:
        """Return the statement for rows of cell, DIMENSIONS, the bit mask of those not grouped by, and the count."""
        sets = [Sql("(code)"), *(_SQL("(code, {name!n})", name=name) for name in DIMENSIONS)]
        return _SQL(
            "SELECT code, type, scene, method, period, daypart, "
            "GROUPING(type, scene, method, period, daypart), count(*) FROM ({incidents}) AS incident "
            "WHERE {counted} GROUP BY GROUPING SETS ({sets})",
            incidents=self._incidents(),
            counted=self._counted(),
            sets=join(", ", sets),
        )

    def spans(self) -> Sql:
        """Return the statement for rows of cell, start and end (seconds since 1970) and count: intervals over dayparts."""
        return _SQL(
            "SELECT code, floor(extract(epoch FROM began))::bigint, floor(extract(epoch FROM ended))::bigint, count(*) "
            "FROM ({incidents}) AS incident WHERE {counted} AND ended IS NOT NULL AND daypart IS NULL GROUP BY 1, 2, 3",
            incidents=self._incidents(),
            counted=self._counted(),
        )

    def boundary_subset(self) -> Sql:
        """Return the condition on the table's own rows for those to be read as they are."""
        return _SQL(
            "({subset}) AND {listed}",
            subset=self.table.subset,
            listed=self._listed(self.boundary, self._code(self._place())),
        )

    def _place(self) -> tuple[Sql, Sql]:
        column, row = (
            _SQL(
                "(floor({axis}({geometry!n}) / {size}) - {first})",
                axis=Sql(axis),
                geometry=self.table.geometry,
                size=float(self.lattice.size),
                first=first,
            )
            for axis, first in (("ST_X", self.lattice.first_column), ("ST_Y", self.lattice.first_row))
        )
        return column, row

    def _code(self, place: tuple[Sql, Sql]) -> Sql:
        return _SQL(
            "(CASE WHEN {column} BETWEEN 0 AND {last_column} AND {row} BETWEEN 0 AND {last_row} "
            "THEN ({row} * {columns} + {column})::bigint END)",
            column=place[0],
            row=place[1],
            last_column=self.lattice.columns - 1,
            last_row=self.lattice.rows - 1,
            columns=self.lattice.columns,
        )

    def _incidents(self) -> Sql:
        """Return the rows with place, cell, times in order, categories, period and daypart (NULL over several)."""
        category = {
            name: _SQL("{field!n}::text", field=field) if field else Sql("NULL::text")
            for name, field in ((name, self.table.categories.get(name, "")) for name in (TYPE, SCENE, METHOD))
        }
        rows = _SQL(
            "SELECT ST_X({geometry!n}) IS NOT NULL AS placed, ST_X({geometry!n}) AS easting, "
            "ST_Y({geometry!n}) AS northing, {code} AS code, {start} AS starting, {end} AS ending, "
            "{type} AS type, {scene} AS scene, {method} AS method FROM {source} AS source WHERE {subset}",
            geometry=self.table.geometry,
            code=self._code(self._place()),
            start=self._time(self.table.start),
            end=self._time(self.table.end),
            source=self.table.source,
            subset=self.table.subset,
            **category,
        )
        ordered = _SQL(
            "SELECT told.*, CASE WHEN backward THEN starting ELSE LEAST(starting, ending) END AS began, "
            "CASE WHEN NOT backward THEN GREATEST(starting, ending) END AS ended, "
            "coalesce(starting > ending, FALSE) AND NOT backward AS swapped FROM (SELECT plain.*, "
            "coalesce(starting > ending AND date_trunc('day', starting) = date_trunc('day', ending), FALSE) AS backward "
            "FROM ({rows}) AS plain) AS told",
            rows=rows,
        )
        return _SQL(
            "SELECT row.*, floor(((extract(year FROM began) - 1970) * 12 + extract(month FROM began) - 1) / {months})"
            "::bigint AS period, CASE WHEN date_trunc('day', began) = date_trunc('day', ended) "
            "AND floor(extract(hour FROM began) / 6) = floor(extract(hour FROM ended) / 6) "
            "THEN ((extract(isodow FROM began) - 1) * 4 + floor(extract(hour FROM began) / 6))::bigint END AS daypart "
            "FROM ({rows}) AS row",
            months=max(self.settings.period_months, 1),
            rows=ordered,
        )

    def _time(self, field: str) -> Sql:
        if not field:
            return Sql("NULL::timestamp")
        return _SQL("(CASE WHEN isfinite({field!n}) THEN {field!n}::timestamp END)", field=field)

    def _in_period(self) -> Sql:
        conditions = [Sql("began IS NOT NULL")] if self.settings.has_period else [Sql("TRUE")]
        if self.settings.start:
            conditions.append(_SQL("began >= {day}", day=POSTGRESQL.day(self.settings.start)))
        if self.settings.end:
            after = self.settings.end + dt.timedelta(days=1)
            conditions.append(_SQL("began < {day}", day=POSTGRESQL.day(after)))
        return _SQL("coalesce({all}, FALSE)", all=join(" AND ", conditions))

    def _counted(self) -> Sql:
        where = Sql("code IS NOT NULL") if self.inside is None else self._listed(self.inside)
        return _SQL("({where} AND {ok})", where=where, ok=self._in_period())

    def _listed(self, codes: NDArray[np.int64], code: Sql | None = None) -> Sql:
        """Return the condition that a cell is among `codes`; never NULL."""
        if not len(codes):
            return Sql("FALSE")
        listed = "{" + ",".join(map(str, codes.tolist())) + "}"
        return _SQL(
            "coalesce({code} IN (SELECT unnest({listed}::bigint[])), FALSE)", code=code or Sql("code"), listed=listed
        )
