#!/usr/bin/env bash
# The arm64 library that is shipped, and the shipped model's golden vector on it, under user-mode emulation of the classic Nano's processor.
#
#   golden.sh [PACKAGE]      default: models/piano
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
REPOSITORY=$(cd "$HERE/../../.." && pwd)
package=$(realpath "${1:-$REPOSITORY/models/piano}")
library=$REPOSITORY/artifacts/native/onnxruntime/linux-arm64/libonnxruntime.so.1
out=$REPOSITORY/artifacts/test-results/arm64
readonly SYSROOT=/usr/aarch64-linux-gnu

bash -c '. "$0/deploy/setup.sh"; install_packages "arm64 under emulation" qemu-user gcc-aarch64-linux-gnu libc6-dev-arm64-cross libstdc++6-arm64-cross jq' "$REPOSITORY"
[ -f "$library" ] || "$REPOSITORY/src/MusicGen.Bindings/OnnxRuntime/native/fetch.sh"
mkdir -p "$out"
aarch64-linux-gnu-gcc -O2 -Wall -o "$out/golden" "$HERE/golden.c" -ldl -lm

# Sizes, the step's file, the rows of the embedding table for each step; then each head with its right answers.
jq -r -s '
  .[0] as $m | .[1] as $g | ($m.variants[] | select(.name == "int8")) as $v |
  ([$m.outputFields[].size + 1] + [$m.contextFields[].size]) as $sizes |
  (reduce $sizes[] as $s ([0]; . + [.[-1] + $s])) as $rows |
  (reduce $m.outputFields[].size as $s ([0]; . + [.[-1] + $s])) as $offsets |
  "\($g.inputs | length) \($sizes | length) \($m.layers) \($m.hiddenSize) \($m.headSize) \($m.outputFields | length) \($v.tolerance)",
  $v.step,
  ($g.inputs[] | [range(length) as $i | .[$i] + $rows[$i]] | map(tostring) | join(" ")),
  (range($m.outputFields | length) as $f |
    $v.heads[$f], "\($m.outputFields[$f].size) \($g.greedy[$f]) \($offsets[$f])", ($g.logits[$f] | map(tostring) | join(" ")))
' "$package/manifest.json" "$package/golden.json" >"$out/golden.txt"

for processor in cortex-a57 max; do
  echo "$processor: $(qemu-aarch64 -cpu "$processor" -L "$SYSROOT" "$out/golden" "$library" "$package" <"$out/golden.txt")"
done
