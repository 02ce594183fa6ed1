"""One run of one algorithm, watched: what it was given, how it ended, what it left."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import itertools
import os
import re
import shutil
import sqlite3
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

import judge
from app import Feedback, fresh_context
from base_arguments import ARGUMENTS, ROWS
from qgis.core import QgsProcessingModelAlgorithm, QgsVectorLayer

# A column for each type of incident, and for each period from the first to the last with one: fewer rows have fewer.
NAMED_BY_DATA = ("type_", "period_2")


@dataclass
class Ending:
    """How a run ended: status is right, refused, cancelled, or one of the defects; `note` says more."""

    status: str
    note: str = ""
    seconds: float = 0.0


@dataclass
class Ground:
    """Where cases run: the provider, the town's files, a folder for each case."""

    provider: object
    town: Path
    work: Path
    base_fields: dict = field(default_factory=dict)
    tried: set = field(default_factory=set)
    modules: int = 0

    def algorithm(self, name):
        return self.provider.algorithm(name).create()

    def arguments(self, name, variant, folder):
        """Return the valid arguments with outputs in folder/out, and the source files they name."""
        given = {key: self.resolve(value, folder) for key, value in ARGUMENTS[name][variant].items()}
        out = folder / "out"
        out.mkdir(parents=True, exist_ok=True)
        algorithm = self.algorithm(name)
        for one in algorithm.destinationParameterDefinitions():
            given.setdefault(one.name(), str(out / f"{plain(one.name())}{_suffix(one)}"))
        return given

    def resolve(self, value, folder):
        """Return what a value of the table of arguments stands for."""
        if not isinstance(value, str):
            return value
        if value.startswith("@"):
            return str(self.town / f"{value[1:]}.gpkg")
        if value == "$database":
            return str(shutil.copy(self.town / "station.gpkg", folder / "station.gpkg"))
        if value.startswith("$new"):
            return str(folder / "out" / value[1:])
        return str(self.town / value[1:]) if value.startswith("$") else value


def plain(name):
    """Return the name that an output's file is given."""
    return re.sub(r"\W", "_", name).lower()


def _suffix(definition):
    if definition.type() == "folderDestination":
        return ""
    if definition.type() == "sink":
        return ".gpkg"
    return "." + (definition.defaultFileExtension() or "html").split(" ")[0]


@contextlib.contextmanager
def case_folder(ground):
    """Give a folder of its own to a case."""
    folder = Path(tempfile.mkdtemp(dir=ground.work))
    if ground.modules != len(sys.modules):
        ground.modules = len(sys.modules)
        gc.collect()
        gc.freeze()  # modules are not looked through again and again
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def errors_of_the_machine():
    """Catch what Python and GDAL write to the standard error, where exceptions end that nobody sees."""
    keep = os.dup(2)
    with tempfile.TemporaryFile("w+b") as file:
        os.dup2(file.fileno(), 2)
        said = []
        try:
            yield said
        finally:
            os.dup2(keep, 2)
            os.close(keep)
            file.seek(0)
            said.append(file.read().decode("utf-8", "replace"))


def run(ground, name, parameters, feedback=None, limit=contextlib.nullcontext):
    """Run an algorithm as the toolbox does; return (results or None, message, problems of the machine, seconds)."""
    feedback = feedback or Feedback()
    context = fresh_context(feedback)
    algorithm = ground.algorithm(name)
    results, message, problem = None, "", ""
    began = time.monotonic()
    with errors_of_the_machine() as said:
        try:
            accepted, message = algorithm.checkParameterValues(parameters, context)
            if accepted:
                with limit():
                    results, done = algorithm.run(parameters, context, feedback, {}, True)
                results = results if done else None
                message = feedback.errors[-1] if feedback.errors else ""
        except BaseException:
            problem = traceback.format_exc(limit=-4)
    seconds = time.monotonic() - began
    if not problem and "Traceback" in said[0]:
        problem = said[0][said[0].index("Traceback") :][:2500]
    if not problem and "Traceback" in message:
        problem = message[-2500:]
    return results, message, problem, seconds


def end(
    ground,
    name,
    variant,
    parameters,
    feedback=None,
    *,
    before,
    folder,
    spoilt="",
    lossy=False,
    quoted=(),
    without="",
    limit=contextlib.nullcontext,
):
    """Run and judge: sources as before, outputs whole or absent, message clear.

    `without` is a parameter that is given empty: the outputs then have the fields that a run without it gives.
    """
    out, feedback = folder / "out", feedback or Feedback()
    there = listing(out)
    results, message, problem, seconds = run(ground, name, parameters, feedback, limit)
    gc.collect()
    if problem:
        return Ending("traceback", problem, seconds)
    if changed := [path for path, was in before.items() if Path(path).exists() and fingerprint(path) != was]:
        return Ending("changed source", ", ".join(changed), seconds)
    if not results:
        left = half_made(out, listing(out) - there, isinstance(ground.algorithm(name), QgsProcessingModelAlgorithm))
        return stopped(message, left, quoted, feedback.isCanceled(), seconds)
    faults = wrong(ground, name, variant, parameters, results, out, spoilt, lossy, without)
    if feedback.warnings:  # what is left out is named there
        faults = [fault for fault in faults if " features for " not in fault]
    return Ending("wrong", "; ".join(faults)[:1500], seconds) if faults else Ending("right", "", seconds)


def half_made(out, left, is_model):
    """Return what a stopped run left. A model's finished steps keep their outputs, as QGIS has it, where they are whole."""
    if not is_model:
        return left
    tops = {out / Path(one).parts[0] for one in left}
    hidden = {str(one) for one in tops if one.name.startswith(".")}
    torn = {
        str(one)
        for one in tops
        if (judge.faults_of_layer(str(one), None)[1] if one.suffix == ".gpkg" else judge.faults_of_file(one))
    }
    return hidden | torn


