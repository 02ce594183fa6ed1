#!/usr/bin/env bash
# mypy over the package under the name it has when installed, and no more of it typed Any than the budget allows.
set -euo pipefail
cd "$(dirname "$0")/../build/plugins"
packages=()
for part in core processing ui; do
    if [ -e "sector_planner/$part/__init__.py" ]; then packages+=(-p "sector_planner.$part"); fi
done
report=../types
MYPYPATH=../../.venv/types ../../.venv/bin/mypy --config-file ../../pyproject.toml --any-exprs-report "$report" \
    -m sector_planner.plugin "${packages[@]}" | grep -v '^Generated '
../../.venv/bin/python ../../tools/any_budget.py "$report/any-exprs.txt"
