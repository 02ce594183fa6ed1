"""Runs that are cancelled or hit by a fault at a random moment: what they may leave behind is nothing."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import resource
import subprocess
import sys
import threading
import time
import zlib
from dataclasses import dataclass
from pathlib import Path

from app import Feedback
from bad_files import UnavailableError, mounted
from base_arguments import ARGUMENTS
from qgis.core import QgsProcessingModelAlgorithm
from trial import Ending, case_folder, content, end, fingerprint, fingerprints, half_made, listing, plain, run

PROMPT = 1.0
MOMENTS, SHARES, ROOM_MB = 6, (0.03, 0.3, 0.6, 0.9), (1, 8, 32, 96)


@dataclass(frozen=True)
class Mishap:
    """One valid run that something happens to."""

    algorithm: str
    variant: int
    kind: str
    number: int

    def __str__(self):
        return f"{self.algorithm}/{self.variant}/{self.kind}/{self.number}"

    def chance(self):
        """Return the random numbers of this case, the same each time."""
        return random.Random(zlib.crc32(str(self).encode()))


def mishaps(provider, kinds):
    """Return the cases: for each algorithm and variant, each kind so many times."""
    names = [one.name() for one in provider.algorithms()]
    return [
        Mishap(name, variant, kind, number)
        for name in names
        for variant in range(len(ARGUMENTS[name]))
        for kind, count in kinds.items()
        for number in range(count)
    ]


# Cancel


def cancelled(ground, case):
    """Press Cancel at a random moment of the run: it stops within a second and leaves nothing."""
    usual = _usual(ground, case)
    with case_folder(ground) as folder:
        parameters = ground.arguments(case.algorithm, case.variant, folder)
        before, stored = fingerprints(parameters), _stored(parameters)
        feedback, moment = Feedback(), case.chance().random() * usual.seconds
        began = time.monotonic()
        planned = began + moment
        at = {}

        def press():
            time.sleep(max(0.0, planned - time.monotonic()))
            at["cpu"] = time.process_time()
            feedback.cancel()

        thread = threading.Thread(target=press)
        thread.start()
        ending = end(ground, case.algorithm, case.variant, parameters, feedback, before=before, folder=folder)
        cpu = time.process_time()
        thread.join()
        wall = began + ending.seconds - planned
        late = min(wall, cpu - at.get("cpu", cpu))
        if ending.status == "cancelled" and late > PROMPT:
            return Ending(
                "late",
                f"{wall:.1f} s after Cancel ({late:.1f} s of its own) at {moment:.2f} of {usual.seconds:.2f} s",
                wall,
            )
        return _nothing_stored(ending, parameters, stored)


def _stored(parameters):
    path = parameters.get("DATABASE", "")
    return content(path) if os.path.isfile(path) else None  # noqa: PTH113 (a name may be too long to be asked about)


def _nothing_stored(ending, parameters, stored):
    """Judge the database: a run that did not end well has stored nothing."""
    if ending.status in ("right", "crash") or stored is None or "The database has taken" in ending.note:
        return ending
    if _stored(parameters) != stored:
        return Ending("half-written", "the database was changed", ending.seconds)
    return ending


# Faults at every write


class WriteFaults:
    """Counts a run's writes below a folder, and fails one of them or all from one on; one hook for the process."""

    hook = None

    def __init__(self):
        self.folder, self.seen, self.fail_at, self.lasting, self.error = "", [], None, False, errno.ENOSPC
        sys.addaudithook(self.watch)

    @classmethod
    def only(cls):
        cls.hook = cls.hook or cls()
        return cls.hook

    def watch(self, event, arguments):
        if not self.folder or event not in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir"):
            return
        if event == "open" and not (
            isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        ):
            return
        path = arguments[0]
        if not isinstance(path, str | bytes | os.PathLike) or self.folder not in os.fsdecode(path):
            return
        self.seen.append(event)
        makes_room = event in ("os.remove", "os.rmdir")
        number = len(self.seen)
        hit = number == self.fail_at or (self.lasting and number > self.fail_at and not makes_room)
        if self.fail_at is not None and hit:
            raise OSError(self.error, os.strerror(self.error), os.fsdecode(path))

    @contextlib.contextmanager
    def on(self, folder, fail_at=None, lasting=False, error=errno.ENOSPC):
        self.seen, self.fail_at, self.lasting, self.error = [], fail_at, lasting, error
        self.folder = str(folder)
        try:
            yield self
        finally:
            self.folder = ""


