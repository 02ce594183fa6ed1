"""Pictures of the shipped models as the model designer shows them: python tools/screenshots/models.py FOLDER LANGUAGE."""

from __future__ import annotations

import sys
from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingModelAlgorithm
from qgis.PyQt.QtCore import QRectF, Qt, QTranslator
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parents[2]
MARGIN = 12


def main(images: Path, language: str) -> int:
    """Draw every shipped model into `images`."""
    application = QgsApplication([], True)
    application.initQgis()
    translator = QTranslator()
    if translator.load(str(ROOT / "i18n" / f"sector_planner_{language}.qm")):
        application.installTranslator(translator)
    sys.path[:0] = [str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"), str(ROOT / "build" / "plugins")]
    from processing.core.Processing import Processing
    from sector_planner.processing.provider import SectorPlannerProvider, shipped_models

    Processing.initialize()
    provider = SectorPlannerProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    for model in shipped_models():
        draw(model, images / f"model_{model.name()}.png")
    return 0


def draw(model: QgsProcessingModelAlgorithm, image: Path) -> None:
    """Draw one model."""
    from processing.modeler.ModelerScene import ModelerScene

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
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
