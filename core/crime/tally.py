"""Sums by key, fed in pieces, in memory bounded by the keys that occur."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

DENSE_KEYS = 1 << 24


class Tally:
    """Sums by key: one array of all sums while keys are small, else only the keys that occur.

    Weights must be multiples of a power of two (counts, aoristic weights): their sums are then exact,
    and the order in which pieces arrive changes nothing.
    """

    def __init__(self) -> None:
        """Start with nothing counted."""
        self._sums = np.zeros(0)
        self._keys: NDArray[np.int64] | None = None

    def add(self, keys: NDArray[np.int64], weights: NDArray[np.float64] | None = None) -> None:
        """Add 1, or the weights, to the sums of `keys` (n,), which are zero or more."""
        if not len(keys):
            return
        if self._keys is None and int(keys.max()) < DENSE_KEYS:
            self._add_dense(np.bincount(keys, weights).astype(np.float64, copy=False))
        else:
            found, place = np.unique(keys, return_inverse=True)
            self._add_sparse(found, np.bincount(place, weights).astype(np.float64))

    def merge(self, other: Tally) -> None:
        """Add the sums of another tally."""
        if self._keys is None and other._keys is None:
            self._add_dense(other._sums)
        else:
            self._add_sparse(*other.items())

    def _add_dense(self, sums: NDArray[np.float64]) -> None:
        if len(sums) > len(self._sums):
            self._sums = np.concatenate([self._sums, np.zeros(len(sums) - len(self._sums))])
        self._sums[: len(sums)] += sums

    def _add_sparse(self, keys: NDArray[np.int64], sums: NDArray[np.float64]) -> None:
        if self._keys is None:
            self._keys, self._sums = self.items()
        found, place = np.unique(np.concatenate([self._keys, keys]), return_inverse=True)
        self._sums = np.bincount(place, np.concatenate([self._sums, sums]), minlength=len(found)).astype(np.float64)
        self._keys = found

    def items(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the keys with a sum above zero, ascending, and their sums."""
        occurring = np.flatnonzero(self._sums > 0)
        return (occurring if self._keys is None else self._keys[occurring]), self._sums[occurring]
