#!/usr/bin/env bash
# Packages the extension where that is not done, installs what the tests run in, and tries the package in the newest VS Code and in
# the oldest that it claims. Screenshots and logs are left in $AIBLSP_TEST_ARTIFACTS (default: ../.e2e/artifacts).
#   run.sh [latest|oldest] …
set -euo pipefail
cd "$(dirname "$0")"
[[ -e ../aiblsp.vsix ]] || npm run --prefix .. package
(($#)) || set -- latest oldest
./install.sh $(printf '%s\n' latest "$@" | sort -u) # what drives the browser comes with the newest
code=0
for which in "$@"; do
  echo "--- VS Code, $which"
  node run.mjs "$which" || code=1
done
exit $code
