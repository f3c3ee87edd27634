#!/usr/bin/env bash
# From a clean clone to music: sets up, builds, composes a first tune, plays it, and goes on as the running box.
set -euo pipefail

usage() {
  cat <<'TEXT'
Sets up all that the music box needs, builds it, and runs it.

usage: ./run.sh               compose out/first-tune.wav and .mid and play it where there is an audio device;
                              then, from a terminal, go on as the running box until Ctrl-C
       ./run.sh VERB ...      set up and build if need be, then run 'musicgen VERB ...' and keep its exit code

examples: ./run.sh render --seconds 60 --random-seed 7 --out out/tune.wav
          ./run.sh presets
          ./run.sh render --help

Packages are installed by apt, as root or through sudo, without questions. Repeating it takes seconds.
TEXT
}

case ${1:-} in
  -h|--help) usage; exit 0 ;;
esac

readonly CALLED_FROM=$PWD

# shellcheck source=deploy/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/deploy/setup.sh"

readonly PROGRAM="$ROOT/artifacts/bin/MusicGen.Edge/release/musicgen.dll"

musicgen() { dotnet "$PROGRAM" "$@"; }

setup_playing
build src/MusicGen.Edge/MusicGen.Edge.csproj

if [ $# -gt 0 ]; then
  cd "$CALLED_FROM"   # file names in the arguments are the caller's
  exec dotnet "$PROGRAM" "$@"
fi

readonly TUNE=(--seconds 30 --random-seed 1)

mkdir -p out
echo "Composing a first tune:"
musicgen render "${TUNE[@]}" --out out/first-tune.wav --out out/first-tune.mid

# From the same seed the live path makes the same tune. Ctrl-C ends it gracefully, and this script with it.
echo "Playing it:"
interrupted=""
trap 'interrupted=yes' INT
code=0
musicgen run "${TUNE[@]}" --require-audio || code=$?
trap - INT
[ -z "$interrupted" ] || exit "$code"
[ "$code" -eq 0 ] || echo "Not played, as said above; it can be heard in out/first-tune.wav."

if [ -t 0 ] && [ -t 1 ]; then
  echo "Going on as the running box; its page for a browser is at the address below:"
  exec dotnet "$PROGRAM" run
fi
