"""What is wrong with a plan while it is being edited: found from the live tally, in milliseconds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..findings import ERROR, WARNING, Finding, Severity
from ..language import translate
from ..plan import UNASSIGNED
from .staffing import Manning, Staffing
from .tally import SectorTotals
from .units import MEASURES


@dataclass(frozen=True)
class Limits:
    """What counts as a finding: greatest deviation in percent, and parts expected of sectors with islands."""

    tolerance: float = 10.0
    parts: Mapping[str, int] = field(default_factory=dict)


def findings(tally: SectorTotals, manning: Manning, staffing: Staffing, limits: Limits) -> list[Finding]:
    """Return unassigned units, repeated ids, detached parts, enclaves, sectors short of officers and outside the tolerance."""
    return [
        *_unassigned(tally),
        *_repeated(tally),
        *_detached(tally, limits),
        *_enclaves(tally),
        *_too_few_officers(tally, manning, staffing),
        *_outside_tolerance(tally, manning, limits),
    ]


def _members(tally: SectorTotals, sector: int) -> NDArray[np.intp]:
    return np.flatnonzero(tally.labels == sector)


def _of_sector(rule: str, severity: Severity, text: str, tally: SectorTotals, sector: int) -> Finding:
    return Finding(rule, severity, text, sector_id=tally.sector_ids[sector], units=_members(tally, sector))


def _unassigned(tally: SectorTotals) -> Iterator[Finding]:
    positions = _members(tally, UNASSIGNED)
    if len(positions):
        message = translate("Core", "{count} units have no sector ({residents:.0f} residents).")
        text = message.format(count=len(positions), residents=tally.unassigned("residents"))
        yield Finding("unassigned", ERROR, text, units=positions)


def _repeated(tally: SectorTotals) -> Iterator[Finding]:
    """Yield ids that several units have: a unit that was split keeps its id and its residents in each part."""
    for positions in tally.units.repeated:
        message = translate(
            "Core",
            "The unit id {unit} occurs {count} times: its residents count as often ({residents:.0f} in all). Give each "
            "part its own id and its own numbers.",
        )
        residents = tally.units.measures[positions, MEASURES.index("residents")].sum()
        text = message.format(unit=tally.units.unit_ids[positions[0]], count=len(positions), residents=residents)
        label = int(tally.labels[positions[0]])
        sector = None if label == UNASSIGNED else tally.sector_ids[label]
        yield Finding("duplicate id", ERROR, text, sector_id=sector, units=positions)


def _detached(tally: SectorTotals, limits: Limits) -> Iterator[Finding]:
    for sector in np.flatnonzero(tally.parts() > 1).tolist():
        name = tally.sector_ids[sector]
        expected = limits.parts.get(name, 1)
        for part in tally.parts_of(sector)[expected:]:
            message = translate("Core", "Sector {sector}: {count} units are cut off from the rest (first: {unit}).")
            text = message.format(sector=name, count=len(part), unit=tally.units.unit_ids[part[0]])
            yield Finding("detached part", ERROR, text, sector_id=name, units=part)


def _enclaves(tally: SectorTotals) -> Iterator[Finding]:
    """Yield sectors whose whole outline is border with one single other sector."""
    sectors = tally.units.graph.contract(tally.labels, len(tally))
    pairs, border = sectors.edges, sectors.border_m
    perimeter = tally.perimeter_m()
    for sector in np.flatnonzero(tally.measure("units") > 0).tolist():
        rows = np.flatnonzero((pairs == sector).any(axis=1))
        if len(rows) == 1 and border[rows[0]] > 0.999 * perimeter[sector]:
            around = int(pairs[rows[0]].sum()) - sector
            message = translate("Core", "Sector {sector} lies wholly inside sector {around}.")
            text = message.format(sector=tally.sector_ids[sector], around=tally.sector_ids[around])
            yield _of_sector("enclave", WARNING, text, tally, sector)


def _too_few_officers(tally: SectorTotals, manning: Manning, staffing: Staffing) -> Iterator[Finding]:
    if not staffing.is_known():
        return
    short = (manning.officers < staffing.minimum) & (tally.measure("units") > 0)
    for sector in np.flatnonzero(short).tolist():
        message = translate("Core", "Sector {sector} has {officers} officers; it needs at least {minimum}.")
        text = message.format(
            sector=tally.sector_ids[sector], officers=manning.officers[sector], minimum=staffing.minimum
        )
        yield _of_sector("too few officers", ERROR, text, tally, sector)


def _outside_tolerance(tally: SectorTotals, manning: Manning, limits: Limits) -> Iterator[Finding]:
    outside = np.flatnonzero(np.nan_to_num(np.abs(manning.deviation)) > limits.tolerance)
    for sector in outside[np.argsort(-np.abs(manning.deviation[outside]), kind="stable")].tolist():
        message = translate(
            "Core",
            "Sector {sector}: load per officer is {deviation:+.0f} % from the mean; allowed is ±{tolerance:g} %.",
        )
        text = message.format(
            sector=tally.sector_ids[sector], deviation=manning.deviation[sector], tolerance=limits.tolerance
        )
        yield _of_sector("outside tolerance", WARNING, text, tally, sector)
