"""What was recorded in an area in the last year and the year before, by type."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..language import translate
from ..publish.report_page import Column, Part, Table, Text
from ..safety.rates import FEW
from ..table import FeatureTable

YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class IncidentCount:
    """Incidents of a type in the 365 days up to a day, and in the 365 days before those."""

    type: str
    now: int
    before: int

    @property
    def change_percent(self) -> float | None:
        """Return the change in percent; None where either year has fewer than five, too few to say."""
        if min(self.now, self.before) < FEW:
            return None
        return 100.0 * (self.now - self.before) / self.before


def count_incidents(
    incidents: FeatureTable, inside: NDArray[np.bool_], times: NDArray[np.datetime64], day: dt.date, type_field: str
) -> list[IncidentCount]:
    """Return the counts by type, most frequent first, a last row for all; incidents without a time are left out.

    `inside` tells which (n,) incidents lie in the area, `times` when they were, NaT where unknown.
    """
    end = day + dt.timedelta(days=1)
    years = [np.datetime64(end - back * YEAR, "s") for back in range(3)]
    now = inside & (times >= years[1]) & (times < years[0])
    before = inside & (times >= years[2]) & (times < years[1])
    types = incidents.column(type_field).fillna("–").astype(str)
    table = (
        pd.DataFrame({"now": types[now].value_counts(), "before": types[before].value_counts()}).fillna(0).astype(int)
    )
    table = (
        table.rename_axis("type").reset_index().sort_values(["now", "before", "type"], ascending=[False, False, True])
    )
    counts = [IncidentCount(row.type, row.now, row.before) for row in table.itertuples()]
    return [*counts, IncidentCount("", int(now.sum()), int(before.sum()))]


def incident_parts(counts: list[IncidentCount]) -> list[Part]:
    """Return the counts as a table for a report, the last row as its total."""
    rows = [(one.type, one.now, one.before, one.change_percent) for one in counts]
    columns = [
        Column(translate("Core", "Type")),
        Column(translate("Core", "365 days"), 0),
        Column(translate("Core", "365 days before"), 0),
        Column(translate("Core", "Change, %"), 0, signed=True),
    ]
    too_few = translate("Core", "Changes are left out below five incidents a year: too few to say.")
    return [Table(columns, rows[:-1], total=(translate("Core", "All"), *rows[-1][1:])), Text(too_few)]
