#!/usr/bin/env bash
# A private QGIS profile for this checkout, with the plugin linked and switched on.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build/plugins build/profile/profiles/default/QGIS
ln -sfn "$PWD" build/plugins/sector_planner
settings=build/profile/profiles/default/QGIS/QGIS3.ini
if [ ! -e "$settings" ]; then
    printf '[PythonPlugins]\nprocessing=true\nsector_planner=true\n\n[app]\ncheckVersion=false\n' >"$settings"
fi
