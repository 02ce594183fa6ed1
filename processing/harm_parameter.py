"""The table of harm weights that crime algorithms may be given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingParameterFile
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import InputError
from .spreadsheets import read_sheet

if TYPE_CHECKING:
    from .incident_stream import IncidentStream
    from .run import Run

translate = QCoreApplication.translate
NAME = "HARM_WEIGHTS"


def harm_parameter() -> QgsProcessingParameterFile:
    """Return the optional parameter of the table."""
    title = translate("Harm", "Weights of harm by type (CSV or Excel: type, weight)")
    return QgsProcessingParameterFile(NAME, title, optional=True)


def check_harm(parameters: dict[str, Any], type_field: str) -> None:
    """Raise InputError where weights are given and no field of types is."""
    if parameters.get(NAME) and not type_field:
        raise InputError(translate("Harm", "Harm is weighed by type: choose the field with the type of crime."))


def read_harm(run: Run[object], stream: IncidentStream) -> dict[str, float]:
    """Return the weights by type in lower case, empty where no table is given; warn of types on file without one."""
    if not run.has(NAME):
        return {}
    from ..core.crime.harm import harm_weights, weights_by_code
    from ..core.crime.incidents import TYPE

    weights = harm_weights(read_sheet(Path(run.algorithm.parameterAsFile(run.parameters, NAME, run.context))))
    _, missing = weights_by_code(stream.vocabularies[TYPE].texts, weights)
    if missing:
        message = translate("Harm", "{count} types have no weight of harm and count as none: {types}.")
        run.progress.warn(message.format(count=len(missing), types=", ".join(sorted(missing)[:10])))
    return weights
