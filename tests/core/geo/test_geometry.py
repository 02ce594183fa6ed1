import numpy as np
import pytest
import shapely
from sector_planner.core.base.arrays import as_objects
from sector_planner.core.geo.geometry import as_multi_parts, union_of
from sector_planner.core.geo.overlay import vertex_count

SQUARE, FAR = shapely.box(0, 0, 1, 1), shapely.box(5, 0, 6, 1)


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        (SQUARE, "MultiPolygon"),
        (shapely.MultiPolygon([SQUARE, FAR]), "MultiPolygon"),
        (shapely.LineString([(0, 0), (1, 1)]), "MultiLineString"),
        (shapely.MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]]), "MultiLineString"),
    ],
)
def test_every_shape_becomes_a_multi_part_one_of_the_same_extent(shape, kind):
    [multi] = as_multi_parts(np.array([shape], dtype=object))
    assert multi.geom_type == kind
    assert multi.equals(shape)


def test_the_union_mends_what_is_invalid_and_leaves_out_what_has_no_area():
    bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    shapes = np.array([bow, shapely.box(0, 0, 1, 2), shapely.Point(9, 9), None], dtype=object)
    assert union_of(shapes).area == pytest.approx(3.0)
    assert union_of(np.array([None], dtype=object)).is_empty


def test_missing_shapes_have_no_vertices():
    assert vertex_count(np.array([SQUARE, None, FAR], dtype=object)) == 10


def test_shapes_and_lists_stay_elements_of_their_own():
    assert as_objects([shapely.MultiPolygon([SQUARE, FAR]), SQUARE]).shape == (2,)
    assert as_objects([[1, 2], [3, 4]]).tolist() == [[1, 2], [3, 4]]
