"""The matrix: every bad layer, file and value for every parameter of every algorithm, from the algorithms' definitions."""

from __future__ import annotations

import contextlib
import threading
import zlib
from dataclasses import dataclass
from pathlib import Path

from app import Feedback
from bad_files import FILE_TROUBLES, LAYER_TROUBLES, UnavailableError, nothing
from bad_layers import DEFECTS
from bad_values import bad_values, is_every_field
from base_arguments import ARGUMENTS
from qgis.core import QgsVectorLayer
from sheet import read_sheet
from trial import Ending, added_fields, case_folder, end, fingerprints

# Runs that take seconds because they chain or draw a whole city: one case in so many is taken.
SLOW = {
    "plan_and_publish": 24,
    "rebalance_and_compare": 12,
    "publish_edition": 8,
    "quarterly_threat": 8,
    "samplecity": 4,
}


@dataclass(frozen=True)
class Case:
    """One run: an algorithm's valid arguments with one of them spoilt."""

    algorithm: str
    variant: int
    parameter: str
    kind: str
    defect: str

    def __str__(self):
        return f"{self.algorithm}/{self.variant}/{self.parameter}/{self.kind}/{self.defect}"


def corpus(provider):
    """Return every case, in a fixed order."""
    return [case for algorithm in provider.algorithms() for case in _cases(algorithm.create()) if _chosen(case)]


def _cases(algorithm):
    for variant, arguments in enumerate(ARGUMENTS[algorithm.name()]):
        yield Case(algorithm.name(), variant, "", "valid", "as_it_should_be")
        for one in algorithm.parameterDefinitions():
            given = arguments.get(one.name())
            if one.type() == "source" and given:
                names = [("layer", name) for name in DEFECTS] + [("layer file", name) for name in LAYER_TROUBLES]
            elif one.type() == "file" and (given or variant == 0):
                names = [("file", name) for name in FILE_TROUBLES]
            elif variant == 0 or given is not None:
                names = [("value", name) for name in bad_values(one)]
            else:
                names = []
            for kind, name in names:
                yield Case(algorithm.name(), variant, one.name(), kind, name)


def _chosen(case):
    share = SLOW.get(case.algorithm, 1)
    return case.kind == "valid" or zlib.crc32(str(case).encode()) % share == 0


def run_case(ground, case):
    """Run a case and judge its end; None where it does not apply, a text where this machine cannot make it."""
    if case.kind == "valid":
        return added_fields(ground, case.algorithm, case.variant)
    if case.kind == "layer" and (case.algorithm, case.variant, "") not in ground.tried:
        added_fields(ground, case.algorithm, case.variant)
    with case_folder(ground) as folder:
        arguments = ground.arguments(case.algorithm, case.variant, folder)
        if zlib.crc32(str(case).encode()) % 5:
            arguments.pop("PDF", None)  # drawing one takes longer than all the rest
        if case.kind == "layer":
            return _bad_layer(ground, case, arguments, folder)
        if case.kind == "value":
            return _bad_value(ground, case, arguments, folder)
        return _bad_file(ground, case, arguments, folder)


def _bad_layer(ground, case, arguments, folder):
    good = QgsVectorLayer(arguments[case.parameter], case.parameter)
    sheet = DEFECTS[case.defect](read_sheet(good))
    if sheet is None:
        return None
    layer = sheet.layer()
    was = _features(layer)
    before = fingerprints(arguments)
    arguments[case.parameter] = layer
    _follow_renamed_fields(ground, case, arguments, sheet.renamed)
    ending = end(
        ground,
        case.algorithm,
        case.variant,
        arguments,
        before=before,
        folder=folder,
        spoilt=case.parameter,
        quoted=_texts(sheet),
    )
    if _features(layer) != was:
        return Ending("changed source", "the memory layer", ending.seconds)
    return ending


def _follow_renamed_fields(ground, case, arguments, renamed):
    algorithm = ground.algorithm(case.algorithm)
    for one in algorithm.parameterDefinitions():
        if one.type() == "field" and one.parentLayerParameterName() == case.parameter:
            named = arguments.get(one.name(), one.defaultValue())
            if isinstance(named, list):
                arguments[one.name()] = [renamed.get(name, name) for name in named]
            elif named:
                arguments[one.name()] = renamed.get(named, named)


def _features(layer):
    return [(one.id(), str(one.attributes()), hash(bytes(one.geometry().asWkb()))) for one in layer.getFeatures()]


def _texts(sheet):
    return sorted({field.name() for field in sheet.fields} | {sheet.name}, key=len, reverse=True)


def _bad_value(ground, case, arguments, folder):
    algorithm = ground.algorithm(case.algorithm)
    definition = algorithm.parameterDefinition(case.parameter)
    value = bad_values(definition)[case.defect]
    before = fingerprints(arguments)
    if not is_every_field(value):
        arguments[case.parameter] = value
        without = case.parameter if value == "" and definition.type() == "field" else ""
        if without and (case.algorithm, case.variant, without) not in ground.tried:
            added_fields(ground, case.algorithm, case.variant, without)
        with _patience(definition) as feedback:
            return end(
                ground, case.algorithm, case.variant, arguments, feedback,
                before=before, folder=folder, quoted=[str(value)], without=without,
            )  # fmt: skip
    source = arguments.get(definition.parentLayerParameterName())
    worst = None
    for field in QgsVectorLayer(source, "").fields() if source else ():
        with case_folder(ground) as own:
            given = ground.arguments(case.algorithm, case.variant, own)
            given.pop("PDF", None)
            given[case.parameter] = field.name()
            ending = end(ground, case.algorithm, case.variant, given, before=fingerprints(given), folder=own)
        if worst is None or ending.status not in ("right", "refused"):
            ending.note = f"{field.name()}: {ending.note}"
            worst = ending
    return worst


@contextlib.contextmanager
def _patience(definition):
    """Give a feedback; a number within its bounds may ask for hours of work, and Cancel must then end the run."""
    feedback = Feedback()
    timer = threading.Timer(20, feedback.cancel)
    if definition.type() == "number":
        timer.start()
    try:
        yield feedback
    finally:
        timer.cancel()


def _bad_file(ground, case, arguments, folder):
    troubles = LAYER_TROUBLES if case.kind == "layer file" else FILE_TROUBLES
    good = Path(arguments.get(case.parameter) or ground.town / "harm.csv")
    if good.is_dir() or not good.exists():
        return None
    spoilt = folder / "spoilt"
    spoilt.mkdir()
    with contextlib.ExitStack() as stack:
        try:
            value, in_mid_run = stack.enter_context(troubles[case.defect](spoilt, good))
        except UnavailableError as reason:
            return str(reason)
        arguments[case.parameter] = value
        before = fingerprints(
            {key: one for key, one in arguments.items() if key != case.parameter or in_mid_run is nothing}
        )
        feedback = Feedback()
        if in_mid_run is not nothing:
            once = iter([in_mid_run])
            feedback.progressChanged.connect(lambda share: next(once, nothing)())
        return end(
            ground, case.algorithm, case.variant, arguments, feedback, before=before, folder=folder,
            spoilt=case.parameter, lossy=case.defect.startswith("as_"), quoted=[str(value)],
        )  # fmt: skip
