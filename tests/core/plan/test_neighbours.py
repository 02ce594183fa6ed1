import itertools
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest
import shapely
from builders.tables import table
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.geo.contiguity import ContiguityGraph
from sector_planner.core.plan.neighbours import NOBODY, cover_partners, sector_neighbours
from sector_planner.core.plan.reports.neighbours import neighbours_report
from sector_planner.core.reporting.page import render


def rectangles(*bounds, **columns):
    return table([shapely.box(*one) for one in bounds], "sectors", **columns)


def row(count):
    return [(100 * i, 0, 100 * i + 100, 100) for i in range(count)]


def best_matching(count, weight_of):
    """Return (pairs, weight) of the best matching by trying all of them."""
    best = (0, 0.0)
    edges = list(weight_of)
    for size in range(count // 2 + 1):
        for chosen in itertools.combinations(edges, size):
            ends = [end for edge in chosen for end in edge]
            if len(set(ends)) == len(ends):
                best = max(best, (size, sum(weight_of[edge] for edge in chosen)))
    return best


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    st.integers(2, 7).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.dictionaries(st.sampled_from(list(itertools.combinations(range(n), 2))), st.integers(1, 50), max_size=9),
        )
    )
)
def test_pairs_are_as_many_and_as_heavy_as_any_matching_and_everybody_has_a_partner(drawn):
    count, weight_of = drawn
    edges = np.array(sorted(weight_of), dtype=np.intp).reshape(-1, 2)
    weight = np.array([weight_of[tuple(edge)] for edge in edges.tolist()], dtype=float)
    cover = cover_partners(count, edges, weight)
    mutual = {
        (one, int(other)) for one, other in enumerate(cover.partner) if cover.partner[other] == one and one < other
    }
    known = {pair for pair in mutual if pair in weight_of}
    found = (len(known), sum(weight_of[pair] for pair in known))
    assert found == best_matching(count, weight_of)
    assert (cover.partner != NOBODY).all()
    assert (cover.partner != np.arange(count)).all()
    assert (cover.group[cover.partner] == cover.group).all()
    assert (cover.group > 0).all()


def test_an_odd_one_joins_a_pair():
    found = sector_neighbours(rectangles(*row(3), sector_id=[1, 2, 3]), "sector_id").sectors.attributes
    assert sorted(found["cover_group"]) == [1, 1, 1]
    assert found["neighbour_ids"].tolist() == ["2", "1, 3", "2"] or found["neighbour_ids"][1] in ("1, 3", "3, 1")


def test_an_island_joins_its_nearest():
    layer = rectangles(*row(2), (900, 0, 1000, 100), sector_id=["a", "b", "fort"])
    found = sector_neighbours(layer, "sector_id").sectors.attributes
    assert found["cover_partner"].tolist() == ["b", "a", "b"]
    assert found["cover_distance_m"].tolist() == [0, 0, 700]
    assert "borders no other sector; b is nearest, at 700 m" in render(
        neighbours_report(sector_neighbours(layer, "sector_id"))
    )


def test_a_lone_sector_has_nobody():
    found = sector_neighbours(rectangles((0, 0, 1000, 1000), sector_id=[1]), "sector_id").sectors.attributes
    assert found["cover_partner"].tolist() == [None]


def test_borders_are_lines_with_their_length_across_districts_and_slivers():
    layer = rectangles(
        (0, 0, 100, 100), (100.3, 0, 200, 60), sector_id=[1, 2], police_district=["N", "S"], officers=[3, 4]
    )
    found = sector_neighbours(layer, "sector_id", "officers")
    (pair,) = found.pairs.attributes.to_dict("records")
    assert pair["border_m"] == pytest.approx(60)
    assert pair["across_districts"]
    assert pair["cover"]
    assert found.pairs.geometry[0].length == pytest.approx(60, abs=1)
    assert found.sectors.attributes["group_officers"].tolist() == [7, 7]


def test_a_group_with_a_sector_whose_officers_are_not_told_has_no_sum():
    layer = rectangles((0, 0, 100, 100), (100, 0, 200, 60), sector_id=[1, 2], officers=[3, None])
    found = sector_neighbours(layer, "sector_id", "officers").sectors.attributes
    assert found["group_officers"].isna().all()


def test_an_id_that_repeats_or_lacks_is_named():
    with pytest.raises(InputError, match="“sector_id”: ids that occur more than once: 1"):
        sector_neighbours(rectangles(*row(2), sector_id=[1, 1]), "sector_id")
    with pytest.raises(InputError, match="feature 2: the field “sector_id” is empty"):
        sector_neighbours(rectangles(*row(2), sector_id=[1, None]), "sector_id")


def test_a_layer_without_sectors_is_refused():
    with pytest.raises(InputError, match="Layer “sectors” has no sectors"):
        sector_neighbours(
            FeatureTable("sectors", np.empty(0, object), pd.DataFrame({"sector_id": []}), np.arange(0)), "sector_id"
        )


def most_of_a_matching(count, edges, weight):
    """Return pairs and weight of the best matching: whoever is first pairs with one of its neighbours, or with nobody."""
    near = [{} for _ in range(count)]
    for (a, b), one in zip(edges.tolist(), weight.tolist(), strict=True):
        near[a][b] = near[b][a] = one

    @lru_cache(None)
    def best(left):
        if not left:
            return 0, 0.0
        first = (left & -left).bit_length() - 1
        rest = left & ~(1 << first)
        found = [best(rest)]
        for other, one in near[first].items():
            if rest >> other & 1:
                pairs, sum_ = best(rest & ~(1 << other))
                found.append((pairs + 1, sum_ + one))
        return max(found)

    return best((1 << count) - 1)


def is_best(seed, count):
    rng = np.random.default_rng(seed)
    places = rng.random((count, 2)) * [6000, 1500]
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(places)))
    cells = cells[np.argsort(shapely.get_x(shapely.centroid(cells)))]  # so that few are open at a time
    graph = ContiguityGraph.from_polygons(shapely.intersection(cells, shapely.box(0, 0, 6000, 1500)))
    partner = cover_partners(count, graph.edges, graph.border_m).partner
    one, other = graph.edges.T
    chosen = (partner[one] == other) & (partner[other] == one)
    pairs, metres = most_of_a_matching(count, graph.edges, graph.border_m)
    return chosen.sum() == pairs and graph.border_m[chosen].sum() >= metres - 1e-3


@pytest.mark.parametrize("seed", [11, 16, 44])
def test_cover_pairs_are_the_best_of_all_to_the_metre(seed):
    assert is_best(seed, 48)


@pytest.mark.slow
def test_cover_pairs_are_the_best_on_hundreds_of_maps():
    assert all(is_best(seed, 10 + seed % 50) for seed in range(300))
