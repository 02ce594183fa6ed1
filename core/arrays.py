"""Types of numpy arrays, and sums by label. Imports numpy alone: the solver's worker processes start with it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Positions = NDArray[np.intp]
Mask = NDArray[np.bool_]
Times = NDArray[np.datetime64]


def sums(values: Floats, labels: Ints, count: int) -> Floats:
    """Return the (count,) sum of the (n,) values of each of the (n,) labels 0 to count - 1."""
    return np.asarray(np.bincount(labels, weights=values, minlength=count), dtype=np.float64)
