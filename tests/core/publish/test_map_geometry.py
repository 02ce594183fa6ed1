"""Published borders are one coverage: no place between two sectors, none in both."""

import numpy as np
import pytest
import shapely
from builders.tables import records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import InputError
from sector_planner.core.geo.contiguity import neighbour_colours
from sector_planner.core.publish.map_geometry import (
    MOST_LABELS,
    LocalMetres,
    NamedLayer,
    SectorShape,
    extent_around,
    map_labels,
    polygon_of,
    public_boundaries,
    sector_shapes,
    shared_borders,
    water_steps,
)
from sector_planner.core.publish.public_record import build_public_record
from sector_planner.core.publish.settings import PublicSettings

LOCAL = LocalMetres(12.5, 55.7)


def published(*polygons, tolerance=5.0):
    geometry = LOCAL.to_degrees(np.array(polygons, dtype=object))
    return public_boundaries(geometry, [str(i) for i in range(len(polygons))], tolerance)


def wrong_area(coverage):
    """Return the area, in square metres, that lies in no or several sectors of a coverage without holes."""
    metres = LOCAL.to_metres(coverage)
    union = shapely.union_all(metres)
    filled = shapely.union_all([shapely.Polygon(part.exterior) for part in shapely.get_parts(union)])
    return abs(shapely.area(metres).sum() - shapely.area(union)) + abs(shapely.area(filled) - shapely.area(union))


def rough(x, y, size=1000, seed=0):
    """Return a square whose borders wiggle by up to three metres, the same seen from both sides."""
    steps = np.arange(0, size + 1, 50.0)

    def wiggle(line):
        return 3 * np.sin(steps / 37 + line) * (steps % size > 0)

    south = [(x + s, y + w) for s, w in zip(steps, wiggle(y), strict=True)]
    east = [(x + size + w, y + s) for s, w in zip(steps, wiggle(x + size), strict=True)]
    north = [(x + s, y + size + w) for s, w in zip(steps, wiggle(y + size), strict=True)][::-1]
    west = [(x + w, y + s) for s, w in zip(steps, wiggle(x), strict=True)][::-1]
    return shapely.Polygon(south[:-1] + east[:-1] + north[:-1] + west[:-1])


def test_generalising_keeps_one_coverage_of_five_decimals():
    coverage = published(*[rough(x, y) for x in (0, 1000, 2000) for y in (0, 1000)])
    assert wrong_area(coverage) < 1e-3
    assert shapely.is_valid(coverage).all()
    points = shapely.get_coordinates(coverage)
    assert np.array_equal(points, np.round(points, 5))
    assert len(points) < 60


def test_borders_without_shared_vertices_and_slivers_become_one_line():
    left = shapely.box(0, 0, 100, 300)
    right = [shapely.box(100.4, 0, 200, 150), shapely.box(99.8, 150, 200, 300)]
    assert wrong_area(published(left, *right, tolerance=0.0)) < 1e-3


def test_a_real_overlap_is_refused_by_name():
    with pytest.raises(InputError, match="0 and 1 overlap"):
        published(shapely.box(0, 0, 100, 100), shapely.box(80, 0, 200, 100))


def test_a_sector_without_area_is_refused():
    with pytest.raises(InputError, match="1 has no area"):
        published(shapely.box(0, 0, 100, 100), shapely.Polygon())


@pytest.mark.parametrize(
    ("bounds", "place"),
    [((170, 54, 190, 55), "190, 55"), ((-190, 54, -170, 55), "-190, 55"), ((12, 85, 13, 91), "13, 91")],
)
def test_what_is_no_longitude_and_latitude_is_refused_at_its_farthest_corner(bounds, place):
    sectors = np.array([shapely.box(12, 55, 13, 56), shapely.box(*bounds)])
    with pytest.raises(InputError, match=f"Sector “b” lies at {place}, which is no longitude and latitude"):
        public_boundaries(sectors, ["a", "b"], 5.0)


def test_an_enclave_and_a_park_that_is_in_no_sector_stay():
    outer = shapely.box(0, 0, 1000, 1000) - shapely.box(200, 200, 400, 400) - shapely.box(600, 600, 800, 800)
    coverage = published(outer, shapely.box(200, 200, 400, 400))
    assert len(coverage[0].interiors) == 2
    assert not shapely.contains_xy(coverage[0], *LOCAL.to_degrees(np.array([shapely.Point(700, 700)]))[0].coords[0])


def test_rings_turn_as_geojson_asks():
    (ring,) = published(shapely.box(0, 0, 1000, 1000) - shapely.box(200, 200, 400, 400))
    assert shapely.is_ccw(ring.exterior)
    assert not shapely.is_ccw(ring.interiors[0])


@given(st.lists(st.tuples(st.integers(1, 29), st.integers(1, 29)), min_size=3, max_size=12, unique=True))
@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_voronoi_city_keeps_every_sector_and_every_place(points):
    box = shapely.box(0, 0, 3000, 3000)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints([(100 * x, 100 * y) for x, y in points]), extend_to=box)
    )
    sectors = [cell & box for cell in cells]
    coverage = published(*sectors)
    assert wrong_area(coverage) < 1e-3
    moved = shapely.area(LOCAL.to_metres(coverage) ^ np.array(sectors))
    assert (moved < 6 * shapely.length(sectors) + 10).all()


