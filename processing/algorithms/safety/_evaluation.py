"""The parameters that planning and evaluating an initiative share, and how they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterExpression,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ....core.crime.settings import Period
from ....core.safety.evaluation.settings import EvaluationSettings
from ...framework.incidents import caution_of, incident_times, matching
from ...framework.parameters import POLYGONS, advanced, chosen_day

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from qgis.core import QgsCoordinateReferenceSystem

    from ....core.safety.evaluation.evaluation import DatedIncidents
    from ...framework.run import Run

translate = QCoreApplication.translate
DATES = ("BEFORE_START", "BEFORE_END", "AFTER_START", "AFTER_END")


def study_area_parameters(*, required: bool) -> list[QgsProcessingParameterDefinition]:
    """Return incidents, target and comparison, and the four days."""
    points = [Qgis.ProcessingSourceType.VectorPoint]
    incidents, target = translate("Evaluation", "Incidents (points)"), translate("Evaluation", "Target area")
    comparison = translate("Evaluation", "Comparison area")
    days = (
        translate("Evaluation", "Before: first day"),
        translate("Evaluation", "Before: last day (included)"),
        translate("Evaluation", "After: first day"),
        translate("Evaluation", "After: last day (included)"),
    )
    date = Qgis.ProcessingDateTimeParameterDataType.Date
    return [
        QgsProcessingParameterFeatureSource("INCIDENTS", incidents, points, optional=not required),
        QgsProcessingParameterFeatureSource("TARGET", target, POLYGONS, optional=not required),
        QgsProcessingParameterFeatureSource("COMPARISON", comparison, POLYGONS, optional=True),
        *(
            QgsProcessingParameterDateTime(name, title, date, optional=not required)
            for name, title in zip(DATES, days, strict=True)
        ),
    ]


def advanced_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return fields, measure, confidence, title and edition, all behind “Advanced”."""
    real, default = Qgis.ProcessingNumberParameterType.Double, EvaluationSettings()
    from_title = translate("Evaluation", "Field with the time, or the earliest possible time")
    to_title = translate("Evaluation", "Field with the latest possible time (used where the other is empty)")
    measure = translate("Evaluation", "Which incidents count (expression; all where empty)")
    confidence = translate("Evaluation", "Confidence of the intervals (percent)")
    parameters = [
        QgsProcessingParameterField("FROM_FIELD", from_title, "from_time", "INCIDENTS", optional=True),
        QgsProcessingParameterField("TO_FIELD", to_title, "to_time", "INCIDENTS", optional=True),
        QgsProcessingParameterExpression("MEASURE", measure, "", "INCIDENTS", True),
        QgsProcessingParameterNumber("CONFIDENCE", confidence, real, default.confidence, False, 50, 99.99),
        QgsProcessingParameterString("TITLE", translate("Evaluation", "Name of the initiative"), optional=True),
        QgsProcessingParameterString("EDITION", translate("Evaluation", "Edition (text in the report)"), optional=True),
    ]
    return [advanced(parameter) for parameter in parameters]


def choice_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the ring's width and how areas are weighed, behind “Advanced”."""
    real, default = Qgis.ProcessingNumberParameterType.Double, EvaluationSettings()
    ring = translate("Evaluation", "Ring around the target where displacement is looked for (m; 0 for none)")
    area = translate("Evaluation", "Weigh areas by their size")
    chosen = translate("Evaluation", "The target was chosen because its level was high")
    return [
        advanced(QgsProcessingParameterNumber("RING", ring, real, default.ring_m, minValue=0)),
        advanced(QgsProcessingParameterBoolean("BY_AREA", area, default.by_area)),
        advanced(QgsProcessingParameterBoolean("CHOSEN_FOR_HIGH", chosen, default.chosen_for_high)),
    ]


def read_evaluation(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> EvaluationSettings:
    """Return the settings; raise InputError where only some of the four days are given."""
    days = [chosen_day(algorithm, parameters, context, name) for name in DATES]
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


def read_incidents(run: Run[object], crs: QgsCoordinateReferenceSystem, harm_field: str = "") -> DatedIncidents:
    """Return the incidents that count, with their day and, where a field is named, their harm."""
    from ....core.safety.evaluation.evaluation import DatedIncidents

    table = run.read("INCIDENTS", crs)
    times = incident_times(run, table, [run.text("FROM_FIELD"), run.text("TO_FIELD")])
    chosen = matching(run, "INCIDENTS", run.text("MEASURE"), table.feature_ids)
    caution_of(run, table, (times, times), chosen, by_clock=False)
    harm = _checked_harm(table.numbers(harm_field)[chosen]) if harm_field else None
    return DatedIncidents(table.geometry[chosen], times[chosen].astype("datetime64[D]"), harm)


def _checked_harm(harm: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    if np.isnan(harm).any() or harm.min(initial=0) < 0:
        message = translate("Evaluation", "{count} incidents have no harm weight, or a negative one. Fill them in.")
        raise InputError(message.format(count=int((np.isnan(harm) | (harm < 0)).sum())))
    return harm


def read_study_area(run: Run[object], name: str, crs: QgsCoordinateReferenceSystem) -> Any | None:
    """Return all polygons of a layer as one, or None where it was not given."""
    import shapely

    from ....core.geo.geometry import polygonal

    if not run.has(name):
        return None
    return shapely.union_all(polygonal(run.read(name, crs, []).geometry))
