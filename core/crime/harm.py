"""Harm weights by type: not all crimes count alike.

Sherman, L., Neyroud, P. W. and Neyroud, E. (2016): The Cambridge crime harm index. Policing 10(3): days of prison at the
starting point of sentencing. Andersen, H. A. and Mueller-Johnson, K. (2018): The Danish crime harm index. Cambridge
Journal of Evidence-Based Policing 2: days of prison by Danish sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..arrays import Ints
from ..errors import InputError
from ..language import translate
from ..store.import_rows import Sheet
from ..written import read_numbers
from .incidents import TYPE, Vocabulary
from .tally import Tally


def harm_weights(sheet: Sheet) -> dict[str, float]:
    """Return weights by type in lower case, from a table whose first column holds types and another the weights.

    The weights are in the first column where every row has a number; decimal comma or point, thousands apart or not.

    Raises InputError where there is no such column, a weight is negative, or a type has two different weights.
    """
    rows = [(line, cells) for line, cells in sheet.rows if any(cell.strip() for cell in cells)]
    columns = (_numbers(rows, number) for number in range(1, len(sheet.headings)))
    numbers = next((column for column in columns if column), None)
    if numbers is None:
        message = translate(
            "Core",
            "File “{file}”: no column holds a number in every row. Give the type first and its weight beside it.",
        )
        raise InputError(message.format(file=sheet.name))
    weights: dict[str, float] = {}
    for (line, cells), weight in zip(rows, numbers, strict=True):
        name = cells[0].strip().casefold()
        if weight < 0 or weights.get(name, weight) != weight:
            message = translate(
                "Core", "File “{file}”, row {row}: type “{type}” has a negative weight, or a second one. Correct it."
            )
            raise InputError(message.format(file=sheet.name, row=line, type=cells[0]))
        weights[name] = weight
    return weights


def _numbers(rows: Sequence[tuple[int, Sequence[str]]], column: int) -> list[float] | None:
    """Return the numbers of a column; None where some row has none."""
    found = read_numbers([cells[column] if column < len(cells) else "" for _, cells in rows])
    numbers = [number for number in found if number is not None]
    return numbers if len(numbers) == len(rows) else None


def harm_of(
    tallies: Mapping[str, Tally],
    cells: Ints,
    total: int,
    vocabularies: Mapping[str, Vocabulary],
    weights: Mapping[str, float],
) -> NDArray[np.float64]:
    """Return each cell's harm: its counts by type times the types' weights, missing types weighing nothing."""
    by_code, _ = weights_by_code(vocabularies[TYPE].texts, weights)
    keys, sums = tallies.get(TYPE, Tally()).items()
    code, cell = np.divmod(keys, total)
    harm = np.bincount(cell, sums * by_code[code], minlength=1)
    known = cells < len(harm)
    return np.where(known, harm[np.where(known, cells, 0)], 0.0)


def weights_by_code(texts: Sequence[str], weights: Mapping[str, float]) -> tuple[NDArray[np.float64], list[str]]:
    """Return the weight of each type, 0 where the table has none, and the types that it lacks."""
    found = [weights.get(text.casefold()) for text in texts]
    missing = [text for text, weight in zip(texts, found, strict=True) if weight is None]
    return np.array([weight or 0.0 for weight in found]), missing
