"""Roads as a network: what meets, what may be used, and how points join it."""

import itertools

import numpy as np
import pandas as pd
import pytest
import shapely
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.plan.road_network import RoadNetwork, noded_roads
from sector_planner.core.plan.road_rules import road_rules

NOWHERE = np.empty(0, dtype=object)


def roads(*lines, **columns):
    shapes = np.empty(len(lines), dtype=object)
    shapes[:] = [None if line is None else shapely.LineString(line) for line in lines]
    frame = pd.DataFrame(
        {name: pd.Series(values, dtype=object) for name, values in columns.items()}, index=range(len(lines))
    )
    return FeatureTable("roads", shapes, frame, np.arange(len(lines)))


def points(*places):
    return np.array([shapely.Point(place) for place in places], dtype=object)


def boxes(*bounds):
    return np.array([shapely.box(*one) for one in bounds], dtype=object)


def metres(layer, start, end, *, mode="foot", units=NOWHERE, access_m=100.0):
    return float(RoadNetwork(layer, units, mode).metres(points(start), points(end), access_m)[0, 0])


def test_roads_are_cut_where_they_meet():
    pieces = noded_roads(roads([(0, 0), (100, 0)], [(50, 0), (50, 80)], None))
    assert sorted(shapely.length(pieces.lines)) == [50, 50, 80]


@pytest.mark.parametrize(
    ("levels", "meet"), [([0, 0, 0], True), ([0, 1, 0], False), (["0", "-1", None], False), (None, True)]
)
def test_roads_of_two_levels_meet_at_the_ends_only(levels, meet):
    """A bridge over a street; a ramp that joins the bridge where it ends, in the middle of another street."""
    columns = {} if levels is None else {"Layer": levels}
    layer = roads([(0, 0), (200, 0)], [(100, -100), (100, 100)], [(0, 100), (200, 100)], **columns)
    assert (metres(layer, (0, 0), (100, -100), access_m=9) < np.inf) == meet
    assert metres(layer, (0, 100), (100, -100)) == pytest.approx(300, abs=0.5)


@pytest.mark.parametrize("gap", [0.0, 0.05, 0.4, 0.95])
@pytest.mark.parametrize("side", [(100, 0), (200, 0)], ids=["in the middle", "end to end"])
def test_one_tolerance_joins_ends_and_middles(gap, side):
    x, y = side
    layer = roads([(0, 0), (200, 0)], [(x, y + gap), (x, 100)])
    assert metres(layer, (0, 0), (x, 100)) == pytest.approx(x + 100, abs=1)
    assert RoadNetwork(layer, NOWHERE).near_misses() == []


@pytest.mark.parametrize("side", [(100, 0), (200, 0)], ids=["in the middle", "end to end"])
def test_what_stops_short_of_a_road_does_not_meet_it_and_is_listed_with_its_place(side):
    x, y = side
    layer = roads([(0, 0), (200, 0)], [(x, y + 2.5), (x, 100)])
    assert metres(layer, (0, 0), (x, 100), access_m=1) == np.inf
    misses = RoadNetwork(layer, NOWHERE).near_misses()
    assert (x, 2.5, 2.5) in [(at, up, pytest.approx(short)) for at, up, short in misses]
    assert RoadNetwork(roads([(0, 0), (200, 0)], [(x, y + 7), (x, 100)]), NOWHERE).near_misses() == []


def test_two_bridges_of_one_level_meet():
    layer = roads([(0, 0), (200, 0)], [(100, 0), (100, 100)], layer=[1, 1])
    assert metres(layer, (0, 0), (100, 100), access_m=9) == pytest.approx(200, abs=0.5)


BRIDGE_IN_PIECES = [
    [(0, 0), (100, 0), (200, 0)],
    [(0, 0), (60, 0), (100, 0), (103, 0), (200, 0)],  # one of them is shorter than what lies on the ground
]


