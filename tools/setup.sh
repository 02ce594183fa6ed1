#!/usr/bin/env bash
# Make this checkout ready: QGIS, a virtual environment, the vendored libraries, a private QGIS profile.
#   tools/setup.sh run    what the plugin and the demo need
#   tools/setup.sh test   the same, and what the tests need
# Done work is remembered by a stamp in .venv, so a second call costs nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
part=${1:-run}
case $part in run | test) ;; *) echo "usage: tools/setup.sh run|test" >&2; exit 2 ;; esac

inputs=(tools/setup.sh tools/apt.sh tools/vendor.sh tools/vendor_init.py tools/sitecustomize.py tools/requirements-run.txt)
[ "$part" = run ] || inputs+=(tools/requirements-{test,types,pyqt6}.txt tools/types.patch tools/axe.sh)
stamp=".venv/ready-$part-$( (cat "${inputs[@]}"; pwd) | sha256sum | cut -c1-16)"
if [ -e "$stamp" ] && [ -e vendor/segno.whl ] && [ -e build/profile ]; then exit 0; fi

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
# shellcheck source=tools/apt.sh
. tools/apt.sh

has_qgis() { "$1" -c 'from qgis.core import Qgis; raise SystemExit(Qgis.QGIS_VERSION_INT < 34000)' 2>/dev/null; }
find_qgis() {
    local candidate
    for candidate in "${QGIS_PYTHON:-}" /usr/bin/python3 python3; do
        if [ -n "$candidate" ] && command -v "$candidate" >/dev/null && has_qgis "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

if ! python=$(find_qgis); then
    say "Installing QGIS 3.40 or newer"
    install_qgis
    python=$(find_qgis) || stop "QGIS was installed, but no Python finds it. Set QGIS_PYTHON to the Python that QGIS uses."
fi
require_commands npm:npm git:git patch:patch
"$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv

say "Preparing the virtual environment"
if [ ! -x .venv/bin/python ]; then "$python" -m venv --system-site-packages .venv; fi
numpy=$("$python" -c 'import numpy; print(numpy.__version__)')
echo "numpy==$numpy" >.venv/constraints.txt    # QGIS's own modules were built for this one
pip_install() { .venv/bin/python -m pip install --quiet --disable-pip-version-check -c .venv/constraints.txt "$@"; }
# apart NAME OPTION...  installs tools/requirements-NAME.txt into .venv/NAME, where no program finds it unasked.
apart() {
    cmp -s "tools/requirements-$1.txt" ".venv/$1/requirements.txt" && return
    rm -rf ".venv/$1"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --target ".venv/$1" --no-deps \
        --only-binary :all: "${@:2}" -r "tools/requirements-$1.txt"
    cp "tools/requirements-$1.txt" ".venv/$1/requirements.txt"
}
# mypy takes packages named -stubs from its own environment only; from .venv/types it takes them by their plain names.
mend_types() {
    [ ! -e .venv/types/mended.patch ] || return 0
    for stubs in .venv/types/*-stubs; do mv "$stubs" "${stubs%-stubs}"; done
    find .venv/types -name '*.pyi' -exec sed -i 's/\r$//' {} +
    patch --quiet --strip=0 --directory=.venv/types <tools/types.patch
    cp tools/types.patch .venv/types/mended.patch
}
pip_install pip==26.3                           # the distribution's own are old and have known weaknesses
.venv/bin/python -m pip uninstall -qq --yes setuptools
pip_install -r tools/requirements-run.txt
cp tools/sitecustomize.py "$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
tools/vendor.sh

if [ "$part" = test ]; then
    say "Preparing what the tests need"
    pip_install -r tools/requirements-test.txt
    cmp -s tools/types.patch .venv/types/mended.patch || rm -rf .venv/types
    apart types --python-version 3.11
    mend_types
    apart pyqt6
    tools/axe.sh
    require_commands chromium-headless-shell:chromium-headless-shell firefox-esr:firefox-esr Xvfb:xvfb xauth:xauth xdotool:xdotool import:imagemagick \
        lrelease:qttools5-dev-tools pylupdate5:pyqt5-dev-tools pdftotext:poppler-utils psql:postgresql-client
    ls /usr/lib/postgresql/*/bin/initdb /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 ||
        apt_install postgresql postgresql-postgis
fi

tools/profile.sh
rm -f .venv/ready-"$part"-*
touch "$stamp"
