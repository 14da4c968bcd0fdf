#!/usr/bin/env bash
# Packs the package, installs the tarball in an empty folder as a stranger would, and runs it there on the demo delivery.
# usage: check-pack.sh [TARBALL]   with a tarball, that one is checked and nothing is packed
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$root"
if [ $# -gt 0 ]; then
  tarball=$(basename "$1")
  cp "$1" "$folder/$tarball"
else
  tarball=$(npm pack --silent --pack-destination "$folder" | tail -n 1)
fi
# Whatever is not named here has no business in the package.
unwanted=$(tar -tzf "$folder/$tarball" | grep -vE '^package/(dist/.*\.(js|d\.ts)|dist/sbom\.cdx\.json|schema/[a-z]+\.schema\.json|policies/[a-z0-9-]+\.yaml|package\.json|README\.md|CHANGELOG\.md|SECURITY\.md|LICENSE)$' || true)
if [ -n "$unwanted" ]; then
  echo "the tarball holds what it should not:"
  echo "$unwanted"
  exit 1
fi
mkdir "$folder/unpacked"
tar -xzf "$folder/$tarball" -C "$folder/unpacked"
node "$root/scripts/supply/check-bill.mjs" "$folder/unpacked/package" "$root"
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund "./$tarball"
npx --no-install trueslate --version
status=0
npx --no-install trueslate scan "$root/fixtures/delivery" --trust "$root/fixtures/trust/ca.pem" --format json --quiet >report.json || status=$?
if [ "$status" -ne 1 ]; then
  echo "expected exit code 1 (undisclosed AI), got $status"
  exit 1
fi
node --input-type=module -e "
import { scan } from 'trueslate';
const report = await scan(['$root/fixtures/delivery/stills/archive']);
if (!report.assets.some(({ verdict }) => verdict === 'generated')) throw new Error('the library finds no marked still');
console.log('library and command line work from the tarball');
"
