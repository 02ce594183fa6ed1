"""The report on a plan's checks: what was looked for, what was found, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from ...base.findings import ERROR, WARNING, Finding, Severity
from ...base.i18n import number, translate
from ...base.table import FeatureTable
from ...reporting.maps import choropleth
from ...reporting.page import Column, Figure, Note, Report, Section, Swatch, Table, dated
from ..plan import Plan
from ..sectors import dissolve, sector_names
from ..settings import RULES, CheckSettings

_MOST = 200
_COLOURS = {"error": "var(--bad)", "warning": "var(--warning)", "note": "var(--soft)"}


def rule_names() -> dict[str, str]:
    """Return the translated names of the rules."""
    return {
        "unassigned": translate("Core", "Units without a sector"),
        "detached part": translate("Core", "Detached parts"),
        "enclave": translate("Core", "Sectors inside another"),
        "overlap": translate("Core", "Overlapping units"),
        "gap": translate("Core", "Gaps between units"),
        "invalid geometry": translate("Core", "Invalid geometry"),
        "duplicate id": translate("Core", "Repeated unit ids"),
        "too few officers": translate("Core", "Too few officers"),
        "outside tolerance": translate("Core", "Load outside the tolerance"),
    }


def severity_names() -> dict[str, str]:
    """Return the translated names of the severities."""
    return {
        "error": translate("Core", "Error"),
        "warning": translate("Core", "Warning"),
        "note": translate("Core", "Note"),
    }


def checks_report(
    findings: Sequence[Finding],
    units: FeatureTable,
    plan: Plan,
    settings: CheckSettings,
    inputs: Sequence[tuple[str, str]] = (),
    skipped: Mapping[str, str] | None = None,
    made: str = "",
) -> Report:
    """Return the report; `skipped` says why a rule could not be checked."""
    graves = Counter(finding.severity for finding in findings)
    facts = [
        (translate("Core", "Units"), number(len(units), 0)),
        (translate("Core", "Sectors"), number(len(plan), 0)),
        (translate("Core", "Errors"), number(graves[ERROR], 0)),
        (translate("Core", "Warnings"), number(graves[WARNING], 0)),
        (translate("Core", "Tolerance"), f"±{number(settings.tolerance, 1)} %"),
    ]
    return Report(
        title=translate("Core", "Check of sectors"),
        subtitle=units.name,
        facts=dated(facts, made),
        sections=[_rules(findings, skipped or {}, graves), *_map(findings, units, plan), *_list(findings)],
        inputs=inputs,
        limits=[
            translate(
                "Core",
                "Parts and gaps are measured on the outlines; gaps narrower than half a metre count as closed.",
            )
        ],
    )


def _rules(findings: Sequence[Finding], skipped: Mapping[str, str], graves: Counter[Severity]) -> Section:
    names = rule_names()
    counts = Counter(finding.rule for finding in findings)
    table = Table(
        [Column(translate("Core", "Rule")), Column(translate("Core", "Findings"), 0)],
        [(names[rule], None if rule in skipped else counts[rule]) for rule in RULES],
    )
    if graves[ERROR]:
        verdict = Note(translate("Core", "The plan has errors: it should not be used before they are mended."), "bad")
    elif graves[WARNING]:
        verdict = Note(translate("Core", "The plan has no errors; look at the warnings."), "warning")
    else:
        verdict = Note(translate("Core", "Nothing was found: the plan keeps every rule."), "good")
    return Section(
        translate("Core", "What was looked for"), [verdict, table, *(Note(text) for text in skipped.values())]
    )


def _map(findings: Sequence[Finding], units: FeatureTable, plan: Plan) -> list[Section]:
    """Return the sectors with the findings that have a place drawn above, worst last."""
    outlines = dissolve(units.geometry, plan)
    placed = [finding for finding in reversed(findings) if finding.geometry is not None]
    if not placed or len(plan) == 0:
        return []
    names, severities = rule_names(), severity_names()
    geometry = np.empty(len(outlines) + len(placed), dtype=object)
    geometry[:] = [*outlines, *(finding.geometry for finding in placed)]
    colours = ["var(--nothing)"] * len(outlines) + [_COLOURS[finding.severity] for finding in placed]
    tips = [*sector_names(plan), *(f"{names[finding.rule]}: {finding.message}" for finding in placed)]
    drawing = choropleth(
        geometry,
        colours,
        translate("Core", "Map of the findings"),
        tips=tips,
        legend=[(colour, severities[severity]) for severity, colour in _COLOURS.items()],
    )
    return [Section(translate("Core", "Where"), [Figure(drawing)])]


def _list(findings: Sequence[Finding]) -> list[Section]:
    if not findings:
        return []
    names, severities = rule_names(), severity_names()
    rows = [
        (
            Swatch(severities[finding.severity], _COLOURS[finding.severity]),
            names[finding.rule],
            finding.sector_id or "",
            finding.message,
        )
        for finding in findings[:_MOST]
    ]
    columns = [translate("Core", "Severity"), translate("Core", "Rule"), translate("Core", "Sector")]
    table = Table([*(Column(one) for one in columns), Column(translate("Core", "Finding"))], rows)
    more = len(findings) - _MOST
    notes = (
        [Note(translate("Core", "And {count} more, in the layer of findings.").format(count=more))] if more > 0 else []
    )
    return [Section(translate("Core", "Findings"), [table, *notes])]
