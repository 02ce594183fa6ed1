"""Incidents on a common border, through Processing: every algorithm names the same sector, in any system and order.

In another system the borders between two corners are no longer the same lines: there the algorithms agree with one
another on where each incident is, a few millimetres to either side.
"""

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsProject
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

WEST = "POLYGON((700000 6170000,701000 6170000,701000 6171000,700000 6171000,700000 6170000))"
EAST = "POLYGON((701000 6170000,702000 6170000,702000 6171000,701000 6171000,701000 6170000))"
NORTH = "POLYGON((700000 6171000,702000 6171000,702000 6172000,700000 6172000,700000 6171000))"
ON_BORDERS = {
    "e": [(701000, 6170040 + 40 * n) for n in range(20)],
    "n": [(700050 + 90 * n, 6171000) for n in range(15)],
}
INSIDE = {"w": [(700500, 6170500)] * 3, "e": [(701500, 6170500)] * 2}
OUTER = {"w": [(700000, 6170500)], "e": [(702000, 6170500)], "n": [(701000, 6172000)]}
EXPECTED = {"w": 4, "e": 23, "n": 16}


def drawn(memory_layer, kind, fields, rows, system):
    """Return a layer in `system` of geometries drawn in EPSG:25832."""
    target = QgsCoordinateReferenceSystem(system)
    move = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:25832"), target, QgsProject.instance())
    moved = []
    for text, values in rows:
        shape = QgsGeometry.fromWkt(text)
        shape.transform(move)
        moved.append((shape.asWkt(12), values))
    layer = memory_layer(kind, fields, moved)
    layer.setCrs(target)
    return layer


@pytest.fixture
def layers(request, memory_layer):
    system = getattr(request, "param", "EPSG:25832")
    sectors = [(WEST, {"sector_id": "w"}), (EAST, {"sector_id": "e"}), (NORTH, {"sector_id": "n"})]
    for _, values in sectors:
        values |= {"unit_id": "zyx"["wen".index(values["sector_id"])], "name": values["sector_id"]}
    places = [place for group in (ON_BORDERS, INSIDE, OUTER) for some in group.values() for place in some]
    when = QDateTime(QDate(2026, 5, 5), QTime(12, 0))
    rows = [(f"POINT({x} {y})", {"type": "theft", "from_time": when}) for x, y in places]
    areas = drawn(memory_layer, "Polygon", "sector_id:string,unit_id:string,name:string", sectors[::-1], system)
    incidents = drawn(memory_layer, "Point", "type:string,from_time:datetime,to_time:datetime", rows, system)
    return areas, incidents


def features(result, name="OUTPUT"):
    return list(result[name].getFeatures())


@pytest.mark.parametrize("layers", ["EPSG:25832", "EPSG:25833"], indirect=True)
def test_grid_profile_threat_overlay_and_units_count_the_same_by_sector(run, layers):
    areas, incidents = layers
    common = {"INCIDENTS": incidents, "OUTPUT": "memory:"}
    grid = features(run("crimegrid", {"SECTORS": areas, "CELL_SIZE": 250, **common}))
    profile = features(run("crimeprofile", {"AREAS": areas, **common}))
    threat = features(
        run("threatassessment", {"EXPOSED_AREAS": areas, "NAME_FIELD": "name", "QUARTER": "2026-Q2", **common})
    )
    units = features(run("buildplanningunits", {"UNITS": areas, **common}))
    by_profile = {row["area"].split()[0]: row["count"] for row in profile if row["dimension"] == "total"}
    assert sum(cell["count"] for cell in grid) == sum(by_profile.values())
    assert {row["area"]: row["incidents"] for row in threat} == by_profile
    assert {unit["sector_id"]: unit["crime_load"] for unit in units} == by_profile
    if areas.crs().authid() == "EPSG:25832":  # cells follow the same borders
        by_sector = dict.fromkeys(EXPECTED, 0)
        for cell in grid:
            by_sector[cell["sector_id"]] += cell["count"]
        assert by_sector == by_profile == EXPECTED


def test_an_evaluation_shares_its_border_with_the_comparison_whichever_is_which(run, layers, memory_layer):
    areas, incidents = layers
    parts = {}
    for feature in areas.getFeatures():
        parts[feature["sector_id"]] = memory_layer("Polygon", "name:string", [(feature.geometry().asWkt(12), {})])
        parts[feature["sector_id"]].setCrs(areas.crs())
    days = {
        "BEFORE_START": "1/4-2026",
        "BEFORE_END": "30/4-2026",
        "AFTER_START": "1/5-2026",
        "AFTER_END": "31/5-2026",
    }
    for target, comparison in (("w", "e"), ("e", "w"), ("n", "e")):
        settings = {"TARGET": parts[target], "COMPARISON": parts[comparison], "RING": 0, "INCIDENTS": incidents}
        rows = features(
            run("evaluateinitiative", {**settings, **days, "OUTPUT": "memory:", "AREAS": "memory:"}), "AREAS"
        )
        after = {row["role"]: row["after"] for row in rows}
        shared = EXPECTED if {target, comparison} == {"w", "e"} else {"n": 16, "e": 23}
        on_others = {"w": 0, "e": 0, "n": 0}
        if "n" not in (target, comparison):  # the border with a third area that is not asked about
            on_others = {
                "w": sum(x < 701000 for x, _ in ON_BORDERS["n"]),
                "e": sum(x > 701000 for x, _ in ON_BORDERS["n"]),
            }
        assert after["target"] == shared[target] + on_others[target]
        assert after["comparison"] == shared[comparison] + on_others[comparison]
