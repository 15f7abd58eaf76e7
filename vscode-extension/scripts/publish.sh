#!/usr/bin/env bash
# Publishes the VSIX that `npm run package` made to both marketplaces. Tokens come from VSCE_PAT and OVSX_PAT.
set -euo pipefail
cd "$(dirname "$0")/.."
vsix=aiblsp.vsix
[ -f "$vsix" ] || { echo "no $vsix: run 'npm run package' first" >&2; exit 2; }
npx --no-install vsce publish --packagePath "$vsix" --skip-duplicate
npx --yes ovsx@1.3.0 publish "$vsix" --skip-duplicate
