import numpy as np
import pandas as pd
import pytest
import shapely
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.staffing.report import allocate_to_sectors
from sector_planner.core.staffing.settings import StaffingSettings

SETTINGS = StaffingSettings(officers=12, minimum=1)


def sector_layer(**columns):
    count = len(next(iter(columns.values())))
    geometry = np.array([shapely.box(x, 0, x + 1, 1) for x in range(count)], dtype=object)
    return FeatureTable("sectors", geometry, pd.DataFrame(columns), np.arange(21, 21 + count))


def test_officers_follow_the_load():
    found = allocate_to_sectors(sector_layer(load=[10.0, 20.0, 30.0]), ["a", "b", "c"], SETTINGS, "load")
    assert found.officers.tolist() == [2, 4, 6]
    assert list(found.columns()) == ["officers", "load_per_officer", "deviation", "deviation_station"]
    assert found.columns()["deviation"].tolist() == [0, 0, 0]


def test_today_gives_advice_and_what_would_be_fair():
    layer = sector_layer(load=[10.0, 20.0, 30.0], today=[6, 4, 2])
    columns = allocate_to_sectors(layer, ["a", "b", "c"], SETTINGS, "load", "today").columns()
    assert columns["officers_fair"].tolist() == [2, 4, 6]
    assert (columns["officers"] - columns["change"]).tolist() == [6, 4, 2]


def test_deviations_are_those_of_the_district():
    layer = sector_layer(load=[10.0, 10.0, 30.0, 30.0], police_district=["A", "A", "B", None])
    found = allocate_to_sectors(layer, list("abcd"), StaffingSettings(officers=8, minimum=2), "load")
    assert found.districts == ["A", "A", "B", None]


@pytest.mark.parametrize("missing", [None, np.nan])
def test_a_missing_load_names_the_feature(missing):
    with pytest.raises(InputError, match="feature 22, field “load”: the number is missing"):
        allocate_to_sectors(sector_layer(load=[1.0, missing]), ["a", "b"], SETTINGS, "load")


def test_a_layer_without_sectors_is_refused():
    with pytest.raises(InputError, match="has no sectors"):
        allocate_to_sectors(sector_layer(load=np.empty(0)), [], SETTINGS, "load")
