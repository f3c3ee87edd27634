#!/usr/bin/env bash
# Makes a folder of 10,000 files out of a folder of MIDI files: copies at every depth, unreadable, empty, cut, wrongly named ones and one of
# 100 MB; looks whether inspect and prepare account for every file, stay within memory, use all cores, and go on after being killed.
set -euo pipefail

usage() { echo "usage: $0 FOLDER-OF-MIDI-FILES [COUNT]   (after ./test.sh or a build of src/MusicGen.Training; default 10000 files)"; }

case ${1:-} in
  ''|-h|--help) usage; exit 0 ;;
esac

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
SOURCE=$(cd "$1" && pwd)
COUNT=${2:-10000}
readonly ROOT SOURCE COUNT
WORK=$(mktemp -d)
readonly WORK
export XDG_CACHE_HOME="$WORK/cache"
trap 'chmod -R u+rwX "$WORK"; rm -rf "$WORK"' EXIT

readonly PROGRAM="$ROOT/artifacts/bin/MusicGen.Training/release/musicgen-train.dll"

fail() { echo "failed: $*" >&2; exit 1; }
# number KEY FILE: the first number with that key in a JSON file.
number() { grep -o "\"$1\": *[0-9]*" "$2" | head -n 1 | grep -o '[0-9]*$'; }

fill() {
  local i=0 path target
  mapfile -t files < <(find "$SOURCE" -iname '*.mid' -type f | sort)
  [ "${#files[@]}" -gt 0 ] || fail "no .mid under $SOURCE"
  while [ "$i" -lt $((COUNT - 60)) ]; do
    path=${files[$((i % ${#files[@]}))]}
    target="$WORK/midi/$((i % 37))/$((i % 11))"
    mkdir -p "$target"
    cp "$path" "$target/$i.mid"
    i=$((i + 1))
  done
  target="$WORK/midi$(printf '/deeper%.0s' {1..40})"
  mkdir -p "$target" "$WORK/midi/locked"
  for i in {1..20}; do cp "${files[$((i % ${#files[@]}))]}" "$target/$i.midi"; done
  for i in {1..10}; do cp "${files[$((i % ${#files[@]}))]}" "$WORK/midi/$i.dat"; : >"$WORK/midi/empty-$i.mid"; done
  for i in {1..9}; do head -c $((i * 40)) "${files[0]}" >"$WORK/midi/cut-$i.mid"; echo "words" >"$WORK/midi/words-$i.mid"; done
  head -c 104857600 /dev/zero >"$WORK/midi/huge.mid"
  cp "${files[0]}" "$WORK/midi/locked.mid"
  chmod 000 "$WORK/midi/locked.mid"
}

# Kills what runs after some seconds; says how many were done by then.
killed() {
  local log="$WORK/killed.log"
  dotnet "$PROGRAM" "$@" >/dev/null 2>"$log" &
  local id=$!
  sleep "${KILL_AFTER:-4}"
  kill -9 "$id" 2>/dev/null || fail "it was done before it could be killed; give more files or a smaller KILL_AFTER"
  wait "$id" 2>/dev/null || true
}

# Runs to the end; tells time, processor time and the largest memory.
measured() {
  local out=$1 before after id peak=0 now start=$SECONDS
  shift
  dotnet "$PROGRAM" "$@" >"$out" 2>"$out.log" &
  id=$!
  while now=$(awk '/VmHWM/ { print $2 }' "/proc/$id/status" 2>/dev/null) && [ -n "$now" ]; do
    peak=$now after=$(awk '{ print $14 + $15 }' "/proc/$id/stat" 2>/dev/null || echo "${after:-0}")
    sleep 0.2
  done
  wait "$id" || { tail -n 5 "$out.log" >&2; fail "musicgen-train $1"; }
  echo "musicgen-train $1: $((SECONDS - start)) s, $((${after:-0} / 100)) s of processor, $((peak / 1024)) MiB at most"
}

fill
all=$(find "$WORK/midi" -type f | wc -l)
echo "$all files"

killed inspect "$WORK/midi" --json
measured "$WORK/inspect.json" inspect "$WORK/midi" --json
grep 'going on' "$WORK/inspect.json.log" || fail "inspect did not go on where it was killed"
read=$(number read "$WORK/inspect.json") others=$(number otherFiles "$WORK/inspect.json")
refused=$(sed -n '/"refused": \[/,$p' "$WORK/inspect.json" | grep -c '"reason"')
echo "inspect: $read read + $refused refused + $others others"
[ $((read + refused + others)) -eq "$all" ] || fail "inspect accounts for $((read + refused + others)) of $all files"

killed prepare "$WORK/midi" --out "$WORK/data"
measured "$WORK/prepare.txt" prepare "$WORK/midi" --out "$WORK/data"
grep 'going on' "$WORK/prepare.txt.log" || fail "prepare did not go on where it was killed"
files=$(number files "$WORK/data/dataset.json") pieces=$(number pieces "$WORK/data/dataset.json")
skipped=$(grep -c '"reason"' "$WORK/data/dataset.json")
echo "prepare: $pieces pieces + $skipped skipped"
[ "$files" -eq "$all" ] && [ $((pieces + skipped)) -eq "$all" ] || fail "prepare accounts for $((pieces + skipped)) of $all files"
sed -n '/skipped/p' "$WORK/prepare.txt"
echo "every file accounted for"
