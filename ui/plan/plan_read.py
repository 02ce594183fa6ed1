"""Reads what an algorithm made of a plan's copy, a few units at a time, so that the window stays awake."""

from __future__ import annotations

import time

import numpy as np
from qgis.core import Qgis, QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

_SLICE_SECONDS = 0.01


class PlanRead(QObject):
    """`done` carries (n,) unit positions and the sector label of each as text, empty where it has none."""

    done = pyqtSignal(object, object)

    def __init__(self, layer: QgsVectorLayer, field: str, parent: QObject | None = None) -> None:
        """Read the sectors in `field` of `layer`, a copy made by `PlanCopy` that went through an algorithm."""
        super().__init__(parent)
        self._layer, self._field = layer, field
        wanted = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry)
        self._features = layer.getFeatures(wanted.setSubsetOfAttributes(["position", field], layer.fields()))
        self._positions: list[int] = []
        self._labels: list[str] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._read_some)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def _read_some(self) -> None:
        until = time.monotonic() + _SLICE_SECONDS
        for feature in self._features:
            label = feature[self._field]
            self._positions.append(feature["position"])
            self._labels.append("" if label is None else str(label))
            if time.monotonic() > until:
                return
        self._timer.stop()
        self.done.emit(np.array(self._positions, dtype=np.intp), self._labels)
