"""The shipped models, in the reader's language: QGIS itself translates nothing in a model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingModelAlgorithm, QgsXmlUtils
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtXml import QDomDocument

from .base import RESOURCES

translate = QCoreApplication.translate
TRANSLATED = ("description", "ALG_DESC", "model_group")


class ShippedModel(QgsProcessingModelAlgorithm):
    """A model file of the plugin: its id stays as saved, what people read is translated."""

    def __init__(self, path: Path) -> None:
        """Read the model file."""
        super().__init__()
        self._path = path
        document = QDomDocument()
        document.setContent(path.read_bytes())
        self.loadVariant(_translated(QgsXmlUtils.readVariant(document.documentElement())))

    def createInstance(self) -> ShippedModel:
        """Return a fresh copy."""
        return ShippedModel(self._path)

    def displayName(self) -> str:
        """Return the translated name: a verb and its object."""
        return _titles().get(self.name(), self.name())


def shipped_models() -> Iterator[ShippedModel]:
    """Yield the models of the plugin, by file name."""
    for path in sorted((RESOURCES / "models").glob("*.model3")):
        yield ShippedModel(path)


def _titles() -> dict[str, str]:
    return {"plan_and_publish": translate("Models", "Plan and publish sectors")}


def _translated(part: Any) -> Any:
    """Return a copy of a model's parts with the texts that people read translated."""
    if isinstance(part, list):
        return [_translated(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        key: QCoreApplication.translate("Models", value) if key in TRANSLATED and value else _translated(value)
        for key, value in part.items()
    }
