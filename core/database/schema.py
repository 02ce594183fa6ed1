"""Schema of the sector database as data: column, check and table specifications, and the tables themselves.

Beside the tables of the first version there are those that register evaluations of initiatives and threat assessments,
and those that say what became of sectors and assignments when a new sector set was adopted.
"""

from __future__ import annotations

from dataclasses import dataclass, field

NOTE_LENGTH = 8000
MEANT_MISSING = ("edition", "start_time", "end_time", "text_id")
KINDS = ("text", "integer", "real", "boolean", "date")
_AREA = "MULTIPOLYGON"


@dataclass(frozen=True)
class ColumnSpec:
    """One column: its kind (see KINDS), whether it must be filled, and what it may hold.

    Attributes:
        values: name of the closed value list, see value_lists.
        references: the table whose id it holds.
        length: the most characters a text may have.
        default: value if none is given.

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
    """A named condition on a row, in SQL that both dialects read; `blank` where an empty text meets it."""

    name: str
    condition: str
    blank: bool = False


@dataclass(frozen=True)
class TableSpec:
    """One table: `id`, `geom` (where `geometry` names a type) and the columns.

    Attributes:
        unique: sets of columns whose values together occur once.
        one_a_day: columns in which two rows may not share their values on the same day (valid_from to
            valid_to, both included), among the rows where column `one_a_day_where[0]` is `one_a_day_where[1]`.

    """

    name: str
    columns: tuple[ColumnSpec, ...]
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
        """Return True if rows have valid_from and valid_to."""
        return {"valid_from", "valid_to"} <= {column.name for column in self.columns}


def reference(table: str, required: bool = False, name: str = "") -> ColumnSpec:
    """Return the column that points at a row of `table`, named after it."""
    return ColumnSpec(name or table, "integer", required, references=table)


def note(name: str, required: bool = False) -> ColumnSpec:
    """Return a long text column."""
    return ColumnSpec(name, required=required, length=NOTE_LENGTH)


_FROM = ColumnSpec("valid_from", "date", required=True)
_TO = ColumnSpec("valid_to", "date")
PEOPLE = (
    TableSpec(
        "target_group",
        (
            ColumnSpec("code", required=True, length=40),
            ColumnSpec("name_en", required=True),
            ColumnSpec("name_da", required=True),
            ColumnSpec("active", "boolean", required=True, default=True),
        ),
        unique=(("code",),),
    ),
    TableSpec(
        "local_police_district",
        (ColumnSpec("name", required=True), ColumnSpec("station"), ColumnSpec("phone", length=40)),
        _AREA,
        unique=(("name",),),
    ),
    TableSpec(
        "sector_set",
        (
            ColumnSpec("name", required=True),
            ColumnSpec("edition", required=True, length=40),
            ColumnSpec("status", required=True, values="set_status", default="draft"),
            _FROM,
            _TO,
            note("note"),
        ),
        unique=(("name",),),
        one_a_day=("status",),
        one_a_day_where=("status", "adopted"),
    ),
    TableSpec(
        "sector",
        (
            reference("sector_set", required=True),
            ColumnSpec("sector_id", "integer", required=True),
            ColumnSpec("name", required=True),
            reference("local_police_district"),
            ColumnSpec("officers", "integer"),
            ColumnSpec("population", "integer"),
            ColumnSpec("workload", "real"),
        ),
        _AREA,
        unique=(("sector_set", "sector_id"),),
        checks=(
            Check("sector_counts", "(officers IS NULL OR officers >= 0) AND (population IS NULL OR population >= 0)"),
        ),
    ),
    TableSpec(
        "officer",
        (
            ColumnSpec("officer_id", required=True, length=40),
            ColumnSpec("name", required=True),
            ColumnSpec("phone", length=40),
            ColumnSpec("email"),
            ColumnSpec("hours"),
            ColumnSpec("station"),
            ColumnSpec("message_line", length=40),
            ColumnSpec("police_district"),
            ColumnSpec("publish", "boolean", required=True, default=False),
            ColumnSpec("photo_consent_date", "date"),
            ColumnSpec("review_date", "date"),
        ),
        unique=(("officer_id",),),
        checks=(Check("officer_email", "coalesce(email, '') = '' OR email LIKE '%_@_%._%'", blank=True),),
    ),
    TableSpec(
        "assignment",
        (
            reference("officer", required=True),
            reference("sector", required=True),
            ColumnSpec("role", required=True, values="role", default="responsible"),
            _FROM,
            _TO,
            ColumnSpec("reason"),
        ),
        one_a_day=("sector",),
        one_a_day_where=("role", "responsible"),
        indexes=(("sector", "valid_from"),),
    ),
)
LOG = (
    TableSpec(
        "log_entry",
        (
            reference("sector", required=True),
            ColumnSpec("entry_date", "date", required=True),
            reference("target_group", required=True),
            ColumnSpec("place"),
            ColumnSpec("theme", required=True, values="theme", default="safety"),
            note("challenge", required=True),
            note("action"),
            note("progress"),
            note("next_step"),
            ColumnSpec("status", required=True, values="progress_status", default="open"),
            ColumnSpec("access", required=True, values="access", default="internal"),
            reference("officer"),
            ColumnSpec("edition", length=40),
        ),
        "POINT",
        indexes=(("sector", "entry_date"),),
    ),
    TableSpec(
        "interested_party",
        (
            reference("sector", required=True),
            ColumnSpec("name", required=True),
            ColumnSpec("kind", required=True, values="party_kind", default="other"),
            ColumnSpec("contact_person"),
            ColumnSpec("phone", length=40),
            ColumnSpec("email"),
            note("note"),
        ),
        "POINT",
    ),
    TableSpec(
        "exposed_area",
        (
            ColumnSpec("name", required=True),
            ColumnSpec("edition", required=True, length=40),
            _FROM,
            _TO,
            note("threat_assessment"),
        ),
        _AREA,
        unique=(("name", "edition"),),
    ),
    TableSpec(
        "initiative",
        (
            ColumnSpec("name", required=True),
            ColumnSpec("kind", required=True, values="initiative_kind", default="campaign"),
            reference("sector"),
            reference("exposed_area"),
            _FROM,
            _TO,
            note("goal"),
            ColumnSpec("status", required=True, values="progress_status", default="open"),
            note("evaluation"),
            ColumnSpec("edition", length=40),
        ),
        _AREA,
    ),
    TableSpec(
        "walk_finding",
        (
            reference("initiative"),
            reference("sector"),
            ColumnSpec("found_on", "date", required=True),
            ColumnSpec("spot", required=True),
            ColumnSpec("kind", required=True, values="finding_kind", default="light"),
            note("description"),
            ColumnSpec("photo", length=1000),
            ColumnSpec("who_mends"),
            ColumnSpec("done_on", "date"),
        ),
        "POINT",
    ),
    TableSpec(
        "request",
        (
            ColumnSpec("request_id", required=True, length=80),
            ColumnSpec("kind", required=True, values="request_kind", default="traffic_control"),
            ColumnSpec("received_on", "date", required=True),
            ColumnSpec("place", required=True),
            note("wish"),
            ColumnSpec("requester"),
            ColumnSpec("phone", length=40),
            ColumnSpec("email"),
            reference("sector"),
            reference("officer"),
            ColumnSpec("status", required=True, values="request_status", default="received"),
            ColumnSpec("planned_on", "date"),
            note("result"),
            ColumnSpec("answered_on", "date"),
        ),
        "POINT",
        unique=(("request_id",),),
        checks=(Check("request_answered_later", "answered_on IS NULL OR answered_on >= received_on"),),
    ),
    TableSpec(
        "public_event",
        (
            ColumnSpec("title", required=True),
            ColumnSpec("kind", required=True, values="event_kind", default="mobile_station"),
            ColumnSpec("event_date", "date", required=True),
            ColumnSpec("start_time", length=5),
            ColumnSpec("end_time", length=5),
            ColumnSpec("place", required=True),
            reference("sector"),
            ColumnSpec("publish", "boolean", required=True, default=False),
            ColumnSpec("edition", length=40),
        ),
        "POINT",
        checks=(Check("public_event_times", "start_time IS NULL OR end_time IS NULL OR start_time <= end_time"),),
    ),
)
HANDBOOK = (
    TableSpec(
        "handbook_section",
        (
            ColumnSpec("number", required=True, length=20),
            ColumnSpec("title", required=True),
            note("body"),
            ColumnSpec("fixed", "boolean", required=True, default=False),
            ColumnSpec("edition", required=True, length=40),
        ),
        unique=(("number",),),
    ),
    TableSpec(
        "handbook_contribution",
        (
            reference("handbook_section", required=True),
            ColumnSpec("title", required=True),
            note("body", required=True),
            ColumnSpec("author_role", required=True),
            ColumnSpec("written_on", "date", required=True),
            ColumnSpec("state", required=True, values="review_state", default="draft"),
            ColumnSpec("reviewed_on", "date"),
            ColumnSpec("edition", length=40),
        ),
    ),
    TableSpec(
        "plan_change",
        (
            reference("sector_set", required=True),
            ColumnSpec("changed_on", "date", required=True),
            note("change", required=True),
            note("reason"),
            ColumnSpec("decided_by"),
            ColumnSpec("edition", length=40),
        ),
    ),
)


_COMMON = (
    ColumnSpec("edition", required=True, length=40),
    note("outcome"),
    ColumnSpec("report", length=1000),
    ColumnSpec("made_on", "date", required=True),
)
EVALUATION = TableSpec(
    "evaluation",
    (
        reference("initiative", required=True),
        ColumnSpec("title", required=True),
        ColumnSpec("before_start", "date"),
        ColumnSpec("before_end", "date"),
        ColumnSpec("after_start", "date"),
        ColumnSpec("after_end", "date"),
        ColumnSpec("finding", required=True, values="evaluation_finding", default="unsure"),
        *_COMMON,
    ),
    unique=(("initiative", "title", "edition"),),
    checks=(
        Check("evaluation_before_days", "before_end IS NULL OR before_end >= before_start"),
        Check("evaluation_after_days", "after_end IS NULL OR after_end >= after_start"),
        Check("evaluation_periods", "before_end IS NULL OR after_start IS NULL OR after_start > before_end"),
    ),
)
THREAT_ASSESSMENT = TableSpec(
    "threat_assessment",
    (
        reference("exposed_area", required=True),
        ColumnSpec("title", required=True),
        ColumnSpec("quarter", required=True, length=7),
        ColumnSpec("level", required=True, values="threat_level", default="too_few"),
        *_COMMON,
    ),
    unique=(("exposed_area", "quarter", "edition"),),
    checks=(Check("threat_assessment_quarter", "quarter LIKE '____-Q_'"),),
)
SECTOR_LINEAGE = TableSpec(
    "sector_lineage",
    (
        reference("sector", required=True),
        reference("sector", required=True, name="ancestor"),
        ColumnSpec("goes_on", "boolean", required=True, default=False),
        ColumnSpec("population", "real"),
        ColumnSpec("area_m2", "real"),
        ColumnSpec("workload", "real"),
        ColumnSpec("edition", length=40),
    ),
)
CARRIED_ASSIGNMENT = TableSpec(
    "carried_assignment",
    (
        reference("sector_set", required=True),
        ColumnSpec("assignment_id", "integer", required=True),
        reference("officer", required=True),
        reference("sector", required=True),
        ColumnSpec("role", required=True, values="role"),
        _FROM,
        _TO,
        ColumnSpec("reason"),
        ColumnSpec("edition", length=40),
    ),
)
