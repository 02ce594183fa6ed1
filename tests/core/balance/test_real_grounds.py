"""The promises on ground as it is: units in several parts, units inside units, islands joined by bridges alone.

Maps are drawn as cells of a lattice. Neighbours and border lengths are counted on the cells, without the engine.
"""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
import shapely
from builders.plans import check_plan, islands, neighbours_of
from builders.settings import PATIENT, QUICK
from hypothesis import given
from hypothesis import strategies as st
from sector_planner.core.balance.model.instance import BalanceLayers, read_instance
from sector_planner.core.balance.runtime.driver import balance
from sector_planner.core.base.errors import InfeasibleError
from sector_planner.core.base.table import FeatureTable

pytestmark = pytest.mark.usefixtures("hardly_any_or_quick")
CELL = 100.0


def grown(rng, side, n):
    """Return (side, side) the unit of each cell: n patches that grew from random cells."""
    patch = np.full((side, side), -1)
    edge = [divmod(int(cell), side) for cell in rng.choice(side * side, n, replace=False)]
    for unit, cell in enumerate(edge):
        patch[cell] = unit
    while edge:
        place = int(rng.integers(len(edge)))
        row, column = edge[place]
        around = [(row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)]
        free = [cell for cell in around if min(cell) >= 0 and max(cell) < side and patch[cell] < 0]
        if not free:
            edge.pop(place)
            continue
        new = free[int(rng.integers(len(free)))]
        patch[new] = patch[row, column]
        edge.append(new)
    return patch


def in_parts(rng, patch):
    """Give some cells to units that lie elsewhere: these are in several parts then."""
    cells = rng.integers(0, len(patch), (len(patch), 2))
    units = rng.integers(0, patch.max() + 1, len(cells))
    counts = Counter(patch.ravel().tolist())
    for (row, column), unit in zip(cells, units, strict=True):
        if counts[int(patch[row, column])] > 1:
            counts[int(patch[row, column])] -= 1
            counts[int(unit)] += 1
            patch[row, column] = unit


def with_holes(rng, patch):
    """Put a unit of its own inside others, with one unit all around it."""
    for row, column in rng.integers(1, len(patch) - 1, (2 * len(patch), 2)):
        ring = patch[row - 1 : row + 2, column - 1 : column + 2]
        around, inside = ring[0, 0], patch[row, column]
        others = set(ring.ravel().tolist()) - {around, inside}
        if around != inside and all((patch == one).sum() > (ring == one).sum() for one in others):
            ring[:] = around
            patch[row, column] = inside


def cannot_link(patch):
    """Return every cell of every patch with water around it: no two units touch."""
    return [
        [(2 * row, 2 * column) for row, column in np.argwhere(patch == unit)[:1]] for unit in range(patch.max() + 1)
    ]


def cells_of(patch):
    return [[tuple(cell) for cell in np.argwhere(patch == unit).tolist()] for unit in range(patch.max() + 1)]


def borders(units):
    """Return the metres of border between units that share a side of a cell."""
    owner = {cell: unit for unit, cells in enumerate(units) for cell in cells}
    metres = Counter()
    for (row, column), unit in owner.items():
        for other in (owner.get((row + 1, column)), owner.get((row, column + 1))):
            if other is not None and other != unit:
                metres[min(unit, other), max(unit, other)] += CELL
    return metres


