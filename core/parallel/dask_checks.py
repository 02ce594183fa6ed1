"""Whether a Dask cluster can do our work: its address, its versions of Python and libraries, the plugin on its workers."""

from __future__ import annotations

import configparser
import contextlib
import importlib
import logging
import re
import threading
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError as DroppedError
from concurrent.futures import Future, wait
from functools import partial
from typing import Any, TypeVar

from ..base.errors import CancelledError, InputError, MissingLibraryError
from ..base.i18n import translate
from ..base.progress import Progress
from .pool_worker import pack, unpack
from .task_pool import PACKAGE, POLL, ROOT

CONNECT_SECONDS = 10  # until a scheduler must have answered
WORKER_SECONDS = 15  # until a cluster that grows with its work must have a worker
CLOSE_SECONDS = 2
SHOWN_WORKERS = 3
GONE = (
    OSError,
    TimeoutError,
    RuntimeError,
    AttributeError,
    DroppedError,
)  # what a lost connection raises, here or there
_ADDRESS = re.compile(r"(?:(?:tcp|tls|ucx|wss?)://)?(?:\[[0-9a-fA-F:.]+\]|[^\s:/@\[\]]+):(\d{1,5})")
_SCHEDULER_NEEDS = ("python", "dask", "distributed", "cloudpickle")
_WORKER_NEEDS = (*_SCHEDULER_NEEDS, "numpy", "scipy", "pandas", "shapely")

_Result = TypeVar("_Result")
Versions = Mapping[str, str | None]


def require_address(text: str) -> str:
    """Return the address of a scheduler without spaces around it.

    Raises:
        InputError: it is not an address.

    """
    found = _ADDRESS.fullmatch(text.strip())
    if found is None or not 0 < int(found[1]) < 65536:
        message = translate(
            "Core",
            "“{address}” is not the address of a Dask scheduler. Give it as the scheduler prints it when it starts, such as "
            "tcp://10.0.0.5:8786, or leave it empty.",
        )
        raise InputError(message.format(address=text))
    return text.strip()


class Scheduler:
    """A Dask scheduler as it is asked from here: at an address, for so many seconds, until the analyst cancels.

    A `distributed.Client` that meets another version is left half made, and holds its program up when it is dropped: so the
    scheduler is asked for its version first.
    """

    def __init__(self, text: str, seconds: float, progress: Progress) -> None:
        """Bind address, patience and Cancel; raise InputError where `text` is not an address."""
        self.address = require_address(text)
        self._seconds, self._progress = seconds, progress

    def require(self) -> None:
        """Refuse a scheduler that does not answer in time, or has other versions.

        Raises:
            InputError: no scheduler answers, or its versions differ.
            MissingLibraryError: the Python library distributed is not installed.
            CancelledError: the analyst cancelled.

        """
        distributed = _distributed()
        there = self._answer(partial(_ask, self.address, self._seconds))
        fault = version_fault(distributed.versions.get_versions()["packages"], there["packages"], _SCHEDULER_NEEDS)
        _refuse([f"{translate('Core', 'The Dask scheduler')}: {fault}"] if fault else [])

    def connect(self) -> Any:
        """Return a `distributed.Client`; raise as `require` does."""
        self.require()
        make = partial(_distributed().Client, self.address, timeout=self._seconds, set_as_default=False)
        return self._answer(make, close)

    def _answer(self, ask: Callable[[], _Result], give_back: Callable[[_Result], Any] = lambda _late: None) -> _Result:
        try:
            return run_within(self._seconds + 1, ask, self._progress, give_back)
        except CancelledError:
            raise
        except Exception as error:  # what is not a scheduler fails in ways of its own
            message = translate(
                "Core",
                "No Dask scheduler answers at “{address}” ({reason}). Check address, port and firewall, start one there with "
                "“dask scheduler”, or leave it empty.",
            )
            reason = str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__
            raise InputError(message.format(address=self.address, reason=reason)) from error


