"""The crime grid as a table: a row for every cell, with its four dimensions type, scene, time and method."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..base.arrays import Floats, Ints
from ..base.errors import InputError
from ..base.i18n import translate
from .counting import Counts, KeyedSums
from .incidents import METHOD, SCENE, TYPE, Vocabulary
from .lattice import Lattice
from .settings import DAYPARTS, WEEKDAYS, GridSettings

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "é": "e", "ß": "ss"})


def grid_table(
    cells: Ints,
    lattice: Lattice,
    counts: Counts,
    vocabularies: dict[str, Vocabulary],
    settings: GridSettings,
    exposure_m2: Floats | None = None,
) -> pd.DataFrame:
    """Return one row per cell of `cells` (n,), in that order.

    Columns: cell_id, count; type_… for the most frequent types and type_other; scene, scene_count, method and
    method_count where these were read; mon … sun, night … evening and mon_night … sun_evening as aoristic
    weights; period_… where wanted; time_unknown, the incidents without any; area_m2, the (n,) `exposure_m2` of the cells:
    the ground on which their incidents were counted, where it is given.
    """
    columns: dict[str, object] = {"cell_id": lattice.names(cells)}
    count = _spread(counts.cells, cells, len(lattice))[0]
    whole = columns["count"] = count.astype(np.int64)
    if TYPE in vocabularies:
        columns.update(_types(counts, cells, lattice, vocabularies[TYPE], settings.top_types, whole))
    for name in (SCENE, METHOD):
        if name in vocabularies:
            texts, numbers = _most_frequent(
                counts.categories.get(name, KeyedSums()), cells, len(lattice), vocabularies[name]
            )
            columns[name], columns[f"{name}_count"] = texts, numbers
    if settings.period_months:
        columns.update(_periods(counts, cells, len(lattice), settings.period_months))
    columns.update(_week(counts, cells, len(lattice), count))
    if exposure_m2 is not None:
        columns["area_m2"] = exposure_m2
    return pd.DataFrame(columns)


def _spread(keyed: KeyedSums, cells: Ints, total: int, rows: int = 1) -> Floats:
    """Return the sums as (rows, len(cells)): its keys are row * total + cell."""
    keys, sums = keyed.items()
    row, cell = np.divmod(keys, total)
    table = np.zeros((rows, len(cells)))
    place = np.minimum(np.searchsorted(cells, cell), len(cells) - 1)
    found = cells[place] == cell
    table[row[found], place[found]] = sums[found]
    return table


def _types(
    counts: Counts, cells: Ints, lattice: Lattice, vocabulary: Vocabulary, most: int, count: NDArray[np.int64]
) -> dict[str, object]:
    keyed = counts.categories.get(TYPE, KeyedSums())
    keys, sums = keyed.items()
    totals = np.bincount(keys // len(lattice), sums, minlength=len(vocabulary.texts))
    order = sorted(range(len(vocabulary.texts)), key=lambda code: (-totals[code], vocabulary.texts[code]))
    top = [code for code in order[:most] if totals[code] > 0]
    table = KeyedSums()
    rank = np.full(len(vocabulary.texts), len(top))
    rank[top] = np.arange(len(top))
    table.add(rank[keys // len(lattice)] * len(lattice) + keys % len(lattice), sums)
    by_type = _spread(table, cells, len(lattice), len(top) + 1)[: len(top)].astype(np.int64)
    names = field_names([vocabulary.texts[code] for code in top], "type_")
    columns: dict[str, object] = dict(zip(names, by_type, strict=True))
    columns["type_other"] = count - by_type.sum(axis=0)
    return columns


def field_names(texts: list[str], prefix: str) -> list[str]:
    """Return plain ASCII field names for `texts`, all different, none of them `prefix` + other."""
    names: list[str] = []
    for text in texts:
        plain = re.sub(r"[^a-z0-9]+", "_", text.lower().translate(_LETTERS)).strip("_")[:40] or "unnamed"
        name, number = f"{prefix}{plain}", 1
        while name in names or name == f"{prefix}other":
            number += 1
            name = f"{prefix}{plain}_{number}"
        names.append(name)
    return names


def _most_frequent(
    keyed: KeyedSums, cells: Ints, total: int, vocabulary: Vocabulary
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Return each cell's most frequent text and its count; of equals the first in the alphabet, None if none."""
    keys, sums = keyed.items()
    code, cell = np.divmod(keys, total)
    alphabet = np.argsort(np.argsort(np.array(vocabulary.texts, dtype=object)))
    order = np.lexsort((alphabet[code], -sums, cell))
    first = order[np.unique(cell[order], return_index=True)[1]]
    texts = np.full(len(cells), None, dtype=object)
    numbers = np.zeros(len(cells), dtype=np.int64)
    place = np.minimum(np.searchsorted(cells, cell[first]), len(cells) - 1)
    kept = cells[place] == cell[first]
    texts[place[kept]] = np.array([*vocabulary.texts, None], dtype=object)[code[first][kept]]
    numbers[place[kept]] = sums[first][kept].astype(np.int64)
    return texts, numbers


