import numpy as np
import pandas as pd
import pytest
import shapely
from scipy.sparse import csr_matrix
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.i18n import locale
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.crime.hotspots import (
    GridCells,
    cell_shares,
    find_hot_spots,
    neighbours,
    ownership,
    read_cells,
    sector_shares,
)
from sector_planner.core.crime.lattice import HexagonLattice, SquareLattice
from sector_planner.core.crime.local_statistics import (
    ChanceModel,
    concentration,
    false_discovery,
    getis_ord,
    is_hot,
    local_moran,
    trend,
)
from sector_planner.core.crime.reports.hotspots import hotspot_report
from sector_planner.core.crime.settings import HotspotSettings
from sector_planner.core.reporting.page import render


def lattice_of(columns=20, rows=15, size=100.0):
    lattice = SquareLattice(size, 3, 5, columns, rows)
    cells = np.arange(len(lattice))
    return lattice.polygons(cells), lattice.names(cells)


@pytest.mark.parametrize("lattice", [SquareLattice(100, -4, 7, 9, 8), HexagonLattice(100, -4, 7, 9, 8)])
def test_neighbours_by_name_are_those_whose_polygons_touch(lattice):
    rng = np.random.default_rng(2)
    cells = np.sort(rng.permutation(len(lattice))[:60])  # holes and a ragged edge
    polygons = lattice.polygons(cells)
    by_name = neighbours(polygons, lattice.names(cells), HotspotSettings()).weights
    touching = shapely.STRtree(shapely.buffer(polygons, 0.01)).query(polygons, predicate="intersects")
    expected = {(a, b) for a, b in touching.T.tolist() if a != b}
    assert set(zip(*by_name.nonzero(), strict=True)) == expected
    assert (by_name != neighbours(shapely.buffer(polygons, 0.01), None, HotspotSettings()).weights).nnz == 0


def test_neighbours_within_a_distance_are_counted_between_centres():
    polygons, names = lattice_of(5, 5)
    weights = neighbours(polygons, names, HotspotSettings("distance", 200.0)).weights
    assert int(weights[12].sum()) == 12  # within two cells of the middle


def test_scores_equal_pysal_on_clustered_counts():
    esda, libpysal = pytest.importorskip("esda"), pytest.importorskip("libpysal")
    polygons, names = lattice_of(40, 30)
    rng = np.random.default_rng(5)
    middle = shapely.get_coordinates(shapely.centroid(polygons))
    rate = 0.3 + 6 * np.exp(-(((middle - [1500, 1800]) / 300) ** 2).sum(axis=1))
    counts = rng.poisson(rate).astype(float)
    for settings in (HotspotSettings(), HotspotSettings("distance", 250)):
        weights = neighbours(polygons, names, settings).weights
        theirs = libpysal.weights.WSP(weights).to_W(silence_warnings=True)
        z = getis_ord(counts, weights)
        assert np.allclose(z, esda.G_Local(counts, theirs, transform="B", star=True, permutations=0).Zs, atol=1e-9)
        ours = local_moran(counts, weights)
        moran = esda.Moran_Local(counts, theirs, transformation="r", permutations=0)
        assert np.allclose(ours.value, moran.Is, atol=1e-9)
        # esda scales I by (n - 1) / n and its moments not: scaled alike, the scores are the same
        n = len(counts)
        assert np.allclose(ours.z, (moran.Is * n / (n - 1) - moran.EIc) / np.sqrt(moran.VIc), atol=1e-9)
        assert find_hot_spots(GridCells(polygons, counts, names), settings).cells["gi_class"].eq("hot 99").sum() > 20


def test_the_real_robberies_score_as_in_pysal(shared_data):
    esda, libpysal = pytest.importorskip("esda"), pytest.importorskip("libpysal")
    import sqlite3

    with sqlite3.connect(f"file:{shared_data('memphis_hotspot/memphis.gpkg')}?mode=ro", uri=True) as database:
        extents = [row[0] for row in database.execute("SELECT geom FROM memphis_robberies")]
    places = np.array([np.frombuffer(blob, dtype="<f8", offset=len(blob) - 16) for blob in extents])
    metres = (places - places.min(axis=0)) * [91_000, 111_000]
    lattice = SquareLattice.covering((0, 0, *metres.max(axis=0)), 1000)
    counts = np.bincount(lattice.codes(*metres.T.copy()), minlength=len(lattice)).astype(float)
    assert counts.sum() == 2245
    weights = neighbours(
        lattice.polygons(np.arange(len(lattice))), lattice.names(np.arange(len(lattice))), HotspotSettings()
    ).weights
    theirs = libpysal.weights.WSP(weights).to_W(silence_warnings=True)
    expected = esda.G_Local(counts, theirs, transform="B", star=True, permutations=0).Zs
    assert np.allclose(getis_ord(counts, weights), expected, atol=1e-9)