def every_write_fails_in_turn(ground, case):
    """Fail each of the run's own writes in turn, once and for good; return how each of these runs ended."""
    faults, endings = WriteFaults.only(), []
    with case_folder(ground) as folder:
        parameters = ground.arguments(case.algorithm, case.variant, folder)
        with faults.on(folder / "out") as counted:
            run(ground, case.algorithm, parameters)
        events = list(counted.seen)
    picked = (
        range(1, len(events) + 1) if len(events) <= 12 else sorted(case.chance().sample(range(1, len(events) + 1), 12))
    )
    for number in picked:
        lasting, error = bool(number % 2), (errno.ENOSPC, errno.EACCES, errno.EIO)[number % 3]
        with case_folder(ground) as folder:
            parameters = ground.arguments(case.algorithm, case.variant, folder)
            before, stored = fingerprints(parameters), _stored(parameters)
            with faults.on(folder / "out", number, lasting, error):
                ending = end(ground, case.algorithm, case.variant, parameters, before=before, folder=folder)
            if events[number - 1] in ("os.remove", "os.rmdir") and ending.status in ("half-written", "wrong"):
                ending.status = (
                    "refused" if ending.status == "half-written" else "right"
                )  # what cannot be removed stays
            ending.note = (
                f"write {number} of {len(events)} ({events[number - 1]}, {errno.errorcode[error]}): {ending.note}"
            )
            endings.append(_nothing_stored(ending, parameters, stored))
    return endings or None


def disk_full(ground, case):
    """Write to a disk that has room for a share of the outputs only."""
    size = _usual(ground, case).bytes
    with case_folder(ground) as folder:
        room = int(size * SHARES[case.number % len(SHARES)]) // 4096 * 4096 + 4096
        try:
            with mounted(folder / "out", f"size={room}"):
                return _with_room(ground, case, folder)
        except UnavailableError as reason:
            return str(reason)


def _with_room(ground, case, folder):
    parameters = ground.arguments(case.algorithm, case.variant, folder)
    before, stored = fingerprints(parameters), _stored(parameters)
    ending = end(ground, case.algorithm, case.variant, parameters, before=before, folder=folder)
    ending = _complete(ground, case, ending, folder / "out")
    return _nothing_stored(ending, parameters, stored)


def file_size_limit(ground, case):
    """Let no file grow beyond a share of the largest output (RLIMIT_FSIZE)."""
    usual = _usual(ground, case)
    with case_folder(ground) as folder:
        parameters = ground.arguments(case.algorithm, case.variant, folder)
        before, stored = fingerprints(parameters), _stored(parameters)
        most = int(usual.largest * SHARES[case.number % len(SHARES)]) + 1
        ending = end(
            ground, case.algorithm, case.variant, parameters, before=before, folder=folder,
            limit=lambda: limited(resource.RLIMIT_FSIZE, most),
        )  # fmt: skip
        return _nothing_stored(_complete(ground, case, ending, folder / "out"), parameters, stored)


def odd_destination(ground, case):
    """Write where one cannot: read-only, a folder in the place of a file, a name too long, a previous edition in use."""
    with case_folder(ground) as folder, contextlib.ExitStack() as stack:
        parameters = ground.arguments(case.algorithm, case.variant, folder)
        out = folder / "out"
        outputs = [key for key, value in parameters.items() if isinstance(value, str) and value.startswith(str(out))]
        if not outputs:
            return None
        try:
            _make_odd(case.number, parameters, outputs, out, stack)
        except UnavailableError as reason:
            return str(reason)
        before, stored = _sources(parameters, out), _stored(parameters)
        ending = end(ground, case.algorithm, case.variant, parameters, before=before, folder=folder)
        return _nothing_stored(ending, parameters, stored)


def _sources(parameters, out):
    """Return the fingerprints of what is read, without the outputs."""
    return fingerprints({key: value for key, value in parameters.items() if not str(value).startswith(str(out))})


def _make_odd(number, parameters, outputs, out, stack):
    if number == 0:
        out.rmdir()
        stack.enter_context(mounted(out, "size=1m"))
        subprocess.run(["mount", "-o", "remount,ro", out], check=True, capture_output=True)
    elif number == 1:
        for key in outputs:
            Path(parameters[key]).mkdir()
    elif number == 2:
        for key in outputs:
            parameters[key] = str(out / ("n" * 300)) + Path(parameters[key]).suffix
    elif number == 3:
        for key in outputs:
            parameters[key] = str(out / "missing" / "folder æøå {x}" / Path(parameters[key]).name)


