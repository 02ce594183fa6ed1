"""Run one algorithm or model in qgis_process, showing its progress, and time its steps."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from typing import Any

_STEP = re.compile(r"Running (?P<name>.+) \[\d+/\d+\]")
_TOOK = re.compile(r"OK\. Execution took (?P<seconds>[\d.]+) s")


class DemoError(Exception):
    """qgis_process refused or failed; the text is its own."""


def run(algorithm: str, parameters: dict[str, Any], steps: dict[str, float]) -> str:
    """Run, print progress, add the seconds of each step (of each part, for a model); return what was printed."""
    command = [
        "qgis_process",
        "--verbose",
        "run",
        algorithm,
        *(f"--{name}={value}" for name, value in parameters.items()),
    ]
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    printed: list[str] = []
    part = ""
    for line in process.stdout or ():
        printed.append(line)
        if step := _STEP.search(line):
            part = step["name"]
            print(f"  {part} …", file=sys.stderr, flush=True)
        elif (took := _TOOK.search(line)) and part:
            steps[part] = float(took["seconds"])
        elif line.startswith(("WARNING", "Warning")):
            print(f"    {line.strip()}", file=sys.stderr)
    text = "".join(printed)
    if process.wait() != 0 or "Results" not in text:
        raise DemoError(text.strip())
    if not part:
        steps[algorithm.rsplit(":", maxsplit=1)[-1]] = time.monotonic() - start
    return text