def thrown(rng, total, polygons):
    """Throw incidents at random on the ground of the cells."""
    areas = shapely.area(polygons)
    return rng.multinomial(total, areas / areas.sum()).astype(float)


def hot_cells(polygons, names, counts, **given):
    return is_hot_class(
        find_hot_spots(GridCells(polygons, counts, names, **given), HotspotSettings()).cells["gi_class"]
    )


def is_hot_class(classes):
    return classes.isin(["hot 95", "hot 99"]).to_numpy()


@pytest.mark.parametrize("total", [32, 95, 1600])
def test_incidents_thrown_at_random_make_no_hot_spot(total):
    """With a normal distribution 95 incidents on 1,600 cells made eleven hot spots, five of them without any."""
    polygons, names = lattice_of(40, 40)
    rng = np.random.default_rng(4)
    maps = [hot_cells(polygons, names, thrown(rng, total, polygons)).any() for _ in range(25)]
    assert sum(maps) <= 1


def test_p_is_exact_given_the_total():
    from scipy.stats import binom

    polygons, names = lattice_of(12, 10)
    counts = np.zeros(120)
    counts[[13, 40, 41, 52, 77, 101]] = [1, 4, 3, 1, 1, 2]
    graph = neighbours(polygons, names, HotspotSettings())
    around, reach = graph.weights @ counts + counts, np.diff(graph.weights.indptr) + 1
    test = ChanceModel(counts, counts, graph, np.full(120, 1 / 120), 0.0).neighbourhoods()
    upper, lower = binom.sf(around - 1, 12, reach / 120), binom.cdf(around, 12, reach / 120)
    assert np.allclose(test.p, np.minimum(2 * np.minimum(upper, lower), 1), rtol=1e-9)


def test_fewer_than_five_incidents_are_too_few_to_say():
    polygons, names = lattice_of(100, 100)
    counts = np.zeros(10_000)
    counts[[5050, 5051]] = 2
    counts[::2500] = 1
    found = find_hot_spots(GridCells(polygons, counts, names), HotspotSettings()).cells
    assert found["gi_p_adjusted"].min() < 0.01
    assert not is_hot_class(found["gi_class"]).any()
    counts[5051] = 3
    assert hot_cells(polygons, names, counts)[5050]


def test_counts_that_scatter_from_cell_to_cell_are_no_hot_spots():
    """Every cell has a rate of its own, and none has anything to do with its neighbours'."""
    polygons, names = lattice_of(40, 40)
    rng = np.random.default_rng(6)
    maps, models = 0, []
    graph = neighbours(polygons, names, HotspotSettings())
    for _ in range(25):
        counts = rng.poisson(rng.gamma(0.5, 4, 1600)).astype(float)
        models.append(ChanceModel.fit(counts, np.ones(1600), graph))
        maps += bool(is_hot(models[-1].neighbourhoods()).any())
    assert maps <= 1
    assert np.median([model.overdispersion for model in models]) == pytest.approx(2, rel=0.1)


def test_clusters_do_not_hide_themselves_as_scatter():
    """Four clusters with half of all incidents raise the variance of the counts; cells in and out of them do not scatter."""
    polygons, names = lattice_of(40, 40)
    rates = np.full((40, 40), 0.5)
    for row, column in ((5, 5), (5, 30), (28, 8), (30, 30)):
        rates[row : row + 4, column : column + 4] = 12
    counts = np.random.default_rng(8).poisson(rates).ravel().astype(float)
    assert (counts.var() - counts.mean()) / counts.mean() ** 2 > 4
    graph = neighbours(polygons, names, HotspotSettings())
    assert ChanceModel.fit(counts, np.ones(1600), graph).overdispersion < 0.5
    hot = hot_cells(polygons, names, counts)
    assert hot[rates.ravel() == 12].all()
    assert hot.sum() < 4 * 36 + 5


def test_one_place_visited_again_and_again_is_a_hot_spot():
    polygons, names = lattice_of(40, 40)
    counts = np.random.default_rng(9).poisson(0.5, 1600).astype(float)
    counts[820] = 40
    assert hot_cells(polygons, names, counts)[820]