def over_a_previous_edition(ground, case):
    """Fail while earlier outputs are in the place of the new ones: those stay as they were."""
    faults = WriteFaults.only()
    with case_folder(ground) as folder:
        parameters = ground.arguments(case.algorithm, case.variant, folder)
        out = folder / "out"
        with faults.on(out) as counted:
            results, *_ = run(ground, case.algorithm, parameters)
        if not results or not listing(out):
            return None
        events = len(counted.seen)
        was, stored, before = _editions(out), _stored(parameters), _sources(parameters, out)
        number, feedback = 1 + case.chance().randrange(max(events, 1)), Feedback()
        with faults.on(out, number, True):
            ending = end(ground, case.algorithm, case.variant, parameters, feedback, before=before, folder=folder)
        named = any("could not be removed" in warning for warning in feedback.warnings)
        if "It is kept as" in ending.note or (named and ending.status == "half-written"):
            ending.status = "refused"  # what can be neither renamed nor removed stays, and a message says where it is
        elif ending.status == "refused" and (lost := _lost(ground, case, out, was, ending.note)):
            return Ending("half-written", f"the previous {lost} is not as it was: {ending.note}", ending.seconds)
        return _nothing_stored(ending, parameters, stored)


def _editions(out):
    """Return the fingerprint of each file and folder in a folder of outputs."""
    return {path.name: fingerprint(path) for path in out.iterdir()}


def _lost(ground, case, out, was, message):
    """Return the names of earlier outputs that a stopped run should have kept.

    A model is a row of runs: QGIS has put the new outputs of the steps that finished in the place of the earlier ones
    before the next step begins. Those are right where they are whole; the step that stopped must have kept its own.
    """
    changed = {name for name, print_of in _editions(out).items() if was.get(name) != print_of}
    gone = set(was) - set(_editions(out))
    algorithm = ground.algorithm(case.algorithm)
    if not isinstance(algorithm, QgsProcessingModelAlgorithm):
        return sorted(changed | gone)
    stopped = _outputs_of_step(algorithm, message)
    own = {name for name in changed if Path(name).stem in stopped}
    return sorted(gone | own | half_made(out, changed, True))


def _outputs_of_step(model, message):
    """Return the names of the outputs of the step that a message comes from; of all steps where it names none."""
    title = message.partition("Error encountered while running ")[2].partition(":")[0]
    every = list(model.childAlgorithms().values())
    steps = [step for step in every if step.description() == title] or every
    return {plain(output.description()) for step in steps for output in step.modelOutputs().values()}


# Out of memory


def out_of_memory(ground, case):
    """Give the process only so many megabytes more than it has."""
    _usual(ground, case)
    with case_folder(ground) as folder:
        parameters = ground.arguments(case.algorithm, case.variant, folder)
        before, stored = fingerprints(parameters), _stored(parameters)
        room = ROOM_MB[case.number % len(ROOM_MB)] << 20
        ending = end(
            ground, case.algorithm, case.variant, parameters, before=before, folder=folder,
            limit=lambda: limited(resource.RLIMIT_AS, _used() + room),
        )  # fmt: skip
        return _nothing_stored(ending, parameters, stored)


@contextlib.contextmanager
def limited(resource_name, most):
    """Give this process, and those that it begins, no more than so many bytes."""
    soft, hard = resource.getrlimit(resource_name)
    resource.setrlimit(resource_name, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource_name, (soft, hard))


def _used():
    """Return the bytes of address space that this process has."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


# What is usual


@dataclass
class Usual:
    """A run that nothing happens to: its seconds, the size of its outputs, and what they are."""

    seconds: float
    bytes: int
    largest: int
    names: set


def _usual(ground, case):
    known = ground.__dict__.setdefault("usual", {})
    key = case.algorithm, case.variant
    if key not in known:
        with case_folder(ground) as folder:
            parameters = ground.arguments(case.algorithm, case.variant, folder)
            run(ground, case.algorithm, parameters)  # the first loads libraries
        with case_folder(ground) as folder:
            parameters = ground.arguments(case.algorithm, case.variant, folder)
            seconds = run(ground, case.algorithm, parameters)[3]
            sizes = [path.stat().st_size for path in (folder / "out").rglob("*") if path.is_file()] or [0]
            known[key] = Usual(seconds, sum(sizes), max(sizes), listing(folder / "out"))
    return known[key]


def _complete(ground, case, ending, out):
    """Judge a run that says it went well: it left what it usually leaves."""
    if ending.status == "right" and (lacking := _usual(ground, case).names - listing(out)):
        return Ending("wrong", f"said to be done, but lacks {sorted(lacking)}", ending.seconds)
    return ending
