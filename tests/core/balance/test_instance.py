"""What the balancing reads from a units layer beside its numbers."""

import numpy as np
import pandas as pd
import pytest
from sector_planner.core.balance.model.instance import unit_titles
from sector_planner.core.base.table import FeatureTable


@pytest.mark.parametrize("dtype", [object, "string", None], ids=["object", "string", "what pandas infers"])
def test_a_unit_is_titled_by_the_first_text_called_a_name_whatever_pandas_keeps_text_in(dtype):
    names = pd.Series(["Tingbjerg", None, ""], dtype=dtype)
    frame = pd.DataFrame({"forename": [1, 2, 3], "bynavn": names, "name": ["a", "b", "c"], "load": 1.0})
    units = FeatureTable("units", np.full(3, None), frame, np.arange(3))
    assert unit_titles(units, ("1", "2", "3")) == ("1 (Tingbjerg)", "2", "3")
    assert unit_titles(FeatureTable("u", units.geometry, frame[["load"]], units.feature_ids), ("1", "2", "3")) == (
        "1", "2", "3",
    )  # fmt: skip