@pytest.mark.parametrize("corners", BRIDGE_IN_PIECES)
@pytest.mark.parametrize("level", [1, -2])
def test_a_bridge_in_pieces_does_not_come_down_where_they_meet(corners, level):
    """A street passes below the very place where two pieces of a bridge meet."""
    pieces = [list(pair) for pair in itertools.pairwise(corners)]
    layer = roads([(100, -100), (100, 100)], *pieces, layer=[0, *(level for _ in pieces)])
    assert metres(layer, (100, -100), (0, 0), access_m=9) == np.inf
    assert metres(layer, (0, 0), (200, 0), access_m=9) == pytest.approx(200, abs=0.5)


def test_pieces_of_two_levels_are_one_bridge():
    layer = roads([(100, -100), (100, 100)], [(0, 0), (100, 0)], [(100, 0), (200, 0)], layer=[0, 1, 2])
    assert metres(layer, (100, -100), (0, 0), access_m=9) == np.inf
    assert metres(layer, (0, 0), (200, 0), access_m=9) == pytest.approx(200, abs=0.5)


@pytest.mark.parametrize("levels", [[0, 1, 1], [0, 1, 0]], ids=["a ramp of the bridge's level", "a ramp on the ground"])
def test_a_ramp_leaves_a_bridge_in_its_middle(levels):
    """The ramp ends in a corner of the bridge, and comes down on the street that passes below it."""
    street, bridge = [(150, -100), (150, 100)], [(0, 0), (100, 0), (200, 0)]
    layer = roads(street, bridge, [(100, 0), (100, 50), (150, 50)], layer=levels)
    assert metres(layer, (0, 0), (150, 100), access_m=9) == pytest.approx(100 + 100 + 50, abs=0.5)
    assert metres(layer, (200, 0), (150, -100), access_m=9) == pytest.approx(100 + 100 + 150, abs=0.5)


def test_a_street_that_ends_below_a_bridge_does_not_join_it():
    layer = roads([(100, 0), (100, 100)], [(0, 0), (200, 0)], layer=[0, 1])
    assert metres(layer, (100, 100), (0, 0), access_m=9) == np.inf


@pytest.mark.parametrize(
    ("columns", "levels"),
    [
        ({"layer": ["streets", "bridges"], "niveau": [0, 1]}, [0, 1]),
        ({"layer": ["2023", "2024"], "niveau": ["0", "1"]}, [0, 1]),
        ({"layer": ["veje_1", "veje_2"], "niveau": [0, 1]}, [0, 1]),
        ({"layer": ["roads 1", "layer 2"]}, [0, 0]),
        ({"layer": ["0", "1"], "niveau": [0, 0]}, [0, 1]),
        ({"layer": [None, None], "level": ["", "-1"]}, [0, -1]),
        ({"layer": ["streets", "streets"]}, [0, 0]),
        ({"bridge": ["no", "viaduct"]}, [0, 1]),
        ({"bridge": ["F", "F"], "tunnel": ["F", "T"], "layer": [0, 0]}, [0, -1]),
        ({"tunnel": ["yes", "building_passage"]}, [-1, 0]),
        ({"bridge": [True, None]}, [1, 0]),
        ({"niveau": ["Niveau 1", "1.0"]}, [1, 1]),
        ({"layer": ["1;2", "-1"]}, [1, -1]),
        ({"other_tags": ['"bridge"=>"yes","layer"=>"2"', '"surface"=>"asphalt"']}, [2, 0]),
    ],
)
def test_the_level_is_the_first_field_that_holds_numbers_else_bridge_or_tunnel(columns, levels):
    rules = road_rules(roads([(0, 0), (1, 0)], [(0, 1), (1, 1)], **columns), "foot")
    assert rules.level.tolist() == levels


