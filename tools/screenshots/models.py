"""Pictures of the shipped models as the model designer shows them: python tools/screenshots/models.py FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingModelAlgorithm
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parents[2]
MARGIN = 12


def main(images: Path) -> int:
    """Draw every model of resources/models into `images`."""
    application = QgsApplication([], True)
    application.initQgis()
    sys.path[:0] = [str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"), str(ROOT / "build" / "plugins")]
    from processing.core.Processing import Processing
    from sector_planner.processing.provider import SectorPlannerProvider

    Processing.initialize()
    provider = SectorPlannerProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    for path in sorted((ROOT / "resources" / "models").glob("*.model3")):
        draw(path, images / f"model_{path.stem}.png")
    return 0


def draw(path: Path, image: Path) -> None:
    """Draw one model."""
    from processing.modeler.ModelerScene import ModelerScene

    model = QgsProcessingModelAlgorithm()
    if not model.fromFile(str(path)):
        raise SystemExit(f"{path} is no model")
    scene = ModelerScene()
    scene.setModel(model)
    scene.createItems(model, QgsProcessingContext())
    QApplication.processEvents()
    area = scene.itemsBoundingRect().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    picture = QImage(area.size().toSize(), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, QRectF(picture.rect()), area)
    painter.end()
    picture.save(str(image))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
