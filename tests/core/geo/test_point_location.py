"""One rule for a point on a border, whatever asks: counts, lookups and the public page."""

import json
import math
import pathlib
import shutil
import subprocess
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
import shapely
from builders.tables import table
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.progress import Progress
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.crime.aoristic import incidents_by_hour
from sector_planner.core.crime.counting import CellCounter
from sector_planner.core.crime.incidents import IncidentChunk
from sector_planner.core.crime.profile import AreaCounter, area_lattice
from sector_planner.core.crime.sector_cells import sector_extent
from sector_planner.core.crime.settings import GridSettings
from sector_planner.core.geo.adjacency import link_pairs
from sector_planner.core.geo.point_location import (
    PointLocator,
    holds_points,
    owner_of_places,
    owner_of_points,
    owner_or_nearest,
)
from sector_planner.core.logbook.duty import SectorAreas
from sector_planner.core.plan.drawing import _seed_units
from sector_planner.core.plan.units import IndicatorSources, build_units
from sector_planner.core.publish.street_index import street_index
from sector_planner.core.safety.evaluation.evaluation import StudyAreas, _inside
from sector_planner.core.safety.index.against_crime import measure_crime
from sector_planner.core.safety.threat.assessment import QuarterIncidents, ReferenceSectors, assess, merge_areas
from sector_planner.core.safety.threat.settings import ThreatSettings, read_quarter

GEOMETRY_JS = pathlib.Path(__file__).parents[3] / "resources" / "web" / "geometry.js"
NODE = shutil.which("node")
NOON = np.datetime64("2026-05-05T12:00:00", "s")


def objects(shapes):
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


def located(shapes, name="layer", **columns):
    return FeatureTable(
        name, objects(shapes), pd.DataFrame(columns, index=range(len(shapes))), np.arange(1, len(shapes) + 1)
    )


def brick_wall(rows=3, shift=40.0):
    """Boxes of 100 by 60 m, each row shifted: corners lie in the middle of other boxes' sides."""
    return [
        shapely.box(100 * i + shift * j, 60 * j, 100 * i + 100 + shift * j, 60 * j + 60)
        for j in range(rows)
        for i in range(3)
    ]


def fan(slices=7):
    """Triangles around one middle: borders of every slope."""
    corners = [
        (100 * math.cos(2 * math.pi * k / slices), 100 * math.sin(2 * math.pi * k / slices)) for k in range(slices)
    ]
    return [shapely.Polygon([(0, 0), corners[k], corners[(k + 1) % slices]]) for k in range(slices)]


def on_borders(shapes, step=5.0):
    """Return points along all borders, and every corner."""
    edges = shapely.get_coordinates(shapely.segmentize(objects(shapes), step))
    return np.unique(edges.round(6), axis=0)


@pytest.mark.parametrize(
    ("place", "owner"),
    [
        ((100, 30), 1),  # a border from south to north: the area to the east
        ((50, 60), 2),  # a border from west to east: the area to the north
        ((100, 60), 3),  # four corners: north-east
        ((200, 30), 1),  # the outer border has one area only
        ((100, 120), 2),  # outside to the east-north-east: the first one counterclockwise
        ((0, 0), 0),
        ((201, 30), -1),
    ],
)
def test_a_point_on_a_border_belongs_to_the_area_east_north_east_of_it(place, owner):
    four = [shapely.box(100 * i, 60 * j, 100 * i + 100, 60 * j + 60) for j in range(2) for i in range(2)]
    for order in ([0, 1, 2, 3], [3, 1, 0, 2]):
        found = owner_of_points(objects([shapely.Point(place)]), objects([four[k] for k in order]))[0]
        assert (order[found] if found >= 0 else -1) == owner


