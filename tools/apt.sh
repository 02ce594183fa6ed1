# Installing Debian packages, or saying plainly what is missing. Sourced by tools/setup.sh.

stop() { printf '%s\n' "$*" >&2; exit 1; }

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi

can_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

apt_install() {
    can_install || stop "Missing: $*. Install it with your system's package manager (this needs administrator rights), then run the same command again."
    if [ ! -e /tmp/.sector-planner-apt-updated ]; then
        "${as_root[@]}" apt-get update -qq
        touch /tmp/.sector-planner-apt-updated
    fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# require_commands command:package ...  installs the package of every command that is not there.
require_commands() {
    local pair missing=()
    for pair in "$@"; do
        command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
    done
    if [ ${#missing[@]} -gt 0 ]; then apt_install "${missing[@]}"; fi
}

# The mirror that this machine already uses for its own release.
debian_mirror() {
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | head -n 1
}

install_qgis() {
    can_install || stop "QGIS 3.40 or newer was not found, and it cannot be installed from here. Install it from https://qgis.org, set QGIS_PYTHON to its Python if that is not /usr/bin/python3, and run the same command again."
    local release=""
    release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    if [ "$release" = bookworm ]; then
        echo "deb $(debian_mirror) bookworm-backports main" |
            "${as_root[@]}" tee /etc/apt/sources.list.d/bookworm-backports.list >/dev/null
        rm -f /tmp/.sector-planner-apt-updated
        apt_install -t bookworm-backports qgis python3-qgis
    else
        apt_install qgis python3-qgis
    fi
}
