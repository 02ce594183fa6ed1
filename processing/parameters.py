"""Parameters that several algorithms declare alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from qgis.core import (
    Qgis,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import InputError

translate = QCoreApplication.translate
Parameter = TypeVar("Parameter", bound=QgsProcessingParameterDefinition)
POINTS = [Qgis.ProcessingSourceType.VectorPoint]
LINES = [Qgis.ProcessingSourceType.VectorLine]
POLYGONS = [Qgis.ProcessingSourceType.VectorPolygon]


def advanced(parameter: Parameter) -> Parameter:
    """Return the parameter, moved from the dialog's first screen to its advanced part."""
    parameter.setFlags(parameter.flags() | Qgis.ProcessingParameterFlag.Advanced)
    return parameter


def report_destination(name: str = "REPORT") -> QgsProcessingParameterFileDestination:
    """Return the optional destination of a report."""
    title, kind = translate("Parameters", "Report"), translate("Parameters", "HTML files (*.html)")
    return QgsProcessingParameterFileDestination(name, title, kind, optional=True)


def pdf_destination() -> QgsProcessingParameterFileDestination:
    """Return the optional destination of the same report as PDF."""
    title, kind = translate("Parameters", "Report as PDF"), translate("Parameters", "PDF files (*.pdf)")
    return QgsProcessingParameterFileDestination("PDF", title, kind, None, True, False)


def layer(
    name: str, title: str, kinds: list[Qgis.ProcessingSourceType], *, optional: bool = False
) -> QgsProcessingParameterFeatureSource:
    """Return a layer of the given kinds of geometry."""
    return QgsProcessingParameterFeatureSource(name, title, kinds, optional=optional)


def field(
    name: str, title: str, parent: str, *, numeric: bool = False, default: str | None = None, optional: bool = False
) -> QgsProcessingParameterField:
    """Return a field of the layer `parent`."""
    kind = Qgis.ProcessingFieldParameterDataType.Numeric if numeric else Qgis.ProcessingFieldParameterDataType.Any
    return QgsProcessingParameterField(name, title, default, parent, kind, optional=optional)


def number(
    name: str, title: str, default: float, least: float | None = None, most: float | None = None, *, whole: bool = False
) -> QgsProcessingParameterNumber:
    """Return a number between bounds."""
    kind = Qgis.ProcessingNumberParameterType.Integer if whole else Qgis.ProcessingNumberParameterType.Double
    parameter = QgsProcessingParameterNumber(name, title, kind, default)
    if least is not None:
        parameter.setMinimum(least)
    if most is not None:
        parameter.setMaximum(most)
    return parameter


def choice(
    name: str, title: str, values: Iterable[str], default: str | None = None, *, optional: bool = False
) -> QgsProcessingParameterEnum:
    """Return a choice of one of several names, which its title tells; models keep the name, not its number."""
    names = list(values)
    told = title_with_choices(title, names)
    return QgsProcessingParameterEnum(name, told, names, False, default, optional, usesStaticStrings=True)


def title_with_choices(title: str, values: Sequence[str]) -> str:
    """Return the title of a choice with its values, unless it tells them already."""
    return title if all(value in title for value in values) else f"{title}: {', '.join(values)}"


def with_named_choices(
    definitions: Iterable[QgsProcessingParameterDefinition], parameters: dict[str, Any]
) -> dict[str, Any]:
    """Return the parameters with the name in place of the number of a choice, which `qgis_process help` invites to give.

    Raises InputError, with what can be chosen, for any other value.
    """
    named = dict(parameters)
    for definition in definitions:
        given = parameters.get(definition.name())
        if not isinstance(definition, QgsProcessingParameterEnum) or isinstance(given, bool):
            continue
        if isinstance(given, int | float) or (isinstance(given, str) and given.strip()):
            named[definition.name()] = _named(definition, str(given).strip())
    return named


def _named(definition: QgsProcessingParameterEnum, given: str) -> str:
    values = definition.options()
    if given in values:
        return given
    number = int(given.removesuffix(".0")) if given.removesuffix(".0").isdecimal() else len(values)
    match = [value for value in values if value.casefold() == given.casefold()] or values[number : number + 1]
    if not match:
        message = translate("Parameters", "{name}: “{value}” cannot be chosen. Choose one of: {values}.")
        raise InputError(message.format(name=definition.name(), value=given, values=", ".join(values)))
    return str(match[0])
