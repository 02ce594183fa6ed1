"""Ask the advisory services of both languages whether anything this checkout uses has a known weakness.

Audited are the Python packages that .venv holds (run time and tests), the wheel that the package carries, and the
JavaScript fetched by tools/vendor.sh and tools/axe.sh. Exit code 0: all were looked up and are clean; 1: a weakness is
known; 75: a service did not answer, or did not know some packages, and nothing worse was found.
"""

import json
import re
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CLEAN, WEAK, UNKNOWN = 0, 1, 75
AUDITOR = ROOT / ".venv" / "audit" / "bin" / "pip-audit"


def pinned(script: str, name: str) -> str:
    """Return the version that a shell script of tools/ pins."""
    text = (ROOT / "tools" / script).read_text(encoding="utf-8")
    found = re.search(rf"\b{name}=([\d.]+)", text)
    if found is None:
        sys.exit(f"tools/{script} pins no {name}")
    return found.group(1)


def python_packages() -> list[str]:
    """Return name==version of everything installed in .venv itself, and of the wheel that is carried."""
    site = sysconfig.get_path("purelib")
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "list", "--format", "freeze", "--path", site],
        capture_output=True,
        text=True,
        check=True,
    )
    return [*listed.stdout.split(), f"segno=={pinned('vendor.sh', 'segno')}"]


def ask_python(packages: list[str]) -> str:
    """Return what pip-audit prints about these packages, as JSON; nothing where it could not ask."""
    if not AUDITOR.exists():
        return ""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "requirements.txt"
        listed.write_text("\n".join(packages), encoding="utf-8")
        options = ["--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
        return subprocess.run(
            [AUDITOR, *options, "--requirement", listed], capture_output=True, text=True, check=False
        ).stdout


def ask_javascript(packages: dict[str, str]) -> str:
    """Return what npm says about these packages, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        manifest = {"name": "audit", "version": "0.0.0", "private": True, "dependencies": packages}
        (Path(folder) / "package.json").write_text(json.dumps(manifest), encoding="utf-8")
        lock = ["npm", "install", "--package-lock-only", "--ignore-scripts", "--silent"]
        subprocess.run(lock, cwd=folder, capture_output=True, check=False)
        return subprocess.run(
            ["npm", "audit", "--json"], cwd=folder, capture_output=True, text=True, check=False
        ).stdout


def read(text: str) -> Any:
    """Return the JSON of a tool's answer; nothing where it is none."""
    try:
        return json.loads(text)
    except ValueError:
        return {}


def judge_python(text: str, asked: int) -> tuple[int, list[str]]:
    """Return the exit code for pip-audit's answer, and what to say."""
    found = read(text).get("dependencies", [])
    weak = [
        f"{one['name']} {one['version']}: {', '.join(vuln['id'] for vuln in one['vulns'])}"
        for one in found
        if one.get("vulns")
    ]
    audited = sum("vulns" in one for one in found)
    if not audited:
        return UNKNOWN, [f"Python: PyPI's advisory service did not answer; none of {asked} packages was looked up"]
    told = [f"Python: {audited} of {asked} packages were looked up, {len(weak)} with a known weakness", *weak]
    return (WEAK if weak else CLEAN if audited == asked else UNKNOWN), told


def judge_javascript(text: str) -> tuple[int, list[str]]:
    """Return the exit code for npm's answer, and what to say."""
    answer = read(text)
    if "vulnerabilities" not in answer:
        return UNKNOWN, ["JavaScript: npm's advisory service did not answer; nothing was looked up"]
    weak = [f"{name}: {one['severity']}" for name, one in answer["vulnerabilities"].items()]
    return (WEAK if weak else CLEAN), [f"JavaScript: looked up, {len(weak)} with a known weakness", *weak]


def main() -> int:
    """Ask both, say what was found, and return the exit code."""
    packages = python_packages()
    scripts = {"leaflet": pinned("vendor.sh", "leaflet"), "axe-core": pinned("axe.sh", "version")}
    answers = [judge_python(ask_python(packages), len(packages)), judge_javascript(ask_javascript(scripts))]
    print("\n".join(line for _, lines in answers for line in lines))
    codes = {code for code, _ in answers}
    code = next(code for code in (WEAK, UNKNOWN, CLEAN) if code in codes)
    print({CLEAN: "Clean.", WEAK: "WEAK.", UNKNOWN: "NOT AUDITED in full: a service could not be asked."}[code])
    return code


if __name__ == "__main__":
    sys.exit(main())