def test_neighbours_differ_in_colour_and_six_are_enough():
    cells = np.array([shapely.box(x, y, x + 1, y + 1) for x in range(8) for y in range(8)], dtype=object)
    colours = neighbour_colours(len(cells), shared_borders(cells)).tolist()
    assert max(colours) <= 5
    for one, other in shapely.STRtree(cells).query(cells, predicate="touches").T:
        if shapely.length(shapely.intersection(cells[one], cells[other])) > 0:
            assert colours[one] != colours[other]


def test_the_extent_is_wider_than_the_sectors_by_a_share_of_it():
    shapes = [SectorShape(str(x), shapely.box(x, 50, x + 1, 54), 0, ((x, 52, 10),)) for x in (10, 13)]
    assert extent_around(shapes, 0.25) == (9, 49, 15, 55)


SQUARE = LOCAL.to_degrees(np.array([shapely.box(0, 0, 4000, 4000)], dtype=object))


def named(kind, rows, shapes, field=""):
    geometry = LOCAL.to_degrees(np.array(shapes, dtype=object))
    return NamedLayer(kind, records([{"name": row, "secret": "CANARY"} for row in rows], geometry), field)


def test_every_larger_part_of_a_sector_has_a_mark_and_a_speck_has_none():
    parts = [shapely.box(0, 0, 1000, 1000), shapely.box(2000, 0, 2400, 400), shapely.box(3000, 0, 3100, 100)]
    table = records([{"sector_id": 1}], LOCAL.to_degrees(np.array([shapely.MultiPolygon(parts)], dtype=object)))
    record = build_public_record(table, (), PublicSettings("1", "t"))
    (shape,) = sector_shapes(record, ["1"], table.geometry, 5.0)
    assert [room for _, _, room in shape.marks] == [499, 199]
    assert all(shape.polygon.contains(shapely.Point(x, y)) for x, y, _ in shape.marks)


def test_a_map_names_districts_before_stations_places_and_streets():
    layers = [
        named("street", ["Long Road"], [shapely.LineString([(0, 2000), (4000, 2000)])]),
        named("place", ["Town Hall"], [shapely.Point(500, 500)]),
        named("station", ["Central"], [shapely.Point(900, 900)]),
        named("district", ["Harbour"], [shapely.box(0, 0, 2000, 2000)]),
    ]
    labels = map_labels(layers, SQUARE)
    assert [(label.kind, label.text) for label in labels] == [
        ("district", "Harbour"), ("station", "Central"), ("place", "Town Hall"), ("street", "Long Road"),
    ]  # fmt: skip
    assert [round(label.room, -1) for label in labels] == [1000, 0, 0, 4000]


def test_a_street_is_named_along_its_straightest_stretch_and_never_upside_down():
    bend = shapely.LineString([(0, 0), (100, 0), (100, 3000)])
    for line in (bend, shapely.reverse(bend)):
        (label,) = map_labels([named("street", ["Bend"], [line])], SQUARE)
        assert (label.room, abs(label.angle)) == (3000, 90)
    for corner, angle in (((2000, 2000), -45), ((2000, -2000), 45), ((-2000, 2000), 45), ((-2000, -2000), -45)):
        (label,) = map_labels([named("street", ["Ray"], [shapely.LineString([(0, 0), corner])])], SQUARE)
        assert label.angle == angle


def test_a_name_that_occurs_again_close_by_is_shown_once_and_far_away_again():
    points = [shapely.Point(0, 0), shapely.Point(300, 0), shapely.Point(3000, 0), shapely.Point(90_000, 0)]
    assert len(map_labels([named("station", ["Central"] * 4, points)], SQUARE)) == 2


def test_of_a_named_layer_only_the_name_and_the_place_pass():
    (label,) = map_labels([named("place", ["  Town\u200b Hall "], [shapely.Point(500, 500)])], SQUARE)
    assert vars(label) == {"kind": "place", "text": "Town Hall", "spot": label.spot, "room": 0, "angle": 0}


def test_so_many_names_can_be_no_districts_stations_or_places():
    points = [shapely.Point(10 * at, 0) for at in range(MOST_LABELS + 1)]
    with pytest.raises(InputError, match="401 names near the sectors, more than the 400"):
        map_labels([named("place", [f"House {at}" for at in range(len(points))], points)], SQUARE)


def test_a_name_that_is_too_long_is_refused_and_not_cut():
    with pytest.raises(InputError, match="feature 0"):
        map_labels([named("place", ["x" * 61], [shapely.Point(0, 0)])], SQUARE)


def test_a_layer_without_its_field_is_refused_with_the_fields_it_has():
    with pytest.raises(InputError, match="no field “title”. It has: name, secret"):
        map_labels([named("place", ["x"], [shapely.Point(0, 0)], "title")], SQUARE)


def test_a_sea_whose_layer_ends_at_a_straight_line_goes_on_to_the_edge_of_the_map():
    sea = LOCAL.to_degrees(np.array([shapely.box(3000, -4000, 4300, 8000)], dtype=object))
    (rings,) = water_steps(sea, SQUARE)
    west, _, east, _ = LOCAL.to_metres(np.array([polygon_of([rings])], dtype=object))[0].bounds
    assert (round(west, -1), round(east, -1)) == (3000, 5600)


def test_a_lake_inside_the_map_stays_a_lake():
    for shape in (
        shapely.Point(2000, 2000).buffer(500),
        shapely.box(100, 100, 900, 900),
        shapely.Point(5000, 5000).buffer(500),
    ):
        (rings,) = water_steps(LOCAL.to_degrees(np.array([shape], dtype=object)), SQUARE)
        drawn = LOCAL.to_metres(np.array([polygon_of([rings])], dtype=object))[0]
        assert abs(drawn.area / shape.area - 1) < 0.03
