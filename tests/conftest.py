"""Make the checkout importable as `sector_planner`, whatever its folder is called, and tests/builders as `builders`.

The root itself must not be on sys.path, nor this folder: their `processing` would hide QGIS's own.
"""

import contextlib
import getpass
import importlib.util
import itertools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is slow by fits and starts; the same examples every time make a failure repeatable.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"

sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != ROOT]


def register(name: str, folder: Path) -> None:
    """Import a folder as a package of this name, without a path on which its neighbours would be found too."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            name, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])


register("sector_planner", ROOT)
register("builders", ROOT / "tests" / "builders")


SERVERS = {"postgresql", "postgis"}  # parameters of tests that use the suite's own PostgreSQL


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(config, items):
    """Keep on one worker what shares something dear to make; all else goes to whichever worker is free."""
    if config.pluginmanager.hasplugin("xdist"):
        for item in items:
            if group := shared_by(item):
                item.add_marker(pytest.mark.xdist_group(group))


def shared_by(item) -> str:
    """Return what a test shares with others: the browser, the server, the parsed modules, or fixtures of its file."""
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    if "browser" in item.fixturenames:
        return "browser"
    if "package" in item.fixturenames:
        return "package"
    if "cluster" in item.fixturenames or any(isinstance(one, str) and one in SERVERS for one in parameters):
        return "server"
    if item.path.parent.name in ("architecture", "security", "translation"):
        return "parsed"
    fixtures = item._fixtureinfo.name2fixturedefs.values()
    is_made_once = any(one.scope == "module" for found in fixtures for one in found)
    return str(item.path.relative_to(ROOT)) if is_made_once else ""


@pytest.fixture(scope="session")
def shared_data():
    """Return a function that finds a file of the real data, or skips where this clone has none."""

    def find(name: str) -> Path:
        path = SHARED_DATA / name
        if not path.exists():
            pytest.skip(f"the real data ({name}) is not beside this clone")
        return path

    return find


@pytest.fixture(params=[pytest.param(False, id="untimed"), pytest.param(True, id="timed", marks=pytest.mark.slow)])
def timed(request):
    """Tell whether to look at the clock. Only `make test-slow` does: other programs may hold up any test."""
    return request.param


@pytest.fixture
def within(timed):
    """Return a context in which the work has so many seconds: `with within(5):`."""

    @contextlib.contextmanager
    def limit(seconds):
        start = time.monotonic()
        yield
        took = time.monotonic() - start
        assert not timed or took < seconds, f"{took:.1f} s"

    return limit


NUMBERS = itertools.count()


class Cluster:
    """A PostgreSQL server of the suite's own, reached over a unix socket, never run by root."""

    def __init__(self, durable=False):
        self.programs = max(
            Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda path: int(path.parent.name)
        )
        if self.programs is None:
            pytest.fail("PostgreSQL is not installed; `make setup-test` installs it")
        memory = None if durable or not os.access("/dev/shm", os.W_OK) else "/dev/shm"  # files in memory cost a third
        self.folder = Path(tempfile.mkdtemp(prefix="sector-planner-postgresql-", dir=memory))
        self.owner = "postgres" if os.geteuid() == 0 else getpass.getuser()
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.options = f"-p {self.port} -k {self.folder} -c listen_addresses= -c max_connections=60"
        if not durable:
            self.options += " -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
        self.program("initdb", "-D", self.folder / "data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")

    def program(self, name, *arguments):
        as_owner = ["runuser", "-u", self.owner, "--"] if os.geteuid() == 0 else []
        subprocess.run([*as_owner, self.programs / name, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def start(self):
        self.program("pg_ctl", "-D", self.folder / "data", "-o", self.options, "-l", self.folder / "log", "-w", "start")

    def stop(self, mode="fast"):
        self.program("pg_ctl", "-D", self.folder / "data", "-m", mode, "-w", "stop")

    def psql(self, statement, database="postgres", user="postgres"):
        command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-p", str(self.port), "-U", user]
        return subprocess.run(
            [*command, "-d", database, "-c", statement], check=True, capture_output=True, text=True
        ).stdout.strip()

    def connect(self, database, user="postgres"):
        """Store a connection in QGIS and return its name."""
        from qgis.core import QgsProviderRegistry

        metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
        uri = f"dbname='{database}' host='{self.folder}' port={self.port} user='{user}'"
        name = f"{database} as {user}"
        metadata.saveConnection(metadata.createConnection(uri, {"saveUsername": True}), name)
        return name

    def new_database(self, template="template0"):
        name = f"station_{next(NUMBERS)}"
        self.psql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name


@pytest.fixture(scope="session")
def cluster():
    cluster = Cluster()
    cluster.start()
    yield cluster
    cluster.stop("immediate")
    shutil.rmtree(cluster.folder)


@pytest.fixture
def durable():
    """Start a server that syncs to disk, as a station's would."""
    cluster = Cluster(durable=True)
    cluster.start()
    yield cluster
    cluster.stop("immediate")
    shutil.rmtree(cluster.folder)


@pytest.fixture
def qgis_started_in(qgis_app):
    """Return a context in which QGIS is one that was started in a language: `with qgis_started_in("da_DK"):`."""
    from qgis.core import QgsSettings
    from sector_planner.processing.framework.environment import reader_language

    @contextlib.contextmanager
    def started(code):
        before = QgsSettings().value("locale/userLocale")
        QgsSettings().setValue("locale/userLocale", code)
        reader_language.cache_clear()
        try:
            yield
        finally:
            QgsSettings().setValue("locale/userLocale", before)
            reader_language.cache_clear()

    return started


class DaskCluster:
    """A Dask scheduler on loopback that lacks the plugin, as the guide starts it, and workers that have it or lack it."""

    def __init__(self, folder, *options):
        self.folder = folder
        (folder / "plugins").mkdir()
        (folder / "plugins" / "sector_planner").symlink_to(ROOT)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port), *options)
        self.processes = [self.scheduler]
        self._wait_for(lambda client: True)

    def worker(self, *options, has_plugin=True):
        worker = self._start("worker", self.address, "--nthreads", "1", "--no-nanny", *options, has_plugin=has_plugin)
        self.processes.append(worker)
        self._wait_for(lambda client: len(client.nthreads()) == len(self.workers()))
        return worker

    def workers(self):
        return [process for process in self.processes[1:] if process.poll() is None]

    def is_idle(self):
        """Tell whether no worker knows of any task, within five seconds."""
        return self._wait_for(
            lambda client: not any(client.run(lambda dask_worker: len(dask_worker.state.tasks)).values()), 5
        )

    def end_workers(self):
        for worker in self.workers():
            worker.kill()
            worker.wait(timeout=20)
        self._wait_for(lambda client: not client.nthreads())

    def end(self):
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait(timeout=20)

    def _start(self, kind, *arguments, has_plugin=False):
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments, "--no-dashboard"]
        environment = {**os.environ, "PYTHONPATH": str(self.folder / "plugins") if has_plugin else ""}
        return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, cwd=self.folder)

    def _wait_for(self, condition, seconds=60):
        from distributed import Client

        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with contextlib.suppress(OSError), Client(self.address, timeout=seconds, set_as_default=False) as client:
                while time.monotonic() < until:
                    if condition(client):
                        return True
                    time.sleep(0.1)
        return False


@pytest.fixture(scope="module")
def dask_scheduler(tmp_path_factory):
    """Start a scheduler without workers for a module."""
    pytest.importorskip("distributed")
    cluster = DaskCluster(tmp_path_factory.mktemp("dask"))
    yield cluster
    cluster.end()


@pytest.fixture
def dask_cluster(dask_scheduler):
    """Yield the module's scheduler, whose workers are ended after each test."""
    yield dask_scheduler
    dask_scheduler.end_workers()


@pytest.fixture
def start_dask(tmp_path):
    """Return a function that starts a scheduler of the test's own, with options; it is ended after the test."""
    pytest.importorskip("distributed")
    with contextlib.ExitStack() as ended:

        def start(*options):
            cluster = DaskCluster(tmp_path, *options)
            ended.callback(cluster.end)
            return cluster

        yield start


@pytest.fixture(scope="session")
def provider(qgis_processing):
    """Register the provider once for the session."""
    from qgis.core import QgsApplication
    from sector_planner.processing.provider import SectorPlannerProvider

    provider = SectorPlannerProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)
