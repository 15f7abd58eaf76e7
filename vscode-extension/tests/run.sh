#!/usr/bin/env bash
# Packages the extension where that is not done, installs what the tests run in, and tries the package in the newest VS Code and in
# the oldest that it claims. Screenshots and logs are left in $AIBLSP_TEST_ARTIFACTS (default: ../.e2e/artifacts).
#   run.sh [latest|oldest] …
set -euo pipefail
cd "$(dirname "$0")"
[[ -e ../aiblsp.vsix ]] || npm run --prefix .. package
(($#)) || set -- latest oldest
./install.sh $(printf '%s\n' latest "$@" | sort -u) # what drives the browser comes with the newest
failed=()
for which in "$@"; do
  echo "--- VS Code, $which"
  node run.mjs "$which" || failed+=("$which")
done
for which in "${failed[@]}"; do # once more at the end, where it is seen first
  cat "${AIBLSP_TEST_ARTIFACTS:-../.e2e/artifacts}/$which/failed.txt" 2> /dev/null || echo "FAIL  $which: stopped before its end, see above"
done
((${#failed[@]} == 0))
