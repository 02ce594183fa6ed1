"""What is wrong with a plan while it is being edited: found from the live totals, in milliseconds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..base.findings import ERROR, WARNING, Finding, Severity
from ..base.i18n import translate
from ..plan.plan import UNASSIGNED
from .totals import SectorStaffing, SectorTotals, StaffingRules
from .units import MEASURES


@dataclass(frozen=True)
class Limits:
    """What counts as a finding: greatest deviation in percent, and parts expected of sectors with islands."""

    tolerance: float = 10.0
    parts: Mapping[str, int] = field(default_factory=dict)


def findings(
    totals: SectorTotals, staffing: SectorStaffing, staffing_rules: StaffingRules, limits: Limits
) -> list[Finding]:
    """Return unassigned units, repeated ids, detached parts, enclaves, sectors short of officers and outside the tolerance."""
    return [
        *_unassigned(totals),
        *_repeated(totals),
        *_detached(totals, limits),
        *_enclaves(totals),
        *_too_few_officers(totals, staffing, staffing_rules),
        *_outside_tolerance(totals, staffing, limits),
    ]


def _members(totals: SectorTotals, sector: int) -> NDArray[np.intp]:
    return np.flatnonzero(totals.labels == sector)


def _of_sector(rule: str, severity: Severity, text: str, totals: SectorTotals, sector: int) -> Finding:
    return Finding(rule, severity, text, sector_id=totals.sector_ids[sector], units=_members(totals, sector))


def _unassigned(totals: SectorTotals) -> Iterator[Finding]:
    positions = _members(totals, UNASSIGNED)
    if len(positions):
        message = translate("Core", "{count} units have no sector ({residents:.0f} residents).")
        text = message.format(count=len(positions), residents=totals.unassigned("residents"))
        yield Finding("unassigned", ERROR, text, units=positions)


def _repeated(totals: SectorTotals) -> Iterator[Finding]:
    """Yield ids that several units have: a unit that was split keeps its id and its residents in each part."""
    for positions in totals.units.repeated:
        message = translate(
            "Core",
            "The unit id {unit} occurs {count} times: its residents count as often ({residents:.0f} in all). Give each "
            "part its own id and its own numbers.",
        )
        residents = totals.units.measures[positions, MEASURES.index("residents")].sum()
        text = message.format(unit=totals.units.unit_ids[positions[0]], count=len(positions), residents=residents)
        label = int(totals.labels[positions[0]])
        sector = None if label == UNASSIGNED else totals.sector_ids[label]
        yield Finding("duplicate id", ERROR, text, sector_id=sector, units=positions)


def _detached(totals: SectorTotals, limits: Limits) -> Iterator[Finding]:
    for sector in np.flatnonzero(totals.parts() > 1).tolist():
        name = totals.sector_ids[sector]
        expected = limits.parts.get(name, 1)
        for part in totals.parts_of(sector)[expected:]:
            message = translate("Core", "Sector {sector}: {count} units are cut off from the rest (first: {unit}).")
            text = message.format(sector=name, count=len(part), unit=totals.units.unit_ids[part[0]])
            yield Finding("detached part", ERROR, text, sector_id=name, units=part)


def _enclaves(totals: SectorTotals) -> Iterator[Finding]:
    """Yield sectors whose whole outline is border with one single other sector."""
    sectors = totals.units.graph.contract(totals.labels, len(totals))
    pairs, border = sectors.edges, sectors.border_m
    perimeter = totals.perimeter_m()
    for sector in np.flatnonzero(totals.measure("units") > 0).tolist():
        rows = np.flatnonzero((pairs == sector).any(axis=1))
        if len(rows) == 1 and border[rows[0]] > 0.999 * perimeter[sector]:
            around = int(pairs[rows[0]].sum()) - sector
            message = translate("Core", "Sector {sector} lies wholly inside sector {around}.")
            text = message.format(sector=totals.sector_ids[sector], around=totals.sector_ids[around])
            yield _of_sector("enclave", WARNING, text, totals, sector)


def _too_few_officers(
    totals: SectorTotals, staffing: SectorStaffing, staffing_rules: StaffingRules
) -> Iterator[Finding]:
    if not staffing_rules.is_known():
        return
    short = (staffing.officers < staffing_rules.minimum) & (totals.measure("units") > 0)
    for sector in np.flatnonzero(short).tolist():
        message = translate("Core", "Sector {sector} has {officers} officers; it needs at least {minimum}.")
        text = message.format(
            sector=totals.sector_ids[sector], officers=staffing.officers[sector], minimum=staffing_rules.minimum
        )
        yield _of_sector("too few officers", ERROR, text, totals, sector)


def _outside_tolerance(totals: SectorTotals, staffing: SectorStaffing, limits: Limits) -> Iterator[Finding]:
    outside = np.flatnonzero(np.nan_to_num(np.abs(staffing.deviation)) > limits.tolerance)
    for sector in outside[np.argsort(-np.abs(staffing.deviation[outside]), kind="stable")].tolist():
        message = translate(
            "Core",
            "Sector {sector}: load per officer is {deviation:+.0f} % from the mean; allowed is ±{tolerance:g} %.",
        )
        text = message.format(
            sector=totals.sector_ids[sector], deviation=staffing.deviation[sector], tolerance=limits.tolerance
        )
        yield _of_sector("outside tolerance", WARNING, text, totals, sector)
