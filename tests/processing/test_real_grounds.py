"""Balancing on real ground with its defects: islands and a harbour, a grid over precincts in degrees."""

import numpy as np
import pytest
import shapely
from qgis.core import QgsProcessingException, QgsVectorLayer
from qgis.PyQt import sip

CITY = "cph_demo_derived/cph_demo_25832.gpkg"


@pytest.fixture(scope="module")
def roder(qgis_app, shared_data):
    layer = QgsVectorLayer(f"{shared_data(CITY)}|layername=rode", "rode")
    features = list(layer.getFeatures())
    shapes = np.array([shapely.make_valid(shapely.from_wkb(bytes(f.geometry().asWkb()))) for f in features])
    yield layer, features, shapes
    sip.delete(layer)  # the error of a refused run keeps it, and QGIS would close it after GDAL has gone


def pieces(shapes, extra=()):
    """Return the pieces that touching areas fall into, largest first, by union and not by the product's adjacency."""
    outlines = [*shapely.get_parts(shapely.union_all(shapely.buffer([*shapes, *extra], 0.6)))]
    members = [np.flatnonzero(shapely.intersects(outline, shapes)) for outline in outlines]
    return sorted(members, key=len, reverse=True)


@pytest.fixture(scope="module")
def bridges(roder):
    """Return the shortest line from each piece of the city to the largest: what an analyst would draw as links."""
    _, _, shapes = roder
    mainland, *islands = pieces(shapes)
    rest = shapely.union_all(shapes[mainland])
    lines = []
    for island in islands:
        nearest = shapely.shortest_line(shapely.union_all(shapes[island]), rest)
        (x1, y1), (x2, y2) = nearest.coords
        step = np.array([x2 - x1, y2 - y1]) / max(nearest.length, 1e-9)
        ends = np.array([x1, y1]) - 5 * step, np.array([x2, y2]) + 5 * step
        lines.append((shapely.LineString(ends).wkt, {"name": f"link {len(lines) + 1}"}))
    return lines


def test_islands_without_links_stop_the_run_by_name(run, roder):
    layer, *_ = roder
    with pytest.raises(QgsProcessingException) as refusal:
        run("balancesectors", {"UNITS": layer, "WORKLOAD_FIELD": "pop_est", "SECTOR_COUNT": 21, "OUTPUT": "memory:"})
    message = str(refusal.value)
    for fort in ("Trekroner", "Middelgrund", "Flakfortet"):
        assert fort in message
    assert "add a link" in message
    assert " m from " in message, "how wide the water is"


def test_with_links_the_whole_city_is_balanced(run, roder, bridges, memory_layer):
    layer, _, shapes = roder
    links = memory_layer("LineString", "name:string", bridges, name="links")
    parameters = {"UNITS": layer, "WORKLOAD_FIELD": "pop_est", "SECTOR_COUNT": 21, "LINKS": links, "EFFORT": "quick"}
    results = run("balancesectors", parameters | {"OUTPUT": "memory:", "SECTORS": "memory:"})
    sectors = np.array([feature["sector_id"] for feature in results["OUTPUT"].getFeatures()])
    assert sorted(set(sectors.tolist())) == list(range(1, 22))
    assert results["MAX_DEVIATION"] <= 5.0
    lines = shapely.from_wkt([wkt for wkt, _ in bridges])
    for sector in range(1, 22):
        own = shapes[sectors == sector]
        inside = [line for line in lines if sum(shapely.distance(line, own) < 1) >= 2]
        assert len(pieces(own, inside)) == 1, f"sector {sector} is in several parts"


def test_a_grid_over_precincts_in_degrees_is_balanced_by_robberies(run, shared_data, tmp_path):
    from qgis import processing

    data = shared_data("memphis_hotspot/memphis.gpkg")
    precincts = QgsVectorLayer(f"{data}|layername=memphis_precincts", "precincts")
    repaired = processing.run("native:fixgeometries", {"INPUT": precincts, "OUTPUT": "memory:"})["OUTPUT"]
    grid = processing.run(
        "native:creategrid",
        {
            "TYPE": 2,
            "EXTENT": precincts.extent(),
            "HSPACING": 0.02,
            "VSPACING": 0.016,
            "CRS": "EPSG:4326",
            "OUTPUT": "memory:",
        },
    )["OUTPUT"]
    inside = processing.run(
        "native:extractbylocation", {"INPUT": grid, "PREDICATE": [0], "INTERSECT": repaired, "OUTPUT": "memory:"}
    )["OUTPUT"]  # fmt: skip
    units = run(
        "buildplanningunits",
        {
            "UNITS": inside, "POPULATION_LAYER": f"{data}|layername=memphis_population", "POPULATION_LAYER_FIELD": "population",
            "INCIDENTS": f"{data}|layername=memphis_robberies", "OUTPUT": str(tmp_path / "units.gpkg"),
        },
    )["OUTPUT"]  # fmt: skip
    results = run("balancesectors", {"UNITS": units, "SECTOR_COUNT": 9, "EFFORT": "quick", "OUTPUT": "memory:"})
    assert results["SECTORS_MADE"] == 9
    assert results["MAX_DEVIATION"] <= 5.0
