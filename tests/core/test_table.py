import datetime as dt

import numpy as np
import pandas as pd
import pytest
from builders.tables import table
from sector_planner.core.errors import InputError


def harms(values):
    return table([None] * len(values), "incidents", harm=values)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (pd.to_datetime([None, "2024-05-06"]), "feature 2, field “harm”: “6 May 2024, 00:00” is not a number"),
        (pd.to_datetime([None, "2024-05-06"], utc=True), "feature 2, field “harm”: “6 May 2024, 00:00” is not a number"),
        ([None, dt.date(2024, 5, 6)], "feature 2, field “harm”: “6 May 2024” is not a number"),
        ([3, "twelve"], "feature 2, field “harm”: “twelve” is not a number"),
        ([np.inf, 1], "feature 1, field “harm”: “inf” is not a number"),
        ([1, 1.7e308], "feature 2, field “harm”: 1.7e.308 is too large a number"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_named_with_its_feature_and_field(values, said):
    with pytest.raises(InputError, match=said):
        harms(values).numbers("harm")


def test_missing_times_are_missing_numbers():
    assert np.isnan(harms(pd.to_datetime([None, None])).numbers("harm")).all()


def test_an_infinite_id_names_nothing_and_is_refused_with_its_feature_and_field():
    with pytest.raises(InputError, match="feature 2, field “harm”: “inf” is not a number"):
        harms([1.0, np.inf]).ids("harm")
    assert harms([1.0, np.nan]).ids("harm").isna().tolist() == [False, True]
