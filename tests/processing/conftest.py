"""QGIS with the provider loaded, and small layers drawn in the test."""

import json
import os
import re
import subprocess
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingFeedback, QgsVectorLayer


class RecordingFeedback(QgsProcessingFeedback):
    """Keeps what an algorithm said."""

    def __init__(self):
        super().__init__(False)
        self.lines, self.warnings, self.errors = [], [], []

    def pushInfo(self, info):  # noqa: N802
        self.lines.append(info)

    def pushWarning(self, warning):  # noqa: N802
        self.warnings.append(warning)

    def reportError(self, error, fatalError=False):  # noqa: N802, N803
        self.errors.append(error)


@pytest.fixture
def feedback():
    return RecordingFeedback()


@pytest.fixture
def run(provider, feedback):
    """Run an algorithm of ours and return its results."""

    def run_algorithm(name, parameters):
        from qgis import processing

        given = {key: str(value) if isinstance(value, Path) else value for key, value in parameters.items()}
        return processing.run(f"sectorplanner:{name}", given, feedback=feedback)

    return run_algorithm


@pytest.fixture
def batch():
    """Run an algorithm in a process of its own, as in batch: batch("sectorplanner:…", UNITS=…) returns the results."""
    profile = Path(__file__).parents[2] / "build" / "profile"
    environment = {**os.environ, "QGIS_CUSTOM_CONFIG_PATH": str(profile), "QT_QPA_PLATFORM": "offscreen"}

    def run_in_batch(name, **inputs):
        command = ["qgis_process", "--json", "run", name, "-"]
        told = json.dumps({"inputs": inputs}, default=str)
        done = subprocess.run(command, input=told, text=True, capture_output=True, check=False, env=environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    return run_in_batch


@pytest.fixture
def memory_layer():
    """Make a memory layer: memory_layer("Polygon", "population:integer", [(wkt, {...})], crs="EPSG:25832")."""

    def make(kind, fields, rows, crs="EPSG:25832", name="units"):
        uri = f"{kind}?crs={crs}" + "".join(f"&field={field}" for field in fields.split(",") if field)
        layer = QgsVectorLayer(uri, name, "memory")
        assert layer.isValid()
        features = []
        for wkt, values in rows:
            feature = QgsFeature(layer.fields())
            if wkt:
                feature.setGeometry(QgsGeometry.fromWkt(wkt))
            for key, value in values.items():
                feature[key] = value
            features.append(feature)
        added, _ = layer.dataProvider().addFeatures(features)
        assert added
        layer.updateExtents()
        return layer

    return make


@pytest.fixture
def pdf_pages(tmp_path_factory):
    """Return a function that draws a PDF's pages as grey pictures: pdf_pages(path, dpi)."""

    def draw(path, dpi):
        folder = tmp_path_factory.mktemp("pages")
        subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), path, folder / "page"], check=True)
        for picture in sorted(folder.glob("page*.pgm")):
            size, data = re.match(rb"P5\s(\d+ \d+)\s255\s(.*)", picture.read_bytes(), re.DOTALL).groups()
            width, height = map(int, size.split())
            yield np.frombuffer(data, np.uint8).reshape(height, width)

    return draw
