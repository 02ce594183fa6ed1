"""The tables of the sector database's first version."""

from __future__ import annotations

from .schema import Check, Column, Table, note, reference

_FROM = Column("valid_from", "date", required=True)
_TO = Column("valid_to", "date")
_AREA = "MULTIPOLYGON"

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
