#!/usr/bin/env bash
# Sets up what the tests need, builds everything once and runs every test project, one after the other.
set -euo pipefail

usage() {
  cat <<'TEXT'
Sets up what the tests need, builds everything once and runs every test project.

usage: ./test.sh              everything
       ./test.sh PATTERN      only the tests whose full name contains PATTERN
       ./test.sh 'FILTER'     the same with a filter expression of dotnet test

examples: ./test.sh Midi
          ./test.sh RunningStatus
          ./test.sh 'FullyQualifiedName~Core&FullyQualifiedName!~Alloc'

The last line is 'N passed, N failed'; the exit code is 1 when one failed or none ran.
What a project printed is in artifacts/test-results/PROJECT.log.
TEXT
}

case ${1:-} in
  -h|--help) usage; exit 0 ;;
  -*) echo "test.sh: an optional PATTERN expected, but '$1' found; see ./test.sh --help" >&2; exit 2 ;;
esac
[ $# -le 1 ] || { echo "test.sh: one PATTERN expected, but $# arguments found; see ./test.sh --help" >&2; exit 2; }

# shellcheck source=deploy/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/deploy/setup.sh"

readonly RESULTS="$ROOT/artifacts/test-results"

# Native code reads the environment of the process, not what .NET sets later: so it is set here.
export ALSOFT_DRIVERS=null

filter_of() {
  case $1 in
    '') ;;
    *[=~]*) echo "$1" ;;
    *) echo "FullyQualifiedName~$1" ;;
  esac
}

counter() { grep -o '<Counters [^>]*>' "$1" 2>/dev/null | grep -o " $2=\"[0-9]*\"" | tr -dc 0-9 || true; }

# Each skipped test of a report with its reason.
skipped_in() {
  [ -e "$1" ] || return 0
  awk -F'"' '
    /<UnitTestResult / { name = ""; if (/outcome="NotExecuted"/) for (i = 1; i < NF; i++) if ($i ~ / testName=$/) name = $(i + 1) }
    name && /<Message>/ { sub(/.*<Message>/, ""); sub(/<\/Message>.*/, ""); print "  skipped: " name ": " $0; name = "" }' "$1"
}

passed=0 failed=0 skipped=0

# report_line NAME PASSED FAILED SKIPPED SECONDS
report_line() {
  printf '%-32s %5d passed %3d failed %3d skipped %5d s\n' "$@"
  passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
}

# One project: its counts come from the report it writes; a test host that dies counts as one failure more.
run_project() {
  local project=$1 filter=$2 name report log code=0 started=$SECONDS total executed right wrong left_out
  name=$(basename "$project" .csproj)
  report="$RESULTS/$name.trx" log="$RESULTS/$name.log"
  rm -f "$report" "$log"
  dotnet test "$project" -c Release --no-build --nologo --results-directory "$RESULTS" \
    --logger "trx;LogFileName=$name.trx" --blame-hang-timeout 10m --blame-hang-dump-type none \
    ${filter:+--filter "$filter"} >"$log" 2>&1 </dev/null || code=$?
  total=$(counter "$report" total) executed=$(counter "$report" executed) right=$(counter "$report" passed)
  total=${total:-0} executed=${executed:-0} right=${right:-0}
  wrong=$((executed - right)) left_out=$((total - executed))
  if [ "$code" -ne 0 ] && [ "$wrong" -eq 0 ]; then wrong=1; fi
  [ "$total" -gt 0 ] || [ "$code" -ne 0 ] || return 0
  if [ "$wrong" -gt 0 ]; then grep -vE '^(Test run for|A total of|Starting test|VSTest version|Results File:|Attachments:|Data collector|$)' "$log" | head -n 200; fi
  skipped_in "$report"
  report_line "$name" "$right" "$wrong" "$left_out" $((SECONDS - started))
}

# Spaces and indentation only: all that can be told without a build, and takes seconds.
check_format() {
  local log="$RESULTS/format.log" started=$SECONDS right=1 wrong=0
  dotnet format whitespace . --folder --include src/ tests/ --verify-no-changes >"$log" 2>&1 || {
    right=0 wrong=1
    sed "s|$ROOT/||; s| \[\.\]$||" "$log" | head -n 50
    echo "To mend it: dotnet format whitespace . --folder --include src/ tests/"
  }
  report_line "Format" $right $wrong 0 $((SECONDS - started))
}

setup_playing --all
setup_training
setup_browsing
mkdir -p "$RESULTS"
[ $# -gt 0 ] || check_format
build MusicGen.Edge.sln

filter=$(filter_of "${1:-}")
for project in tests/*/*.csproj; do run_project "$project" "$filter"; done

[ $((passed + failed)) -gt 0 ] || echo "test.sh: no test ran${1:+ whose full name contains '$1'}"
if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"
else echo "$passed passed, $failed failed"; fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
