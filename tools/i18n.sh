#!/usr/bin/env bash
# Translations:  tools/i18n.sh update   collect the strings of the code into i18n/*.ts
#                tools/i18n.sh compile  make the .qm files that QGIS reads
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/apt.sh
case ${1:-compile} in
update)
    require_commands pylupdate5:pyqt5-dev-tools
    mapfile -t sources < <(git ls-files --cached --others --exclude-standard '*.py' '*.ui' '*.model3' ':!tests' ':!tools')
    draft=$(mktemp -d)
    trap 'rm -rf "$draft"' EXIT
    python3 tools/plain_calls.py "$draft" "${sources[@]}"
    mkdir "$draft/i18n"
    cp i18n/*.ts "$draft/i18n"
    (cd "$draft" && PYTHONWARNINGS=ignore pylupdate5 -noobsolete "${sources[@]/%.model3/.model3.py}" -ts i18n/sector_planner_da.ts)
    sed -i 's/\.model3\.py"/.model3"/' "$draft"/i18n/*.ts
    cp "$draft"/i18n/*.ts i18n
    ;;
compile)
    require_commands lrelease:qttools5-dev-tools
    for source in i18n/*.ts; do
        compiled=${source%.ts}.qm
        if [ ! -e "$compiled" ] || [ "$source" -nt "$compiled" ]; then lrelease -silent "$source" -qm "$compiled"; fi
    done
    ;;
*) echo "usage: tools/i18n.sh update|compile" >&2; exit 2 ;;
esac