@pytest.mark.parametrize(
    ("columns", "ways"),
    [
        ({"oneway": "yes"}, "f"),
        ({"oneway": "1"}, "f"),
        ({"oneway": True}, "f"),
        ({"oneway": "-1"}, "b"),
        ({"oneway": "no"}, "fb"),
        ({"oneway": None}, "fb"),
        ({"fclass": "residential", "oneway": "F"}, "f"),
        ({"fclass": "residential", "oneway": "T"}, "b"),
        ({"fclass": "residential", "oneway": "B"}, "fb"),
        ({"junction": "roundabout"}, "f"),
        ({"oneway": "yes", "oneway:bicycle": "no"}, "fb"),
        ({"oneway": "yes", "cycleway": "opposite_lane"}, "fb"),
        ({"highway": "residential", "other_tags": '"oneway"=>"yes"'}, "f"),
    ],
)
def test_one_way_streets_bind_bicycles_only(columns, ways):
    layer = roads([(0, 0), (100, 0)], **{name: [value] for name, value in columns.items()})
    there, back = metres(layer, (0, 0), (100, 0), mode="bicycle"), metres(layer, (100, 0), (0, 0), mode="bicycle")
    assert (there == 100, back == 100) == ("f" in ways, "b" in ways)
    assert metres(layer, (0, 0), (100, 0)) == metres(layer, (100, 0), (0, 0)) == 100


def test_a_one_way_street_keeps_its_direction_where_others_cut_it():
    layer = roads([(0, 0), (200, 0)], [(100, -50), (100, 50)], oneway=["yes", "no"])
    assert metres(layer, (0, 0), (100, 50), mode="bicycle") == pytest.approx(150)
    assert metres(layer, (100, 50), (0, 0), mode="bicycle") == np.inf
    assert metres(layer, (100, 50), (200, 0), mode="bicycle") == pytest.approx(150)
    assert metres(layer, (20, 0), (80, 0), mode="bicycle") == pytest.approx(60)
    assert metres(layer, (80, 0), (20, 0), mode="bicycle") == np.inf


@pytest.mark.parametrize(
    ("columns", "foot", "bicycle"),
    [
        ({"access": "private"}, False, False),
        ({"access": "no", "foot": "yes"}, True, False),
        ({"foot": "no"}, False, True),
        ({"bicycle": "no"}, True, False),
        ({"vehicle": "no"}, True, False),
        ({"vehicle": "no", "bicycle": "yes"}, True, True),
        ({"highway": "motorway"}, False, False),
        ({"fclass": "motorway_link"}, False, False),
        ({"highway": "steps"}, True, False),
        ({"highway": "construction"}, False, False),
        ({"highway": "footway", "access": "permissive"}, True, True),
        ({"vejkategori": "Motorvej"}, False, False),
        ({"trafikart": "Motortrafikvej"}, False, False),
        ({"status": "Projekteret"}, False, False),
        ({"status": "Anlagt", "vejkategori": "Lille vej"}, True, True),
        ({"highway": "residential", "other_tags": '"access"=>"private"'}, False, False),
    ],
)
def test_who_may_use_a_road_is_read_from_its_fields(columns, foot, bicycle):
    layer = roads([(0, 0), (100, 0)], **{name: [value] for name, value in columns.items()})
    rules = [road_rules(layer, mode) for mode in ("foot", "bicycle")]
    assert [bool(one.forward[0] and one.backward[0]) for one in rules] == [foot, bicycle]


@pytest.mark.parametrize(
    "columns",
    [
        {"highway": ["residential", None], "railway": [None, "rail"]},
        {"highway": ["residential", ""], "waterway": ["", "canal"]},
        {"fclass": ["residential", "rail"]},
    ],
)
def test_railways_and_waters_in_the_layer_are_no_roads_and_are_not_crossed(columns):
    layer = roads([(0, 0), (100, 0)], [(-10, 20), (110, 20)], **columns)
    assert metres(layer, (0, 10), (100, 10)) == pytest.approx(120)
    assert metres(layer, (0, 10), (100, 30)) == np.inf
    under = roads([(0, 0), (100, 0)], [(-10, 20), (110, 20)], **columns, tunnel=["", "yes"])
    assert metres(under, (0, 10), (100, 30)) == pytest.approx(140)


def test_a_point_joins_the_nearest_road_that_leads_to_the_start():
    """A path in a yard lies nearer, and joins nothing; so does the station's own forecourt."""
    layer = roads([(0, 0), (500, 0)], [(390, 45), (410, 45)], [(-5, 30), (5, 30)])
    assert metres(layer, (0, 40), (400, 50)) == pytest.approx(490)
    assert metres(layer, (0, 40), (400, 50), access_m=45) == np.inf


