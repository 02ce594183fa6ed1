"""The words in which the schema is written down as data.

The tables of the sector database's first version.

The tables that register what was found out: evaluations of initiatives, threat assessments of exposed areas.
"""

from __future__ import annotations

from dataclasses import dataclass, field

NOTE_LENGTH = 8000
MEANT_MISSING = ("edition", "start_time", "end_time")
KINDS = ("text", "integer", "real", "boolean", "date")
_AREA = "MULTIPOLYGON"


@dataclass(frozen=True)
class Column:
    """One column: its kind (see KINDS), whether it must be filled, and what it may hold.

    Attributes:
        values: name of the closed value list, see value_lists.
        references: the table whose id it holds.
        length: the most characters a text may have.
        default: value where none is given.

    """

    name: str
    kind: str = "text"
    required: bool = False
    values: str = ""
    references: str = ""
    length: int = 200
    default: str | int | bool | None = None


@dataclass(frozen=True)
class Check:
    """A named condition on a row, in SQL that both homes read; `blank` where an empty text meets it."""

    name: str
    condition: str
    blank: bool = False


@dataclass(frozen=True)
class Table:
    """One table: `id`, `geom` (where `geometry` names a type) and the columns.

    Attributes:
        unique: sets of columns whose values together occur once.
        one_a_day: columns in which two rows may not share their values on the same day (valid_from to
            valid_to, both included), among the rows where column `one_a_day_where[0]` is `one_a_day_where[1]`.

    """

    name: str
    columns: tuple[Column, ...]
    geometry: str = ""
    unique: tuple[tuple[str, ...], ...] = ()
    checks: tuple[Check, ...] = ()
    one_a_day: tuple[str, ...] = ()
    one_a_day_where: tuple[str, str] = ("", "")
    indexes: tuple[tuple[str, ...], ...] = field(default=())

    def column_names(self) -> list[str]:
        """Return every column's name, `id` first, then `geom`."""
        return ["id", *(["geom"] if self.geometry else []), *(column.name for column in self.columns)]

    def blank_columns(self) -> list[str]:
        """Return the texts that may stand empty instead of missing: QGIS writes NULL into the box of a missing one.

        A required one is refused while it is empty. Of the others, keys and what a condition minds stay missing.
        """
        minded = " ".join(check.condition for check in self.checks if not check.blank).split()
        kept = {*MEANT_MISSING, *minded, *(name for names in self.unique for name in names)}
        texts = [column for column in self.columns if column.kind == "text" and not column.values]
        return [column.name for column in texts if column.required or column.name not in kept]

    @property
    def has_days(self) -> bool:
        """Tell whether rows carry valid_from and valid_to."""
        return {"valid_from", "valid_to"} <= {column.name for column in self.columns}


def reference(table: str, required: bool = False, name: str = "") -> Column:
    """Return the column that points at a row of `table`, named after it."""
    return Column(name or table, "integer", required, references=table)


def note(name: str, required: bool = False) -> Column:
    """Return a long text column."""
    return Column(name, required=required, length=NOTE_LENGTH)


