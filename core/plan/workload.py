"""Workload: the weighted sum of a unit's shares of each criterion, in per mille of the whole area.

How much each criterion contributes to a sector's workload is read back from the figures themselves.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import nnls

from ..base.errors import InputError
from ..base.i18n import translate
from .settings import WorkloadWeights

CRITERIA = {
    "crime": "crime_load",
    "exposed": "exposed_population",
    "special": "special_load",
    "population": "population",
}
_CLOSE = 1e-3


def shares(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n,) values as per mille of their sum; missing counts as nothing, a sum of nothing gives zeros."""
    filled = np.nan_to_num(values, nan=0.0)
    total = filled.sum()
    return 1000.0 * filled / total if total > 0 else np.zeros_like(filled)


def workload(criteria: dict[str, NDArray[np.float64]], weights: WorkloadWeights) -> pd.DataFrame:
    """Return each criterion's share and their weighted sum `workload`, all in per mille.

    Args:
        criteria: (n,) values by criterion name; a criterion that is absent, or sums to nothing, has
            its weight spread over the others in proportion.
        weights: relative weights; only their ratios matter.

    Raises:
        InputError: a value is negative, or no criterion with a weight has any value.

    """
    for name, values in criteria.items():
        if np.nanmin(values, initial=0.0) < 0:
            message = translate(
                "Core", "Field “{field}” has a negative value ({value}); a workload needs values of zero or more."
            )
            raise InputError(message.format(field=CRITERIA[name], value=float(np.nanmin(values))))
    table = pd.DataFrame({f"{name}_share": shares(values) for name, values in criteria.items()})
    present = {
        name: weight
        for name, weight in weights.by_criterion().items()
        if weight > 0 and name in criteria and table[f"{name}_share"].any()
    }
    total = sum(present.values())
    if total == 0:
        raise InputError(
            translate(
                "Core",
                "No criterion with a weight above zero has any value in this layer; there is no workload to share.",
            )
        )
    table["workload"] = sum(
        (weight / total * table[f"{name}_share"] for name, weight in present.items()),
        start=pd.Series(0.0, index=table.index),
    )
    return table


def contributions(load: NDArray[np.float64], criteria: dict[str, NDArray[np.float64]]) -> pd.DataFrame | None:
    """Return (k sectors × criteria) parts of the workload that sum to it, or None where it is made of something else.

    A workload is a weighted sum of each sector's share of the criteria, so the weights follow from the figures by
    least squares without negative weights (Lawson and Hanson 1974).

    Args:
        load: (k,) workload.
        criteria: (k,) values by the criteria's names in `workload.CRITERIA`.

    """
    table = pd.DataFrame({name: shares(criteria[name]) for name in CRITERIA if name in criteria})
    if table.empty or len(table) < len(table.columns):
        return None
    weights, residual = nnls(table.to_numpy(), load)
    if residual > _CLOSE * np.linalg.norm(load):
        return None
    return table * weights
