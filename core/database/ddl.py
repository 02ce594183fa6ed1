"""SQL statements that make the schema, its public views and its roles, for either dialect.

Rules beyond keys and checks are made as well: one row a day, references inside a GeoPackage, and the edition that a row
carries, which is that of the sector set adopted on its day. The two public views are all that a public export may read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..base.crs import SRID
from ..base.sql import SCHEMA, Dialect, Sql, join
from .migrations import MIGRATIONS, CheckDropped, EditionsFilled, NewColumn, NewKey, NewTable, schema
from .schema import Check, ColumnSpec, TableSpec
from .value_lists import TARGET_GROUPS, TARGET_GROUPS_EDITION, codes

# Tables without a day of their own carry the newest set's edition; a sector carries its own set's.
DAY_COLUMNS = {
    "absence": "valid_from",
    "assignment": "valid_from",
    "handbook_contribution": "written_on",
    "initiative": "valid_from",
    "interested_party": "",
    "local_police_district": "",
    "log_entry": "entry_date",
    "officer": "",
    "plan_change": "changed_on",
    "public_event": "event_date",
    "request": "received_on",
    "walk_finding": "found_on",
}


def edition_on(dialect: Dialect, day: Sql) -> Sql:
    """Return the expression for the edition in force on a day; the newest adopted if none was, else NULL."""
    return dialect.compose(
        "coalesce((SELECT plan.edition FROM {sector_set!t} AS plan WHERE plan.status = 'adopted' "
        "AND plan.valid_from <= {day} AND coalesce(plan.valid_to, {day}) >= {day}), "
        "(SELECT plan.edition FROM {sector_set!t} AS plan WHERE plan.status = 'adopted' "
        "ORDER BY plan.valid_from DESC LIMIT 1))",
        day=day,
    )


def fill_editions(dialect: Dialect) -> Iterator[Sql]:
    """Yield the statements that give rows an edition where people gave none."""
    yield dialect.compose(
        "UPDATE {target_group!t} SET edition = {edition} WHERE edition IS NULL", edition=TARGET_GROUPS_EDITION
    )
    yield dialect.compose(
        "UPDATE {sector!t} SET edition = (SELECT plan.edition FROM {sector_set!t} AS plan "
        "WHERE plan.id = sector_set) WHERE edition IS NULL"
    )
    for table, column in DAY_COLUMNS.items():
        day = dialect.compose("{table!n}.{column!n}", table=table, column=column) if column else dialect.today
        yield dialect.compose(
            "UPDATE {table!p} SET edition = {edition} WHERE edition IS NULL",
            table=table,
            edition=edition_on(dialect, day),
        )


def fill_predecessors(dialect: Dialect) -> Sql:
    """Return the statement that tells each adopted sector set which one came before it."""
    return dialect.compose(
        "UPDATE {sector_set!t} SET predecessor = (SELECT earlier.id FROM {sector_set!t} AS earlier "
        "WHERE earlier.status = 'adopted' AND earlier.valid_from < {sector_set!t}.valid_from "
        "ORDER BY earlier.valid_from DESC LIMIT 1) WHERE status = 'adopted' AND predecessor IS NULL"
    )


_TYPES = {
    "geopackage": {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "boolean": "BOOLEAN", "date": "DATE"},
    "postgresql": {"text": "text", "integer": "bigint", "real": "float8", "boolean": "boolean", "date": "date"},
}


def migration(dialect: Dialect, version: int) -> Iterator[Sql]:
    """Yield the statements that bring a database from `version` - 1 to `version`."""
    after = schema(version)
    if version == 1:
        yield from _beginning(dialect)
    for step in MIGRATIONS[version - 1]:
        if isinstance(step, NewTable):
            yield from create_table(dialect, step.table)
        elif isinstance(step, NewColumn):
            yield from _add_column(dialect, after[step.table], step.column)
        elif isinstance(step, NewKey):
            yield _new_key(dialect, step.table, step.column)
        elif isinstance(step, CheckDropped):
            before = schema(version - 1)[step.table]
            yield from _drop_check(dialect, step.table, next(one for one in before.checks if one.name == step.check))
        elif isinstance(step, EditionsFilled):
            yield from fill_editions(dialect)
        else:
            yield fill_predecessors(dialect)
    if version == 1:
        yield from _target_groups(dialect)
    yield dialect.compose("INSERT INTO {schema_version!t} (version) VALUES ({version})", version=version)


def _beginning(dialect: Dialect) -> Iterator[Sql]:
    if dialect.is_postgresql:
        yield dialect.compose("CREATE SCHEMA IF NOT EXISTS {schema!n}", schema=SCHEMA)
        yield Sql("CREATE EXTENSION IF NOT EXISTS btree_gist")
        yield Sql("CREATE EXTENSION IF NOT EXISTS postgis")
        yield dialect.compose("CREATE TABLE {schema_version!t} (version INTEGER PRIMARY KEY)")


def _target_groups(dialect: Dialect) -> Iterator[Sql]:
    for code, english, danish in TARGET_GROUPS:
        yield dialect.compose(
            "INSERT INTO {target_group!t} (code, name_en, name_da) VALUES ({code}, {english}, {danish})",
            code=code,
            english=english,
            danish=danish,
        )


def create_table(dialect: Dialect, table: TableSpec) -> Iterator[Sql]:
    """Yield the statements that make a table with all its constraints and indexes."""
    parts = [Sql("id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY")]
    if not dialect.is_postgresql:
        parts = [Sql("id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL")]
    if table.geometry:
        kind = Sql(f"geometry({table.geometry}, {SRID})" if dialect.is_postgresql else table.geometry)
        parts.append(dialect.compose("geom {kind}", kind=kind))
    parts += [_column(dialect, table, column) for column in table.columns]
    parts += _table_constraints(dialect, table)
    yield dialect.compose("CREATE TABLE {table!p} ({parts})", table=table.name, parts=join(", ", parts))
    if not dialect.is_postgresql:
        yield from _register(dialect, table)
    yield from one_a_day(dialect, table)
    for column in table.columns:
        if column.references:
            yield from _reference(dialect, table, column)
    for columns in table.indexes:
        yield _index(dialect, table, columns)
    if dialect.is_postgresql and table.geometry:
        index = f"{table.name}_geom_index"
        yield dialect.compose("CREATE INDEX {index!n} ON {table!p} USING gist (geom)", index=index, table=table.name)


def _table_constraints(dialect: Dialect, table: TableSpec) -> list[Sql]:
    parts = [
        dialect.compose(
            "CONSTRAINT {rule!n} UNIQUE ({columns})",
            rule="_".join((table.name, *columns, "once")),
            columns=dialect.names(columns),
        )
        for columns in table.unique
    ]
    checks = [(check.name, check.condition) for check in table.checks]
    if table.has_days:
        checks.append((f"{table.name}_days", "valid_to IS NULL OR valid_to >= valid_from"))
    return parts + [_constraint(dialect, rule, condition) for rule, condition in checks]


def _constraint(dialect: Dialect, rule: str, condition: str) -> Sql:
    return dialect.compose("CONSTRAINT {rule!n} CHECK ({condition})", rule=rule, condition=Sql(condition))


def _reference(dialect: Dialect, table: TableSpec, column: ColumnSpec) -> Iterator[Sql]:
    yield _index(dialect, table, (column.name,))
    if not dialect.is_postgresql:
        yield from foreign_key_triggers(dialect, table, column)


def _add_column(dialect: Dialect, table: TableSpec, column: ColumnSpec) -> Iterator[Sql]:
    added = _column(dialect, table, column)
    yield dialect.compose("ALTER TABLE {table!p} ADD COLUMN {added}", table=table.name, added=added)
    if column.references:
        yield from _reference(dialect, table, column)


def _drop_check(dialect: Dialect, table: str, check: Check) -> Iterator[Sql]:
    """Yield the statements that drop a check from a table and leave the rest of it unchanged.

    SQLite has no statement for that. Its stored text of the table is edited, as its manual has it for constraints that
    go: a table recreated would lose the columns, triggers and indexes that people added to it.
    """
    if dialect.is_postgresql:
        yield dialect.compose("ALTER TABLE {table!p} DROP CONSTRAINT {rule!n}", table=table, rule=check.name)
        return
    yield Sql("PRAGMA writable_schema = ON")
    yield dialect.compose(
        "UPDATE sqlite_master SET sql = replace(sql, {text}, '') WHERE type = 'table' AND name = {table}",
        text=", " + _constraint(dialect, check.name, check.condition),
        table=table,
    )
    yield Sql("PRAGMA writable_schema = RESET")


def _new_key(dialect: Dialect, table: str, column: str) -> Sql:
    rule = "_".join((table, column, "once"))
    return dialect.compose(
        "CREATE UNIQUE INDEX {rule!n} ON {table!p} ({column!n})", rule=rule, table=table, column=column
    )


def _column(dialect: Dialect, table: TableSpec, column: ColumnSpec) -> Sql:
    kind = _TYPES[dialect.key][column.kind]
    if column.kind == "text" and not dialect.is_postgresql:
        kind = f"TEXT({column.length})"
    parts = [dialect.name(column.name), Sql(kind)]
    if column.required:
        parts.append(Sql("NOT NULL"))
    if column.default is not None:
        parts.append(dialect.compose("DEFAULT {value}", value=column.default))
    if column.references:
        rule = f"{table.name}_{column.name}_exists"
        parts.append(
            dialect.compose("CONSTRAINT {rule!n} REFERENCES {parent!p} (id)", rule=rule, parent=column.references)
        )
    parts += [
        dialect.compose("CONSTRAINT {rule!n} CHECK ({test})", rule=f"{table.name}_{column.name}_{rule}", test=test)
        for rule, test in _conditions(dialect, column)
    ]
    return join(" ", parts)


def _conditions(dialect: Dialect, column: ColumnSpec) -> Iterator[tuple[str, Sql]]:
    name = column.name
    if column.values:
        listed = join(", ", [dialect.literal(code) for code in codes(column.values)])
        yield "value", dialect.compose("{name!n} IN ({listed})", name=name, listed=listed)
    elif column.kind == "text" and column.required:
        yield (
            "length",
            dialect.compose("length(trim({name!n})) BETWEEN 1 AND {length}", name=name, length=column.length),
        )
    elif column.kind == "text":
        yield "length", dialect.compose("length({name!n}) <= {length}", name=name, length=column.length)
    elif dialect.is_postgresql:
        return
    elif column.kind == "date":
        yield "date", dialect.compose("{name!n} IS NULL OR {name!n} IS date({name!n})", name=name)
    elif column.kind == "boolean":
        yield "value", dialect.compose("{name!n} IN (0, 1)", name=name)
    elif column.kind == "integer":
        yield "number", dialect.compose("{name!n} IS NULL OR typeof({name!n}) = 'integer'", name=name)
    else:
        yield "number", dialect.compose("{name!n} IS NULL OR typeof({name!n}) IN ('integer', 'real')", name=name)


def _index(dialect: Dialect, table: TableSpec, columns: tuple[str, ...]) -> Sql:
    index = "_".join((table.name, *columns, "index"))
    return dialect.compose(
        "CREATE INDEX {index!n} ON {table!p} ({columns})", index=index, table=table.name, columns=dialect.names(columns)
    )


def _register(dialect: Dialect, table: TableSpec) -> Iterator[Sql]:
    yield dialect.compose(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ({name}, {kind}, {name}, {srid})",
        name=table.name,
        kind="features" if table.geometry else "attributes",
        srid=SRID if table.geometry else None,
    )
    if table.geometry:
        yield dialect.compose(
            "INSERT INTO gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m) "
            "VALUES ({name}, 'geom', {kind}, {srid}, 0, 0)",
            name=table.name,
            kind=table.geometry,
            srid=SRID,
        )


def one_a_day(dialect: Dialect, table: TableSpec) -> Iterator[Sql]:
    """Yield the rule that two rows of `table.one_a_day` never share a day: exclusion constraint or triggers."""
    if not table.one_a_day:
        return
    column, value = table.one_a_day_where
    rule = f"{table.name}_one_{value}_a_day"
    if dialect.is_postgresql:
        yield dialect.compose(
            "ALTER TABLE {table!p} ADD CONSTRAINT {rule!n} EXCLUDE USING gist "
            "({same}, daterange(valid_from, valid_to, '[]') WITH &&) WHERE ({column!n} = {value})",
            table=table.name,
            rule=rule,
            same=join(", ", [dialect.compose("{name!n} WITH =", name=name) for name in table.one_a_day]),
            column=column,
            value=value,
        )
        return
    for event, besides in (("INSERT", Sql("")), ("UPDATE", Sql(" AND other.id <> OLD.id"))):
        found = dialect.compose(
            "NEW.{column!n} = {value} AND EXISTS (SELECT 1 FROM {table!p} AS other WHERE {same} "
            "AND other.{column!n} = {value} AND other.valid_from <= coalesce(NEW.valid_to, '9999-12-31') "
            "AND NEW.valid_from <= coalesce(other.valid_to, '9999-12-31'){besides})",
            table=table.name,
            column=column,
            value=value,
            same=join(" AND ", [dialect.compose("other.{n!n} = NEW.{n!n}", n=name) for name in table.one_a_day]),
            besides=besides,
        )
        yield _refusal(dialect, rule, event, table.name, found)


def foreign_key_triggers(dialect: Dialect, table: TableSpec, column: ColumnSpec) -> Iterator[Sql]:
    """Yield the triggers that keep a reference whole in a GeoPackage, where GDAL does not enforce foreign keys."""
    rule = f"{table.name}_{column.name}_exists"
    child, parent, name = table.name, column.references, column.name
    missing = dialect.compose(
        "NEW.{name!n} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {parent!p} WHERE id = NEW.{name!n})",
        name=name,
        parent=parent,
    )
    used = dialect.compose("EXISTS (SELECT 1 FROM {child!p} WHERE {name!n} = OLD.id)", child=child, name=name)
    renamed = dialect.compose("NEW.id <> OLD.id AND {used}", used=used)
    yield _refusal(dialect, rule, "INSERT", child, missing)
    yield _refusal(dialect, rule, "UPDATE", child, missing)
    yield _refusal(dialect, f"{rule}_parent", "DELETE", parent, used)
    yield _refusal(dialect, f"{rule}_parent", "UPDATE", parent, renamed)


def _refusal(dialect: Dialect, rule: str, event: str, table: str, condition: Sql) -> Sql:
    return dialect.compose(
        "CREATE TRIGGER {trigger!n} BEFORE {event} ON {table!p} WHEN {condition} "
        "BEGIN SELECT RAISE(ABORT, {rule}); END",
        trigger=f"{rule}_{event.lower()}",
        event=Sql(event),
        table=table,
        condition=condition,
        rule=rule,
    )


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


def sector_label(dialect: Dialect, sector: str) -> Sql:
    """Return the expression for a sector's id as its station writes it, its text or else its number; as JSON.

    `sector` is the alias of the table in the statement.
    """
    if dialect.is_postgresql:
        number_or_text = (
            "CASE WHEN {s!n}.text_id IS NULL THEN to_jsonb({s!n}.sector_id) ELSE to_jsonb({s!n}.text_id) END"
        )
        return dialect.compose(number_or_text, s=sector)
    return dialect.compose("coalesce({s!n}.text_id, {s!n}.sector_id)", s=sector)


def _public_label(tables: dict[str, TableSpec]) -> Sql:
    """Return the expression for a sector's id as the public sees it: a text, so that it fits the layer of sectors."""
    has_text = any(column.name == "text_id" for column in tables["sector"].columns)
    return Sql("coalesce(sector.text_id, CAST(sector.sector_id AS text))" if has_text else "sector.sector_id")


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
        "FROM {officer!t} AS officer LEFT JOIN (SELECT assignment.officer, {label} AS sector_id, assignment.role, "
        "district.name AS district FROM {assignment!t} AS assignment "
        "JOIN {sector!t} AS sector ON sector.id = assignment.sector "
        "JOIN {sector_set!t} AS plan ON plan.id = sector.sector_set "
        "LEFT JOIN {local_police_district!t} AS district ON district.id = sector.local_police_district "
        "WHERE plan.status = 'adopted' AND plan.valid_from <= {today} AND coalesce(plan.valid_to, {today}) >= {today} "
        "AND assignment.valid_from <= {today} AND coalesce(assignment.valid_to, {today}) >= {today}"
        ") AS duty ON duty.officer = officer.id WHERE officer.publish = {yes}",
        label=_public_label(tables),
        columns=dialect.names(PUBLIC_CONTACT),
        options=options,
        today=dialect.today,
        yes=True,
    )
    columns = [name for name in tables["public_event"].column_names() if name not in ("id", "publish", "sector")]
    yield dialect.compose(
        "CREATE VIEW {published_event!t} {options}AS SELECT event.id AS event_id, {columns}, {label} AS sector_id FROM {public_event!t} AS event "
        "LEFT JOIN {sector!t} AS sector ON sector.id = event.sector WHERE event.publish = {yes}",
        options=options,
        label=_event_label(dialect) if "sector_lineage" in tables else _public_label(tables),
        columns=join(", ", [dialect.compose("event.{name!n}", name=name) for name in columns]),
        yes=True,
    )
    if not dialect.is_postgresql:
        yield from _register_views(dialect)


