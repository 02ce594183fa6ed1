"""The tables that register what was found out: evaluations of initiatives, threat assessments of exposed areas."""

from __future__ import annotations

from .schema import Check, Column, Table, note, reference

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
