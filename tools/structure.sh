#!/usr/bin/env bash
# Layers by import-linter, dead code by vulture; both under the name the package has when installed.
set -euo pipefail
cd "$(dirname "$0")/.."
(cd build/plugins && PYTHONPATH=. ../../.venv/bin/lint-imports --no-cache --no-logo --config ../../pyproject.toml)
.venv/bin/vulture