def _event_label(dialect: Dialect) -> Sql:
    """Return the expression for the public id of an event's sector in the set in force today.

    Of an event that was written under another set it is missing where the event has a place, which decides; without one
    it is that of the sector's heir.
    """
    in_force = dialect.compose(
        "(SELECT plan.id FROM {sector_set!t} AS plan WHERE plan.status = 'adopted' AND plan.valid_from <= {today} "
        "AND coalesce(plan.valid_to, {today}) >= {today})",
        today=dialect.today,
    )
    return dialect.compose(
        "CASE WHEN sector.sector_set IN {in_force} OR NOT EXISTS {in_force} "
        "THEN coalesce(sector.text_id, CAST(sector.sector_id AS text)) "
        "WHEN event.geom IS NULL THEN (SELECT coalesce(heir.text_id, CAST(heir.sector_id AS text)) "
        "FROM {sector_lineage!t} AS line JOIN {sector!t} AS heir ON heir.id = line.sector "
        "WHERE line.ancestor = event.sector AND heir.sector_set IN {in_force} "
        "ORDER BY line.goes_on DESC, line.population DESC, line.area_m2 DESC LIMIT 1) ELSE NULL END",
        in_force=in_force,
    )


def _register_views(dialect: Dialect) -> Iterator[Sql]:
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
