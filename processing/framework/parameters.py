"""The kit by which every algorithm declares its parameters: one function a kind, `advanced` where it is rarely needed.

Titles come translated. What several algorithms ask alike, such as the day or the workers of a long run, is declared here
as a whole; so is how an expression over a layer is read, and what it chooses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from qgis.core import (
    Qgis,
    QgsExpression,
    QgsFeatureRequest,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExpression,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication, QMetaType

from ...core.base.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeatureSource

    from .run import Run

translate = QCoreApplication.translate
LOOK_SECONDS = 4  # until a scheduler must have answered before a run: the dialog stands still meanwhile
Parameter = TypeVar("Parameter", bound=QgsProcessingParameterDefinition)
POINTS = [Qgis.ProcessingSourceType.VectorPoint]
LINES = [Qgis.ProcessingSourceType.VectorLine]
POLYGONS = [Qgis.ProcessingSourceType.VectorPolygon]
GEOMETRIES = [Qgis.ProcessingSourceType.VectorAnyGeometry]
TABLES = [Qgis.ProcessingSourceType.Vector]
# No set of lists can be handed over to Python.
_LISTS = (QMetaType.Type.QStringList, QMetaType.Type.QVariantList, QMetaType.Type.QVariantMap)
VALUES_SHOWN = 10


def _placed(parameter: Parameter, advanced: bool) -> Parameter:
    """Return the parameter, in the dialog's advanced part where it is `advanced`."""
    if advanced:
        parameter.setFlags(parameter.flags() | Qgis.ProcessingParameterFlag.Advanced)
    return parameter


# Inputs


def layer(
    name: str,
    title: str,
    kinds: list[Qgis.ProcessingSourceType],
    *,
    optional: bool = False,
    advanced: bool = False,
) -> QgsProcessingParameterFeatureSource:
    """Return a layer of the given kinds of geometry."""
    return _placed(QgsProcessingParameterFeatureSource(name, title, kinds, optional=optional), advanced)


def map_layers(name: str, title: str, *, advanced: bool = False) -> QgsProcessingParameterMultipleLayers:
    """Return an optional choice of several layers of any kind."""
    kind = Qgis.ProcessingSourceType.MapLayer
    return _placed(QgsProcessingParameterMultipleLayers(name, title, kind, optional=True), advanced)


def field(
    name: str,
    title: str,
    parent: str,
    *,
    numeric: bool = False,
    default: str | None = None,
    several: bool = False,
    optional: bool = False,
    advanced: bool = False,
) -> QgsProcessingParameterField:
    """Return a field, or `several`, of the layer `parent`."""
    kind = Qgis.ProcessingFieldParameterDataType.Numeric if numeric else Qgis.ProcessingFieldParameterDataType.Any
    return _placed(QgsProcessingParameterField(name, title, default, parent, kind, several, optional), advanced)


def number(
    name: str,
    title: str,
    default: float | None,
    least: float | None = None,
    most: float | None = None,
    *,
    whole: bool = False,
    optional: bool = False,
    advanced: bool = False,
) -> QgsProcessingParameterNumber:
    """Return a number between bounds."""
    kind = Qgis.ProcessingNumberParameterType.Integer if whole else Qgis.ProcessingNumberParameterType.Double
    parameter = QgsProcessingParameterNumber(name, title, kind, default, optional)
    if least is not None:
        parameter.setMinimum(least)
    if most is not None:
        parameter.setMaximum(most)
    return _placed(parameter, advanced)


def enum(
    name: str,
    title: str,
    choices: Iterable[str],
    default: str | None = None,
    *,
    optional: bool = False,
    advanced: bool = False,
) -> QgsProcessingParameterEnum:
    """Return one of some words, which its title tells; a model keeps the word, and so outlives a choice that is added."""
    words = list(choices)
    full_title = title_with_choices(title, words)
    parameter = QgsProcessingParameterEnum(name, full_title, words, False, default, optional, usesStaticStrings=True)
    return _placed(parameter, advanced)


def text(
    name: str,
    title: str,
    default: str | None = None,
    *,
    lines: bool = False,
    optional: bool = False,
    advanced: bool = False,
) -> QgsProcessingParameterString:
    """Return a text, of several `lines` where it may be."""
    return _placed(QgsProcessingParameterString(name, title, default, lines, optional), advanced)


def expression(name: str, title: str, parent: str, *, advanced: bool = False) -> QgsProcessingParameterExpression:
    """Return an optional expression over the layer `parent`."""
    return _placed(QgsProcessingParameterExpression(name, title, "", parent, True), advanced)


