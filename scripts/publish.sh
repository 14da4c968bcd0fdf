#!/usr/bin/env bash
# Publishes the version that is tagged, or shows what would be published.
# usage: scripts/publish.sh [--for-real]
#
# Refuses a tree with changes, a commit without the tag of its version, and a package.json that does not say where the sources are
# (npm states that place in the provenance). Runs what must pass before a change lands, packs once, checks that very tarball and hands it
# to npm. --for-real works only on a build service that npm trusts: provenance is signed with its identity.
# https://docs.npmjs.com/generating-provenance-statements
set -euo pipefail
cd "$(dirname "$0")/.."
refuse() {
  echo "not published: $1" >&2
  exit 1
}
mode=--dry-run
case "${1-}" in
'') ;;
--for-real) mode='' ;;
*) refuse "the only option is --for-real, not $1" ;;
esac

[ -z "$(git status --porcelain)" ] || refuse "the folder holds changes that are not committed (git status)"
version=$(node -p 'require("./package.json").version')
[ "$(git describe --exact-match --tags --match "v$version" 2>/dev/null)" = "v$version" ] ||
  refuse "this commit does not have the tag v$version, which is the version in package.json"
[ -n "$(node -p 'require("./package.json").repository?.url ?? ""')" ] ||
  refuse "package.json has no repository.url: put the address of the sources there (CONTRIBUTING.md, Publishing)"
[ -n "$mode" ] || [ -n "${ACTIONS_ID_TOKEN_REQUEST_URL-}${SIGSTORE_ID_TOKEN-}" ] ||
  refuse "there is no identity to sign the provenance with: run this on the build service (id-token: write)"

bash .ci/run
audit=0
npm run --silent check:audit || audit=$?
[ "$audit" -ne 1 ] || refuse "there are advisories that nobody accepted"
[ "$audit" -eq 0 ] || [ -n "$mode" ] || refuse "nobody could be asked for advisories"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tarball=$folder/$(npm pack --silent --pack-destination "$folder" | tail -n 1)
bash scripts/check-pack.sh "$tarball"
[ -z "$(git status --porcelain)" ] || refuse "the checks changed files (git status)"
npm publish "$tarball" --provenance --access public --ignore-scripts $mode
if [ -n "$mode" ]; then echo "nothing was published: this was a trial (--for-real publishes)"; fi
