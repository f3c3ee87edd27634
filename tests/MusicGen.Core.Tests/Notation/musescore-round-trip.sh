#!/usr/bin/env bash
# Sheet music of 50 generated and 50 real pieces, opened by MuseScore 3 and written back by it as MIDI: the same notes must come back.
# Needs MuseScore 3 (Debian package musescore3), ../shared/data beside the repository, and a build of the solution.
set -euo pipefail

case ${1:-} in
  -h|--help) echo "usage: $0 [MODEL]   (a model package or a run; default models/piano)"; exit 0 ;;
esac

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
MODEL=${1:-$ROOT/models/piano}
readonly ROOT MODEL
WORK=$(mktemp -d)
readonly WORK
trap 'rm -rf "$WORK"' EXIT

round_trip() {
  dotnet test "$ROOT/tests/MusicGen.Core.Tests" -c Release --no-build --nologo -v quiet --filter FullyQualifiedName~MusicXmlWriterTests_MuseScore
}

dotnet "$ROOT/artifacts/bin/MusicGen.Training/release/musicgen-train.dll" generate "$MODEL" --out "$WORK" --count 50 --seconds 30 --no-audio
echo "generated pieces:"
MUSESCORE_FOLDER=$WORK round_trip
echo "real pieces:"
MUSESCORE_STRIDE=109 round_trip
