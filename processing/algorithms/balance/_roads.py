"""Distances over the road network, by QGIS's network analysis."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from qgis.analysis import (
    QgsGraph,
    QgsGraphAnalyzer,
    QgsGraphBuilder,
    QgsNetworkDistanceStrategy,
    QgsVectorLayerDirector,
)
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsPointXY, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ....core.base.progress import Progress
from ...framework.layers import to_geometry
from ...framework.providers import provider_of

translate = QCoreApplication.translate
_JOIN_M = 1.0


class RoadNetwork:
    """Roads as a graph; ends closer than a metre meet."""

    def __init__(self, lines: NDArray[np.object_], crs: QgsCoordinateReferenceSystem, progress: Progress) -> None:
        """Take noded lines in a metric CRS; raise InputError where there are none."""
        if len(lines) == 0:
            raise InputError(
                translate("RoadNetwork", "The road layer has no lines. Choose the layer of streets and paths.")
            )
        self._crs, self._progress = crs, progress
        self._lines = lines
        self._roads = QgsVectorLayer(f"LineString?crs={crs.authid() or crs.toWkt()}", "roads", "memory")
        provider_of(self._roads).addFeatures([_feature(line) for line in lines])

    def metres(
        self, origins: NDArray[np.object_], targets: NDArray[np.object_], access_m: float
    ) -> NDArray[np.float64]:
        """Return (o, n) metres from each origin to each target over the roads, and straight to the road at both ends.

        Infinite where roads do not connect the two, either lies more than `access_m` from a road, or has no place.
        """
        places = np.r_[origins, targets]
        placed = ~(shapely.is_missing(places) | shapely.is_empty(places))
        found = np.full((len(origins), len(targets)), np.inf)
        starts, ends = placed[: len(origins)], placed[len(origins) :]
        if starts.any() and ends.any():
            found[np.ix_(starts, ends)] = self._metres(shapely.get_coordinates(places[placed]), starts.sum(), access_m)
        return found

    def _metres(self, points: NDArray[np.float64], count: int, access_m: float) -> NDArray[np.float64]:
        """Return the metres from the first `count` points to the others."""
        graph, tied = self._graph(points)
        where = {(vertex.x(), vertex.y()): number for number, vertex in enumerate(_vertices(graph))}
        vertex = np.array([where[point.x(), point.y()] for point in tied], dtype=np.intp)
        on_road = np.array([(point.x(), point.y()) for point in tied])
        access = np.hypot(*(points - on_road).T)
        access[access > access_m] = np.inf
        found = np.empty((count, len(points) - count))
        for row in self._progress.each(range(count), count):
            _, cost = QgsGraphAnalyzer.dijkstra(graph, int(vertex[row]), 0)
            found[row] = np.array(cost)[vertex[count:]] + access[row] + access[count:]
        return found

    def _graph(self, points: NDArray[np.float64]) -> tuple[QgsGraph, list[QgsPointXY]]:
        """Return the graph with every point tied to its nearest road."""
        both = QgsVectorLayerDirector.Direction.DirectionBoth
        director = QgsVectorLayerDirector(self._roads, -1, "", "", "", both)
        director.addStrategy(QgsNetworkDistanceStrategy())
        builder = QgsGraphBuilder(self._crs, True, _JOIN_M, "NONE")
        tied = director.makeGraph(builder, [QgsPointXY(*point) for point in points.tolist()])
        return builder.takeGraph(), tied


def _feature(line: shapely.LineString) -> QgsFeature:
    feature = QgsFeature()
    feature.setGeometry(to_geometry(line))
    return feature


def _vertices(graph: QgsGraph) -> Iterable[QgsPointXY]:
    return (graph.vertex(number).point() for number in range(graph.vertexCount()))