def _ask(address: str, seconds: float) -> Any:
    """Return the versions that a scheduler says it has."""
    distributed = _distributed()
    runner = distributed.utils.LoopRunner()

    async def ask() -> Any:
        certificates = distributed.security.Security().get_connection_args("client")
        async with distributed.rpc(address, connection_args=certificates) as scheduler:
            return await scheduler.versions()

    runner.start()
    try:
        return distributed.utils.sync(runner.loop, ask, callback_timeout=seconds)
    finally:
        runner.stop()


def run_within(
    seconds: float, work: Callable[[], _Result], progress: Progress, give_back: Callable[[_Result], Any]
) -> _Result:
    """Run `work` in a thread of its own for at most so many seconds, because a network can ignore its own time limit.

    A result that comes too late goes to `give_back`.

    Raises:
        TimeoutError: it took longer than `seconds`.
        CancelledError: the analyst cancelled.

    """
    made: Future[_Result] = Future()
    threading.Thread(target=_fulfil, args=(made, work), daemon=True).start()
    until = time.monotonic() + seconds
    try:
        while not wait([made], POLL).done:
            progress.check()
            if time.monotonic() > until:
                raise TimeoutError(translate("Core", "no answer in {seconds} seconds").format(seconds=seconds))
    except BaseException:
        made.add_done_callback(lambda late: None if late.exception() else give_back(late.result()))
        raise
    return made.result()


def _fulfil(made: Future[_Result], work: Callable[[], _Result]) -> None:
    try:
        made.set_result(work())
    except Exception as error:
        made.set_exception(error)


def close(client: Any) -> None:
    """Close a client, also one whose scheduler is gone or did not understand it."""
    with contextlib.suppress(*GONE):
        client.close(CLOSE_SECONDS)


def require_cluster(client: Any, address: str) -> None:
    """Refuse a cluster that lacks something; the text says what is missing where, and the remedy.

    Raises:
        InputError: versions differ, there is no worker, or workers lack the plugin.

    """
    versions = client.get_versions(packages=list(_WORKER_NEEDS[1:]))
    if not versions["workers"]:
        _require_worker(client, address)
        versions = client.get_versions(packages=list(_WORKER_NEEDS[1:]))
    _refuse(_worker_problems(versions))
    answers = client.run(unpack, packed_call(plugin_version), on_error="return")
    _refuse(plugin_problems(answers, address))


def lost_plugin(address: str, reason: object) -> InputError:
    """Return the error for a worker that came later, and lacks the plugin."""
    message = translate("Core", "A worker of the Dask cluster could not load Sector Planner ({reason}). {remedy}")
    return InputError(message.format(reason=reason, remedy=_plugin_remedy(address)))


