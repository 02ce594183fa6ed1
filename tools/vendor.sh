#!/usr/bin/env bash
# Fetch third-party code that the package carries, pinned by version and sha256, into the ignored folder vendor/.
set -euo pipefail
cd "$(dirname "$0")/.."

leaflet=1.9.4 leaflet_sha256=84c65a256e50657896f54c33bd857b6849ebe94c817803be818bf32a3dde0b77
segno=1.6.6 segno_sha256=28c7d081ed0cf935e0411293a465efd4d500704072cdb039778a2ab8736190c7

wanted="leaflet $leaflet_sha256 segno $segno_sha256 $(sha256sum <tools/vendor_init.py)"
if [ "$(cat vendor/versions 2>/dev/null)" = "$wanted" ]; then exit 0; fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
check() { echo "$1  $2" | sha256sum --check --quiet -; }

(cd "$work" && npm pack --silent "leaflet@$leaflet" >/dev/null)
check "$leaflet_sha256" "$work/leaflet-$leaflet.tgz"
.venv/bin/python -m pip download --quiet --disable-pip-version-check --no-deps --dest "$work" "segno==$segno"
check "$segno_sha256" "$work/segno-$segno-py3-none-any.whl"

rm -rf vendor
mkdir -p vendor/leaflet
tar -xzf "$work/leaflet-$leaflet.tgz" -C "$work"
cp "$work"/package/dist/leaflet.js "$work"/package/dist/leaflet.css "$work"/package/LICENSE vendor/leaflet/
mv vendor/leaflet/LICENSE vendor/leaflet/LICENSE.txt
# segno stays the wheel it was published as: its checksum can be checked anywhere, and nothing in it is changed.
mv "$work/segno-$segno-py3-none-any.whl" vendor/segno.whl
cp tools/vendor_init.py vendor/__init__.py
echo "$wanted" >vendor/versions