def bridges(rng, units, metres):
    """Return pairs of units that join all that no border joins, and a few more."""
    pairs = np.array(sorted(metres), dtype=np.int64).reshape(-1, 2)
    found = islands(len(units), neighbours_of(len(units), pairs))
    joined = sorted(found[0])
    links = set()
    for island in found[1:]:
        links.add(tuple(sorted((int(rng.choice(joined)), int(rng.choice(sorted(island)))))))
        joined += sorted(island)
    for one, other in rng.integers(0, len(units), (len(units) // 20, 2)).tolist():
        if one != other:
            links.add((min(one, other), max(one, other)))
    return sorted(links)


def shape(cells):
    return shapely.union_all([shapely.box(CELL * x, CELL * y, CELL * (x + 1), CELL * (y + 1)) for y, x in cells])


def layers(units, load, links, sectors):
    middles = [np.array([CELL * (cells[0][1] + 0.5), CELL * (cells[0][0] + 0.5)]) for cells in units]
    lines = shapely.linestrings([(middles[one], middles[other]) for one, other in links]) if links else []
    ids = [f"u{unit}" for unit in range(len(units))]
    frame = pd.DataFrame({"unit_id": ids, "workload": load, "population": np.minimum(load, 1e6)})
    shapes = np.array([shape(cells) for cells in units], dtype=object)
    bridge = FeatureTable("links", np.array(lines, dtype=object), pd.DataFrame(index=range(len(links))), np.arange(len(links)))  # fmt: skip
    return BalanceLayers(FeatureTable("units", shapes, frame, np.arange(len(units))), "workload", sectors, links=bridge)


def weights(rng, n, kind):
    load = {
        "even": np.ones(n),
        "zero": np.zeros(n),
        "uneven": rng.lognormal(0, 2, n),
        "huge": np.where(rng.random(n) < 0.1, 1e12, rng.random(n)),
        "tiny": rng.random(n) * 1e-9,
    }[kind]
    load[rng.integers(n)] += 1e-6
    return load


GROUNDS = st.tuples(
    st.integers(0, 2**32 - 1),
    st.one_of(st.integers(1, 12), st.integers(1, 60), st.integers(1, 200)),
    st.sampled_from(["parts", "holes", "parts and holes", "bridges", "bridges and parts"]),
    st.sampled_from(["even", "zero", "uneven", "huge", "tiny"]),
)


def drawn_units(rng, n, kind):
    side = max(4, int(np.ceil(np.sqrt(3 * n))))
    patch = grown(rng, side, n)
    if "holes" in kind:
        with_holes(rng, patch)
    if "parts" in kind:
        in_parts(rng, patch)
    units = cannot_link(patch) if "bridges" in kind else cells_of(patch)
    if kind == "bridges and parts":  # each second cell of a unit lies across the water from its first
        units = [[*cells, (cells[0][0], cells[0][1] + 4 * side)] for cells in units]
    return units


@PATIENT
@given(GROUNDS, st.integers(1, 8))
def test_ground_in_parts_with_holes_and_bridges_keeps_every_promise(drawn, sectors):
    seed, n, kind, loads = drawn
    rng = np.random.default_rng(seed)
    units = drawn_units(rng, n, kind)
    metres = borders(units)
    assert not metres or "bridges" not in kind
    links = bridges(rng, units, metres)
    load = weights(rng, n, loads)
    instance = read_instance(layers(units, load, links, sectors))
    check_graph(instance, metres, links)
    if n < sectors:
        with pytest.raises(InfeasibleError, match=f"{n} units cannot make {sectors} sectors"):
            balance(instance, QUICK)
    else:
        check_plan(instance, balance(instance, QUICK))


def check_graph(instance, metres, links):
    """Raise where what was read is not what was drawn: borders in metres, and bridges of no length."""
    expected = dict.fromkeys(links, 0.0) | metres
    read = {
        tuple(pair): length for pair, length in zip(instance.graph.edges.tolist(), instance.graph.border_m, strict=True)
    }
    assert read.keys() == expected.keys()
    assert [read[pair] for pair in sorted(read)] == pytest.approx([expected[pair] for pair in sorted(read)])


@pytest.mark.parametrize(("kind", "several"), [("parts", "parts"), ("holes", "rings"), ("bridges", "islands")])
def test_the_maps_drawn_are_as_awkward_as_they_claim(kind, several):
    found = 0
    for seed in range(10):
        units = drawn_units(np.random.default_rng(seed), 40, kind)
        shapes = [shape(cells) for cells in units]
        found += {
            "parts": sum(one.geom_type == "MultiPolygon" for one in shapes),
            "rings": int(sum(shapely.get_num_interior_rings(shapely.get_parts(one)).sum() for one in shapes)),
            "islands": len(units) - len(borders(units)),
        }[several]
    assert found >= 10
