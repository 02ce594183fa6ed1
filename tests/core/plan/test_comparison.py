import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.plan.comparison import (
    CHANGES,
    GAINS,
    LOSES,
    changed_units,
    compare_plans,
    comparison_text,
    transitions,
)
from sector_planner.core.plan.plan import plan_of
from sector_planner.core.plan.reports.comparison import compare_report
from sector_planner.core.reporting.page import render


def compared(old, new, population=None, **columns):
    geometry = np.array([shapely.box(i, 0, i + 1, 1) for i in range(len(old))], dtype=object)
    frame = pd.DataFrame({"unit_id": [f"u{i}" for i in range(len(old))], **columns})
    if population is not None:
        frame["population"] = population
    units = FeatureTable("units", geometry, frame, np.arange(len(old)))
    return compare_plans(units, plan_of(pd.Series(old, dtype=object)), plan_of(pd.Series(new, dtype=object)))


def test_residents_who_change_gain_and_lose_an_officer_are_kept_apart():
    found = compared([1, 1, 2, None, 2], [1, 2, 2, 1, None], [10, 20, 30, 40, 50])
    assert found.count(CHANGES) == (1, 20)
    assert found.count(GAINS) == (1, 40)
    assert found.count(LOSES) == (1, 50)
    assert comparison_text(found) == "Units that change sector: 1. Residents who change officer: 20 (13.3 %)."


def test_ids_of_text_and_of_number_are_the_same_where_they_read_the_same():
    assert compared([1, 2], ["1", "2"], [5, 6]).count(CHANGES) == (0, 0)


def test_without_population_units_are_counted():
    found = compared(["a", "a"], ["a", "b"])
    assert comparison_text(found) == "Units that change sector: 1 of 2 (50.0 %)."
    assert changed_units(found).attributes["population"].isna().all()


def test_a_mere_renumbering_is_recognised():
    found = compared([1, 1, 2, 2], [2, 2, 1, 1], [1, 1, 1, 1])
    assert found.count(CHANGES)[1] == 4
    assert found.least == 0
    assert "only 0 would change" in render(compare_report(found, ("old", "new")))


def test_flows_name_both_sectors_and_changed_units_carry_their_load():
    found = compared(["a", "a", None], ["a", "b", "b"], [1, 2, 3], workload=[5.0, 6.0, 7.0])
    flows = transitions(found).to_dict("records")
    assert flows == [
        {"old_sector": "a", "new_sector": "a", "units": 1, "population": 1},
        {"old_sector": "a", "new_sector": "b", "units": 1, "population": 2},
        {"old_sector": None, "new_sector": "b", "units": 1, "population": 3},
    ]
    changed = changed_units(found).attributes
    assert changed["unit_id"].tolist() == ["u1", "u2"]
    assert changed["change"].tolist() == ["changes", "gains"]
    assert changed["workload"].tolist() == [6, 7]


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abc."), st.sampled_from("abcd."), st.integers(0, 99)), min_size=1, max_size=20)
)
def test_everybody_is_in_the_matrix_once_and_relabelling_never_costs_more(rows):
    old, new = ([None if row[side] == "." else row[side] for row in rows] for side in (0, 1))
    people = [row[2] for row in rows]
    found = compared(old, new, people)
    assert found.matrix().sum() == sum(people)
    assert transitions(found)["population"].sum() == sum(people)
    moved = sum(p for a, b, p in zip(old, new, people, strict=True) if a and b and a != b)
    assert found.count(CHANGES)[1] == moved
    assert found.least <= moved + 1e-9


def test_the_report_has_map_matrix_and_list():
    page = render(compare_report(compared(["a", "a", None], ["a", "b<", "b<"], [1, 2, 3]), ("now", "then")))
    for words in (
        "From sector to sector",
        "Sector by sector",
        "<svg",
        "b&lt;",
        "Units that had no sector and get one: 1",
    ):
        assert words in page


def test_no_residents_at_all_is_no_error():
    assert "(0.0 %)" in comparison_text(compared(["a"], ["b"], [0]))
    assert compared(["a"], ["b"], [0]).count(CHANGES) == (1, pytest.approx(0))
