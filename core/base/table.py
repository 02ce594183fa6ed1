"""Features as arrays: the form in which every layer reaches core."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .errors import InputError
from .i18n import translate
from .written import read_numbers

LARGEST = 1e15  # above, sums and differences of floats are no longer exact


@dataclass(frozen=True)
class FeatureTable:
    """A layer's features: geometry in metres beside the attributes.

    Attributes:
        name: the layer's name, for messages.
        geometry: (n,) shapely geometries in a metric CRS; None where a feature has none.
        attributes: n rows, index 0 to n - 1; missing values are None, NaN or NaT, never a QGIS NULL.
        feature_ids: (n,) the ids by which people find the features in QGIS.
        dates: fields of days without a clock.
        offsets: by field, how many times had an offset from UTC and were put on the clock, and how many had none.

    """

    name: str
    geometry: NDArray[np.object_]
    attributes: pd.DataFrame
    feature_ids: NDArray[np.int64]
    offsets: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    dates: frozenset[str] = frozenset()

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.geometry)

    def column(self, field: str) -> pd.Series:
        """Return the field's values; raise InputError, naming the fields there are, where it does not exist."""
        if field not in self.attributes.columns:
            message = translate(
                "Core", "Layer “{layer}” has no field “{field}”. It has: {fields}. Choose one of these."
            )
            fields = ", ".join(map(str, self.attributes.columns))
            raise InputError(message.format(layer=self.name, field=field, fields=fields))
        return self.attributes[field]

    def numbers(self, field: str, *, grouped: bool = True) -> NDArray[np.float64]:
        """Return the field as (n,) floats, NaN where missing; of texts, 1.234 is 1234 only where `grouped`.

        Raises:
            InputError: a value is not a number, or larger than LARGEST.

        """
        values = self.column(field)
        if pd.api.types.is_datetime64_any_dtype(values):  # pandas would count nanoseconds
            values = values.astype(object)
        elif not pd.api.types.is_numeric_dtype(values):
            values = _read_texts(values, grouped)
        numbers = pd.to_numeric(values, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
        wrong = np.flatnonzero(np.isnan(numbers) & values.notna().to_numpy() | (np.abs(numbers) > LARGEST))
        if len(wrong):
            row = int(wrong[0])
            if not np.isfinite(numbers[row]):
                raise self._no_number(field, row)
            message = translate(
                "Core",
                "Layer “{layer}”, feature {fid}, field “{field}”: {value} is too large a number. Correct it or choose another field.",
            )
            raise InputError(
                message.format(layer=self.name, fid=self.feature_ids[row], field=field, value=values.iloc[row])
            )
        return numbers

    def ids(self, field: str) -> pd.Series:
        """Return the field's values as they are; raise InputError at the first that is infinite, which names nothing."""
        values = self.column(field)
        for row, value in enumerate(values):
            if isinstance(value, float) and np.isinf(value):
                raise self._no_number(field, row)
        return values

    def _no_number(self, field: str, row: int) -> InputError:
        message = translate(
            "Core",
            "Layer “{layer}”, feature {fid}, field “{field}”: “{value}” is not a number. Correct it or choose another field.",
        )
        value = self.attributes[field].iloc[row]
        return InputError(message.format(layer=self.name, fid=self.feature_ids[row], field=field, value=value))

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> FeatureTable:
        """Return the features at `rows`: (k,) positions, in that order, or an (n,) mask."""
        return FeatureTable(
            self.name,
            self.geometry[rows],
            self.attributes.loc[self.attributes.index[rows]].reset_index(drop=True),
            self.feature_ids[rows],
            self.offsets,
            self.dates,
        )


def _read_texts(values: pd.Series, grouped: bool) -> pd.Series:
    """Return a column in which numbers written as texts are numbers; empty texts are missing, others stay as they are."""
    column = values.astype(object).where(values.notna(), None)
    texts = [text if isinstance(text, str) else "" for text in column]
    numbers = read_numbers(texts, grouped=grouped)
    read = [
        number if number is not None else None if isinstance(value, str) and not value.strip() else value
        for value, number in zip(column, numbers, strict=True)
    ]
    return pd.Series(read, index=values.index, dtype=object)
