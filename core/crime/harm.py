"""Crime harm: weights by type, read from a table, for the cells of a grid and for a crime profile.

Sherman, L., Neyroud, P. W. and Neyroud, E. (2016): The Cambridge crime harm index. Policing 10(3): days of prison at
the starting point of sentencing. Andersen, H. A. and Mueller-Johnson, K. (2018): The Danish crime harm index. Cambridge
Journal of Evidence-Based Policing 2: days of prison by Danish sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..base.arrays import Ints
from ..base.errors import InputError
from ..base.i18n import number, translate
from ..base.sheets import Sheet
from ..base.written import read_numbers
from ..reporting import charts
from ..reporting.page import Figure, Part, Text
from .counting import KeyedSums
from .incidents import TYPE, Vocabulary

_SHOWN = 8


def harm_weights(sheet: Sheet) -> dict[str, float]:
    """Return weights by type in lower case, from a table whose first column holds types and another the weights.

    The weights are in the first column where every row has a number; decimal comma or point, thousands apart or not.

    Raises:
        InputError: no column is numeric, a weight is negative, or a type has two different weights.

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
    categories: Mapping[str, KeyedSums],
    cells: Ints,
    total: int,
    vocabularies: Mapping[str, Vocabulary],
    weights: Mapping[str, float],
) -> NDArray[np.float64]:
    """Return the (n,) harm of `cells` (n,): counts by type times the weights of the types, 0 for a type without weight."""
    by_code, _ = weights_by_code(vocabularies[TYPE].texts, weights)
    keys, sums = categories.get(TYPE, KeyedSums()).items()
    code, cell = np.divmod(keys, total)
    harm = np.bincount(cell, sums * by_code[code], minlength=1)
    known = cells < len(harm)
    return np.where(known, harm[np.where(known, cells, 0)], 0.0)


def weights_by_code(texts: Sequence[str], weights: Mapping[str, float]) -> tuple[NDArray[np.float64], list[str]]:
    """Return the (n,) weights of the types in `texts`, 0 where the table lacks the type, and the types that it lacks."""
    found = [weights.get(text.casefold()) for text in texts]
    missing = [text for text, weight in zip(texts, found, strict=True) if weight is None]
    return np.array([weight or 0.0 for weight in found]), missing


def harm_by_type(types: pd.DataFrame, weights: Mapping[str, float]) -> pd.DataFrame:
    """Return text, harm and harm before of each type with any, most harmful first; `types` has text, count and before."""
    weight, _ = weights_by_code(types["text"].tolist(), weights)
    table = pd.DataFrame({"text": types["text"], "harm": types["count"] * weight, "before": types["before"] * weight})
    table = table[np.asarray((table["harm"] > 0) | (table["before"] > 0))]
    return table.sort_values(["harm", "text"], ascending=[False, True], ignore_index=True)


def harm_parts(table: pd.DataFrame, compared: bool) -> list[Part]:
    """Return the harm of an area in words and as bars."""
    now, before = (number(float(table[column].sum()), 0) for column in ("harm", "before"))
    if compared:
        text = translate("Core", "Harm {harm}, {before} in the period compared with.").format(harm=now, before=before)
    else:
        text = translate("Core", "Harm {harm}.").format(harm=now)
    top = table[table["harm"] > 0].head(_SHOWN)
    if top.empty:
        return [Text(text)]
    title = translate("Core", "Harm by type: counts times the weights of the table given")
    chart = charts.bars(top["text"].tolist(), top["harm"].tolist(), title)
    return [Text(text), Figure(chart, title)]
