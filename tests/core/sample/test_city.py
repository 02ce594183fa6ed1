import time

import numpy as np
import pandas as pd
import pytest
import shapely
from sector_planner.core.base.errors import CancelledError, InputError
from sector_planner.core.base.progress import Progress, Silent
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.geo.adjacency import link_pairs
from sector_planner.core.geo.contiguity import ContiguityGraph, components
from sector_planner.core.sample.city import make_city
from sector_planner.core.sample.settings import SampleSettings


@pytest.fixture(scope="module")
def city():
    return make_city(SampleSettings(), Progress())


@pytest.fixture(scope="module")
def units(city):
    return city["PLANNING_UNITS"]


@pytest.fixture(scope="module")
def edges(city, units):
    bridges = city["BRIDGES"]
    lines = FeatureTable("bridges", bridges.geometry, bridges.attributes, np.arange(len(bridges.geometry)))
    return ContiguityGraph.from_polygons(units.geometry).edges, link_pairs(lines, units.geometry)


def test_the_same_seed_gives_the_same_city_and_another_seed_another():
    one, again, other = (make_city(SampleSettings(seed, 300), Progress()) for seed in (5, 5, 6))
    for name, layer in one.items():
        assert shapely.to_wkb(layer.geometry).tolist() == shapely.to_wkb(again[name].geometry).tolist()
        pd.testing.assert_frame_equal(layer.attributes, again[name].attributes)
    assert not one["INCIDENTS"].attributes.equals(other["INCIDENTS"].attributes)
    assert one["PLANNING_UNITS"].geometry[0] != other["PLANNING_UNITS"].geometry[0]


@pytest.mark.parametrize(("seed", "count"), [(2, 300), (3, 1000)])
def test_there_are_as_many_units_as_asked_for(seed, count):
    units = make_city(SampleSettings(seed, count), Progress())["PLANNING_UNITS"]
    assert count <= len(units.geometry) <= 1.01 * count


def test_units_are_a_clean_coverage(units):
    assert shapely.is_valid(units.geometry).all()
    assert (shapely.get_type_id(units.geometry) == 3).all()
    assert shapely.area(units.geometry).sum() == pytest.approx(shapely.union_all(units.geometry).area, abs=1.0)


@pytest.mark.skipif(
    shapely.geos_version < (3, 12) or not hasattr(shapely, "coverage_is_valid"),
    reason="coverages are checked by GEOS 3.12 and shapely 2.1 or newer",
)
def test_neighbours_share_every_vertex(units):
    assert shapely.coverage_is_valid(units.geometry)


def test_units_differ_in_size_and_density(units):
    hectares = shapely.area(units.geometry) / 1e4
    density = units.attributes["population"] / hectares
    assert np.percentile(hectares, 99) > 50 * np.percentile(hectares, 1)
    assert np.ptp(density.groupby(units.attributes["kind"]).median()) > 100
    assert units.attributes["population"].sum() == pytest.approx(212_000, rel=0.005)
    assert units.attributes["unit_id"].is_unique
    assert units.attributes["name"].is_unique


def test_the_canal_cuts_the_city_and_bridges_join_it(units, edges):
    rook, links = edges
    count = len(units.geometry)
    assert len(np.unique(components(count, rook)[1])) == 3, "two banks and an island"
    assert len(np.unique(components(count, np.concatenate([rook, links]))[1])) == 1


def test_each_district_is_connected_and_one_only_by_bridges(units, edges):
    rook, links = edges

    def parts(district, pairs):
        inside = (units.attributes["police_district"] == district).to_numpy()
        row = np.cumsum(inside) - 1
        within = pairs[inside[pairs].all(axis=1)]
        return len(np.unique(components(int(inside.sum()), row[within])[1]))

    assert [parts(name, rook) for name in ("North", "Harbour", "South")] == [1, 3, 1]
    assert parts("Harbour", np.concatenate([rook, links])) == 1


def test_water_and_land_do_not_overlap(city, units):
    assert shapely.intersection(shapely.union_all(city["WATER"].geometry), shapely.union_all(units.geometry)).area < 1.0


def test_layers_hold_what_the_method_needs(city):
    assert len(city["EXPOSED_AREAS"].geometry) == 5
    assert (shapely.area(city["EXPOSED_AREAS"].geometry) > 50_000).all()
    assert {"school", "youth club"} < set(city["SPECIAL_PLACES"].attributes["kind"])
    assert (city["SPECIAL_PLACES"].attributes["weight"] > 0).all()
    assert city["POLICE_STATIONS"].attributes["police_district"].tolist() == ["North", "Harbour", "South"]
    assert len(city["RAILWAY"].geometry) and len(city["MAIN_ROADS"].geometry) > 10
    assert city["MAIN_ROADS"].attributes["bridge"].sum() == len(city["BRIDGES"].geometry) == 6


