#!/usr/bin/env bash
# tools/audit.sh: see tools/audit.py. With --if-reachable a service that cannot be asked is said, and is no failure.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -x .venv/audit/bin/pip-audit ]; then
    .venv/bin/python -m venv .venv/audit
    .venv/audit/bin/python -m pip install --quiet --disable-pip-version-check -r tools/requirements-audit.txt || true
fi
code=0
.venv/bin/python tools/audit.py || code=$?
if [ "${1:-}" = --if-reachable ] && [ "$code" -eq 75 ]; then exit 0; fi
exit "$code"
