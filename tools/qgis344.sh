#!/usr/bin/env bash
# Run commands in this checkout on QGIS 3.44, in a root of Debian 13 with its backports that is made once:
#   tools/qgis344.sh make test
# QGIS344_ROOT says where that root stands (about 5 GB; build/qgis344 if unset). Needs root, or sudo without a password.
# The tree is copied in as it stands now, with ../shared/data beside it where there is one. Whatever is mounted or
# started here is gone when the command ends, so that removing the root can never reach out of it.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/apt.sh
. tools/apt.sh
root=$(realpath -m "${QGIS344_ROOT:-build/qgis344}")
checkout=work/sector-planner
can_install || stop "A root of Debian 13 can only be made by root, or by sudo without a password, on a Debian system."
require_commands debootstrap:debootstrap unshare:util-linux

mirror() {
    local found
    found=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' 'Component: main' | head -n 1)
    echo "${found:-http://deb.debian.org/debian}"
}

# What this machine needs to reach its package sources, the new root needs as well.
pass_on_network() {
    local certificates=${PIP_CERT:-${SSL_CERT_FILE:-${NODE_EXTRA_CA_CERTS:-}}}
    "${as_root[@]}" cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
    apt-config dump Acquire | grep -v IndexTargets | "${as_root[@]}" tee "$root/etc/apt/apt.conf.d/99host" >/dev/null
    if [ -n "$certificates" ]; then
        "${as_root[@]}" cp "$certificates" "$root/etc/host-ca.crt"
        environment+=(PIP_CERT=/etc/host-ca.crt SSL_CERT_FILE=/etc/host-ca.crt NODE_EXTRA_CA_CERTS=/etc/host-ca.crt
            npm_config_cafile=/etc/host-ca.crt)
    fi
    for name in http_proxy https_proxy no_proxy PIP_INDEX_URL npm_config_registry CI TESTS; do
        if [ -n "${!name:-}" ]; then environment+=("$name=${!name}"); fi
    done
}

make_root() {
    "${as_root[@]}" mkdir -p "$root"
    "${as_root[@]}" debootstrap --variant=minbase --include=ca-certificates,make,git trixie "$root" "$(mirror)"
    echo "deb $(mirror) trixie-backports main" |
        "${as_root[@]}" tee "$root/etc/apt/sources.list.d/trixie-backports.list" >/dev/null
    pass_on_network
    inside 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -t trixie-backports qgis python3-qgis >/dev/null'
    "${as_root[@]}" touch "$root/ready"
}

# The new tree replaces the old; what set-up made stays.
copy_tree() {
    "${as_root[@]}" mkdir -p "$root/$checkout" "$root/work/shared/data"
    "${as_root[@]}" find "$root/$checkout" -mindepth 1 -maxdepth 1 \
        ! -name .venv ! -name vendor ! -name build -exec rm -rf {} +
    git ls-files -z --cached --others --exclude-standard | xargs -0 ls -d 2>/dev/null |
        tar -cf - --no-recursion -T - | "${as_root[@]}" tar -xf - -C "$root/$checkout" --no-same-owner
}

inside() {
    local data
    data=$(realpath -m ../shared/data)
    "${as_root[@]}" unshare --mount --pid --fork --kill-child bash -euc '
        mount -t proc proc "$1/proc"; mount -t sysfs -o ro sys "$1/sys"
        mount --rbind /dev "$1/dev"
        if [ -e "$1/work/shared/data" ] && [ -e "$2" ]; then mount --bind -o ro "$2" "$1/work/shared/data"; fi
        exec chroot "$1" env -i "${@:4}" bash -euc "$3"' \
        - "$root" "$data" "$1" HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        LANG=C.UTF-8 TERM=dumb "${environment[@]}"
}

environment=()
if [ -e "$root/ready" ]; then pass_on_network; else make_root; fi
copy_tree
inside "cd /$checkout && { [ -e .git ] || git init -q; } && git add -A && ${*@Q}"