def test_the_safety_index_has_two_editions_five_categories_and_a_gap(city):
    index = city["SAFETY_DISTRICTS"].attributes
    assert index.groupby("year").size().tolist() == [12, 12]
    assert set(index["category"].dropna()) == {"minimal", "reduced", "ordinary", "intensified", "strong"}
    assert index["value"].isna().tolist() == index["category"].isna().tolist()
    assert index["value"].isna().sum() == 1


def test_incidents_lie_on_the_units(city, units):
    incidents = city["INCIDENTS"]
    assert len(incidents.geometry) == len(incidents.attributes) == 20_000
    assert incidents.attributes["incident_id"].is_unique
    inside = shapely.STRtree(units.geometry).query(incidents.geometry, predicate="dwithin", distance=0.1)[0]
    assert len(np.unique(inside)) == 20_000


def test_times_are_known_unknown_or_a_span(city):
    table = city["INCIDENTS"].attributes
    start, end = table["from_time"], table["to_time"]
    assert 0.01 < (start.isna() & end.isna()).mean() < 0.05
    assert 0.005 < (start.notna() & end.isna()).mean() < 0.05
    assert 0.005 < (start.isna() & end.notna()).mean() < 0.05
    assert (start == end).mean() > 0.2
    assert (start < end).mean() > 0.4
    assert not (start > end).any()
    assert start.min() > pd.Timestamp("2023-12-25") and start.max() < pd.Timestamp("2026-01-01")


def test_incidents_follow_day_week_and_season(city):
    table = city["INCIDENTS"].attributes
    violence = table.loc[table["type"] == "Violence", "from_time"].dropna().dt
    assert violence.day_of_week.isin([4, 5]).mean() > 0.4
    assert violence.hour.isin([22, 23, 0, 1, 2, 3]).mean() > 0.4
    burglary = table.loc[table["type"] == "Burglary, home", "from_time"].dropna().dt.month
    assert burglary.isin([11, 12, 1]).sum() > 1.5 * burglary.isin([5, 6, 7]).sum()


def test_burglaries_repeat_nearby_soon_after(city):
    """Pairs within 200 m and 7 days against the same places with shuffled times (Knox)."""
    table = city["INCIDENTS"].attributes
    rows = np.flatnonzero((table["type"] == "Burglary, home").to_numpy() & table["to_time"].notna().to_numpy())
    one, other = shapely.STRtree(city["INCIDENTS"].geometry[rows]).query(
        city["INCIDENTS"].geometry[rows], predicate="dwithin", distance=200.0
    )
    days = table["to_time"].to_numpy()[rows].astype("datetime64[m]").astype(float) / 1440
    close = [np.sum(np.abs(times[one] - times[other])[one < other] < 7) for times in (days, *shuffled(days))]
    assert close[0] > 1.5 * max(close[1:])


def shuffled(values):
    rng = np.random.default_rng(0)
    return [rng.permutation(values) for _ in range(9)]


def test_every_sector_has_a_responsible_officer_and_a_substitute(city):
    officers = city["OFFICERS"].attributes
    assert len(officers) == 60
    assert officers["name"].is_unique and officers["email"].is_unique and officers["phone"].is_unique
    assert officers["email"].str.fullmatch(r"[a-z]+\.[a-z]+@example\.org").all()
    assert officers["phone"].str.fullmatch(r"\+4520000\d{3}").all()
    for role in ("responsible", "substitute"):
        chosen = officers[officers["role"] == role]
        assert chosen["sector_id"].tolist() == list(range(1, 22))
        assert chosen["police_district"].tolist() == ["North"] * 8 + ["Harbour"] * 7 + ["South"] * 6
    assert officers.loc[officers["role"] == "colleague", "sector_id"].isna().all()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"seed": -1}, "seed is -1"),
        ({"unit_count": 10}, "10 planning units"),
        ({"district_sectors": "North"}, "cannot be read"),
        ({"district_sectors": "North=900"}, "900 sectors"),
    ],
)
def test_settings_out_of_bounds_are_refused(settings, message):
    with pytest.raises(InputError, match=message):
        SampleSettings(**settings)


def test_it_can_be_cancelled():
    class Impatient(Silent):
        def is_cancelled(self):
            return True

    with pytest.raises(CancelledError):
        make_city(SampleSettings(), Progress(Impatient()))


@pytest.mark.parametrize("seed", [1, 2, 5, 8])
def test_each_estate_is_one_piece(seed):
    areas = make_city(SampleSettings(seed, 600), Progress())["EXPOSED_AREAS"].geometry
    assert (shapely.get_num_geometries(areas) == 1).all()


@pytest.mark.slow
def test_a_city_of_usual_size_takes_less_than_five_seconds_of_one_processor():
    start = time.process_time()
    make_city(SampleSettings(), Progress())
    assert time.process_time() - start < 5.0
