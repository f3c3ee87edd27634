#!/usr/bin/env bash
# Lays the ONNX Runtime C library for linux-x64 and linux-arm64 where the binding looks for it:
#
#   fetch.sh                 1.23.2 into artifacts/native/onnxruntime/<rid>/
#   fetch.sh VERSION...      the named ones (1.11.0, 1.16.3, 1.23.2) into artifacts/native/onnxruntime-<version>/<rid>/,
#                            for the tests that one build of the binding serves old and new libraries
#   fetch.sh --all           the default library and every version for those tests
#
# The libraries come out of the npm package onnxruntime-node, taken by the ordinary npm client with no script of the package
# run, and are kept in ${XDG_CACHE_HOME:-~/.cache}/musicgen-edge, so that the net is needed once per version and machine.
# Each file's SHA-256 is checked before it is laid and each time this runs. Says nothing when there is nothing to do.
# 1.23.2 is the newest without the wrong-result bug on aarch64, without telemetry, and with a glibc floor of 2.27.
set -euo pipefail

readonly DEFAULT_VERSION=1.23.2
readonly HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly ROOT=$(cd "$HERE/../../../.." && pwd)
readonly NATIVE="$ROOT/artifacts/native"

# version, rid, SHA-256 of the library
readonly PINS="
1.11.0 linux-x64   4b0410a48c3e9e87f2b4cf9e83b22e6f9de86c6ff48c07058e943631817cbc2a
1.11.0 linux-arm64 cfea499058b5e85cd4349cf7d738765ec71fddbdc2829740c52e1f7088eed814
1.16.3 linux-x64   ce3752ba35018ee6d8127ff4cba955b68b9c8b8b0fed8798a8f2e5c4c5a35fa5
1.16.3 linux-arm64 ba1ae7bdd9e6402b094a28cdc07f56bd47c47ffc5dff94a116393af3e38725d0
1.23.2 linux-x64   733854c3d7ce45256cc1c22cd4a30373247e1f7b7de8f40beab24211ef8e2a76
1.23.2 linux-arm64 648ffa64fbe027ae27139109410900cf776a030dec2dbbac51053318cc44c286
"

fail() { echo "onnxruntime: $*" >&2; exit 1; }

pin_of() { awk -v version="$1" -v rid="$2" '$1 == version && $2 == rid { print $3 }' <<<"$PINS"; }

versions() { awk 'NF { print $1 }' <<<"$PINS" | uniq; }

# Up to 1.18 the file is named with the full version, later with the ABI's number.
library_name() { case $1 in 1.1[0-8].*) echo "libonnxruntime.so.$1" ;; *) echo libonnxruntime.so.1 ;; esac; }

is_right() { [ -f "$1" ] && [ "$(sha256sum "$1" | cut -d' ' -f1)" = "$2" ]; }

cache_folder() {
  local home=${HOME:-}
  [ -n "${XDG_CACHE_HOME:-}" ] || [ -n "$home" ] || home=$(getent passwd "$(id -u)" | cut -d: -f6)
  echo "${XDG_CACHE_HOME:-$home/.cache}/musicgen-edge/onnxruntime"
}

need_npm() {
  command -v npm >/dev/null && return
  bash -c '. "$1/deploy/setup.sh"; install_packages "taking ONNX Runtime out of an npm package" npm' - "$ROOT"
  command -v npm >/dev/null || fail "npm expected, to take onnxruntime-node $1 from the npm registry, but not found; install Node.js with npm and run this again."
}

# A whole file appears or none: two runs at once, or a broken one, never leave half a library.
lay() {
  mkdir -p "$(dirname "$2")"
  local part
  part=$(mktemp "$(dirname "$2")/.part.XXXXXX")
  cp "$1" "$part" && chmod 644 "$part" && mv -f "$part" "$2"
}

fill_cache() {
  local version=$1 cache=$2 name work found rid
  name=$(library_name "$version")
  need_npm "$version"
  echo "onnxruntime: taking onnxruntime-node $version from the npm registry (once)" >&2
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/.unpack.XXXXXX")
  trap "rm -rf '$work'" EXIT
  (cd "$work" && npm pack --ignore-scripts --loglevel=error "onnxruntime-node@$version" >/dev/null) ||
    fail "npm could not fetch onnxruntime-node@$version (its message is above); check the network and npm's settings and run this again."
  tar -xzf "$work/onnxruntime-node-$version.tgz" -C "$work" --wildcards "package/bin/*/linux/*/$name"
  for rid in linux-x64 linux-arm64; do
    found=$(echo "$work"/package/bin/*/linux/"${rid#linux-}/$name")
    is_right "$found" "$(pin_of "$version" "$rid")" ||
      fail "SHA-256 $(pin_of "$version" "$rid") expected of $rid/$name in onnxruntime-node $version, but it differs; nothing was laid. Clear npm's cache ('npm cache clean --force') and run this again."
    lay "$found" "$cache/$version/$rid/$name"
  done
  rm -rf "$work"
  trap - EXIT
}

fetch() {
  local version=$1 target=$2 name cache rid pin
  [ -n "$(pin_of "$version" linux-x64)" ] || fail "one of the pinned versions ($(versions | xargs)) expected, but '$version' asked for."
  name=$(library_name "$version")
  for rid in linux-x64 linux-arm64; do
    pin=$(pin_of "$version" "$rid")
    is_right "$target/$rid/$name" "$pin" && continue
    cache=$(cache_folder)
    is_right "$cache/$version/$rid/$name" "$pin" || fill_cache "$version" "$cache"
    lay "$cache/$version/$rid/$name" "$target/$rid/$name"
    echo "onnxruntime: $version for $rid laid in ${target#"$ROOT"/}/$rid" >&2
  done
}

if [ $# -eq 0 ]; then
  fetch "$DEFAULT_VERSION" "$NATIVE/onnxruntime"
elif [ "$1" = --all ]; then
  fetch "$DEFAULT_VERSION" "$NATIVE/onnxruntime"
  for version in $(versions); do fetch "$version" "$NATIVE/onnxruntime-$version"; done
else
  for version in "$@"; do
    case $version in -*) fail "fetch.sh [VERSION...] or fetch.sh --all expected, but '$version' found." ;; esac
    fetch "$version" "$NATIVE/onnxruntime-$version"
  done
fi
