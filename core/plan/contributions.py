"""Which criteria a sector's workload is made of, read back from the figures themselves."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import nnls

from .workload import CRITERIA, shares

_CLOSE = 1e-3


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
