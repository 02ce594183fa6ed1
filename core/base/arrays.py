"""Types of numpy arrays, and sums by label. Imports numpy alone: the solver's worker processes start with it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Positions = NDArray[np.intp]
Mask = NDArray[np.bool_]
Shapes = NDArray[np.object_]
Times = NDArray[np.datetime64]


def sums(values: Floats, labels: Ints, count: int) -> Floats:
    """Return the (count,) sum of the (n,) values of each of the (n,) labels 0 to count - 1."""
    return np.asarray(np.bincount(labels, weights=values, minlength=count), dtype=np.float64)


def as_objects(values: Sequence[object] | NDArray[np.object_]) -> NDArray[np.object_]:
    """Return (n,) the values, each an element of its own: numpy would take sequences and shapes apart."""
    array = np.empty(len(values), dtype=object)
    array[:] = list(values)
    return array
