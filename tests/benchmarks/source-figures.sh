#!/usr/bin/env bash
# What two source systems report, reproduced beside its floors: accuracies of pitch class and note value (pitchclass-duration); loss against the length of the
# windows, and whether the likeliest, all or seven likeliest classes get stuck (joint). The other systems' figures are in
# 'musicgen-train compare', 'report' and 'pianoroll'.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: tests/benchmarks/source-figures.sh DATASET OUT [MINUTES]

  DATASET  a folder that 'musicgen-train prepare' made of written music
  OUT      folder for the runs, which go on where they stopped
  MINUTES  of training for each of the six runs, by the clock; default: 5
TEXT
}

if [[ ${1:-} == -h || ${1:-} == --help ]]; then usage; exit 0; fi
(($# == 2 || $# == 3)) || { usage >&2; exit 2; }
data=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
minutes=${3:-5}
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=../../deploy/setup.sh
. deploy/setup.sh
dotnet build src/MusicGen.Training -c Release -v q -nologo >&2
train() { dotnet "$ROOT/artifacts/bin/MusicGen.Training/release/musicgen-train.dll" "$@"; }

echo "pitchclass-duration: 43 % of pitch classes and 76 % of note values are reported; repeat-last alone reaches most of the latter"
train train --recipe pitchclass-duration --data "$data" --out "$out/pitchclass-duration" --minutes "$minutes" --threads 1 2>"$out/log" >&2
train evaluate "$out/pitchclass-duration" --data "$data" 2>>"$out/log"

echo
echo "joint: loss against the length of the windows (the source chose 10)"
for length in 5 10 20 100 200; do
  train train --recipe joint --data "$data" --out "$out/joint-$length" --sequence-length "$length" --minutes "$minutes" --threads 1 2>>"$out/log" >&2
  echo "window $length: $(train evaluate "$out/joint-$length" --data "$data" 2>>"$out/log" | awk '/^  sum/ {bits = $2} /^  class/ {right = $2} END {printf "%s bits a class, right at first guess %s %%", bits, right}')"
done

echo
echo "joint, windows of 10: composed for ten minutes"
for draw in '--temperature 0' '--top-k 0' '--top-k 7'; do
  # shellcheck disable=SC2086
  echo "$draw: $(train evaluate "$out/joint-10" --data "$data" --count 4 --seconds 20 --stream-minutes 10 $draw 2>>"$out/log" | grep unbroken)"
done
