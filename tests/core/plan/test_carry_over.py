"""An old plan on new base units."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from sector_planner.core.plan.comparison import carry_over


def strip(*edges):
    """Return boxes side by side between the given x, 100 m high."""
    return np.array([shapely.box(left, 0, right, 100) for left, right in pairwise(edges)])


def test_residents_decide_before_area_and_doubt_is_named():
    old, new = strip(0, 100, 200, 300), strip(0, 100, 160, 300, 400)
    residents = np.array([50.0, 1000.0, 10.0])
    result = carry_over(old, np.array([0, 1, 2]), residents, new)
    assert result.labels.tolist() == [0, 1, 1, -1]
    assert result.share[2] == pytest.approx(400 / 410)
    assert result.doubtful().tolist() == [3]


def test_area_decides_where_nobody_lives():
    old, new = strip(0, 100, 200), strip(0, 140, 200)
    result = carry_over(old, np.array([0, 1]), np.array([0.0, np.nan]), new)
    assert result.labels.tolist() == [0, 1]
    assert result.share.tolist() == pytest.approx([100 / 140, 1.0])


def test_a_unit_cut_in_halves_is_doubtful_first():
    old, new = strip(0, 100, 200), strip(0, 90, 110, 200)
    result = carry_over(old, np.array([0, 1]), np.array([5.0, 5.0]), new)
    assert result.doubtful().tolist() == [1]


def test_units_without_sector_carry_nothing_over():
    result = carry_over(strip(0, 100), np.array([-1]), np.array([5.0]), strip(0, 100))
    assert result.labels.tolist() == [-1]
    assert result.doubtful().tolist() == [0]


def test_the_same_units_keep_their_plan(shared_data, read_gpkg):
    shapes, residents, district = read_gpkg(
        shared_data("bellahoej/bellahoej_25832.gpkg"), "units", "population", "police_district"
    )
    codes = np.unique(district, return_inverse=True)[1]
    result = carry_over(shapes, codes, np.array(residents, dtype=float), shapes)
    assert (result.labels == codes).all()
    assert (result.share > 0.9).all()