def uneven_area():
    angle = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    radius = 1500 + 400 * np.sin(5 * angle)
    area = shapely.Polygon(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]))
    lattice = SquareLattice.covering(area.bounds, 100.0)
    whole = lattice.polygons(np.arange(len(lattice)))
    cells = np.flatnonzero(shapely.area(shapely.intersection(whole, area)) > 0)
    return whole[cells], shapely.intersection(whole[cells], area), lattice.names(cells)


def test_cells_cut_by_the_outline_have_less_ground_and_so_fewer_incidents():
    whole, cut, names = uneven_area()
    rng, exposure = np.random.default_rng(3), shapely.area(cut)
    for _ in range(10):
        counts = thrown(rng, 10_000, cut)
        for grid in (GridCells(cut, counts, names), GridCells(whole, counts, names, exposure_m2=exposure)):
            assert (find_hot_spots(grid, HotspotSettings()).cells["gi_class"] == "none").all()
    blind = find_hot_spots(GridCells(whole, counts, names), HotspotSettings()).cells["gi_class"]
    assert (blind != "none").any()  # what a grid that does not tell its ground would give


def test_harm_is_judged_in_incidents_of_average_harm():
    polygons, names = lattice_of(30, 30)
    rng = np.random.default_rng(2)
    counts = rng.poisson(1, 900).astype(float)
    assert not hot_cells(polygons, names, counts * 365, incidents=counts).any()
    counts[450] = counts[451] = 15
    assert (hot_cells(polygons, names, counts * 365, incidents=counts) == hot_cells(polygons, names, counts)).all()
    harm = np.zeros(900)
    harm[450] = 3650.0
    harm[::60] = 7.0
    alone = np.where(harm > 0, 1.0, 0.0)
    assert not hot_cells(polygons, names, harm, incidents=alone).any()  # one grave incident is no hot spot


def test_local_moran_scores_are_those_of_shuffling_the_other_cells():
    polygons, names = lattice_of(6, 5)
    rng = np.random.default_rng(1)
    counts = rng.poisson(2, 30).astype(float)
    weights = neighbours(polygons, names, HotspotSettings()).weights
    cell, others = 7, np.delete(np.arange(30), 7)
    shuffled = []
    for _ in range(4000):
        values = counts.copy()
        values[others] = rng.permutation(counts[others])
        shuffled.append(local_moran(values, weights).value[cell])
    ours = local_moran(counts, weights)
    expected = (ours.value[cell] - np.mean(shuffled)) / np.std(shuffled)
    assert ours.z[cell] == pytest.approx(expected, abs=0.1)


def test_the_false_discovery_rate_gives_the_published_example():
    # Benjamini and Hochberg (1995), section 3.2: of 15 p-values, the four smallest are discoveries at 0.05
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    shuffled = np.random.default_rng(0).permutation(15)
    adjusted = false_discovery(np.array(p)[shuffled])
    assert sorted(np.array(p)[shuffled][adjusted <= 0.05]) == p[:4]
    assert adjusted[shuffled == 14] == 1.0


def test_a_cell_without_neighbours_and_a_grid_of_equals_are_handled():
    weights = csr_matrix(([1.0, 1.0], ([0, 1], [1, 0])), shape=(4, 4))
    moran = local_moran(np.array([3.0, 1.0, 5.0, 0.0]), weights)
    assert moran.value[2] == moran.z[2] == 0
    with pytest.raises(InputError, match="All 4 cells have the same count"):
        getis_ord(np.ones(4), weights)


def test_trends_follow_their_definitions():
    hot = np.array(
        [
            [0, 1, 1, 0, 0, 1, 0],
            [0, 1, 1, 0, 1, 0, 0],
            [0, 1, 0, 0, 0, 0, 1],
            [1, 1, 0, 0, 0, 0, 1],
        ],
        dtype=bool,
    )
    assert trend(hot).tolist() == ["new", "persistent", "fading", None, "sporadic", "sporadic", "sporadic"]


def test_concentration_says_what_is_unavoidable():
    found = concentration(np.array([50.0, 30, 10, 5, 5, 0, 0, 0, 0, 0]))
    assert dict(found.shares) == {1: 50.0, 5: 50.0, 10: 50.0, 20: 80.0}
    assert (found.half, found.least) == (10.0, 100.0)
    assert concentration(np.array([1.0, 1.0, 0, 0, 0, 0, 0, 0])).least == 25.0


