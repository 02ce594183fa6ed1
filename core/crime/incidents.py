"""Incidents as columns of numbers, a chunk at a time: the form in which they stream through core."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

TYPE, SCENE, METHOD = "type", "scene", "method"
MISSING = -1


@dataclass(frozen=True)
class IncidentChunk:
    """Some incidents in a row.

    Attributes:
        x, y: (n,) metres; NaN where an incident has no usable place.
        start, end: (n,) local times, datetime64[s]; NaT where unknown.
        categories: (n,) codes into a Vocabulary by TYPE, SCENE and METHOD, MISSING where empty.

    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    start: NDArray[np.datetime64]
    end: NDArray[np.datetime64]
    categories: dict[str, NDArray[np.int32]] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of incidents."""
        return len(self.x)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> IncidentChunk:
        """Return the incidents at `rows`: (k,) positions, in that order, or an (n,) mask."""
        return IncidentChunk(
            self.x[rows],
            self.y[rows],
            self.start[rows],
            self.end[rows],
            {name: codes[rows] for name, codes in self.categories.items()},
        )


class Vocabulary:
    """The texts of one field, numbered in the order in which they are first met."""

    def __init__(self) -> None:
        """Start empty."""
        self.texts: list[str] = []
        self._codes: dict[str, int] = {}

    def code(self, text: str) -> int:
        """Return the number of one text; blanks around it do not count, an empty text is MISSING."""
        text = text.strip()
        if not text:
            return MISSING
        if text not in self._codes:
            self._codes[text] = len(self.texts)
            self.texts.append(text)
        return self._codes[text]

    def encode(self, values: Iterable[object]) -> NDArray[np.int32]:
        """Return (n,) codes of texts, numbers or encoded bytes; None and NaN are MISSING."""
        column = np.asarray(values)
        local, distinct = _factorized_bytes(column) if column.dtype.kind == "S" else pd.factorize(column)
        numbers = [self.code(_text(value)) for value in distinct]
        return np.array([*numbers, MISSING], dtype=np.int32)[local]


def _factorized_bytes(column: NDArray[np.bytes_]) -> tuple[NDArray[np.intp], NDArray[Any]]:
    """Return the codes and the distinct texts of fixed-width bytes: their hashes are compared, then the texts checked."""
    words = -(-column.dtype.itemsize // 8)
    padded = np.ascontiguousarray(column.astype(f"S{words * 8}")).view(np.uint64).reshape(len(column), words)
    hashes = padded[:, 0].copy()
    for word in range(1, words):
        hashes *= np.uint64(0x9E3779B97F4A7C15)
        hashes ^= padded[:, word] ^ (hashes >> np.uint64(29))
    local, distinct = pd.factorize(hashes)
    first = np.zeros(len(distinct), dtype=np.intp)
    first[local[::-1]] = np.arange(len(column))[::-1]
    texts = column[first]
    return (local, texts) if (texts[local] == column).all() else pd.factorize(column)


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