_FROM = Column("valid_from", "date", required=True)
_TO = Column("valid_to", "date")
PEOPLE = (
    Table(
        "target_group",
        (
            Column("code", required=True, length=40),
            Column("name_en", required=True),
            Column("name_da", required=True),
            Column("active", "boolean", required=True, default=True),
        ),
        unique=(("code",),),
    ),
    Table(
        "local_police_district",
        (Column("name", required=True), Column("station"), Column("phone", length=40)),
        _AREA,
        unique=(("name",),),
    ),
    Table(
        "sector_set",
        (
            Column("name", required=True),
            Column("edition", required=True, length=40),
            Column("status", required=True, values="set_status", default="draft"),
            _FROM,
            _TO,
            note("note"),
        ),
        unique=(("name",),),
        one_a_day=("status",),
        one_a_day_where=("status", "adopted"),
    ),
    Table(
        "sector",
        (
            reference("sector_set", required=True),
            Column("sector_id", "integer", required=True),
            Column("name", required=True),
            reference("local_police_district"),
            Column("officers", "integer"),
            Column("population", "integer"),
            Column("workload", "real"),
        ),
        _AREA,
        unique=(("sector_set", "sector_id"),),
        checks=(
            Check("sector_counts", "(officers IS NULL OR officers >= 0) AND (population IS NULL OR population >= 0)"),
        ),
    ),
    Table(
        "officer",
        (
            Column("officer_id", required=True, length=40),
            Column("name", required=True),
            Column("phone", length=40),
            Column("email"),
            Column("hours"),
            Column("station"),
            Column("message_line", length=40),
            Column("police_district"),
            Column("publish", "boolean", required=True, default=False),
            Column("photo_consent_date", "date"),
            Column("review_date", "date"),
        ),
        unique=(("officer_id",),),
        checks=(Check("officer_email", "coalesce(email, '') = '' OR email LIKE '%_@_%._%'", blank=True),),
    ),
    Table(
        "assignment",
        (
            reference("officer", required=True),
            reference("sector", required=True),
            Column("role", required=True, values="role", default="responsible"),
            _FROM,
            _TO,
            Column("reason"),
        ),
        one_a_day=("sector",),
        one_a_day_where=("role", "responsible"),
        indexes=(("sector", "valid_from"),),
    ),
)
LOG = (
    Table(
        "log_entry",
        (
            reference("sector", required=True),
            Column("entry_date", "date", required=True),
            reference("target_group", required=True),
            Column("place"),
            Column("theme", required=True, values="theme", default="safety"),
            note("challenge", required=True),
            note("action"),
            note("progress"),
            note("next_step"),
            Column("status", required=True, values="progress_status", default="open"),
            Column("access", required=True, values="access", default="internal"),
            reference("officer"),
            Column("edition", length=40),
        ),
        "POINT",
        indexes=(("sector", "entry_date"),),
    ),
    Table(
        "interested_party",
        (
            reference("sector", required=True),
            Column("name", required=True),
            Column("kind", required=True, values="party_kind", default="other"),
            Column("contact_person"),
            Column("phone", length=40),
            Column("email"),
            note("note"),
        ),
        "POINT",
    ),
    Table(
        "exposed_area",
        (
            Column("name", required=True),
            Column("edition", required=True, length=40),
            _FROM,
            _TO,
            note("threat_assessment"),
        ),
        _AREA,
        unique=(("name", "edition"),),
    ),
    Table(
        "initiative",
        (
            Column("name", required=True),
            Column("kind", required=True, values="initiative_kind", default="campaign"),
            reference("sector"),
            reference("exposed_area"),
            _FROM,
            _TO,
            note("goal"),
            Column("status", required=True, values="progress_status", default="open"),
            note("evaluation"),
            Column("edition", length=40),
        ),
        _AREA,
    ),
    Table(
        "walk_finding",
        (
            reference("initiative"),
            reference("sector"),
            Column("found_on", "date", required=True),
            Column("spot", required=True),
            Column("kind", required=True, values="finding_kind", default="light"),
            note("description"),
            Column("photo", length=1000),
            Column("who_mends"),
            Column("done_on", "date"),
        ),
        "POINT",
    ),
    Table(
        "request",
        (
            Column("request_id", required=True, length=80),
            Column("kind", required=True, values="request_kind", default="traffic_control"),
            Column("received_on", "date", required=True),
            Column("place", required=True),
            note("wish"),
            Column("requester"),
            Column("phone", length=40),
            Column("email"),
            reference("sector"),
            reference("officer"),
            Column("status", required=True, values="request_status", default="received"),
            Column("planned_on", "date"),
            note("result"),
            Column("answered_on", "date"),
        ),
        "POINT",
        unique=(("request_id",),),
        checks=(Check("request_answered_later", "answered_on IS NULL OR answered_on >= received_on"),),
    ),
    Table(
        "public_event",
        (
            Column("title", required=True),
            Column("kind", required=True, values="event_kind", default="mobile_station"),
            Column("event_date", "date", required=True),
            Column("start_time", length=5),
            Column("end_time", length=5),
            Column("place", required=True),
            reference("sector"),
            Column("publish", "boolean", required=True, default=False),
            Column("edition", length=40),
        ),
        "POINT",
        checks=(Check("public_event_times", "start_time IS NULL OR end_time IS NULL OR start_time <= end_time"),),
    ),
)
HANDBOOK = (
    Table(
        "handbook_section",
        (
            Column("number", required=True, length=20),
            Column("title", required=True),
            note("body"),
            Column("fixed", "boolean", required=True, default=False),
            Column("edition", required=True, length=40),
        ),
        unique=(("number",),),
    ),
    Table(
        "handbook_contribution",
        (
            reference("handbook_section", required=True),
            Column("title", required=True),
            note("body", required=True),
            Column("author_role", required=True),
            Column("written_on", "date", required=True),
            Column("state", required=True, values="review_state", default="draft"),
            Column("reviewed_on", "date"),
            Column("edition", length=40),
        ),
    ),
    Table(
        "plan_change",
        (
            reference("sector_set", required=True),
            Column("changed_on", "date", required=True),
            note("change", required=True),
            note("reason"),
            Column("decided_by"),
            Column("edition", length=40),
        ),
    ),
)


_COMMON = (
    Column("edition", required=True, length=40),
    note("outcome"),
    Column("report", length=1000),
    Column("made_on", "date", required=True),
)
EVALUATION = Table(
    "evaluation",
    (
        reference("initiative", required=True),
        Column("title", required=True),
        Column("before_start", "date"),
        Column("before_end", "date"),
        Column("after_start", "date"),
        Column("after_end", "date"),
        Column("finding", required=True, values="evaluation_finding", default="unsure"),
        *_COMMON,
    ),
    unique=(("initiative", "title", "edition"),),
    checks=(
        Check("evaluation_before_days", "before_end IS NULL OR before_end >= before_start"),
        Check("evaluation_after_days", "after_end IS NULL OR after_end >= after_start"),
        Check("evaluation_periods", "before_end IS NULL OR after_start IS NULL OR after_start > before_end"),
    ),
)
THREAT_ASSESSMENT = Table(
    "threat_assessment",
    (
        reference("exposed_area", required=True),
        Column("title", required=True),
        Column("quarter", required=True, length=7),
        Column("level", required=True, values="threat_level", default="too_few"),
        *_COMMON,
    ),
    unique=(("exposed_area", "quarter", "edition"),),
    checks=(Check("threat_assessment_quarter", "quarter LIKE '____-Q_'"),),
)
