#!/usr/bin/env bash
# Print the exports with which qgis_process, QGIS and the tests see this checkout:  eval "$(make -s env)"
set -euo pipefail
cd "$(dirname "$0")/.."
site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
python=$(.venv/bin/python -c 'import sys; print(sys._base_executable)')
printf 'export PYTHONPATH=%q\n' "$site"
printf 'export QGIS_PLUGINPATH=%q\n' "$PWD/build/plugins"
printf 'export QGIS_CUSTOM_CONFIG_PATH=%q\n' "$PWD/build/profile"
# The Python inside QGIS takes its home from the first python3 on the PATH: that must be QGIS's own.
printf 'export PATH=%q:"$PATH"\n' "$(dirname "$python")"
printf 'export SECTOR_PLANNER_PYTHON=%q\n' "$python"
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then printf 'export QT_QPA_PLATFORM=offscreen\n'; fi
