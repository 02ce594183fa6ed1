"""The oldest versions promised are the same wherever they are written, and are the ones `make test-versions` runs on."""

import configparser
import re
import tomllib
from pathlib import Path

import pytest
from sector_planner.processing.framework.algorithm import REQUIRED

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PROMISED = dict(re.match(r"(\w+)>=([\d.]+)", line).groups() for line in PROJECT["dependencies"])


def listed(name: str) -> dict[str, str]:
    text = (ROOT / "tools" / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^(\w+)[>=]=([\d.]+)", text, re.MULTILINE))


def test_what_is_installed_for_running_is_what_is_promised():
    assert listed("requirements-run.txt") == {name: least for name, least in PROMISED.items() if name != "numpy"}


def test_an_algorithm_refuses_what_is_older_than_promised():
    assert {name: ".".join(map(str, least)) for name, least in REQUIRED.items()}.items() <= PROMISED.items()


@pytest.mark.parametrize("name", PROMISED)
def test_the_oldest_set_is_the_promise(name):
    assert listed("versions/3.11.txt")[name] == PROMISED[name] + ".0"
    assert PROJECT["requires-python"] == ">=3.11"


@pytest.mark.parametrize("name", ["numpy", "pandas", "scipy", "shapely", "matplotlib", "Jinja2"])
def test_readers_are_told_the_same(name):
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    said = f"{name} {PROMISED[name.lower()]}"
    assert said in metadata["general"]["about"]
    assert said in " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_guide_names_the_cluster_that_is_tested(language):
    """An older one has a known weakness (CVE-2026-23528), which whoever follows the guide would install."""
    guide = (ROOT / "docs" / language / "cluster.md").read_text(encoding="utf-8")
    assert f"pip install distributed=={listed('requirements-test.txt')['distributed']}\n" in guide
