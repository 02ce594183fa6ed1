"""The right officer, always: on three maps the page answers as the sectors' own polygons do, drawn as they are at 5 m."""

import numpy as np
import pandas as pd
import pytest
import shapely
from scipy.cluster.vq import kmeans2
from sector_planner.core.base.progress import Progress
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.publish.map_geometry import LocalMetres
from sector_planner.core.publish.publication import Sources, build_publication, write_publication
from sector_planner.core.publish.settings import PublicSettings
from sector_planner.core.sample.city import make_city
from sector_planner.core.sample.settings import SampleSettings

POINTS = 30_000
ADDRESSES = 16_000
STREETS = 240
SECTORS = {"bellahoej": 21, "sample city": 24, "copenhagen": 30}


def layer_of(rows, geometry):
    return FeatureTable("layer", np.array(geometry, dtype=object), pd.DataFrame(rows), np.arange(len(rows)))


def units_of(name, shared_data):
    """Return the planning units of a map, in degrees."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsProject, QgsVectorLayer

    if name == "sample city":
        shapes = make_city(SampleSettings(), Progress())["PLANNING_UNITS"].geometry
        geometries = [QgsGeometry.fromWkt(shapely.to_wkt(shape, rounding_precision=-1)) for shape in shapes]
    else:
        path, layer = {
            "bellahoej": (shared_data("bellahoej/bellahoej_25832.gpkg"), "units"),
            "copenhagen": (shared_data("cph_demo_derived/cph_demo_25832.gpkg"), "rode"),
        }[name]
        geometries = [feature.geometry() for feature in QgsVectorLayer(f"{path}|layername={layer}", name).getFeatures()]
    metres, degrees = (QgsCoordinateReferenceSystem(code) for code in ("EPSG:25832", "EPSG:4326"))
    turn = QgsCoordinateTransform(metres, degrees, QgsProject.instance())
    for geometry in geometries:
        geometry.transform(turn)
    return shapely.make_valid(shapely.from_wkb([bytes(geometry.asWkb()) for geometry in geometries]))


def addresses(sectors, random):
    """Return points inside the sectors, half of them within 20 metres of a border, each a house of a street of its own side."""
    local = LocalMetres.around(sectors)
    metres = local.to_metres(sectors)
    lines = shapely.union_all(shapely.boundary(metres))
    pieces = shapely.get_parts(lines)
    pieces = pieces[random.choice(len(pieces), ADDRESSES, p=shapely.length(pieces) / shapely.length(pieces).sum())]
    along = shapely.line_interpolate_point(pieces, random.uniform(0, 1, ADDRESSES), normalized=True)
    near = shapely.get_coordinates(along) + random.uniform(-20, 20, (ADDRESSES, 2))
    low, high = np.split(shapely.total_bounds(metres), 2)
    places = np.round(np.concatenate([near[: ADDRESSES // 2], random.uniform(low, high, (ADDRESSES, 2))]), 1)
    rows = np.unique(shapely.STRtree(metres).query(shapely.points(places), predicate="within")[0])
    _, street = kmeans2(places[rows], STREETS, minit="points", seed=2)
    houses = pd.Series(street).groupby(street).cumcount()
    texts = [f"{1 + house // 8}{'ABCDEFGH'[house % 8]}" for house in houses]
    table_rows = [
        {"street": f"{'ABCDEFGHIJKLMNOPQRSTUVWX'[s // 10]}strupvej {'abcdefghij'[s % 10]}", "number": text}
        for s, text in zip(street.tolist(), texts, strict=True)
    ]
    return table_rows, local.to_degrees(shapely.points(places[rows]))


@pytest.fixture(scope="module", params=list(SECTORS))
def place(request, qgis_app, shared_data, tmp_path_factory):
    units = units_of(request.param, shared_data)
    middles = shapely.get_coordinates(shapely.centroid(units)) * [0.56, 1.0]
    _, group = kmeans2(middles, SECTORS[request.param], minit="++", seed=3)
    sectors = np.array([shapely.union_all(units[group == number]) for number in np.unique(group)], dtype=object)
    rows, points = addresses(sectors, np.random.default_rng(11))
    ids = list(range(1, len(sectors) + 1))
    sources = Sources(layer_of([{"sector_id": key} for key in ids], sectors), addresses=layer_of(rows, points))
    folder = tmp_path_factory.mktemp("place")
    write_publication(folder, build_publication(sources, PublicSettings("2026-1", "Find", tolerance_m=5.0)))
    return folder / "index.html", sectors, rows, points


def owners(sectors, points):
    found = np.full(len(points), -1)
    rows, inside = shapely.STRtree(sectors).query(points, predicate="intersects")
    found[rows[::-1]] = inside[::-1]
    return found.tolist()


def test_30_000_random_points_lie_in_their_own_sector(place, browser, checks):
    page_path, sectors, _, _ = place
    low, high = np.split(shapely.total_bounds(sectors), 2)
    points = np.random.default_rng(7).uniform(low, high, (POINTS, 2))
    wanted = owners(sectors, shapely.points(points))
    with checks.visit(browser, page_path.as_uri()) as page:
        found = page.evaluate(
            "places => places.map(place => Number(window.sectorAt(...place) || 0) - 1)", points.tolist()
        )
    assert [at for at in range(POINTS) if found[at] != wanted[at]] == []


def test_every_address_finds_its_own_sector(place, browser, checks):
    page_path, sectors, rows, points = place
    wanted = owners(sectors, points)
    asked = [f"{row['street']} {row['number']}" for row in rows]
    ask = "texts => texts.map(text => { const f = searchAddress(page, text); return f.sure ? f.offers[0].index : -9; })"
    with checks.visit(browser, page_path.as_uri()) as page:
        found = page.evaluate(ask, asked)
    assert len(asked) > 8_000
    assert [(asked[at], found[at], wanted[at]) for at in range(len(asked)) if found[at] != wanted[at]] == []