@pytest.mark.parametrize("shapes", [brick_wall(), fan()], ids=["bricks", "fan"])
def test_every_point_of_every_border_is_in_one_area_in_any_order(shapes):
    places = on_borders(shapes)
    points = objects(list(shapely.points(places)))
    held = holds_points(points, objects(shapes))
    assert (held.sum(axis=0) == 1).all()
    turned = holds_points(points, objects(shapes[::-1]))[::-1]
    assert (turned == held).all()


def test_rounded_corners_in_the_middle_of_a_side_neither_lose_nor_double_a_point():
    """Coordinates in whole centimetres leave slivers a few millimetres wide along a slanted side."""
    whole = shapely.Polygon([(0, 0), (333.33, 77.77), (333.33, 200), (0, 200)])
    corners = [(0, 0), (111.11, 25.92), (222.22, 51.85), (333.33, 77.77)]
    below = [shapely.Polygon([a, (a[0], -50), (b[0], -50), b]) for a, b in pairwise(corners)]
    places = np.concatenate([np.column_stack([np.linspace(0, 333.33, 500), np.linspace(0, 77.77, 500)]), corners])
    held = holds_points(objects(list(shapely.points(places))), objects([whole, *below]))
    assert (held.sum(axis=0) == 1).all()


def test_a_point_in_a_hairline_gap_belongs_to_the_nearest_and_one_outside_to_nobody():
    pair = objects([shapely.box(0, 0, 100, 100), shapely.box(100.4, 0, 200, 100)])
    places = [(100.1, 50), (100.3, 50), (200.3, 50), (-0.2, 50)]
    assert owner_of_points(objects(list(shapely.points(places))), pair).tolist() == [0, 1, -1, -1]


def test_areas_that_overlap_each_hold_a_point_and_the_smallest_owns_it():
    nested = objects([shapely.box(0, 0, 100, 100), shapely.box(20, 20, 40, 40)])
    point = objects([shapely.Point(30, 30)])
    assert holds_points(point, nested)[:, 0].tolist() == [True, True]
    assert owner_of_points(point, nested)[0] == 1


@pytest.mark.parametrize("areas", [[], [None], [shapely.Polygon(), None]])
@pytest.mark.parametrize("count", [3, 3_000])
def test_where_there_are_no_areas_points_belong_to_nobody(areas, count):
    points = objects(list(shapely.points(np.arange(2.0 * count).reshape(-1, 2))))
    assert (owner_of_points(points, objects(areas)) == -1).all()
    assert (owner_of_places(points, objects(areas)) == -1).all()
    assert holds_points(points, objects(areas)).shape == (len(areas), count)


def test_many_points_over_a_random_partition_agree_with_the_plain_predicate_in_any_order():
    rng = np.random.default_rng(3)
    seeds, square = shapely.multipoints(rng.uniform(0, 1000, (80, 2))), shapely.box(0, 0, 1000, 1000)
    cells = objects([part & square for part in shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=square))])
    x, y = rng.uniform(-50, 1050, (2, 60_000))
    expected = np.full(len(x), -1)
    point, cell = shapely.STRtree(cells).query(shapely.points(x, y), predicate="intersects")
    expected[point] = cell
    assert (PointLocator(cells).owners(x, y) == expected).all()
    corners = shapely.get_coordinates(cells)
    places = np.concatenate([corners, (corners[1:] + corners[:-1]) / 2])
    order = rng.permutation(len(cells))
    found, turned = PointLocator(cells).owners(*places.T), PointLocator(cells[order]).owners(*places.T)
    assert (np.append(order, -1)[turned] == found).all()
    held = np.bincount(PointLocator(cells).holders(*places.T)[0], minlength=len(places))
    assert held.max() == 1
    assert (held[: len(corners)] == 1).all()


def test_missing_and_empty_places_belong_to_nobody():
    points = objects([None, shapely.Point(), shapely.Point(50, 50)])
    assert owner_of_points(points, objects([shapely.box(0, 0, 100, 100), None])).tolist() == [-1, -1, 0]


