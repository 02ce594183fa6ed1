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
    classes,
    concentration,
    false_discovery,
    getis_ord,
    local_moran,
    trend,
    two_sided,
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
        assert classes(z, false_discovery(two_sided(z))).tolist().count("hot 99") > 20


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


@pytest.mark.parametrize("count", [-1.0, np.nan])
def test_a_cell_with_a_negative_or_missing_count_is_named(count):
    with pytest.raises(InputError, match="feature 13, field “count”"):
        read_cells(grid_layer(count=[1, 2, count, 4]), "count", [])


def test_a_grid_with_a_cell_that_has_no_polygon_is_refused():
    layer = grid_layer(count=[1, 2, 3, 4])
    layer.geometry[1] = None
    with pytest.raises(InputError, match="1 of 4 cells have no polygon"):
        read_cells(layer, "count", [])
