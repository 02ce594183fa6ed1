"""The two public views, which are all that a public export may read, and the roles of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..base.crs import SRID
from ..base.sql import SCHEMA, Dialect, Sql, join
from .schema import TableSpec

READER, EDITOR = "sector_planner_reader", "sector_planner_editor"
PUBLIC_VIEWS = ("public_contact", "published_event")
VIEW_KEYS = {"public_contact": ("officer_id", "sector_id", "role"), "published_event": ("event_id",)}
READER_TABLES = ("sector", "sector_set", "local_police_district", "target_group", "schema_version")
PUBLIC_CONTACT = (
    "officer_id",
    "sector_id",
    "role",
    "name",
    "phone",
    "email",
    "hours",
    "station",
    "message_line",
    "police_district",
    "publish",
    "photo_consent_date",
    "review_date",
)


def views(dialect: Dialect, tables: dict[str, TableSpec]) -> Iterator[Sql]:
    """Yield the statements that replace the views: today's published contacts, and published events."""
    options = Sql("WITH (security_barrier) " if dialect.is_postgresql else "")
    for view in PUBLIC_VIEWS:
        yield dialect.compose("DROP VIEW IF EXISTS {view!p}", view=view)
    yield dialect.compose(
        "CREATE VIEW {public_contact!t} ({columns}) {options}AS "
        "SELECT officer.officer_id, duty.sector_id, duty.role, officer.name, officer.phone, officer.email, "
        "officer.hours, officer.station, officer.message_line, "
        "coalesce(duty.district, officer.police_district) AS police_district, officer.publish, "
        "officer.photo_consent_date, officer.review_date "
        "FROM {officer!t} AS officer LEFT JOIN (SELECT assignment.officer, sector.sector_id, assignment.role, "
        "district.name AS district FROM {assignment!t} AS assignment "
        "JOIN {sector!t} AS sector ON sector.id = assignment.sector "
        "JOIN {sector_set!t} AS plan ON plan.id = sector.sector_set "
        "LEFT JOIN {local_police_district!t} AS district ON district.id = sector.local_police_district "
        "WHERE plan.status = 'adopted' AND plan.valid_from <= {today} AND coalesce(plan.valid_to, {today}) >= {today} "
        "AND assignment.valid_from <= {today} AND coalesce(assignment.valid_to, {today}) >= {today}"
        ") AS duty ON duty.officer = officer.id WHERE officer.publish = {yes}",
        columns=dialect.names(PUBLIC_CONTACT),
        options=options,
        today=dialect.today,
        yes=True,
    )
    columns = [name for name in tables["public_event"].column_names() if name not in ("id", "publish", "sector")]
    yield dialect.compose(
        "CREATE VIEW {published_event!t} {options}AS SELECT event.id AS event_id, {columns}, {number} AS sector_id "
        "FROM {public_event!t} AS event LEFT JOIN {sector!t} AS sector ON sector.id = event.sector "
        "WHERE event.publish = {yes}",
        options=options,
        number=_number_in_force(dialect) if "sector_lineage" in tables else Sql("sector.sector_id"),
        columns=join(", ", [dialect.compose("event.{name!n}", name=name) for name in columns]),
        yes=True,
    )
    if not dialect.is_postgresql:
        yield from _register(dialect)


def _number_in_force(dialect: Dialect) -> Sql:
    """Return the number of an event's sector in the set in force today.

    Of an event that was written under another set it is missing where the event has a place, which decides; without one
    it is that of the sector's heir.
    """
    in_force = dialect.compose(
        "(SELECT plan.id FROM {sector_set!t} AS plan WHERE plan.status = 'adopted' AND plan.valid_from <= {today} "
        "AND coalesce(plan.valid_to, {today}) >= {today})",
        today=dialect.today,
    )
    return dialect.compose(
        "CASE WHEN sector.sector_set IN {in_force} OR NOT EXISTS {in_force} THEN sector.sector_id "
        "WHEN event.geom IS NULL THEN (SELECT heir.sector_id FROM {sector_lineage!t} AS line "
        "JOIN {sector!t} AS heir ON heir.id = line.sector "
        "WHERE line.ancestor = event.sector AND heir.sector_set IN {in_force} "
        "ORDER BY line.goes_on DESC, line.population DESC, line.area_m2 DESC LIMIT 1) ELSE NULL END",
        in_force=in_force,
    )


def _register(dialect: Dialect) -> Iterator[Sql]:
    """Yield what makes GDAL list the views of a GeoPackage."""
    for view, kind in (("public_contact", "attributes"), ("published_event", "features")):
        yield dialect.compose(
            "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
            "VALUES ({view}, {kind}, {view}, {srid})",
            view=view,
            kind=kind,
            srid=SRID,
        )
    yield dialect.compose(
        "INSERT OR IGNORE INTO gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m) "
        "VALUES ('published_event', 'geom', 'POINT', {srid}, 0, 0)",
        srid=SRID,
    )


def grants(dialect: Dialect, tables: Iterable[str]) -> Iterator[Sql]:
    """Yield the statements that make the roles of PostgreSQL and say what each may do; none for a GeoPackage."""
    if not dialect.is_postgresql:
        return
    for role in (READER, EDITOR):
        yield dialect.compose(
            "DO $$ BEGIN CREATE ROLE {role!n} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$", role=role
        )
    both = dialect.names((READER, EDITOR))
    yield dialect.compose("GRANT USAGE ON SCHEMA {schema!n} TO {both}", schema=SCHEMA, both=both)
    for name in (*PUBLIC_VIEWS, *READER_TABLES):
        yield dialect.compose("GRANT SELECT ON {name!p} TO {both}", name=name, both=both)
    for name in tables:
        yield dialect.compose(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON {name!p} TO {editor!n}", name=name, editor=EDITOR
        )
    yield dialect.compose(
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema!n} TO {editor!n}", schema=SCHEMA, editor=EDITOR
    )