def sums_of_all(sectors, places, names):
    """Return what each algorithm counts by sector, by the algorithm's name."""
    count = len(sectors)
    shapes, points = objects(sectors), objects(list(shapely.points(places)))
    times = np.full(len(places), NOON)
    chunk = IncidentChunk(places[:, 0].copy(), places[:, 1].copy(), times, times)
    layer, incidents = located(sectors, sector_id=names, unit_id=names), located(list(points))
    found = {}

    ground = sector_extent(layer, GridSettings(cell_size=35.0), Progress())
    counts = CellCounter(ground.lattice, ground.area, GridSettings(cell_size=35.0)).count(chunk)
    keys, sums = counts.sectors.items()
    found["grid"] = np.zeros(count)
    found["grid"][keys] = sums
    assert counts.cells.items()[1].sum() == sums.sum()

    counter = AreaCounter(shapes, tuple(map(area_lattice, sectors)), None, None, "Europe/Copenhagen")
    found["profile"] = np.array([area.incidents for area in counter.count(chunk).areas])
    found["units"] = build_units(layer, IndicatorSources(incidents=incidents)).table.numbers("crime_load")
    found["four_way"] = measure_crime(layer, incidents, None, "", Progress()).incidents
    texts = np.full(len(places), "", dtype=object)
    areas = merge_areas(names, shapes, np.full(count, np.nan))
    threats = assess(
        QuarterIncidents(points, times, times, texts, texts),
        areas,
        ReferenceSectors(names, shapes),
        ThreatSettings(read_quarter("2026-Q2")),
    )
    by_name = {one.name: one.incidents for one in threats}
    found["threat"] = np.array([by_name[name] for name in names])
    duty = SectorAreas(list(range(count)), list(range(count)), names, list(sectors))
    rows = [duty.at(x, y) for x, y in places.tolist()]
    found["officers"] = np.bincount([row for row in rows if row is not None], minlength=count)
    roles = _inside(points, StudyAreas(*sectors[:4]))
    found["evaluation"] = np.array([mask.sum() for mask in roles.values()])
    return found


@settings(max_examples=25, derandomize=True, deadline=None)
@given(
    corners=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 6)), min_size=1, max_size=40),
    order=st.permutations(range(4)),
    names=st.permutations(["d", "a", "c", "b"]),
)
def test_all_algorithms_count_the_points_of_a_grid_of_sectors_alike(corners, order, names):
    """Four sectors, points on a raster that hits borders, corners and insides."""
    four = [shapely.box(100 * i, 75 * j, 100 * i + 100, 75 * j + 75) for j in range(2) for i in range(2)]
    sectors = [four[k] for k in order]
    places = np.array(corners, dtype=float) * 25.0
    found = sums_of_all(sectors, places, list(names))
    assert sum(found["profile"]) == len(places)
    for name, counts in found.items():
        assert counts.tolist() == found["profile"].tolist(), name
    week, _ = incidents_by_hour(objects(list(shapely.points(places))), *[np.full(len(places), NOON)] * 2, objects(four))
    assert week.sum() == len(places)


@pytest.mark.skipif(NODE is None, reason="node is not installed")
def test_the_public_page_finds_the_sector_that_the_counts_have(tmp_path):
    """Places of a page are degrees in whole hundred-thousandths."""
    shapes = [
        shapely.Polygon(np.round(np.array(shape.exterior.coords) * 2) * 1e-5 + (12.5, 55.7)) for shape in brick_wall()
    ]
    places = on_borders(shapes, 1e-5)
    places = np.concatenate([places, places + np.array([3e-6, 2e-6]), [(13.0, 55.0)]])
    assert (
        found_by_the_page(shapes, places, tmp_path)
        == owner_of_places(objects(list(shapely.points(places))), objects(shapes)).tolist()
    )


