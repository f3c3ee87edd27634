#!/usr/bin/env bash
# The virtual box: a whole device in QEMU that the real publish.sh deploys to, and whose plug is pulled.
set -euo pipefail

usage() {
  cat <<'TEXT'
Builds the virtual box if it is not there, deploys to it with publish.sh and runs scenarios.

usage: tests/device/run.sh [OPTION...] [SCENARIO...]

  --list            the scenarios, with what each shows
  --from FOLDER     deploys this bundle (publish.sh --bundle) instead of building one
  --keep            leaves the box on at the end, as it is then
  SCENARIO          names or beginnings of names; default: all

examples: tests/device/run.sh
          tests/device/run.sh kill hang
          MUSICGEN_CUTS=5 tests/device/run.sh power-cuts
          MUSICGEN_MIPS=1000 tests/device/run.sh keyboard

Needs root for the first time (it makes a disk image), about 4 GB of disk, and no virtualisation support. The box's disk, keys and console
are in MUSICGEN_DEVICE_FOLDER (default: ~/.cache/musicgen-edge/device), reached on 127.0.0.1:MUSICGEN_DEVICE_PORT (default: 2222). On a machine
that does other work, too, MUSICGEN_MIPS=1000 gives it one processor and a clock that goes by its instructions: slower, but not disturbed.
The table of results is also left in artifacts/test-results/device.md. Exit code: 0 all passed, 1 one failed, 2 usage.
TEXT
}

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
REPOSITORY=$(cd "$HERE/../.." && pwd)
readonly HERE REPOSITORY
readonly RESULTS=$REPOSITORY/artifacts/test-results/device.md

# shellcheck source=tests/device/device.sh
. "$HERE/device.sh"

keep="" bundle="" chosen=()
while [ $# -gt 0 ]; do
  case $1 in
    -h|--help) usage; exit 0 ;;
    --list)
      for file in "$HERE"/scenarios/*.sh; do printf '%-24s %s\n' "$(basename "$file" .sh | sed 's/^[0-9]*-//')" "$(sed -n 's/^# //p' "$file" | head -n 1)"; done
      exit 0 ;;
    --keep) keep=yes ;;
    --from) [ $# -ge 2 ] || { echo "run.sh: a folder expected after --from" >&2; exit 2; }; bundle=$(realpath "$2"); shift ;;
    -*) echo "run.sh: no option '$1'; see run.sh --help" >&2; exit 2 ;;
    *) chosen+=("$1") ;;
  esac
  shift
done

scenarios() {
  local file name wanted
  for file in "$HERE"/scenarios/*.sh; do
    name=$(basename "$file" .sh | sed 's/^[0-9]*-//')
    if [ ${#chosen[@]} -eq 0 ]; then echo "$file"; continue; fi
    for wanted in "${chosen[@]}"; do if [[ $name == "$wanted"* ]]; then echo "$file"; break; fi; done
  done
}

# A scenario is a file that is sourced into a shell of its own: what it says with 'row' is its line of the table.
run_scenario() {
  local file=$1 name started=$SECONDS outcome=ok rows code
  name=$(basename "$file" .sh | sed 's/^[0-9]*-//')
  echo "-- $name: $(sed -n 's/^# //p' "$file" | head -n 1)"
  : >"$ROWS"
  # Not in a condition: there bash would go on after a failure.
  set +e
  (set -e; BUNDLE=$bundle; . "$file") </dev/null
  code=$?
  set -e
  if [ $code -ne 0 ]; then outcome=FAILED; failed=$((failed + 1)); fi
  rows=$(paste -sd';' "$ROWS" | sed 's/;/; /g')
  echo "| $name | $outcome | ${rows:-} | $((SECONDS - started)) s |" >>"$RESULTS"
  echo "   $outcome: $rows ($((SECONDS - started)) s)"
  if [ "$outcome" = FAILED ]; then device_on && on_device journalctl -q -u musicgen-edge -n 12 -o short-monotonic --no-pager | sed 's/^/   | /' || true; fi
}

mapfile -t files < <(scenarios)
[ ${#files[@]} -gt 0 ] || { echo "run.sh: a scenario expected, found none that begins with '${chosen[*]}'; see run.sh --list" >&2; exit 2; }
need_tools
[ -f "$DEVICE/base.qcow2" ] || "$HERE/image.sh" "$DEVICE"
if [ -z "$bundle" ]; then
  (cd "$REPOSITORY" && ./publish.sh --bundle --rid linux-x64 >/dev/null)
  bundle=$REPOSITORY/artifacts/publish/linux-x64
fi
mkdir -p "$(dirname "$RESULTS")"
{ echo "| scenario | outcome | seen | took |"; echo "|---|---|---|---|"; } >"$RESULTS"
ROWS=$(mktemp)
trap 'rm -f "$ROWS"; [ -n "$keep" ] || device_cut' EXIT

failed=0
for file in "${files[@]}"; do run_scenario "$file"; done
echo
cat "$RESULTS"
echo
echo "${#files[@]} scenarios, $failed failed"
[ "$failed" -eq 0 ]
