"""Instances from real maps: the districts of the Bellahøj study area, Copenhagen, and the parishes of Denmark."""

from __future__ import annotations

import sqlite3

import numpy as np
import shapely
from instances import DATA, Instance, _connected
from sector_planner.core.geo.contiguity import ContiguityGraph, components

ENVELOPE = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}  # bytes, by the flags of a GeoPackage geometry
BRIDGED = 250.0  # metres of water at most


def bellahoej(district, sectors):
    """Return the units of one local police district, their load the residents; None where the data is not at hand."""
    path = DATA / "bellahoej" / "bellahoej_25832.gpkg"
    if not path.exists():
        return None
    rows = _rows(path, "select geom, population from units where police_district = ? order by fid", (district,))
    geometry = np.array([_geometry(row[0]) for row in rows])
    load = np.rint(1000 * np.array([row[1] or 0 for row in rows], dtype=float)).astype(np.int64)
    return _instance(f"Bellahøj {district}", sectors, geometry, load)


def copenhagen(sectors=21):
    """Return the roder of Copenhagen, their load the residents; None where the data is not at hand.

    The harbour parts the city: roder of two parts that lie within BRIDGED of one another are linked.
    """
    path = DATA / "cph_demo_derived" / "cph_demo_25832.gpkg"
    if not path.exists():
        return None
    rows = _rows(path, "select geom, pop_est from rode order by fid")
    geometry = np.array([_geometry(row[0]) for row in rows])
    load = np.rint([row[1] or 0 for row in rows]).astype(np.int64)
    found = ContiguityGraph.from_polygons(geometry)
    part = components(len(geometry), found.edges)[1]
    i, j = shapely.STRtree(geometry).query(geometry, predicate="dwithin", distance=BRIDGED)
    links = np.column_stack([i, j])[(part[i] != part[j]) & (i < j)]
    edges = np.vstack([found.edges, links]).astype(np.int64)
    order = np.lexsort((edges[:, 1], edges[:, 0]))
    length = np.concatenate([found.border_m, np.zeros(len(links))])
    xy = shapely.get_coordinates(shapely.centroid(geometry))
    return _connected(Instance("Copenhagen", sectors, edges[order], length[order], load, xy, shapely.area(geometry)))


def parishes(sectors=12):
    """Return the 2,468 parts of the Danish parishes, their load the area; each island has one link to its nearest."""
    geometry = parish_parts()
    return (
        None
        if geometry is None
        else _instance("parishes", sectors, geometry, np.rint(shapely.area(geometry)).astype(np.int64))
    )


def parish_parts():
    """Return the parts of the Danish parishes in metres; None where the data is not at hand."""
    path = DATA / "dk_dagi_2014" / "sogne.gpkg"
    if not path.exists():
        return None
    degrees = np.array([_geometry(row[0]) for row in _rows(path, "select geom from sogne")])
    return in_metres(shapely.make_valid(degrees))


def in_metres(degrees):
    """Return geometries in plate carrée, true at Denmark's middle."""
    metres = np.array([111_320.0 * np.cos(np.radians(56.0)), 111_320.0])
    return shapely.transform(degrees, lambda places: places * metres)


def _rows(path, query, values=()):
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def _geometry(blob):
    return shapely.from_wkb(blob[8 + ENVELOPE[(blob[3] >> 1) & 7] :])


def _instance(name, sectors, geometry, load):
    found = ContiguityGraph.from_polygons(geometry)
    xy = shapely.get_coordinates(shapely.centroid(geometry))
    name = f"{name} {len(load):,}/{sectors}"
    return _connected(Instance(name, sectors, found.edges, found.border_m, load, xy, shapely.area(geometry)))
