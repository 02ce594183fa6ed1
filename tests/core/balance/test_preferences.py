"""Wishes that reach the engine through layers, each on a case where it matters."""

import re
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
import shapely
from builders.tables import board, table
from sector_planner.core.balance.model.instance import BalanceLayers, read_instance
from sector_planner.core.balance.model.settings import BalanceSettings
from sector_planner.core.balance.reports.plan import Background
from sector_planner.core.balance.run import BalanceTask
from sector_planner.core.balance.runtime.driver import balance
from sector_planner.core.base.errors import InfeasibleError
from sector_planner.core.base.progress import Progress, Silent
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.reporting.page import render
from sector_planner.core.staffing.allocation import allocate

pytestmark = pytest.mark.usefixtures("some_or_quick")
QUICK = BalanceSettings(effort="quick", sector_count=4)


class Listener(Silent):
    def __init__(self):
        self.warnings = []

    def warn(self, text):
        self.warnings.append(text)


def solved(units, sectors, listener=None, **wishes):
    layers = {name: wishes.pop(name) for name in list(wishes) if name in BalanceLayers.__dataclass_fields__}
    settings = replace(QUICK, sector_count=sectors, **wishes)
    task = BalanceTask(settings, Background(), Progress(listener or Silent()))
    return task.balance(BalanceLayers(units, "workload", sectors, **layers))


def sectors_in(made, units, field):
    return {
        name: sorted(set(made.columns["sector_id"][units.attributes[field] == name]))
        for name in sorted(set(units.attributes[field]))
    }


def test_districts_without_counts_share_the_sectors_by_workload():
    """Half of the units carry three quarters of the load, so they get three of the four sectors."""
    units = board(8, 4, workload=lambda x, y: 3.0 if x < 4 else 1.0, district=lambda x, y: "West" if x < 4 else "East")
    made = solved(units, 4, district_field="district")
    found = sectors_in(made, units, "district")
    assert {name: len(numbers) for name, numbers in found.items()} == {"East": 1, "West": 3}
    given = solved(units, 4, district_field="district", district_sectors={"West": 2, "East": 2})
    assert {name: len(numbers) for name, numbers in sectors_in(given, units, "district").items()} == {
        "East": 2,
        "West": 2,
    }


def test_fewer_sectors_than_districts_are_refused():
    units = board(4, 2, district=lambda x, y: f"D{x}")
    with pytest.raises(InfeasibleError, match="3 sectors cannot be shared out to 4 districts"):
        solved(units, 3, district_field="district")


def test_a_further_field_is_balanced_and_its_price_said_where_it_cannot_be():
    """Residents live where there is no work: two sectors of equal workload cannot have equal residents."""
    units = board(6, 1, workload=lambda x, y: 1.0 if x < 3 else 0.1, people=lambda x, y: 0.0 if x < 4 else 1.0)
    listener = Listener()
    made = solved(units, 2, listener, tolerance=20, balance_tolerance=10, balance_fields=("people",))
    [said] = [text for text in listener.warnings if "people" in text]
    assert "no plan with both was found" in said
    assert "10.0% was asked for" in said
    assert said in render(made.report)
    quiet = Listener()
    even = board(6, 4, people=lambda x, y: 1.0 + y)
    solved(even, 2, quiet, tolerance=10, balance_tolerance=10, balance_fields=("people",))
    assert not [text for text in quiet.warnings if "people" in text]


def test_several_further_fields_hold_at_once():
    units = board(12, 12, people=lambda x, y: 9.0 + x, exposed=lambda x, y: 9.0 + y)
    instance = read_instance(BalanceLayers(units, "workload", 4, balance_fields=("people", "exposed")))
    plan = balance(instance, replace(QUICK, tolerance=10, balance_tolerance=12))
    assert plan.worst() <= 0.1
    assert plan.further_deviation.shape == (2, 4)
    assert np.abs(plan.further_deviation).max() <= 0.12
    alone = balance(instance, replace(QUICK, tolerance=10, balance_tolerance=1000))
    assert np.abs(alone.further_deviation).max() > 0.12, "without the wish they are uneven"


@pytest.mark.parametrize("seed", [1, 2])
def test_exchanges_mind_further_fields(seed):
    """Rows of unlike people, six units a sector: exchanges blind to them left a sector 13 % from the mean."""
    units = board(6, 4, people=lambda x, y: 1.0 + y)
    instance = read_instance(BalanceLayers(units, "workload", 4, balance_fields=("people",)))
    plan = balance(instance, replace(QUICK, tolerance=10, balance_tolerance=10, seed=seed))
    assert plan.worst() <= 0.10
    assert np.abs(plan.further_deviation).max() <= 0.10


