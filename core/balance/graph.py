"""Types of the solver's arrays, and sums by label."""

from __future__ import annotations

import numpy as np

from ..contiguity import Floats, Ints, Mask

__all__ = ["Floats", "Ints", "Mask", "sums"]


def sums(values: Floats, cluster: Ints, count: int) -> Floats:
    """Return the (count,) sum of the (n,) values of each cluster."""
    return np.asarray(np.bincount(cluster, weights=values, minlength=count), dtype=np.float64)
