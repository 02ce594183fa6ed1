#!/usr/bin/env bash
# mypy over the package under the name it has when installed.
set -euo pipefail
cd "$(dirname "$0")/../build/plugins"
packages=()
for part in core processing ui; do
    if [ -e "sector_planner/$part/__init__.py" ]; then packages+=(-p "sector_planner.$part"); fi
done
MYPYPATH=../../.venv/types exec ../../.venv/bin/mypy --config-file ../../pyproject.toml -m sector_planner.plugin "${packages[@]}"