def _periods(counts: Counts, cells: Ints, total: int, months: int) -> dict[str, object]:
    """Return a column of counts for every period from the first to the last in which an incident began."""
    keys, sums = counts.periods.items()
    if not len(keys):
        return {}
    first, last = int(keys.min()) // total, int(keys.max()) // total
    keyed = KeyedSums()
    keyed.add(keys - first * total, sums)
    table = _spread(keyed, cells, total, last - first + 1).astype(np.int64)
    return {period_name(first + row, months): values for row, values in enumerate(table)}


def period_name(number: int, months: int) -> str:
    """Return period_2024, period_2024_q1 or period_2024_01 for the number of a period since 1970."""
    year, part = divmod(number * months, 12)
    suffix = {1: f"_{part + 1:02d}", 3: f"_q{part // 3 + 1}", 12: ""}[months]
    return f"period_{1970 + year}{suffix}"


def _week(counts: Counts, cells: Ints, total: int, count: Floats) -> dict[str, object]:
    parts = _spread(counts.week, cells, total, 28).reshape(7, 4, len(cells))
    columns: dict[str, object] = dict(zip(WEEKDAYS, parts.sum(axis=1), strict=True))
    columns.update(zip(DAYPARTS, parts.sum(axis=0), strict=True))
    for weekday, row in zip(WEEKDAYS, parts, strict=True):
        columns.update({f"{weekday}_{daypart}": weights for daypart, weights in zip(DAYPARTS, row, strict=True)})
    columns["time_unknown"] = np.round(count - parts.sum(axis=(0, 1))).astype(np.int64)
    return columns


def check_counted(counts: Counts, settings: GridSettings) -> None:
    """Raise InputError where nothing was counted, with the reason."""
    outcomes = counts.outcomes
    if outcomes["counted"]:
        return
    if not outcomes["read"]:
        raise InputError(translate("Core", "The incident layer is empty. Choose a layer with incidents."))
    if outcomes["no_place"] == outcomes["read"]:
        message = translate("Core", "None of the {count:,} incidents has a usable place. Check geometry and CRS.")
        raise InputError(message.format(count=outcomes["read"]))
    if outcomes["other_period"] and not outcomes["outside"]:
        message = translate(
            "Core",
            "No incident lies in the period {start} to {end}; the file's times run from {first} to {last}. "
            "Choose a period within these.",
        )
        first, last = (value.astype("datetime64[D]").item() for value in (counts.first, counts.last))
        start, end = settings.start or "…", settings.end or "…"
        raise InputError(message.format(start=start, end=end, first=first, last=last))
    message = translate(
        "Core",
        "No incident was counted: {outside:,} lie outside all sectors, {period:,} outside the period and "
        "{time:,} have no time. Check the layers' CRS and the period.",
    )
    raise InputError(
        message.format(outside=outcomes["outside"], period=outcomes["other_period"], time=outcomes["no_time"])
    )


def account(counts: Counts) -> list[str]:
    """Return the lines that say what became of every incident in the file."""
    outcomes = counts.outcomes
    lines = [
        translate("Core", "{read:,} incidents read, {counted:,} counted in the grid.").format(
            read=outcomes["read"], counted=outcomes["counted"]
        )
    ]
    reasons = {
        "no_place": translate("Core", "{count:,} left out: no usable place."),
        "no_time": translate("Core", "{count:,} left out: no usable time, and a period was asked for."),
        "other_period": translate("Core", "{count:,} left out: outside the period."),
        "outside": translate("Core", "{count:,} left out: outside all sectors."),
    }
    lines += [text.format(count=outcomes[name]) for name, text in reasons.items() if outcomes[name]]
    return lines
