"""The base class of every algorithm: names, help, early checks, styles, and errors as messages.

Errors of Python, QGIS and the system reach the analyst in plain words.
"""

from __future__ import annotations

import math
import platform
import traceback
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor
from importlib import metadata
from typing import Any, ClassVar, Generic, Self, TypeVar

from qgis.core import (
    Qgis,
    QgsCsException,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterNumber,
    QgsProcessingUtils,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from ...core.base.errors import CancelledError, InputError, SectorPlannerError
from ...core.base.paths import RESOURCES
from ...core.base.text import without_passwords
from ...core.crime.settings import check_time_zone
from .crs import is_main_thread, pin_common_crs, release_run_crs
from .environment import geos_problem, reader_language
from .files.encodings import refuse_utf_16, require_readable
from .files.sink_targets import (
    SinkTarget,
    file_target,
    refuse_input_file,
    refuse_own_source,
    require_nothing_lost,
    require_own_files,
    sink_target,
)
from .parameters import require_scheduler, with_named_choices, with_plain_days
from .run import Run

translate = QCoreApplication.translate
Settings = TypeVar("Settings")
FIRST, LAST = 1900, 2200
LARGEST_WHOLE = 2**31 - 1
REQUIRED = {"numpy": (1, 24), "pandas": (2, 0), "scipy": (1, 10), "shapely": (2, 0)}
# The system ends a worker process that takes too much memory; the pool then says that it is broken.
EXPECTED = (SectorPlannerError, QgsCsException, OSError, MemoryError, BrokenExecutor)


def group_titles() -> dict[str, str]:
    """Return the toolbox's group titles by group id."""
    return {
        "prepare": translate("Groups", "Prepare"),
        "draw": translate("Groups", "Draw"),
        "balance": translate("Groups", "Balance"),
        "crime": translate("Groups", "Crime"),
        "safety": translate("Groups", "Safety"),
        "publish": translate("Groups", "Publish"),
        "log": translate("Groups", "Log"),
    }


class SectorAlgorithm(QgsProcessingAlgorithm, Generic[Settings]):
    """Base of all algorithms: a subclass names its parameters, its settings and its run.

    `read_settings` builds the frozen settings of core and raises SectorPlannerError where a value
    is wrong, so that wrong values are refused before anything runs. `execute` reads tables, calls
    one core function and writes the outputs, all through `Run`.
    """

    ID: ClassVar[str]
    GROUP: ClassVar[str]
    STYLES: ClassVar[dict[str, str]] = {}
    _in_background = False

    def title(self) -> str:
        """Return the translated name: a verb and its object."""
        raise NotImplementedError

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Settings:
        """Return core's settings from the parameters; raise SectorPlannerError where they are wrong."""
        raise NotImplementedError

    def execute(self, run: Run[Settings]) -> Mapping[str, object]:
        """Do the work and return the outputs by name."""
        raise NotImplementedError

    def declare(self, *parameters: QgsProcessingParameterDefinition) -> None:
        """Declare parameters, in the order of the dialog; see framework.parameters."""
        for parameter in parameters:
            self.addParameter(parameter)

    # What QGIS asks for

    def createInstance(self) -> Self:
        """Return a fresh copy; an algorithm keeps no state between runs."""
        return type(self)()

    def name(self) -> str:
        """Return the id that saved models use."""
        return self.ID

    def displayName(self) -> str:
        """Return the translated name."""
        return self.title()

    def group(self) -> str:
        """Return the translated group."""
        return group_titles()[self.GROUP]

    def groupId(self) -> str:
        """Return the group's id."""
        return self.GROUP

    def icon(self) -> QIcon:
        """Return the group's icon."""
        return QIcon(str(RESOURCES / "icons" / f"{self.GROUP}.svg"))

    def shortHelpString(self) -> str:
        """Return the help text in the reader's language, English if there is no other."""
        for code in (reader_language(), "en"):
            path = RESOURCES / "help" / code / f"{self.ID}.html"
            if path.exists():
                return path.read_text(encoding="utf-8")
        return ""

    def helpUrl(self) -> str:
        """Return the address of the help page that the dialog's Help button opens."""
        from .environment import guide_url

        return guide_url(f"tools/{self.ID}")

    def canExecute(self) -> tuple[bool, str]:
        """Return True if the Python libraries are there; the text says what is missing."""
        problem = library_problem()
        return not problem, problem

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """Refuse wrong values before anything runs."""
        possible, reason = self.canExecute()
        if not possible:
            return False, reason
        try:
            parameters = with_named_choices(self.parameterDefinitions(), parameters)
            for value in parameters.values():
                refuse_utf_16(value)
            given = with_plain_days(self, parameters)
        except InputError as error:
            return False, str(error)
        accepted, message = super().checkParameterValues(given, context)
        if not accepted:
            return accepted, without_passwords(message)
        try:
            self._require_usable(parameters, context)
            self._require_room(parameters, context)
            self.read_settings(parameters, context)
            require_scheduler(self, parameters, context)
        except SectorPlannerError as error:
            return False, without_passwords(str(error))
        return True, ""

    def _require_usable(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse numbers, days and time zones that no work can use: QGIS lets nan, inf and the year 9999 pass, and reads 3000000000 as 0."""
        for definition in self.parameterDefinitions():
            name, kind = definition.name(), definition.type()
            if parameters.get(name) is None:
                continue
            if kind == "source":
                self._require_readable(name, parameters, context)
            year = self.parameterAsDateTime(parameters, name, context).date().year() if kind == "datetime" else FIRST
            if year and not FIRST <= year <= LAST:
                message = translate("Base", "“{title}”: the year is {year}. Give a day from {first} to {last}.")
                raise InputError(message.format(title=definition.description(), year=year, first=FIRST, last=LAST))
            if name == "TIME_ZONE":
                check_time_zone(self.parameterAsString(parameters, name, context))
            if kind == "number" and isinstance(definition, QgsProcessingParameterNumber):
                _require_number(definition, self.parameterAsDouble(parameters, name, context))

    def _require_readable(self, name: str, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse layers whose texts no setting of ours makes readable; others are set right before fields are looked up."""
        layer = self.parameterAsVectorLayer(parameters, name, context)
        if isinstance(layer, QgsVectorLayer):
            require_readable(layer, context)

    def _require_room(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse outputs that would destroy what they do not replace, or one another."""
        targets = []
        for definition in self.parameterDefinitions():
            given = parameters.get(definition.name())
            if given is None or definition.type() not in ("sink", "fileDestination"):
                continue
            target = sink_target(given, context) if definition.type() == "sink" else file_target(given)
            if target is not None:
                require_nothing_lost(target)
                targets.append((definition.description(), target))
        require_own_files(targets)
        self._require_inputs_kept([target for _, target in targets], parameters, context)

    def _require_inputs_kept(
        self, targets: list[SinkTarget], parameters: dict[str, Any], context: QgsProcessingContext
    ) -> None:
        for definition in self.parameterDefinitions() if targets else ():
            name, given = definition.name(), parameters.get(definition.name())
            if given is None or definition.type() not in ("source", "file"):
                continue
            layer = self.parameterAsVectorLayer(parameters, name, context) if definition.type() == "source" else None
            for target in targets:
                if isinstance(layer, QgsVectorLayer):
                    refuse_own_source(target, [layer])
                elif definition.type() == "file":
                    refuse_input_file(target, definition.description(), given)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Do what only the main thread can: pin the CRSs of the results."""
        pin_common_crs()
        return bool(super().prepareAlgorithm(parameters, context, feedback))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run; outputs stay only where the whole run succeeds."""
        self._in_background = not is_main_thread()
        run = Run(self, with_named_choices(self.parameterDefinitions(), parameters), context, feedback)
        try:
            with run:
                return dict(self.execute(run))
        except CancelledError:
            return {}
        except EXPECTED as error:
            text = problem_text(error)
            # QGIS keeps the error, and with it what is open in its frames; it waits forever for a fifth reader of a file.
            traceback.clear_frames(error.__traceback__)
            raise QgsProcessingException(f"{text} {stored_text()}" if run.has_stored else text) from error

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Style the results that are loaded into the project, and keep the run's CRSs out of it."""
        if self._in_background:
            release_run_crs()
        for output, style in self.STYLES.items():
            layer = self._loaded_layer(output, context)
            if layer is not None:
                layer.loadNamedStyle(str(RESOURCES / "styles" / f"{style}.qml"))
        return {}

    def _loaded_layer(self, output: str, context: QgsProcessingContext) -> QgsVectorLayer | None:
        for layer_id, details in context.layersToLoadOnCompletion().items():
            if details.outputName == output:
                layer = QgsProcessingUtils.mapLayerFromString(layer_id, context)
                return layer if isinstance(layer, QgsVectorLayer) else None
        return None


class AlgorithmWithoutSettings(SectorAlgorithm[None]):
    """Base of algorithms whose parameters are layers and fields alone."""

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Read nothing."""


def _require_number(definition: QgsProcessingParameterNumber, value: float) -> None:
    title = definition.description()
    if not math.isfinite(value):
        message = translate("Base", "“{title}” is not a finite number. Give a number such as {example}.")
        raise InputError(message.format(title=title, example=definition.defaultValue() or 1))
    if definition.dataType() == Qgis.ProcessingNumberParameterType.Integer and abs(value) > LARGEST_WHOLE:
        message = translate("Base", "“{title}” is {value}. Give a whole number up to {most}.")
        raise InputError(message.format(title=title, value=f"{value:.0f}", most=LARGEST_WHOLE))


def library_problem() -> str:
    """Return which Python libraries are missing or too old, and the command that gets them; empty where all are there."""
    problems = [problem for name, least in REQUIRED.items() if (problem := _library_problem(name, least))]
    return "\n".join(filter(None, [*problems, geos_problem()]))


def _library_problem(name: str, least: tuple[int, int]) -> str:
    version = _version(name)
    if version and tuple(int(part) for part in version.split(".")[:2]) >= least:
        return ""
    message = translate(
        "Base",
        "Sector Planner needs the Python library {name} {least} or newer; found: {found}. Type this in {terminal}, then start QGIS again: {command}",
    )
    return message.format(
        name=name,
        least=".".join(map(str, least)),
        found=version or translate("Base", "none"),
        terminal=translate("Base", "the OSGeo4W Shell")
        if platform.system() == "Windows"
        else translate("Base", "a terminal"),
        command=_install_command(name, least),
    )


def _version(name: str) -> str:
    """Return the version of a library; empty where it is not there."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _install_command(name: str, least: tuple[int, int]) -> str:
    """Return the command that gets a library for QGIS's own Python, and leaves its numpy: QGIS was built for that one."""
    wanted = f'"{name}>={".".join(map(str, least))}"'
    numpy = _version("numpy")
    kept = f' "numpy=={numpy}"' if numpy and name != "numpy" else ""
    if platform.system() != "Linux":
        return f"python3 -m pip install --user {wanted}{kept}"
    built = " --no-binary shapely" if name == "shapely" else ""  # a wheel brings a GEOS of its own: see geos_problem
    return f"pip3 install --user --break-system-packages{built} {wanted}{kept}"


def problem_text(error: BaseException) -> str:
    """Return a message: what was found, where, and what to do."""
    if isinstance(error, OSError):
        message = translate("Base", "{path}: {reason}. Nothing was written. Choose another place, or free this one.")
        return message.format(path=error.filename or "", reason=error.strerror or str(error))
    if isinstance(error, QgsCsException):
        message = translate(
            "Base",
            "Coordinates could not be transformed: {reason}. Check that every layer has the coordinate reference system "
            "that its coordinates are written in.",
        )
        return message.format(reason=str(error).strip().rstrip("."))
    if isinstance(error, MemoryError | BrokenExecutor):
        return translate(
            "Base",
            "There is not enough memory for this run. Nothing was written. Close other programs, use fewer workers, or "
            "take a smaller area, fewer features or larger cells.",
        )
    return without_passwords(str(error))


def stored_text() -> str:
    """Return the addition to the message if a run stopped after a database had taken its rows."""
    return translate(
        "Base",
        "The database has taken the rows already, and keeps them. Run again with outputs that can be written: no row is "
        "added twice.",
    )
