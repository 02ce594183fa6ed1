"""Distances over the road network, by QGIS's network analysis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from ....core.base.arrays import Shapes

translate = QCoreApplication.translate
_JOIN_M = 1.0


class RoadNetwork:
    """Roads as a graph; ends closer than a metre meet."""

    def __init__(self, lines: Shapes, crs: QgsCoordinateReferenceSystem, progress: Progress) -> None:
        """Take noded lines in a metric CRS; raise InputError where there are none."""
        if len(lines) == 0:
            raise InputError(
                translate("RoadNetwork", "The road layer has no lines. Choose the layer of streets and paths.")
            )
        self._crs, self._progress = crs, progress
        self._lines = lines
        self._roads = QgsVectorLayer(f"LineString?crs={crs.authid() or crs.toWkt()}", "roads", "memory")
        provider_of(self._roads).addFeatures([_feature(line) for line in lines])

    def routes(
        self, points: list[list[float]], origins: int
    ) -> tuple[list[tuple[float, float]], Iterator[list[float]]]:
        """Return where each point meets the roads, and a row of metres over them for each of the first `origins` points.

        A row holds the metres to every later point, infinite where there is no way; see core's RoadDistances.
        """
        graph, tied = self._graph(points)
        numbers = {(vertex.x(), vertex.y()): number for number, vertex in enumerate(_vertices(graph))}
        on_road = [(point.x(), point.y()) for point in tied]
        vertices = [numbers[place] for place in on_road]
        return on_road, self._costs(graph, vertices, origins)

    def _costs(self, graph: QgsGraph, vertices: list[int], origins: int) -> Iterator[list[float]]:
        for origin in self._progress.each(vertices[:origins], origins):
            _, cost = QgsGraphAnalyzer.dijkstra(graph, origin, 0)
            yield [cost[vertex] for vertex in vertices[origins:]]

    def _graph(self, points: list[list[float]]) -> tuple[QgsGraph, list[QgsPointXY]]:
        """Return the graph with every point tied to its nearest road."""
        both = QgsVectorLayerDirector.Direction.DirectionBoth
        director = QgsVectorLayerDirector(self._roads, -1, "", "", "", both)
        director.addStrategy(QgsNetworkDistanceStrategy())
        builder = QgsGraphBuilder(self._crs, True, _JOIN_M, "NONE")
        tied = director.makeGraph(builder, [QgsPointXY(*point) for point in points])
        return builder.takeGraph(), tied


def _feature(line: Any) -> QgsFeature:
    feature = QgsFeature()
    feature.setGeometry(to_geometry(line))
    return feature


def _vertices(graph: QgsGraph) -> Iterable[QgsPointXY]:
    return (graph.vertex(number).point() for number in range(graph.vertexCount()))