def stopped(message, left, quoted, is_cancelled, seconds):
    """Judge a run without results: nothing is left, and a message says why, or it was cancelled."""
    if left:
        return Ending("half-written", f"{sorted(left)} after: {message}", seconds)
    why = judge.unclear(message, quoted)
    if not why:
        return Ending("refused", message, seconds)
    return Ending("cancelled", "", seconds) if is_cancelled else Ending("unclear", f"{why}: {message}", seconds)


def wrong(ground, name, variant, parameters, results, out, spoilt, lossy, without=""):
    """Return what is wrong with the results by what must hold for every algorithm."""
    faults, expected = (
        [],
        {Path(value).relative_to(out).parts[0] for value in parameters.values() if str(value).startswith(f"{out}/")},
    )
    odd = parameters.get(spoilt)
    said = {str(v) for one in odd.getFeatures() for v in one.attributes()} if isinstance(odd, QgsVectorLayer) else ()
    algorithm = ground.algorithm(name)
    sinks = {one.name() for one in algorithm.destinationParameterDefinitions() if one.type() == "sink"}
    for key, value in results.items():
        if not isinstance(value, str) or not value.startswith(str(out)):
            continue
        expected.add(Path(value.split("|")[0]).name)
        if key not in sinks:
            faults += (
                [f"{key}: {fault}" for fault in judge.faults_of_file(value, said)]
                if Path(value).exists()
                else [f"{key} is missing"]
            )
            continue
        layer, found = judge.faults_of_layer(value, parameters.get(spoilt))
        faults += [f"{key}: {fault}" for fault in found]
        if layer is None:
            continue
        names = {one.name() for one in layer.fields()}
        usual = ground.base_fields.get((name, variant, without, key), set())
        lacking = set() if lossy else _named_as_given(usual, algorithm, ARGUMENTS[name][variant], parameters) - names
        faults += [f"{key} lacks the fields {sorted(lacking)}"] if lacking else []
        source = ROWS.get(name, {}).get(key)
        if source and parameters.get(source):
            count = _count(parameters[source])
            if count is not None and layer.featureCount() != count:
                faults.append(f"{key} has {layer.featureCount()} features for {count} of {source}")
        del layer
    known = {Path(one).stem for one in expected} | {"new"}  # a page's PDF and a database's project bear its name
    if strays := [one for one in listing(out) if Path(Path(one).parts[0]).stem not in known]:
        faults.append(f"left beside the outputs: {sorted(strays)}")
    return faults


def _named_as_given(fields, algorithm, usual, given):
    """Return names of an output's fields, those made from a source's field (“population_after”) from the one given now."""
    for one in algorithm.parameterDefinitions():
        old, new = _as_list(usual.get(one.name())), _as_list(given.get(one.name()))
        if one.type() == "field" and old != new:
            renamed = dict(itertools.zip_longest(old, new[: len(old)]))
            fields = {
                next((f"{new}{name[len(old) :]}" for old, new in renamed.items() if name.startswith(f"{old}_")), name)
                for name in fields
                if not any(new is None and name.startswith(f"{old}_") for old, new in renamed.items())
            }
    return fields


def _as_list(value):
    return value if isinstance(value, list) else [value] if value else []


def _count(source):
    layer = source if isinstance(source, QgsVectorLayer) else QgsVectorLayer(str(source), "count")
    return sum(1 for _ in layer.getFeatures()) if layer.isValid() else None


def added_fields(ground, name, variant, without=""):
    """Run the valid arguments; remember the fields each output adds to the sources; return how it ended."""
    ground.tried.add((name, variant, without))
    with case_folder(ground) as folder:
        parameters = ground.arguments(name, variant, folder)
        parameters.pop(without, None)
        ending = end(ground, name, variant, parameters, before=fingerprints(parameters), folder=folder)
        known = set()
        for value in parameters.values():
            layer = (
                QgsVectorLayer(str(value), "")
                if isinstance(value, str) and value.startswith(str(ground.town))
                else None
            )
            known |= {one.name() for one in layer.fields()} if layer is not None and layer.isValid() else set()
        for key, value in parameters.items():
            if (
                isinstance(value, str)
                and value.startswith(str(folder / "out"))
                and value.endswith(".gpkg")
                and Path(value).exists()
            ):
                layer = QgsVectorLayer(value, "")
                added = {one.name() for one in layer.fields()} - known - {"fid"}
                ground.base_fields[name, variant, without, key] = {
                    one for one in added if not one.startswith(NAMED_BY_DATA)
                }
                del layer
        return ending


def listing(folder):
    """Return the relative names of all files and folders below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")} if folder.exists() else set()


def fingerprint(path):
    """Return what tells whether a source was changed: a database's content, another file's bytes, a folder's files."""
    path = Path(path)
    if path.is_dir():
        return "|".join(sorted(f"{one}:{fingerprint(one)}" for one in path.rglob("*") if one.is_file()))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fingerprints(parameters, writable=("DATABASE",)):
    """Return the fingerprints of all files and folders that arguments read from."""
    paths = {str(value) for key, value in parameters.items() if isinstance(value, str | Path) and key not in writable}
    return {path: fingerprint(path) for path in paths if path.startswith("/") and os.path.exists(path)}  # noqa: PTH110


def content(path):
    """Return a GeoPackage's rows as text, to compare before and after."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        names = [row[0] for row in connection.execute("select name from sqlite_master where type='table' order by 1")]
        kept = [name for name in names if "rtree" not in name]
        return repr([(name, connection.execute(f'select * from "{name}"').fetchall()) for name in kept])
