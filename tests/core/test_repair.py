import numpy as np
import pandas as pd
import pytest
import shapely
from builders.tables import grid
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.check_settings import CheckSettings
from sector_planner.core.checks import check_plan
from sector_planner.core.plan import Plan, plan_of
from sector_planner.core.repair import repair_plan, repairs_table
from sector_planner.core.table import FeatureTable


def repaired(units, **arguments):
    return repair_plan(units, plan_of(units.attributes["sector_id"]), **arguments)


def letters(found):
    return "".join("." if one is None else one for one in found.plan.ids().tolist())


def test_a_unit_without_a_sector_joins_the_longest_border():
    assert letters(repaired(grid("aab b.b bbb"))) == "aabbbbbbb"


def test_a_detached_part_moves_with_its_cost():
    units = grid("aabab", population=[1, 2, 3, 40, 5], workload=[10, 10, 10, 7, 10])
    found = repaired(units)
    assert letters(found) == "aabbb"
    (repair,) = found.repairs
    assert (repair.residents, repair.load, repair.border_m) == (40, 7, -200)
    assert repair.target_load == (10, 17) or repair.target_load == (20, 27)
    (text,) = repairs_table(units, found).attributes["message"]
    assert text == "Cut off from a: A4. Joins b; residents who change officer 40, workload 7.00."


def test_the_part_with_most_workload_stays():
    assert letters(repaired(grid("aaba", workload=[1, 1, 1, 9]))) == "bbba"


def test_a_part_prefers_its_own_district():
    only = repaired(grid("cc. aab", police_district=["N", "N", "S", "N", "N", "S"]))
    assert letters(only) == "ccbaab"


def test_links_and_expected_parts_keep_islands():
    assert letters(repaired(grid("aba"), links=np.array([[0, 2]], dtype=np.int32))) == "aba"
    assert letters(repaired(grid("aba"), expected_parts={"a": 2})) == "aba"


def test_what_touches_nothing_stays_and_is_said():
    units = grid("aab", workload=[1, 2, 3])
    units.geometry[0] = shapely.box(5000, 0, 5100, 100)
    found = repaired(units)
    assert letters(found) == "aab"
    assert found.repairs[0].target == -1
    assert "No other sector touches A1" in repairs_table(units, found).attributes["message"][0]


def test_a_sound_plan_needs_nothing():
    found = repaired(grid("aab abb"))
    assert found.repairs == []
    assert len(repairs_table(grid("aab abb"), found)) == 0


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from("abc."), min_size=25, max_size=25))
def test_after_repair_the_checker_finds_nothing_to_repair(marks):
    if set(marks) == {"."}:
        marks[0] = "a"
    units = grid(" ".join("".join(marks[row : row + 5]) for row in range(0, 25, 5)))
    found = repaired(units)
    rules = {one.rule for one in check_plan(units, found.plan, CheckSettings())}
    assert rules <= {"enclave"}
    assert set(found.plan.labels) == set(range(len(found.plan.sector_ids)))


def test_forts_without_a_neighbour_are_left_in_copenhagen(read_geojson, shared_data, in_metres):
    roder, properties = read_geojson(shared_data("cph_rode_2023/rode.geojson"))
    frame = pd.DataFrame(
        {"unit_id": [row["rodenavn"] for row in properties], "sector_id": [row["bydel"] for row in properties]}
    )
    units = FeatureTable("rode", in_metres(roder), frame, np.arange(len(roder)))
    found = repaired(units)
    assert sum(one.target == -1 for one in found.repairs) == 3
    assert [len(one.units) for one in found.repairs if one.target >= 0] == [10]


def test_a_plan_keeps_its_sectors():
    plan = Plan(("a",), np.array([0, -1]))
    units = grid("a.")
    assert repair_plan(units, plan).plan.labels.tolist() == [0, 0]
    assert repair_plan(units, plan).repairs[0].residents == pytest.approx(0)
