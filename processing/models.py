"""The shipped models, in the reader's language: QGIS itself translates nothing in a model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingParameterEnum,
    QgsXmlUtils,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtXml import QDomDocument

from ..core.errors import InputError
from .base import RESOURCES
from .guide import guide_url
from .parameters import title_with_choices, with_named_choices

translate = QCoreApplication.translate
TRANSLATED = ("description", "component_description", "ALG_DESC", "model_group")
NAMING = "outputs"  # QGIS makes the ids of a model's results from their English titles


class ShippedModel(QgsProcessingModelAlgorithm):
    """A model file of the plugin: its id stays as saved, what people read is translated."""

    def __init__(self, path: Path) -> None:
        """Read the model file."""
        super().__init__()
        self._path = path
        document = QDomDocument()
        document.setContent(path.read_bytes())
        self.loadVariant(_translated(QgsXmlUtils.readVariant(document.documentElement())))
        for result in self.destinationParameterDefinitions():
            result.setDescription(QCoreApplication.translate("Models", result.description()))
        for given in self.parameterDefinitions():
            if isinstance(given, QgsProcessingParameterEnum):
                given.setDescription(title_with_choices(given.description(), given.options()))

    def createInstance(self) -> ShippedModel:
        """Return a fresh copy."""
        return ShippedModel(self._path)

    def helpUrl(self) -> str:
        """Return the address of the guide's page on models."""
        return guide_url("models")

    def displayName(self) -> str:
        """Return the translated name: a verb and its object."""
        return _titles().get(self.name(), self.name())

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """Refuse wrong values before anything runs; a choice is known by its name or its number."""
        try:
            return super().checkParameterValues(with_named_choices(self.parameterDefinitions(), parameters), context)
        except InputError as error:
            return False, str(error)

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run; what later steps read and nobody asked to keep is written to a temporary place."""
        parameters = with_named_choices(self.parameterDefinitions(), parameters)
        optional = Qgis.ProcessingParameterFlag.Optional
        needed = [
            result for result in self.destinationParameterDefinitions()
            if isinstance(result, QgsProcessingDestinationParameter)
            and not result.flags() & optional and not parameters.get(result.name())
        ]  # fmt: skip
        temporary = {result.name(): result.generateTemporaryDestination(context) for result in needed}
        return dict(super().processAlgorithm(parameters | temporary, context, feedback))


def shipped_models() -> Iterator[ShippedModel]:
    """Yield the models of the plugin, by file name."""
    for path in sorted((RESOURCES / "models").glob("*.model3")):
        yield ShippedModel(path)


def _titles() -> dict[str, str]:
    return {
        "plan_and_publish": translate("Models", "Plan and publish sectors"),
        "publish_edition": translate("Models", "Publish an edition"),
        "quarterly_threat": translate("Models", "Assess the quarter"),
        "rebalance_and_compare": translate("Models", "Rebalance and compare"),
    }


def _translated(part: Any) -> Any:
    """Return a copy of a model's parts with the texts that people read translated."""
    if isinstance(part, list):
        return [_translated(one) for one in part]
    if not isinstance(part, dict):
        return part
    texts = {key: QCoreApplication.translate("Models", part[key]) for key in TRANSLATED if part.get(key)}
    return {key: value if key == NAMING else _translated(value) for key, value in part.items()} | texts
