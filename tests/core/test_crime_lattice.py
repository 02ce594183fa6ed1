import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.crime.grid_settings import GridSettings
from sector_planner.core.crime.lattice import HexagonLattice, SquareLattice, cover, require_smaller_cells
from sector_planner.core.errors import InputError

coordinate = st.floats(0, 5000, allow_nan=False)


def test_square_cells_are_half_open_to_the_north_and_east():
    lattice = SquareLattice.covering((0, 0, 1000, 1000), 250)
    x, y = np.array([0.0, 249.999, 250.0, 1000.0, np.nan]), np.array([0.0, 250.0, 249.999, 1000.0, 0.0])
    names = ["250m_0_0", "250m_1_0", "250m_0_1", "250m_4_4"]
    codes = lattice.codes(x, y)
    assert codes[4] == -1
    assert lattice.names(codes[:4]).tolist() == names


def test_national_codes_are_those_of_statistics_denmark():
    x, y = np.array([719_543.0]), np.array([6_175_672.0])  # a place in Copenhagen, EPSG:25832
    for size, name in ((100, "100m_61756_7195"), (1000, "1km_6175_719"), (10000, "10km_617_71")):
        lattice = cover((710_000, 6_170_000, 730_000, 6_190_000), GridSettings(size, "national"))
        assert lattice.names(lattice.codes(x, y)).tolist() == [name]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.tuples(coordinate, coordinate), min_size=1, max_size=40), st.sampled_from([90.0, 250.0, 333.3]))
def test_every_point_lies_in_the_hexagon_it_is_given(points, size):
    lattice = HexagonLattice.covering((0, 0, 5000, 5000), size)
    x, y = np.array(points).T.copy()
    codes = lattice.codes(x, y)
    assert (codes >= 0).all()
    distance = shapely.distance(lattice.polygons(codes), shapely.points(x, y))
    assert distance.max() < 1e-6
    assert np.array_equal(codes, lattice.codes(x, y))


@pytest.mark.parametrize("kind", [SquareLattice, HexagonLattice])
def test_cells_cover_the_area_once(kind):
    bounds = (-731.0, 120.0, 1330.0, 2000.0)
    lattice = kind.covering(bounds, 210.0)
    cells = lattice.polygons(np.arange(len(lattice)))
    box = shapely.box(*bounds)
    inside = shapely.area(shapely.intersection(cells, box)).sum()
    assert math.isclose(inside, box.area, rel_tol=1e-9)
    centres = lattice.centres(np.arange(len(lattice)))
    assert np.allclose(shapely.get_coordinates(shapely.centroid(cells)), centres)
    assert np.array_equal(lattice.codes(*centres.T.copy()), np.arange(len(lattice)))


@pytest.mark.parametrize("shape", ["square", "hexagon"])
def test_the_same_place_has_the_same_name_whatever_the_extent(shape):
    x, y = np.array([1234.0]), np.array([777.0])
    names = set()
    for bounds in ((1000, 500, 2000, 1500), (-4000, -3000, 9000, 8000), (1201, 700, 1800, 1400)):
        lattice = cover(bounds, GridSettings(100, shape))
        names.update(lattice.names(lattice.codes(x, y)).tolist())
    assert len(names) == 1


def test_within_finds_every_cell_that_touches_a_box():
    for lattice in (SquareLattice.covering((0, 0, 3000, 3000), 300), HexagonLattice.covering((0, 0, 3000, 3000), 300)):
        every = np.arange(len(lattice))
        for bounds in ((610.0, 900.0, 1200.0, 1500.0), (1.0, 2.0, 2.0, 3.0)):
            touching = every[shapely.intersects(lattice.polygons(every), shapely.box(*bounds))]
            assert set(touching) <= set(lattice.within(bounds).tolist())


def test_too_many_cells_and_cells_larger_than_the_area_are_refused():
    with pytest.raises(InputError, match="at most 20,000,000"):
        cover((0, 0, 1e6, 1e6), GridSettings(10))
    with pytest.raises(InputError, match="5000 m is larger than the area"):
        require_smaller_cells((0, 0, 1000, 4000), GridSettings(5000))
    with pytest.raises(InputError, match="no cells of 250 m"):
        GridSettings(250, "national")
    with pytest.raises(InputError, match="above zero"):
        GridSettings(0)