def flag(name: str, title: str, default: bool, *, advanced: bool = False) -> QgsProcessingParameterBoolean:
    """Return a yes or no."""
    return _placed(QgsProcessingParameterBoolean(name, title, default), advanced)


def date(name: str, title: str, *, optional: bool = False, advanced: bool = False) -> QgsProcessingParameterDateTime:
    """Return a day picked from a calendar."""
    kind = Qgis.ProcessingDateTimeParameterDataType.Date
    return _placed(QgsProcessingParameterDateTime(name, title, kind, optional=optional), advanced)


def day(*, advanced: bool = False) -> QgsProcessingParameterString:
    """Return the parameter DAY, a written day; empty means today."""
    return text("DAY", translate("Day", "Day (YYYY-MM-DD; today where empty)"), optional=True, advanced=advanced)


def file(
    name: str,
    title: str,
    *,
    extension: str | None = None,
    kinds: str | None = None,
    optional: bool = False,
    advanced: bool = False,
) -> QgsProcessingParameterFile:
    """Return a file by its extension, or by `kinds`, a filter of the file dialog."""
    behaviour = Qgis.ProcessingFileParameterBehavior.File
    parameter = QgsProcessingParameterFile(name, title, behaviour, extension, None, optional, fileFilter=kinds)
    return _placed(parameter, advanced)


def folder(name: str, title: str, *, optional: bool = False, advanced: bool = False) -> QgsProcessingParameterFile:
    """Return a folder that is there."""
    behaviour = Qgis.ProcessingFileParameterBehavior.Folder
    return _placed(QgsProcessingParameterFile(name, title, behaviour, optional=optional), advanced)


# Outputs


def sink(
    name: str,
    title: str,
    kind: Qgis.ProcessingSourceType = Qgis.ProcessingSourceType.VectorAnyGeometry,
    *,
    optional: bool = False,
    made: bool = True,
    advanced: bool = False,
) -> QgsProcessingParameterFeatureSink:
    """Return a layer to write; an optional one is `made` unless the analyst says no, or only when asked for."""
    return _placed(QgsProcessingParameterFeatureSink(name, title, kind, None, optional, made), advanced)


def file_output(
    name: str, title: str, kinds: str, *, optional: bool = False, made: bool = True
) -> QgsProcessingParameterFileDestination:
    """Return a file to write; `kinds` is the filter of the file dialog, `made` as in `sink`."""
    return QgsProcessingParameterFileDestination(name, title, kinds, None, optional, made)


def folder_output(name: str, title: str) -> QgsProcessingParameterFolderDestination:
    """Return a folder to write."""
    return QgsProcessingParameterFolderDestination(name, title)


def report() -> QgsProcessingParameterFileDestination:
    """Return the optional destination of a report."""
    title, kinds = translate("Parameters", "Report"), translate("Parameters", "HTML files (*.html)")
    return file_output("REPORT", title, kinds, optional=True)


def report_pdf() -> QgsProcessingParameterFileDestination:
    """Return the optional destination of the same report as PDF."""
    title, kinds = translate("Parameters", "Report as PDF"), translate("Parameters", "PDF files (*.pdf)")
    return file_output("PDF", title, kinds, optional=True, made=False)


# Values


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


def given_day(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, name: str = "DAY"
) -> dt.date | None:
    """Return the day, None where the parameter is empty; raise InputError where it is not a day."""
    given = algorithm.parameterAsString(parameters, name, context).strip()
    return _day_of(given) if given else None


def chosen_day(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, name: str
) -> dt.date | None:
    """Return the day of a date parameter, None where it is not given; raise InputError where it is not a day."""
    value = parameters.get(name)
    if isinstance(value, str) and value.strip():
        return _day_of(value.strip())
    moment = algorithm.parameterAsDateTime(parameters, name, context)
    return moment.date().toPyDate() if moment and moment.isValid() else None