def test_a_hot_spot_across_a_line_names_both_officers():
    polygons, names = lattice_of(20, 10)
    middle = shapely.get_coordinates(shapely.centroid(polygons))
    counts = np.where((abs(middle[:, 0] - 1300) < 160) & (abs(middle[:, 1] - 1000) < 160), 20.0, 1.0)
    west, south, east, north = shapely.total_bounds(polygons)
    sectors = np.array([shapely.box(west, south, 1300, north), shapely.box(1300, south, east, north)], dtype=object)
    grid = GridCells(polygons, counts, list(names))
    found = find_hot_spots(grid, HotspotSettings(), (sectors, [10, 4]), {"4": "A. Jensen", "10": "B. Hansen"})
    assert len(found.spots) == 1
    spot = found.spots.iloc[0]
    assert spot["sectors"] == "4, 10"
    assert spot["owners"] == "straddles the line between 4 (A. Jensen) and 10 (B. Hansen)"
    assert spot["incidents"] == counts[found.cells["hot_spot"].notna().to_numpy()].sum()
    by_cell = find_hot_spots(GridCells(polygons, counts, list(names), ["7"] * 200), HotspotSettings())
    assert by_cell.spots["owners"].tolist() == ["in sector 7"]


def test_a_sector_with_a_sliver_of_a_hot_spot_does_not_own_it():
    spot = np.array([shapely.box(0, 0, 100, 100)], dtype=object)
    sectors = np.array([shapely.box(0, 0, 95, 100), shapely.box(95, 0, 300, 100)], dtype=object)
    (share,) = sector_shares(spot, sectors, ["1", "2"])
    assert ownership(share, {}).sectors == ("1",)
    assert ownership({}, {}).text == "outside all sectors"


@pytest.mark.parametrize("missing", [None, pd.NA, float("nan"), ""])
def test_a_sector_without_an_id_owns_nothing_and_a_decimal_id_is_whole(missing):
    spot = np.array([shapely.box(0, 0, 100, 100)], dtype=object)
    sectors = np.array([shapely.box(0, 0, 50, 100), shapely.box(50, 0, 300, 100)], dtype=object)
    assert sector_shares(spot, sectors, [missing, 3.0]) == [{"3": 5000.0}]
    assert cell_shares(np.array([1, 1]), np.array([5.0, 7.0]), [missing, 3.0]) == [{"3": 7.0}]


def test_a_report_on_many_cells_stays_small():
    polygons, names = lattice_of(120, 100)
    counts = np.random.default_rng(0).poisson(0.3, len(polygons)).astype(float)
    counts[3000:3010] = 30
    grid = GridCells(polygons, counts, list(names), periods={"period_2024_q1": counts, "period_2024_q2": counts[::-1]})
    found = find_hot_spots(grid, HotspotSettings())
    with locale("da"):
        page = render(hotspot_report(grid, found, HotspotSettings(), None, [], []))
    assert len(page) < 250_000
    assert "2024 q1, 2024 q2" in page


def grid_layer(**columns):
    geometry, names = lattice_of(2, 2)
    return FeatureTable("grid", geometry, pd.DataFrame({"cell_id": names, **columns}), np.arange(11, 15))


def test_cells_are_read_with_their_periods_in_the_order_asked_for():
    cells = read_cells(grid_layer(count=[1, 2, 3, 4], y2=[1, 1, 1, 1], y1=[0, 1, 2, 3]), "count", ["y1", "y2"])
    assert cells.counts.tolist() == [1, 2, 3, 4]
    assert list(cells.periods) == ["y1", "y2"]
    assert cells.sector_ids is None
    assert len(cells.names) == 4


def test_the_ground_of_a_cell_and_the_incidents_behind_harm_are_read():
    layer = grid_layer(harm=[10.0, 0, 30, 4], count=[1, 0, 3, 2], area_m2=[1e4, 1e4, 5e3, 1e4])
    cells = read_cells(layer, "harm", [])
    assert cells.incidents.tolist() == [1, 0, 3, 2]
    assert cells.exposure.tolist() == [1e4, 1e4, 5e3, 1e4]
    assert read_cells(layer, "count", []).incidents is None
    assert read_cells(grid_layer(count=[1, 2, 3, 4]), "count", []).exposure.tolist() == [1e4] * 4


@pytest.mark.parametrize("count", [-1.0, np.nan])
def test_a_cell_with_a_negative_or_missing_count_is_named(count):
    with pytest.raises(InputError, match="feature 13, field “count”"):
        read_cells(grid_layer(count=[1, 2, count, 4]), "count", [])


def test_a_grid_with_a_cell_that_has_no_polygon_is_refused():
    layer = grid_layer(count=[1, 2, 3, 4])
    layer.geometry[1] = None
    with pytest.raises(InputError, match="1 of 4 cells have no polygon"):
        read_cells(layer, "count", [])
