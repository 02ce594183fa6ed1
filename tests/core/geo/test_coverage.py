import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import InputError
from sector_planner.core.geo.overlay import generalised


def names(geometry):
    return [f"s{row}" for row in range(len(geometry))]


def rough_cells(seed, count=9):
    """Voronoi cells whose borders wiggle by up to three metres, each border the same from both sides."""
    random = np.random.default_rng(seed)
    points = shapely.MultiPoint(random.uniform(0, 1000, (count, 2)))
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=shapely.box(0, 0, 1000, 1000)))
    cells = shapely.intersection(shapely.segmentize(cells, 7.0), shapely.box(-100, -100, 1100, 1100))

    def wiggle(xy):
        return xy + 1.5 * np.column_stack([np.sin(xy[:, 1] / 5), np.cos(xy[:, 0] / 4)])

    return shapely.set_precision(shapely.transform(cells, wiggle), 0.1)


def is_coverage(cells):
    return not hasattr(shapely, "coverage_is_valid") or shapely.coverage_is_valid(cells)  # shapely 2.0 cannot tell


@settings(max_examples=25, derandomize=True, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([2.0, 5.0, 20.0]))
def test_borders_stay_shared_move_little_and_need_fewer_points(seed, tolerance):
    cells = rough_cells(seed)
    simple = generalised(cells, names(cells), tolerance)
    assert is_coverage(simple)
    assert shapely.is_valid(simple).all()
    assert shapely.area(simple).sum() == pytest.approx(shapely.area(shapely.union_all(simple)))
    assert shapely.get_num_coordinates(simple).sum() < 0.7 * shapely.get_num_coordinates(cells).sum()
    moved = shapely.hausdorff_distance(shapely.boundary(cells), shapely.boundary(simple))
    assert moved.max() <= tolerance + 1.0


def test_collinear_borders_slivers_and_holes_become_one_coverage():
    left, right = shapely.box(0, 0, 100, 100), shapely.box(100.6, 0, 200, 50)
    upper = shapely.box(100, 50, 200, 100).difference(shapely.box(140, 60, 160, 80))
    simple = generalised(np.array([left, right, upper], dtype=object), list("abc"), 1.0)
    assert is_coverage(simple)
    whole = shapely.union_all(simple)
    assert whole.area == pytest.approx(20_000 - 400)
    assert shapely.get_num_geometries(whole) == 1


def test_a_real_overlap_is_refused_by_name():
    pair = shapely.box([0, 50], [0, 0], [100, 150], [100, 100])
    with pytest.raises(InputError, match="a and b overlap by 5000 m²"):
        generalised(pair, ["a", "b"], 5)


def test_a_sector_without_area_is_refused_by_name():
    with pytest.raises(InputError, match="^b has no area"):
        generalised(np.array([shapely.box(0, 0, 1, 1), None], dtype=object), ["a", "b"], 5)


def test_a_network_of_hairlines_does_not_all_go_to_one_sector():
    """Cells that all stand 60 cm apart: the whole network used to be one sliver, and one cell grew tentacles along it."""
    corner = 1_000.0 * np.array([(x, y) for x in range(4) for y in range(4)])
    cells = shapely.box(*(corner + 0.3).T, *(corner + 999.7).T)
    simple = generalised(cells, names(cells), 5.0)
    assert is_coverage(simple)
    assert shapely.length(simple).max() <= 4_000.001
    assert (shapely.area(simple) - shapely.area(cells)).max() <= 2 * 0.6 * 1_001
    whole = shapely.union_all(simple)
    assert shapely.get_num_geometries(whole) == 1
    assert not len(shapely.get_parts(whole)[0].interiors)
