"""The parameters that planning and evaluating an initiative share, and how they are read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ....core.safety.evaluation.settings import EvaluationSettings, Period
from ...framework.incidents import incident_times, matching
from ...framework.parameters import POINTS, POLYGONS, date, expression, field, flag, layer, number, text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from qgis.core import QgsCoordinateReferenceSystem

    from ....core.safety.evaluation.evaluation import DatedIncidents
    from ...framework.run import Run

translate = QCoreApplication.translate
DATES = ("BEFORE_START", "BEFORE_END", "AFTER_START", "AFTER_END")


def ground_parameters(*, required: bool) -> list[QgsProcessingParameterDefinition]:
    """Return incidents, target and comparison, and the four days."""
    incidents, target = translate("Evaluation", "Incidents (points)"), translate("Evaluation", "Target area")
    comparison = translate("Evaluation", "Comparison area")
    days = (
        translate("Evaluation", "Before: first day"),
        translate("Evaluation", "Before: last day (included)"),
        translate("Evaluation", "After: first day"),
        translate("Evaluation", "After: last day (included)"),
    )
    return [
        layer("INCIDENTS", incidents, POINTS, optional=not required),
        layer("TARGET", target, POLYGONS, optional=not required),
        layer("COMPARISON", comparison, POLYGONS, optional=True),
        *(date(name, title, optional=not required) for name, title in zip(DATES, days, strict=True)),
    ]


def advanced_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return fields, measure, confidence, title and edition, all behind “Advanced”."""
    default = EvaluationSettings()
    from_title = translate("Evaluation", "Field with the time, or the earliest possible time")
    to_title = translate("Evaluation", "Field with the latest possible time (used where the other is empty)")
    measure = translate("Evaluation", "Which incidents count (expression; all where empty)")
    confidence = translate("Evaluation", "Confidence of the intervals (percent)")
    return [
        field("FROM_FIELD", from_title, "INCIDENTS", default="from_time", optional=True, advanced=True),
        field("TO_FIELD", to_title, "INCIDENTS", default="to_time", optional=True, advanced=True),
        expression("MEASURE", measure, "INCIDENTS", advanced=True),
        number("CONFIDENCE", confidence, default.confidence, 50, 99.99, advanced=True),
        text("TITLE", translate("Evaluation", "Name of the initiative"), optional=True, advanced=True),
        text("EDITION", translate("Evaluation", "Edition (text in the report)"), optional=True, advanced=True),
    ]


def choice_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the ring's width and how areas are weighed, behind “Advanced”."""
    default = EvaluationSettings()
    ring = translate("Evaluation", "Ring around the target where displacement is looked for (m; 0 for none)")
    area = translate("Evaluation", "Weigh areas by their size")
    chosen = translate("Evaluation", "The target was chosen because its level was high")
    return [
        number("RING", ring, default.ring_m, 0, advanced=True),
        flag("BY_AREA", area, default.by_area, advanced=True),
        flag("CHOSEN_FOR_HIGH", chosen, default.chosen_for_high, advanced=True),
    ]


def read_evaluation(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> EvaluationSettings:
    """Return the settings; raise InputError where only some of the four days are given."""
    days = [_day(algorithm, parameters, name, context) for name in DATES]
    if None in days and any(days):
        message = translate("Evaluation", "Give all four days, before and after, or none.")
        raise InputError(message)
    known = [day for day in days if day is not None]
    before, after = (Period(*known[:2]), Period(*known[2:])) if known else (None, None)
    names = {definition.name() for definition in algorithm.parameterDefinitions()}
    confidence = algorithm.parameterAsDouble(parameters, "CONFIDENCE", context)
    if "RING" not in names:
        return EvaluationSettings(before, after, confidence=confidence)
    return EvaluationSettings(
        before,
        after,
        algorithm.parameterAsDouble(parameters, "RING", context),
        confidence,
        algorithm.parameterAsBool(parameters, "BY_AREA", context),
        algorithm.parameterAsBool(parameters, "CHOSEN_FOR_HIGH", context),
    )


def _day(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> dt.date | None:
    if parameters.get(name) in (None, ""):
        return None
    moment = algorithm.parameterAsDateTime(parameters, name, context)
    if not moment.isValid():
        message = translate("Evaluation", "“{value}” is not a day. Write it as 2024-03-31.")
        raise InputError(message.format(value=parameters[name]))
    day: dt.date = moment.date().toPyDate()
    return day


def read_incidents(run: Run[object], crs: QgsCoordinateReferenceSystem, harm_field: str = "") -> DatedIncidents:
    """Return the incidents that count, with their day and, where a field is named, their harm."""
    from ....core.safety.evaluation.evaluation import DatedIncidents

    table = run.read("INCIDENTS", crs)
    times = incident_times(table, [run.text("FROM_FIELD"), run.text("TO_FIELD")])
    chosen = matching(run, "INCIDENTS", run.text("MEASURE"), table.feature_ids)
    harm = _checked_harm(table.numbers(harm_field)[chosen]) if harm_field else None
    return DatedIncidents(table.geometry[chosen], times[chosen].astype("datetime64[D]"), harm)


def _checked_harm(harm: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    if np.isnan(harm).any() or harm.min(initial=0) < 0:
        message = translate("Evaluation", "{count} incidents have no harm weight, or a negative one. Fill them in.")
        raise InputError(message.format(count=int((np.isnan(harm) | (harm < 0)).sum())))
    return harm


def read_ground(run: Run[object], name: str, crs: QgsCoordinateReferenceSystem) -> Any | None:
    """Return all polygons of a layer as one, or None where it was not given."""
    import shapely

    from ....core.geo.geometry import polygonal

    if not run.has(name):
        return None
    return shapely.union_all(polygonal(run.read(name, crs, []).geometry))
