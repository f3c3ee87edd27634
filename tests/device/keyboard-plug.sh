#!/bin/bash
# A keyboard at the box, on the virtual device of ../shared/testbed: plugged in after the start, played, unplugged while ten keys are held, and
# plugged in again, as often as asked. Run on the device, as root, where `testbed` is (README of the test bed), with the published program:
#
#   keyboard-plug.sh PROGRAM-FOLDER [TIMES]        default: 100 times
#
# A second virtual keyboard is the instrument outside: what the player begins and ends comes out there by MIDI out and is written down with the time.
# Prints how soon each plugging was heard, how many notes hung, restarts, memory and file descriptors; ends with 1 where something does not hold.
set -euo pipefail
program=$1 times=${2:-100}
work=$(mktemp -d); trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
stamp() { while IFS= read -r line; do printf '%s %s\n' "$(date +%s.%N)" "$line"; done; }
# Waits until FILE has more than COUNT lines with TEXT; gives up after SECONDS.
await() { local end=$((SECONDS + $4)); while (($(grep -c -- "$2" "$1" || true) <= $3)); do ((SECONDS > end)) && return 1; sleep 0.02; done; }
count() { grep -c -- "$2" "$1" || true; }
rss() { awk '/VmRSS/ {print $2}' "/proc/$pid/status"; }
files() { ls "/proc/$pid/fd" | wc -l; }

testbed unplug 1 || true; testbed unplug 2 || true; sleep 1
testbed plug 2
# One byte a line: amidi holds each message back until the next one.
stdbuf -oL od -An -v -t x1 -w1 "/dev/snd/midiC$(awk '/gadget2/ {print $1; exit}' /proc/asound/cards)D0" | stamp >"$work/out" &
touch "$work/log"
"$program/musicgen" run --keyboard solo --midi-out Keyboard2 ${MUSICGEN_ARGUMENTS:-} > >(stamp >"$work/log") 2>&1 &
pid=$!
await "$work/log" "MIDI out plays" 0 120 || { cat "$work/log"; echo "FAILED: the box does not start"; exit 1; }
sleep 2

late=0 hung=0 unheard=0 worst=0
for ((turn = 1; turn <= times; turn++)); do
    opened=$(count "$work/log" "'Test Keyboard1.*plays") began=$(date +%s.%N)
    testbed plug 1
    if ! await "$work/log" "'Test Keyboard1.*plays" "$opened" 5; then unheard=$((unheard + 1)); testbed unplug 1; sleep 1; continue; fi
    ons=$(count "$work/out" " 9f$") offs=$(count "$work/out" " 8f$")
    testbed midi 1 '90 30 64 90 32 64 90 34 64 90 35 64 90 37 64 90 39 64 90 3B 64 90 3C 64 90 3E 64 90 40 64'
    if ! await "$work/out" " 9f$" $((ons + 9)) 5; then unheard=$((unheard + 1)); fi
    heard=$(sed -n "/ 9f\$/p" "$work/out" | sed -n "$((ons + 1))s/ .*//p")
    testbed unplug 1
    # Ten keys are held, and the cable that would say otherwise is gone.
    await "$work/out" " 8f$" $((offs + 9)) 5 || hung=$((hung + 1))
    seconds=$(awk -v a="$began" -v b="${heard:-0}" 'BEGIN {printf "%.3f", b - a}')
    awk -v s="$seconds" 'BEGIN {exit !(s > 2 || s < 0)}' && late=$((late + 1))
    worst=$(awk -v a="$worst" -v b="$seconds" 'BEGIN {print (b > a) ? b : a}')
    echo "$seconds" >>"$work/seconds"
    if ((turn == 10)); then rss10=$(rss) files10=$(files); fi
    ((turn % 10)) || echo "$turn: heard within $worst s, rss $(rss) KiB, $(files) files"
    await "$work/log" "'Test Keyboard1.*unplugged" $((opened)) 5 || true
done

sort -n "$work/seconds" | awk '{s[NR] = $1} END {printf "plug to sound: p50 %s s, p95 %s s, most %s s, over %d pluggings\n", s[int((NR + 1) / 2)], s[int(NR * 0.95 + 0.5)], s[NR], NR}'
echo "unheard $unheard, later than 2 s $late, hanging notes after $hung of $times"
alive=0; kill -0 "$pid" 2>/dev/null && alive=1
((alive)) && echo "memory $rss10 KiB after 10, $(rss) KiB after $times; files $files10 after 10, $(files) after $times; process $pid still the same"
grown=$(($(rss) - rss10))
kill -INT "$pid" 2>/dev/null || true; wait "$pid" || true
tail -3 "$work/log"
((unheard == 0 && late == 0 && hung == 0 && alive == 1 && grown < 8192)) || { echo FAILED; exit 1; }
echo PASSED
