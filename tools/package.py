"""Write dist/sector_planner-<version>.zip: the plugin as QGIS installs it, the same bytes for the same tree."""

from __future__ import annotations

import configparser
import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import guide
from sbom import bill_of_materials

ROOT = Path(__file__).resolve().parent.parent
NAME = "sector_planner"
CARRIED = ("core", "processing", "ui", "resources", "i18n", "vendor", "guide")
TOP_FILES = ("__init__.py", "plugin.py", "metadata.txt", "LICENSE", "README.md", "CHANGELOG.md")
BILL = "sbom.cdx.xml"
EPOCH = (1980, 1, 1, 0, 0, 0)


def version() -> str:
    """Return the version that metadata.txt states."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


def carried_files() -> list[Path]:
    """Return the files of the package, sorted: what git tracks, and the vendored and compiled files it ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    tracked = {ROOT / name for name in listed if name}
    compiled = {*(ROOT / "vendor").rglob("*"), *(ROOT / "i18n").glob("*.qm"), *(ROOT / "guide").rglob("*")}
    files = {path for path in tracked | compiled if path.is_file() and _is_carried(path.relative_to(ROOT))}
    return sorted(files)


def _is_carried(path: Path) -> bool:
    if "__pycache__" in path.parts or path.suffix in (".pyc", ".ts"):
        return False
    return path.parts[0] in CARRIED or (len(path.parts) == 1 and path.name in TOP_FILES)


def write_package(files: list[Path], target: Path) -> None:
    """Write the zip with fixed dates and modes, so that the same tree gives the same bytes."""
    target.parent.mkdir(exist_ok=True)
    beside = target.with_suffix(".part")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as package:
        for path in files:
            _add(package, path.relative_to(ROOT).as_posix(), path.read_bytes())
        _add(package, BILL, bill_of_materials(version(), files))
    beside.replace(target)


def _add(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(f"{NAME}/{name}", EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o100644 << 16
    package.writestr(entry, content)


def main() -> int:
    """Build the package and say what was built."""
    guide.write(ROOT / "guide")
    target = ROOT / "dist" / f"{NAME}-{version()}.zip"
    write_package(carried_files(), target)
    size = target.stat().st_size / 1e6
    print(f"{target.relative_to(ROOT)}  {size:.1f} MB  sha256 {hashlib.sha256(target.read_bytes()).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
