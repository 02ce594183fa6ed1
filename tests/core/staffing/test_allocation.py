import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import InfeasibleError, InputError
from sector_planner.core.plan.sectors import deviation, deviation_station
from sector_planner.core.staffing.allocation import allocate
from sector_planner.core.staffing.report import StaffedSectors, staffing_report
from sector_planner.core.staffing.settings import METHODS, StaffingSettings


def objective(method, load, officers, total):
    fair = total / load.sum()
    if method == "largest_remainder":
        return ((officers - load * fair) ** 2).sum()
    if method == "sainte_lague":
        return (load * (officers / load - fair) ** 2).sum()
    return (officers * (load / officers - 1 / fair) ** 2).sum()


def every_manning(sectors, officers, minimum):
    for free in itertools.product(range(minimum, officers + 1), repeat=sectors - 1):
        if officers - sum(free) >= minimum:
            yield np.array([*free, officers - sum(free)])


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    load=st.lists(st.integers(1, 200), min_size=1, max_size=4),
    minimum=st.integers(1, 3),
    extra=st.integers(0, 7),
    method=st.sampled_from(METHODS),
)
def test_no_other_manning_with_the_floor_is_better(load, minimum, extra, method):
    load = np.array(load, dtype=float)
    total = minimum * len(load) + extra
    made = allocate(load, total, minimum, method)
    assert made.sum() == total
    assert made.min() >= minimum
    best = min(objective(method, load, other, total) for other in every_manning(len(load), total, minimum))
    assert objective(method, load, made, total) == pytest.approx(best, abs=1e-9)


# Balinski and Young, "Fair Representation" (2001): six states and 36 seats, on which the divisor methods all differ.
SIX_STATES = [27_744, 25_178, 19_951, 14_610, 9_225, 3_292]
# The usual example of the largest remainder with the Hare quota: 100,000 votes and 10 seats.
SIX_PARTIES = [47_000, 16_000, 15_800, 12_000, 6_100, 3_100]


@pytest.mark.parametrize(
    ("method", "sizes", "minimum", "seats"),
    [
        ("sainte_lague", SIX_STATES, 0, [10, 9, 8, 5, 3, 1]),
        ("huntington_hill", SIX_STATES, 1, [10, 9, 7, 6, 3, 1]),
        ("largest_remainder", SIX_PARTIES, 0, [5, 2, 1, 1, 1, 0]),
    ],
)
def test_the_textbook_examples_come_out_as_printed(method, sizes, minimum, seats):
    assert allocate(np.array(sizes, dtype=float), sum(seats), minimum, method).tolist() == seats


# U.S. Census Bureau, 2020 apportionment: population and seats of the House.
CENSUS_2020 = {
    "California": (39_576_757, 52), "Texas": (29_183_290, 38), "Florida": (21_570_527, 28), "New York": (20_215_751, 26),
    "Pennsylvania": (13_011_844, 17), "Illinois": (12_822_739, 17), "Ohio": (11_808_848, 15), "Georgia": (10_725_274, 14),
    "North Carolina": (10_453_948, 14), "Michigan": (10_084_442, 13), "New Jersey": (9_294_493, 12), "Virginia": (8_654_542, 11),
    "Washington": (7_715_946, 10), "Arizona": (7_158_923, 9), "Massachusetts": (7_033_469, 9), "Tennessee": (6_916_897, 9),
    "Indiana": (6_790_280, 9), "Maryland": (6_185_278, 8), "Missouri": (6_160_281, 8), "Wisconsin": (5_897_473, 8),
    "Colorado": (5_782_171, 8), "Minnesota": (5_709_752, 8), "South Carolina": (5_124_712, 7), "Alabama": (5_030_053, 7),
    "Louisiana": (4_661_468, 6), "Kentucky": (4_509_342, 6), "Oregon": (4_241_500, 6), "Oklahoma": (3_963_516, 5),
    "Connecticut": (3_608_298, 5), "Utah": (3_275_252, 4), "Iowa": (3_192_406, 4), "Nevada": (3_108_462, 4),
    "Arkansas": (3_013_756, 4), "Mississippi": (2_963_914, 4), "Kansas": (2_940_865, 4), "New Mexico": (2_120_220, 3),
    "Nebraska": (1_963_333, 3), "Idaho": (1_841_377, 2), "West Virginia": (1_795_045, 2), "Hawaii": (1_460_137, 2),
    "New Hampshire": (1_379_089, 2), "Maine": (1_363_582, 2), "Rhode Island": (1_098_163, 2), "Montana": (1_085_407, 2),
    "Delaware": (990_837, 1), "South Dakota": (887_770, 1), "North Dakota": (779_702, 1), "Alaska": (736_081, 1),
    "Vermont": (643_503, 1), "Wyoming": (577_719, 1),
}  # fmt: skip


def test_the_house_of_2020_is_seated_as_the_census_bureau_did():
    population, seats = map(np.array, zip(*CENSUS_2020.values(), strict=True))
    assert allocate(population.astype(float), 435, 1, "huntington_hill").tolist() == seats.tolist()


@pytest.mark.parametrize("method", METHODS)
def test_a_true_tie_goes_to_the_first_sector_however_often_it_is_asked(method):
    assert {tuple(allocate(np.full(3, 0.1), 7, 2, method)) for _ in range(3)} == {(3, 2, 2)}


@pytest.mark.parametrize("method", METHODS)
def test_a_sector_without_load_keeps_the_floor(method):
    assert allocate(np.array([0.0, 10.0]), 9, 2, method).tolist() == [2, 7]
    assert allocate(np.array([0.0, 10.0]), 9, 0, method).tolist() == [0, 9]


def test_too_few_officers_are_refused_with_the_numbers():
    with pytest.raises(InfeasibleError, match="37 officers.*19 sectors.*at least 2.*38.*1 more"):
        allocate(np.ones(19), 37)


@pytest.mark.parametrize("load", [[1.0, np.nan], [1.0, -2.0], [0.0, 0.0]])
def test_loads_that_cannot_be_shared_by_are_refused(load):
    with pytest.raises(InputError):
        allocate(np.array(load), 10)


def test_deviation_is_against_the_own_district_and_the_stations_beside_it():
    load, officers = np.array([10.0, 10.0, 30.0, 30.0]), np.array([2, 2, 2, 2])
    assert deviation(load, officers, ["A", "A", "B", "B"]).tolist() == [0.0, 0.0, 0.0, 0.0]
    assert deviation(load, officers, [None] * 4).tolist() == [-50.0, -50.0, 50.0, 50.0]
    assert deviation_station(load, officers).tolist() == [-50.0, -50.0, 50.0, 50.0]
    assert np.isnan(deviation_station(np.array([30.0, 10.0]), np.array([4, 0]))[1])


def test_the_report_shows_both_deviations_where_there_are_several_districts():
    load, officers = np.array([10.0, 30.0]), np.array([2, 2])
    for districts, titles in ((("A", "B"), 7), (("A", "A"), 5)):
        staffed = StaffedSectors(["1", "2"], load, officers, StaffingSettings(4), districts=districts)
        table = staffing_report(staffed, [], None, [], []).sections[0].parts[0]
        assert [len(row) for row in (table.columns, *table.rows, table.total)] == [titles] * 4
    assert table.rows[0][-1] == -50.0


@pytest.mark.parametrize("wrong", [{"officers": 0}, {"minimum": -1}, {"method": "lottery"}, {"threshold": -1}])
def test_settings_out_of_bounds_are_refused(wrong):
    with pytest.raises(InputError):
        StaffingSettings(**wrong)
