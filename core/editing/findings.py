"""What is wrong with a plan while it is being edited: found from the live tally, in milliseconds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..language import translate
from .staffing import Manning, Staffing
from .tally import UNASSIGNED, Tally
from .units import MEASURES


@dataclass(frozen=True)
class Limits:
    """What counts as a finding: greatest deviation in percent, and parts expected of sectors with islands."""

    tolerance: float = 10.0
    parts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class LiveFinding:
    """One finding: its rule, its sector number (UNASSIGNED for none), the units to show, and the sentence."""

    rule: str
    sector: int
    positions: NDArray[np.intp]
    message: str


def findings(tally: Tally, manning: Manning, staffing: Staffing, limits: Limits) -> list[LiveFinding]:
    """Return unassigned units, repeated ids, detached parts, enclaves, sectors short of officers and outside the tolerance."""
    return [
        *_unassigned(tally),
        *_repeated(tally),
        *_detached(tally, limits),
        *_enclaves(tally),
        *_too_few_officers(tally, manning, staffing),
        *_outside_tolerance(tally, manning, limits),
    ]


def _members(tally: Tally, sector: int) -> NDArray[np.intp]:
    return np.flatnonzero(tally.codes == sector)


def _unassigned(tally: Tally) -> Iterator[LiveFinding]:
    positions = _members(tally, UNASSIGNED)
    if len(positions):
        message = translate("Core", "{count} units have no sector ({residents:.0f} residents).")
        text = message.format(count=len(positions), residents=tally.unassigned("residents"))
        yield LiveFinding("unassigned", UNASSIGNED, positions, text)


def _repeated(tally: Tally) -> Iterator[LiveFinding]:
    """Yield ids that several units have: a unit that was split keeps its id and its residents in each part."""
    for positions in tally.units.repeated:
        message = translate(
            "Core",
            "The unit id {unit} occurs {count} times: its residents count as often ({residents:.0f} in all). Give each "
            "part its own id and its own numbers.",
        )
        residents = tally.units.measures[positions, MEASURES.index("residents")].sum()
        text = message.format(unit=tally.units.unit_ids[positions[0]], count=len(positions), residents=residents)
        yield LiveFinding("duplicate id", int(tally.codes[positions[0]]), positions, text)


def _detached(tally: Tally, limits: Limits) -> Iterator[LiveFinding]:
    for sector in np.flatnonzero(tally.parts() > 1).tolist():
        name = tally.sectors[sector]
        expected = limits.parts.get(name, 1)
        for part in tally.parts_of(sector)[expected:]:
            message = translate("Core", "Sector {sector}: {count} units are cut off from the rest (first: {unit}).")
            text = message.format(sector=name, count=len(part), unit=tally.units.unit_ids[part[0]])
            yield LiveFinding("detached part", sector, part, text)


def _enclaves(tally: Tally) -> Iterator[LiveFinding]:
    """Yield sectors whose whole outline is border with one single other sector."""
    pairs, border = _sector_borders(tally)
    perimeter = tally.perimeter_m()
    for sector in np.flatnonzero(tally.measure("units") > 0).tolist():
        rows = np.flatnonzero((pairs == sector).any(axis=1))
        if len(rows) == 1 and border[rows[0]] > 0.999 * perimeter[sector]:
            around = int(pairs[rows[0]].sum()) - sector
            message = translate("Core", "Sector {sector} lies wholly inside sector {around}.")
            text = message.format(sector=tally.sectors[sector], around=tally.sectors[around])
            yield LiveFinding("enclave", sector, _members(tally, sector), text)


def _sector_borders(tally: Tally) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return (p, 2) pairs of assigned sectors that meet and their (p,) metres of border."""
    ends = np.sort(tally.codes[tally.units.edges].astype(np.int64), axis=1)
    cut = (ends[:, 0] != ends[:, 1]) & (ends[:, 0] >= 0)
    width = len(tally) + 1
    keys, where = np.unique(ends[cut, 0] * width + ends[cut, 1], return_inverse=True)
    border = np.zeros(len(keys))
    np.add.at(border, where, tally.units.border_m[cut])
    return np.column_stack(np.divmod(keys, width)), border


def _too_few_officers(tally: Tally, manning: Manning, staffing: Staffing) -> Iterator[LiveFinding]:
    if not staffing.is_known():
        return
    short = (manning.officers < staffing.minimum) & (tally.measure("units") > 0)
    for sector in np.flatnonzero(short).tolist():
        message = translate("Core", "Sector {sector} has {officers} officers; it needs at least {minimum}.")
        text = message.format(sector=tally.sectors[sector], officers=manning.officers[sector], minimum=staffing.minimum)
        yield LiveFinding("too few officers", sector, _members(tally, sector), text)


def _outside_tolerance(tally: Tally, manning: Manning, limits: Limits) -> Iterator[LiveFinding]:
    outside = np.flatnonzero(np.nan_to_num(np.abs(manning.deviation)) > limits.tolerance)
    for sector in outside[np.argsort(-np.abs(manning.deviation[outside]), kind="stable")].tolist():
        message = translate(
            "Core",
            "Sector {sector}: load per officer is {deviation:+.0f} % from the mean; allowed is ±{tolerance:g} %.",
        )
        text = message.format(
            sector=tally.sectors[sector], deviation=manning.deviation[sector], tolerance=limits.tolerance
        )
        yield LiveFinding("outside tolerance", sector, _members(tally, sector), text)