def test_the_report_says_what_each_sectors_workload_is_made_of():
    """Three quarters crime, one quarter residents: the parts add up to 100 plus the deviation."""
    crime, people = (lambda x, y: 1.0 + x), (lambda x, y: 1.0 + y)
    mixed = board(6, 6, crime_load=crime, population=people, workload=lambda x, y: 3 * crime(x, y) + people(x, y))
    made = solved(mixed, 4, tolerance=10)
    _, table = render(made.report).split("What the workload is made of")
    rows = [
        [float(cell) for cell in re.findall(r'"number">([0-9.]+)</td>', row)]
        for row in table.split("</table>")[0].split("<tr")
    ]
    rows = [row for row in rows if len(row) == 3]
    assert len(rows) == 4
    assert np.mean(rows, axis=0) == pytest.approx([75, 25, 100], abs=0.1)
    expected = 100 + made.sectors.attributes["deviation"].to_numpy()
    assert [row[2] for row in rows] == pytest.approx(expected.tolist(), abs=0.06)
    other = board(6, 6, crime_load=crime, population=people, workload=lambda x, y: 1.0 + x * y)
    assert "What the workload is made of" not in render(solved(other, 4, tolerance=20).report)


def test_officers_follow_the_loads_and_loads_the_officers_until_neither_changes():
    units = board(9, 6, workload=lambda x, y: 1.0 + (x > 5), district=lambda x, y: "W" if x < 6 else "E")
    instance = read_instance(BalanceLayers(units, "workload", 5, "district", {"W": 3, "E": 2}))
    plan = balance(instance, replace(QUICK, officers=23, tolerance=5))
    assert plan.officers.sum() == 23
    assert sorted(allocate(plan.load, 23, 2).tolist()) == sorted(plan.officers.tolist())
    alike = balance(instance, replace(QUICK, tolerance=5))
    assert np.ptp(plan.load / plan.officers) < np.ptp(alike.load / plan.officers)


def test_sectors_lie_around_their_stations():
    units = board(9, 9)
    corners = [shapely.Point(x, y) for x in (50, 850) for y in (50, 850)]
    made = solved(units, 4, tolerance=10, stations=table(corners))
    middles = np.array([shape.centroid for shape in made.sectors.geometry])
    nearest = shapely.distance(np.array(corners)[:, None], middles[None]).argmin(axis=1)
    assert sorted(nearest.tolist()) == [0, 1, 2, 3]
    for corner, sector in zip(corners, nearest, strict=True):
        assert made.sectors.geometry[sector].intersects(corner)


def test_an_island_is_refused_by_name_and_a_bridge_makes_it_one_sector_with_the_shore():
    units = board(7, 2)
    shore = FeatureTable("units", units.geometry, units.attributes, units.feature_ids)
    keep = units.attributes["unit_id"].str[0].to_numpy() != "5"
    shore = FeatureTable(
        "units", units.geometry[keep], units.attributes[keep].reset_index(drop=True), np.arange(keep.sum())
    )
    with pytest.raises(InfeasibleError) as caught:
        solved(shore, 2)
    assert [sorted(reason.unit_ids) for reason in caught.value.reasons] == [["6-0", "6-1"]]
    bridge = table([shapely.LineString([(450, 50), (650, 50)])])
    made = solved(shore, 2, tolerance=20, links=bridge)
    sector = dict(zip(shore.attributes["unit_id"], made.columns["sector_id"], strict=True))
    assert sector["6-0"] == sector["4-0"], "too small to be a sector alone, it joins the shore over the bridge"
    assert made.numbers["BORDER_KM"] == pytest.approx(0.2)


FAULTS = ("officers", "workload", "island", "district", "apart")


@pytest.mark.parametrize("mended", [some for n in range(6) for some in combinations(FAULTS, n)], ids="+".join)
def test_reasons_are_as_few_as_faults_and_each_goes_with_its_own(mended):
    """Five faults that have nothing to do with each other: whatever is mended, one reason remains for each other."""
    broken = set(FAULTS) - set(mended)
    units = board(6, 4, district=lambda x, y: "A")
    if "workload" in broken:
        units.attributes.loc[0, "workload"] = np.nan
    if "district" in broken:
        units.attributes.loc[12, "district"] = None
    units.attributes["group"] = ["g" if row in (3, 4) else None for row in range(24)]
    if "island" in broken:
        units.geometry[23] = shapely.box(5000, 5000, 5100, 5100)
    settings = replace(QUICK, sector_count=2, officers=3 if "officers" in broken else 4, tolerance=50)
    cannot_link = (("3-0", "4-0"),) if "apart" in broken else (("0-0", "5-3"),)
    layers = BalanceLayers(units, "workload", 2, "district", must_link_field="group", cannot_link=cannot_link)
    if not broken:
        assert balance(read_instance(layers), settings).count == 2
        return
    with pytest.raises(InfeasibleError) as caught:
        balance(read_instance(layers), settings)
    said = {
        "officers": "too few: 2 sectors",
        "workload": "have no workload",
        "island": "no border",
        "district": "belong to no district",
        "apart": "must never share a sector",
    }
    texts = [reason.message for reason in caught.value.reasons]
    for fault in broken - {"apart", "island"}:
        assert sum(said[fault] in text for text in texts) == 1
    assert len(texts) == len(broken), texts


def test_pairs_that_must_be_apart_are_apart_even_as_neighbours():
    units = board(4, 4)
    made = solved(units, 2, tolerance=30, cannot_link=(("0-0", "1-0"), ("3-3", "3-2")))
    sector = dict(zip(units.attributes["unit_id"], made.columns["sector_id"], strict=True))
    assert sector["0-0"] != sector["1-0"]
    assert sector["3-3"] != sector["3-2"]