@pytest.mark.skipif(NODE is None, reason="node is not installed")
def test_the_public_page_gives_a_place_in_a_hairline_gap_to_the_nearest_sector(tmp_path):
    """Three sectors that stand about 40 cm apart, and places in the gaps, where these meet, and outside."""
    east, north = 6.4e-6, 3.6e-6  # about 40 cm each
    left = shapely.box(12.5, 55.7, 12.51, 55.72)
    shapes = [left, *(shapely.box(12.51 + east, south, 12.52, south + 0.01) for south in (55.7, 55.71 + north))]
    steps = [(0.2, -400.0), (0.7, -400.0), (0.2, 0.5), (0.8, 0.8), (0.8, 0.3), (900.0, 0.3), (900.0, 0.7)]
    places = np.array([(12.51 + x * east, 55.71 + y * north) for x, y in steps] + [(12.5 - 0.5 * east, 55.71)])
    found = found_by_the_page(shapes, places, tmp_path)
    assert found == [0, 1, 0, 2, 1, 1, 2, -1]
    assert found == owner_of_places(objects(list(shapely.points(places))), objects(shapes)).tolist()


def found_by_the_page(shapes, places, folder):
    """Return the sector that the page's own script finds for each of (n, 2) places in degrees."""
    sectors = [
        {"box": shape.bounds, "truth": [[[list(place) for place in shape.exterior.coords[:-1]]]]} for shape in shapes
    ]
    script = folder / "lookup.js"
    script.write_text(
        GEOMETRY_JS.read_text(encoding="utf-8")
        + f"\nconst sectors = {json.dumps(sectors)}, places = {json.dumps(places.tolist())};"
        + "\nconsole.log(JSON.stringify(places.map(([x, y]) => findSector(sectors, x, y))));",
        encoding="utf-8",
    )
    return json.loads(subprocess.run([NODE, str(script)], capture_output=True, text=True, check=True).stdout)


def test_an_address_on_a_border_is_listed_with_one_sector():
    pair = objects([shapely.box(12.5, 55.7, 12.6, 55.8), shapely.box(12.6, 55.7, 12.7, 55.8)])
    addresses = located([shapely.Point(12.6, 55.75)], vejnavn=["Skelvej"])
    assert street_index(addresses, pair) == [["Skelvej", [1]]]


def test_a_point_where_three_hairline_gaps_meet_belongs_to_the_nearest():
    left, upper = shapely.box(0, 0, 100, 200), shapely.box(100.4, 100.4, 200, 200)
    areas = objects([left, upper, shapely.box(100.4, 0, 200, 100)])
    places = [(100.1, 100.2), (100.3, 100.25), (100.35, 100.15)]
    assert owner_of_points(objects(list(shapely.points(places))), areas).tolist() == [0, 1, 2]


@pytest.mark.parametrize("turned", [False, True])
def test_seeds_stations_and_ends_of_links_on_a_border_are_in_the_unit_that_counts_have(turned):
    """They took the first unit of the layer, so another order of its features gave another plan."""
    boxes = np.array([shapely.box(100 * c, 0, 100 * c + 100, 100) for c in range(4)], dtype=object)
    order = np.arange(4)[::-1] if turned else np.arange(4)
    units = boxes[order]
    points = np.array([shapely.Point(100, 50), shapely.Point(300, 50), shapely.Point(-20, 50), None], dtype=object)
    owners = owner_or_nearest(points, units, 30.0)
    assert [int(order[one]) if one >= 0 else None for one in owners] == [1, 3, 0, None]
    assert (owner_or_nearest(points[2:3], units, 10.0) == -1).all()
    units_layer, seeds = table(units), table([points[0], points[1]], "seeds")
    assert [int(order[one]) for one in _seed_units(units_layer, units, seeds)] == [1, 3]
    (pair,) = link_pairs(table([shapely.LineString([points[0], points[1]])], "links"), units)
    assert sorted(int(order[one]) for one in pair) == [1, 3]
