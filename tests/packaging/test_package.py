"""The zip: what the plugin site asks, and that an empty QGIS takes it."""

import configparser
import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QImage


def test_the_same_tree_gives_the_same_bytes(package, build_again):
    before = package.read_bytes()
    build_again()
    assert package.read_bytes() == before


def test_it_carries_what_runs_and_nothing_else(package):
    names = zipfile.ZipFile(package).namelist()
    assert all(name.startswith("sector_planner/") for name in names)
    for wanted in (
        "LICENSE",
        "metadata.txt",
        "vendor/leaflet/leaflet.js",
        "vendor/leaflet/LICENSE.txt",
        "vendor/segno.whl",
        "guide/en/first-plan.html",
        "guide/da/first-plan.html",
        "guide/da/tools/balancesectors.html",
        "guide/images/welcome.png",
    ):
        assert f"sector_planner/{wanted}" in names
    assert not [name for name in names if name.endswith(".pyc") or "/tests/" in name or "/." in name]
    assert package.stat().st_size < 25_000_000


def test_the_bill_of_materials_is_valid_cyclonedx(unpacked):
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.xml import XmlValidator

    bill = (unpacked / "sbom.cdx.xml").read_text(encoding="utf-8")
    assert XmlValidator(SchemaVersion.V1_6).validate_str(bill) is None


def test_the_bill_names_every_vendored_file_with_its_checksum(unpacked):
    space = "{http://cyclonedx.org/schema/bom/1.6}"
    bill = ElementTree.parse(unpacked / "sbom.cdx.xml")
    parts = {part.findtext(f"{space}name"): part for part in bill.iter(f"{space}component")}
    checksums = {name: part.findtext(f"{space}hashes/{space}hash") for name, part in parts.items()}
    own = {"vendor/__init__.py", "vendor/versions"}
    vendored = {path.relative_to(unpacked).as_posix() for path in (unpacked / "vendor").rglob("*") if path.is_file()}
    assert vendored - own == {name for name in parts if name.startswith("vendor/")}
    for name in vendored - own:
        assert checksums[name] == hashlib.sha256((unpacked / name).read_bytes()).hexdigest(), name
    for name in ("leaflet", "segno"):
        assert checksums[name] in (unpacked / "vendor" / "versions").read_text(encoding="utf-8")
        assert parts[name].findtext(f"{space}purl").endswith(f"{name}@{parts[name].findtext(f'{space}version')}")
        assert parts[name].findtext(f"{space}licenses/{space}license/{space}id")
    assert f"Leaflet {parts['leaflet'].findtext(f'{space}version')}," in (unpacked / "vendor/leaflet/leaflet.js").read_text()  # fmt: skip


def test_metadata_has_every_field_the_plugin_site_wants(unpacked):
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(unpacked / "metadata.txt", encoding="utf-8")
    general = metadata["general"]
    for field in ("name", "description", "about", "version", "author", "email", "homepage", "tracker", "repository", "qgisMinimumVersion", "license", "tags"):  # fmt: skip
        assert general[field].strip(), field
    assert general["hasProcessingProvider"] == "yes"
    assert "supportsQt6" not in general
    assert not QImage(str(unpacked / general["icon"])).isNull()


def test_bandit_finds_nothing(unpacked):
    result = subprocess.run(
        [sys.executable, "-m", "bandit", "-q", "-r", "-f", "json", str(unpacked)],
        capture_output=True,
        text=True,
        check=False,
    )
    findings = json.loads(result.stdout)["results"]
    assert [(one["test_id"], one["filename"], one["line_number"]) for one in findings] == []


def test_detect_secrets_finds_nothing(unpacked):
    result = subprocess.run(
        [sys.executable, "-m", "detect_secrets", "scan", "--all-files", str(unpacked)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(result.stdout)["results"] == {}


def test_an_empty_profile_installs_the_zip_and_lists_the_provider(qgis_app, package, empty_profile, tmp_path):
    plugins = tmp_path / "profiles" / "default" / "python" / "plugins"
    plugins.mkdir(parents=True)
    python = Path(QgsApplication.pkgDataPath()) / "python"
    install = f"import sys; sys.path.append({str(python)!r}); from pyplugin_installer.unzip import unzip; unzip({str(package)!r}, {str(plugins)!r})"
    subprocess.run([sys.executable, "-c", install], check=True, env=empty_profile)
    subprocess.run(
        ["qgis_process", "plugins", "enable", "sector_planner"], check=True, env=empty_profile, capture_output=True
    )
    listed = subprocess.run(
        ["qgis_process", "list", "--json"], check=True, env=empty_profile, capture_output=True, text=True
    )
    provider = json.loads(listed.stdout)["providers"]["sectorplanner"]
    assert "sectorplanner:workloadindex" in provider["algorithms"]