def test_two_networks_each_serve_their_own():
    layer = roads([(0, 0), (100, 0)], [(0, 60), (100, 60)])
    found = RoadNetwork(layer, NOWHERE).metres(points((0, 0), (0, 60)), points((100, 0), (100, 60)), 20.0)
    assert found.tolist() == [[100, np.inf], [np.inf, 100]]


def test_no_way_to_a_road_leads_over_water_or_other_units():
    """The quay on the other bank is near; so is the road behind the neighbour."""
    units = boxes((0, 0, 200, 100), (0, 160, 200, 260), (0, 260, 200, 360))
    layer = roads([(0, 90), (200, 90)])
    assert metres(layer, (0, 90), (100, 170), units=units, access_m=500) == np.inf
    assert metres(layer, (0, 90), (100, 300), units=units, access_m=500) == np.inf
    bridge = roads([(0, 90), (200, 90)], [(50, 90), (50, 200)])
    assert metres(bridge, (0, 90), (100, 170), units=units, access_m=500) == pytest.approx(50 + 80 + 50)


def test_the_far_side_of_an_own_street_is_no_other_unit():
    units = boxes((0, 0, 200, 100), (0, 100, 200, 200))
    layer = roads([(0, 115), (200, 115)])  # drawn inside the neighbour
    assert metres(layer, (0, 115), (100, 50), units=units, access_m=500) == pytest.approx(165)


def test_a_start_outside_all_units_joins_the_road_before_it():
    units = boxes((0, 0, 200, 100))
    layer = roads([(-100, 50), (200, 50)])
    assert metres(layer, (-100, 90), (100, 50), units=units, access_m=100) == pytest.approx(240)


def test_points_without_a_place_and_layers_without_roads():
    layer = roads([(0, 0), (100, 0)])
    found = RoadNetwork(layer, NOWHERE).metres(np.array([shapely.Point()]), points((0, 0)), 10.0)
    assert np.isinf(found).all()
    with pytest.raises(InputError, match="no lines"):
        RoadNetwork(roads(None), NOWHERE)


@pytest.mark.parametrize("seed", range(5))
def test_ways_are_as_short_as_a_search_in_breadth_finds_them(seed):
    rng = np.random.default_rng(seed)
    steps = [
        (x, y, dx, dy) for x in range(6) for y in range(6) for dx, dy in ((1, 0), (0, 1)) if x + dx < 6 and y + dy < 6
    ]
    kept = [step for step in steps if rng.random() < 0.7]
    layer = roads(*[[(100 * x, 100 * y), (100 * (x + dx), 100 * (y + dy))] for x, y, dx, dy in kept])
    ends = [((x, y), (x + dx, y + dy)) for x, y, dx, dy in kept]
    places = sorted({place for pair in ends for place in pair})
    where = points(*[(100 * x, 100 * y) for x, y in places])
    found = RoadNetwork(layer, NOWHERE).metres(where[:5], where, 0.5)
    for row, start in enumerate(places[:5]):
        lengths, edge = {start: 0}, {start}
        while edge:
            edge = {b for a, b in [*ends, *((b, a) for a, b in ends)] if a in edge} - lengths.keys()
            lengths |= dict.fromkeys(edge, max(lengths.values()) + 1)
        assert found[row].tolist() == pytest.approx([100 * lengths.get(place, np.inf) for place in places])


def test_of_roads_equally_near_not_the_order_of_the_layer_decides():
    """A unit's middle in a block has four streets at one distance; turned round, the layer gave other minutes."""
    ways = [[(0, 0), (200, 0)], [(200, 0), (200, 200)], [(200, 200), (0, 200)], [(0, 200), (0, 0)]]
    found = {round(metres(roads(*order), (100, 100), (0, -90)), 3) for order in (ways, ways[::-1], ways[2:] + ways[:2])}
    assert len(found) == 1