def plugin_version() -> str:
    """Return the version of the plugin that this Python loads."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata.get("general", "version", fallback="?")


def plugin_problems(answers: Mapping[str, str | Exception], address: str) -> list[str]:
    """List the faults of the plugin on workers, from the version or the error that each answered with."""
    here = plugin_version()
    places = defaultdict(list)
    for worker, answer in answers.items():
        if answer != here:
            places[_plugin_fault(answer, here)].append(worker)
    return [f"{_workers(names)}: {fault} {_plugin_remedy(address)}" for fault, names in places.items()]


def _plugin_fault(answer: str | Exception, here: str) -> str:
    if isinstance(answer, ModuleNotFoundError) and answer.name == PACKAGE:
        return translate("Core", "the plugin Sector Planner is missing.")
    if isinstance(answer, Exception):
        return translate("Core", "the plugin Sector Planner does not load ({reason}).").format(reason=answer)
    return translate("Core", "Sector Planner is {there}, here it is {here}.").format(there=answer, here=here)


def _plugin_remedy(address: str) -> str:
    message = translate(
        "Core",
        "Copy the folder {package} of this machine's plugins there, and start the worker with the folder that holds it on "
        "its Python path: {command}",
    )
    return message.format(package=PACKAGE, command=_worker_command(address))


def _worker_command(address: str) -> str:
    return f"PYTHONPATH=/path/to/plugins dask worker {address} --nworkers -1"


def _worker_problems(versions: Mapping[str, Any]) -> list[str]:
    here = versions["client"]["packages"]
    places = defaultdict(list)
    for worker, there in versions["workers"].items():
        places[version_fault(here, there["packages"], _WORKER_NEEDS)].append(worker)
    return [f"{_workers(names)}: {fault}" for fault, names in places.items() if fault]


def version_fault(here: Versions, there: Versions, names: Sequence[str]) -> str:
    """Compare the first two numbers of the named versions; return the differences and the remedy, or an empty text."""
    differing = [name for name in names if _short(here.get(name)) != _short(there.get(name))]
    if not differing:
        return ""
    message = translate("Core", "{name} {there} (here {here})")
    missing = translate("Core", "missing")
    faults = [message.format(name=name, there=_long(there.get(name)) or missing, here=_long(here.get(name)) or missing) for name in differing]  # fmt: skip
    pins = [f"{name}=={_long(here[name])}" for name in differing if name != "python" and here.get(name)]
    remedies = [translate("Core", "Install Python {version} there.").format(version=_short(here["python"]))] * ("python" in differing)  # fmt: skip
    if pins:
        command = f"python -m pip install {' '.join(pins)}"
        remedies.append(translate("Core", "Run there: {command}").format(command=command))
    return f"{', '.join(faults)}. {' '.join(remedies)}"


def _long(version: str | None) -> str:
    return ".".join((version or "").partition("+")[0].split(".")[:3])


def _short(version: str | None) -> str:
    return ".".join((version or "").partition("+")[0].split(".")[:2])


def _workers(names: Sequence[str]) -> str:
    shown = ", ".join(names[:SHOWN_WORKERS])
    if len(names) > SHOWN_WORKERS:
        message = translate("Core", "The Dask workers {shown} and {count} more")
        return message.format(shown=shown, count=len(names) - SHOWN_WORKERS)
    return translate("Core", "Dask worker {shown}").format(shown=shown)


def _refuse(problems: Sequence[str]) -> None:
    if problems:
        raise InputError("\n".join(problems))


def _require_worker(client: Any, address: str) -> None:
    """Have the cluster do something, so that one that grows with its work gets a worker."""
    with contextlib.suppress(TimeoutError):
        client.submit(abs, 0, pure=False).result(timeout=WORKER_SECONDS)
        return
    raise no_workers(address)


def no_workers(address: str) -> InputError:
    """Return the error for a cluster without workers."""
    message = translate("Core", "The Dask scheduler at “{address}” has no workers. Start one or more: {command}")
    return InputError(message.format(address=address, command=_worker_command(address)))


class _Call:
    """A function of this package that is called where it is unpacked."""

    def __init__(self, function: Callable[..., Any], *arguments: Any) -> None:
        self._function, self._arguments = function, arguments

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return self._function, self._arguments


def packed_call(function: Callable[..., Any], *arguments: Any) -> bytes:
    """Pack a call so that `unpack` makes it, and returns its result.

    The scheduler unpacks functions that it is sent, and would need the plugin; `unpack` is Python's own, and the bytes are
    unpacked by the worker alone.
    """
    return pack(_Call(function, *arguments))


def _distributed() -> Any:
    try:
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        message = translate(
            "Core",
            "A Dask cluster needs the Python library distributed, which is missing here. Run with the Python that QGIS uses: "
            "{command}. Or leave the address empty.",
        )
        raise MissingLibraryError(message.format(command="python -m pip install distributed")) from error
    for name in ("client", "utils"):  # which print, as tracebacks and tables, what our messages say
        logging.getLogger(f"distributed.{name}").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", category=distributed.versions.VersionMismatchWarning)
    return distributed
