"""Layers as core sees them, drawn in the test."""

from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from sector_planner.core.base.table import FeatureTable

SIDE = 100.0


def table(geometry, layer="units", /, **columns):
    """Return a layer of these shapes (shapely, WKT or None), numbered from 1, with the columns beside them."""
    shapes = np.empty(len(geometry), dtype=object)
    shapes[:] = [shapely.from_wkt(shape) if isinstance(shape, str) else shape for shape in geometry]
    rows = np.arange(len(geometry))
    return FeatureTable(layer, shapes, pd.DataFrame(columns, index=rows), rows + 1)


def records(rows, geometry=None, layer="layer"):
    """Return a layer of these rows, each a dict, numbered from 0; without geometry where none is given."""
    shapes = np.full(len(rows), None)
    if geometry is not None:
        shapes[:] = geometry
    return FeatureTable(layer, shapes, pd.DataFrame(rows), np.arange(len(rows)))


def page_texts():
    """Return the table of a station's texts in tests/data, as QGIS reads it: every cell a text, empty ones missing."""
    path = Path(__file__).parents[1] / "data" / "page_texts.csv"
    rows = pd.read_csv(path, dtype=str, encoding="utf-8").astype(object)
    return records(rows.where(rows.notna(), None).to_dict("records"), None, "texts")


def square(x, y, size=SIDE):
    """Return the square in column x and row y, counted from the south-west."""
    return shapely.box(size * x, size * y, size * (x + 1), size * (y + 1))


def grid(text, **columns):
    """Return squares of 100 m, one letter a sector, a dot for none; unit ids A1, A2, … by row from the north."""
    drawn = [(x, y, letter) for y, row in enumerate(text.split()) for x, letter in enumerate(row)]
    return table(
        [square(x, -y) for x, y, _ in drawn],
        unit_id=[f"{chr(65 + y)}{x + 1}" for x, y, _ in drawn],
        sector_id=[None if letter == "." else letter for _, _, letter in drawn],
        **columns,
    )


def sectors(*rows):
    """Return sectors of a square each, beside each other to the east, with these rows, each a dict."""
    return records(rows, [square(x, 0) for x in range(len(rows))], "sectors")


def board(width, height, **fields):
    """Return squares of 100 m, row by row from the south-west, with fields given as functions of column and row."""
    places = [(x, y) for y in range(height) for x in range(width)]
    columns = {"workload": lambda x, y: 1.0, "population": lambda x, y: 10, **fields}
    return table(
        [square(x, y) for x, y in places],
        unit_id=[f"{x}-{y}" for x, y in places],
        **{name: [value(x, y) for x, y in places] for name, value in columns.items()},
    )
