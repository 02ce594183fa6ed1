"""The threat assessment as tables: one row an area, one row an area and kind of crime."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from .assessment import AreaThreat
from .settings import Quarter
from .threat_level import level_of


def areas_table(threats: Sequence[AreaThreat], quarter: Quarter) -> pd.DataFrame:
    """Return one row an area with its figures, level and the reasons for it; NULL where too few or not known."""
    rows = []
    for threat in threats:
        level = level_of(threat)
        rows.append(
            {
                "area": threat.name,
                "quarter": str(quarter),
                "level": level.id,
                "reasons": "; ".join(level.reasons),
                "sector": threat.sector or None,
                "residents": threat.residents,
                "incidents": threat.incidents,
                "gang_incidents": threat.gang,
                "rate_per_1000": threat.rate[1],
                "rate_low": threat.rate[0],
                "rate_high": threat.rate[2],
                "against_station": threat.against_station[1],
                "against_station_low": threat.against_station[0],
                "against_station_high": _finite(threat.against_station[2]),
                "previous_incidents": threat.previous.count,
                "previous_percent": threat.previous.percent,
                "previous_low": threat.previous.low,
                "previous_high": _finite(threat.previous.high),
                "year_ago_incidents": threat.year_ago.count,
                "year_ago_percent": threat.year_ago.percent,
                "year_ago_low": threat.year_ago.low,
                "year_ago_high": _finite(threat.year_ago.high),
            }
        )
    whole = ("incidents", "gang_incidents", "previous_incidents", "year_ago_incidents")
    return pd.DataFrame(rows).astype(dict.fromkeys(whole, "Int64"))


def kinds_table(threats: Sequence[AreaThreat], quarter: Quarter) -> pd.DataFrame:
    """Return one row an area and kind of crime: incidents and percent of the area's, sector's and station's."""
    columns = ["area", "quarter", "kind", "incidents", "share_area", "share_sector", "share_station"]
    tables = [threat.kinds.assign(area=threat.name, quarter=str(quarter)) for threat in threats if len(threat.kinds)]
    if not tables:
        return pd.DataFrame(columns=columns)
    return pd.concat(tables, ignore_index=True)[columns]


def _finite(value: float) -> float:
    return value if math.isfinite(value) else math.nan
