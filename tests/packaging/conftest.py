"""The package as people install it, and a QGIS of its own to install it into."""

import fcntl
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def build_package():
    """Write the zip into dist/, one process at a time: it and the guide are built into the checkout."""
    with (ROOT / "build" / "package.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run([sys.executable, str(ROOT / "tools" / "package.py")], check=True, capture_output=True)


@pytest.fixture(scope="session")
def build_again():
    return build_package


@pytest.fixture(scope="session")
def package():
    """Build the zip and return its path."""
    build_package()
    (path,) = (ROOT / "dist").glob("sector_planner-*.zip")
    return path


@pytest.fixture(scope="session")
def unpacked(package, tmp_path_factory):
    """Return the folder that the zip unpacks to."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(package) as content:
        content.extractall(folder)
    return folder / "sector_planner"


@pytest.fixture
def empty_profile(tmp_path):
    """Return an environment whose QGIS has an empty profile and no plugin path."""
    environment = {key: value for key, value in os.environ.items() if key != "QGIS_PLUGINPATH"}
    environment["QGIS_CUSTOM_CONFIG_PATH"] = str(tmp_path)
    environment["QT_QPA_PLATFORM"] = "offscreen"
    return environment
