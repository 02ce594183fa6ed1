#!/usr/bin/env bash
# Fetch axe-core, with which the tests check the public page, pinned by version and sha256, into build/axe.
set -euo pipefail
cd "$(dirname "$0")/.."

version=4.14.1 sha256=e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745

if [ -e "build/axe/axe-$version.min.js" ]; then exit 0; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "axe-core@$version" >/dev/null)
echo "$sha256  $work/axe-core-$version.tgz" | sha256sum --check --quiet -
tar -xzf "$work/axe-core-$version.tgz" -C "$work"
mkdir -p build/axe
rm -f build/axe/*
cp "$work/package/axe.min.js" "build/axe/axe-$version.min.js"
