#!/usr/bin/env bash
# Run the tests that need no QGIS with the oldest, a middle and the newest set of libraries, each on its own Python:
#   tools/versions.sh [OPTION OF PYTEST...]
# Pythons are found by name, or among those of pyenv. One that is not there is said, and left out.
set -euo pipefail
cd "$(dirname "$0")/.."
wanted=(tests/core)
if [ $# -gt 0 ]; then wanted=("$@"); fi
unset PYTHONPATH

find_python() {
    local candidate
    for candidate in "python$1" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$1".*/bin/python; do
        if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then command -v "$candidate"; return; fi
    done
    return 1
}

# Only the runner of tests is the same everywhere.
make_ready() {
    local name=$1 venv=build/versions/$1
    if cmp -s "tools/versions/$name.txt" "$venv/requirements.txt"; then return; fi
    rm -rf "$venv"
    "$2" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "tools/versions/$name.txt" \
        -r <(grep -E '^(pytest|pytest-xdist|hypothesis)==' tools/requirements-test.txt)
    cp "tools/versions/$name.txt" "$venv/requirements.txt"
}

summary=() ran=0 failed=0
for list in tools/versions/*.txt; do
    name=$(basename "$list" .txt)
    if ! python=$(find_python "$name"); then
        summary+=("Python $name: not run, there is no such Python here")
        continue
    fi
    make_ready "$name" "$python"
    result=passed
    build/versions/"$name"/bin/python -m pytest -q -n auto "${wanted[@]}" || { result=FAILED; failed=1; }
    ran=$((ran + 1))
    told=$(build/versions/"$name"/bin/python -c 'import platform; from importlib.metadata import version as v
print(platform.python_version(), *(f"{n} {v(n)}" for n in ("numpy", "pandas", "scipy", "shapely", "matplotlib")), sep=", ")')
    summary+=("Python $told: $result")
done
printf '%s\n' "${summary[@]}"
[ "$ran" -gt 0 ] && [ "$failed" -eq 0 ]
