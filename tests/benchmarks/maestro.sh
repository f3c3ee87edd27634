#!/usr/bin/env bash
# note and performance-events beside the published figures: trained on the train split of MAESTRO v3 under an equal budget, scored on its validation split
# beside Markov chains, with intervals. The data is for benchmarks only (CC BY-NC-SA 4.0): nothing of it is shipped.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: tests/benchmarks/maestro.sh MAESTRO OUT MINUTES [OPTION...]

  MAESTRO  folder with maestro-v3*.csv and the .midi files it names
  OUT      folder for the datasets and the runs, which go on where they stopped
  MINUTES  training time of each recipe
  OPTION   of train, besides those that are given below: --threads, --device, --random-seed, --learning-rate, --hidden, --layers, --from with RECIPES
  RECIPES  environment variable: which of the two, both if not set
  DROPOUT  environment variable, 0.2 if not set: without any, works are known by heart after seven readings of all music; a short training wants 0

examples: tests/benchmarks/maestro.sh ~/maestro-v3.0.0 /tmp/maestro 120
          RECIPES=note tests/benchmarks/maestro.sh ~/maestro-v3.0.0 /tmp/maestro 120 --threads 1
          tests/benchmarks/maestro.sh ~/maestro-v3.0.0 /tmp/maestro 600 --device cuda
TEXT
}

if [[ ${1:-} == -h || ${1:-} == --help ]]; then usage; exit 0; fi
(($# >= 3)) || { usage >&2; exit 2; }
maestro=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
minutes=$3
shift 3
index=$(find "$maestro" -maxdepth 1 -name 'maestro-v3*.csv' | head -n 1)
[[ -n $index ]] || { echo "maestro: maestro-v3*.csv expected in '$maestro', none found" >&2; exit 1; }

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=../../deploy/setup.sh
. deploy/setup.sh
train() { dotnet run --project src/MusicGen.Training -c Release -- "$@"; }

# prepare SPLIT SHARES...: the files that the index gives to a split, as a dataset of their own.
prepare() {
  local split=$1
  shift
  if [[ ! -e $out/$split/dataset.mgd ]]; then
    rm -rf "$out/midi-$split"
    { grep -oE ",$split,[0-9]{4},[^,]+\.midi" "$index" || true; } | cut -d, -f4 | while IFS= read -r file; do
      install -D -m 644 "$maestro/$file" "$out/midi-$split/$file"
    done
    [[ -d $out/midi-$split ]] || { echo "maestro: rows of the split '$split' expected in '$index', none found" >&2; exit 1; }
    train prepare "$out/midi-$split" --out "$out/$split" --name "MAESTRO v3 $split" --licence "CC BY-NC-SA 4.0" "$@"
    rm -rf "$out/midi-$split"
  fi
}

# The official validation split is what is scored; the best checkpoint is chosen by works kept back from the training split.
prepare train --validation 0.02 --test 0
prepare validation --validation 0 --test 1
# Nothing is wished of these models, and every reading is varied: works are known by heart later.
for recipe in ${RECIPES:-note performance-events}; do
  train train --recipe "$recipe" --data "$out/train" --out "$out/runs/$recipe" --minutes "$minutes" --no-controls --dropout "${DROPOUT:-0.2}" --plain-share 0 --batch 16 --sequence-length 256 \
    --checkpoint-seconds 600 "$@"
done
for recipe in ${RECIPES:-note performance-events}; do
  echo "== $recipe, validation split"
  train evaluate "$out/runs/$recipe" --data "$out/train" "$out/validation"
done
