"""Plans as they are read from a field."""

import numpy as np
import pandas as pd
import pytest
from sector_planner.core.plan import read_plan, zero_is_none, zero_note
from sector_planner.core.table import FeatureTable


def units(*ids):
    frame = pd.DataFrame({"sector_id": pd.Series(ids, dtype=object)})
    return FeatureTable("units", np.full(len(ids), None, dtype=object), frame, np.arange(len(ids)))


@pytest.mark.parametrize(
    ("ids", "sectors", "without"),
    [
        ((0, 1, 2), (1, 2), 1),
        ((0.0, 1.0, None), (1,), 2),
        (("0", "1", " "), ("1",), 2),
        (("0", "A", ""), ("0", "A"), 1),
        ((0, 0), (0,), 0),
        ((0, -1), (0, -1), 0),
        (("0", "00"), ("0", "00"), 0),
        ((None, ""), (), 2),
    ],
)
def test_a_sector_0_among_numbers_from_1_on_is_no_sector_and_neither_is_an_empty_text(ids, sectors, without):
    plan = read_plan(units(*ids), "sector_id")
    assert plan.sector_ids == sectors
    assert (plan.of_unit < 0).sum() == without


def test_a_zero_that_is_read_as_no_sector_is_said():
    text = "field “sector_id”: sector 0 of 2 units is read as no sector. If 0 is a sector, give it another number."
    assert text in zero_note(units(0, 1, 0), "sector_id")
    assert zero_note(units(0, "A"), "sector_id") == ""
    assert not zero_is_none([])