def with_plain_days(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters with days as QGIS reads them; raise InputError where a text is not a day.

    QGIS itself refuses what is not written year-month-day, without a word of how to write it.
    """
    days = {
        definition.name(): str(_day_of(given.strip()))
        for definition in algorithm.parameterDefinitions()
        if definition.type() == "datetime"
        and isinstance(given := parameters.get(definition.name()), str)
        and given.strip()
    }
    return parameters | days


def _day_of(written: str) -> dt.date:
    from ...core.imports.cells import CellError
    from ...core.imports.cells import day as read_day

    try:
        return read_day(written)
    except CellError as error:
        message = translate("Day", "“{text}” is not a day that can be read. {remedy}")
        raise InputError(message.format(text=written, remedy=error)) from error


def executor_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the number of workers and the address of a Dask scheduler."""
    workers = translate("Executors", "Processes of this machine to use (number); the result is the same")
    scheduler = translate("Executors", "Dask scheduler (address; empty for this machine)")
    return [
        number("WORKERS", workers, 1, 1, 64, whole=True, advanced=True),
        text("SCHEDULER", scheduler, "", optional=True, advanced=True),
    ]


def require_scheduler(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Refuse an address at which no Dask scheduler answers, for an algorithm that takes one; raises SectorPlannerError."""
    if algorithm.parameterDefinition("SCHEDULER") is None:
        return
    if address := algorithm.parameterAsString(parameters, "SCHEDULER", context).strip():
        from ...core.base.progress import Progress
        from ...core.parallel.dask_checks import Scheduler

        Scheduler(address, LOOK_SECONDS, Progress()).require()


def matching(run: Run[object], source_name: str, expression: str, feature_ids: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return (n,) which of the features the expression chooses; all where it is empty.

    Raises InputError where the expression cannot be read or names a field that is not there.
    """
    import numpy as np

    if not expression:
        return np.ones(len(feature_ids), dtype=bool)
    source = run.source(source_name)
    parsed_expression(expression, source)
    chosen = [feature.id() for feature in source.getFeatures(*_request(expression, run.context))]
    return np.isin(feature_ids, chosen)


def check_expression(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, name: str
) -> None:
    """Raise InputError where an expression on the incidents cannot be read, or chooses none of all there are.

    A misspelt value would otherwise pass for a quarter without a single such incident.
    """
    expression = algorithm.parameterAsExpression(parameters, name, context).strip()
    source = algorithm.parameterAsSource(parameters, "INCIDENTS", context)
    if not expression or source is None:
        return
    parsed = parsed_expression(expression, source)
    request, flags = _request(expression, context)
    if next(source.getFeatures(request.setLimit(1), flags), None) is not None or source.featureCount() == 0:
        return
    message = translate(
        "Incidents",
        "The expression “{expression}” chooses none of the {count} incidents of layer “{layer}”. {values} Correct it, or "
        "leave it empty.",
    )
    values = " ".join(values_text(source, field) for field in sorted(parsed.referencedColumns()))
    raise InputError(
        message.format(expression=expression, count=source.featureCount(), layer=source.sourceName(), values=values)
    )


def unique_texts(source: QgsProcessingFeatureSource, field: str, limit: int = -1) -> set[str]:
    """Return the values of a field as texts, at most `limit`; none for a field that is not there or holds lists."""
    index = source.fields().lookupField(field)
    if index < 0 or source.fields().at(index).type() in _LISTS:
        return set()
    return {str(value) for value in source.uniqueValues(index, limit) if value is not None and str(value) != "NULL"}


def values_text(source: QgsProcessingFeatureSource, field: str) -> str:
    """Return in words the first few values of a field."""
    texts = sorted(unique_texts(source, field, VALUES_SHOWN + 1))
    if not texts:
        return ""
    more = " …" if len(texts) > VALUES_SHOWN else ""
    message = translate("Incidents", "Field “{field}” holds: {values}.")
    return message.format(field=field, values=", ".join(texts[:VALUES_SHOWN]) + more)


def _request(
    expression: str, context: QgsProcessingContext
) -> tuple[QgsFeatureRequest, Qgis.ProcessingFeatureSourceFlag]:
    request = QgsFeatureRequest()
    request.setExpressionContext(context.expressionContext())
    request.setFilterExpression(expression)
    request.setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    return request, Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks


def parsed_expression(expression: str, source: QgsProcessingFeatureSource) -> QgsExpression:
    """Return the expression; raise InputError where it cannot be read or names a field that is not there."""
    parsed = QgsExpression(expression)
    fields = {field.name().casefold() for field in source.fields()}
    missing = sorted(name for name in parsed.referencedColumns() if name.casefold() not in fields | {"*"})
    if parsed.hasParserError() or missing:
        reason = parsed.parserErrorString() or translate("Incidents", "no field {names}").format(
            names=", ".join(missing)
        )
        message = translate("Incidents", "The expression “{expression}” cannot be used on layer “{layer}”: {reason}.")
        raise InputError(message.format(expression=expression, layer=source.sourceName(), reason=reason))
    return parsed
