"""Harm in a crime profile: types weighed by a table, beside their counts."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..base.i18n import translate
from ..base.numbers import number
from ..reporting import charts
from ..reporting.page import Figure, Part, Text
from .harm import weights_by_code

_SHOWN = 8


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
