#!/bin/bash
# A keyboard at the box: plugged in after the start, played, unplugged while ten keys are held, and plugged in again, as often as asked. Runs on the
# virtual box, as root:
#
#   keyboard-plug.sh MUSICGEN [TIMES]        default: 100 times
#
# The second virtual keyboard is the instrument outside: what the player begins and ends comes out there by MIDI out and is written down with the time.
# Prints how soon each plugging was heard, how many notes hung, restarts, memory and file descriptors; ends with 1 where something does not hold.
set -euo pipefail
musicgen=$1 times=${2:-100}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
stamp() { while IFS= read -r line; do echo "$EPOCHREALTIME $line"; done; }
# await FILE TEXT COUNT SECONDS: until more than COUNT lines of FILE end with TEXT or have it in them.
await() { local end=$((SECONDS + $4)); while (($(count "$1" "$2") <= $3)); do ((SECONDS > end)) && return 1; sleep 0.02; done; }
count() { grep -c -- "$2" "$1" || true; }
rss() { awk '/VmRSS/ {print $2}' "/proc/$pid/status"; }
files() { local all=("/proc/$pid/fd/"*); echo ${#all[@]}; }
# Keys sound on the keyboard's own channel, the last one.
readonly ON=' 9f$' OFF=' 8f$' KEYS='90 30 64 90 32 64 90 34 64 90 35 64 90 37 64 90 39 64 90 3B 64 90 3C 64 90 3E 64 90 40 64'

testbed unplug 1; testbed unplug 2; sleep 1
testbed plug 2
# Bytes, one a line: amidi holds each message back until the next one.
stdbuf -oL od -An -v -t x1 -w1 "/dev/snd/midiC$(awk '/gadget2/ {print $1; exit}' /proc/asound/cards)D0" | stamp >"$work/out" &
: >"$work/log"
# The first plugging is before the start.
testbed plug 1
# shellcheck disable=SC2086
"$musicgen" run --mode solo --midi-out Keyboard2 ${MUSICGEN_ARGUMENTS:-} > >(stamp >"$work/log") 2>&1 &
pid=$!
await "$work/log" "MIDI out plays" 0 180 && await "$work/log" "Keyboard1.* plays on" 0 60 || { cat "$work/log"; echo "FAILED: the box does not start"; exit 1; }

# Starting goes on behind the first note; what that takes is not what pluggings leave.
sleep 60

late=0 hung=0 unheard=0
for ((turn = 1; turn <= times; turn++)); do
    began=$EPOCHREALTIME opened=$(count "$work/log" "Keyboard1.* plays on")
    if ((turn > 1)); then
        testbed plug 1
        await "$work/log" "Keyboard1.* plays on" "$opened" 5 || { echo "$turn: not opened within 5 s; load $(cat /proc/loadavg)"; tail -n 3 "$work/log"; ls /dev/snd; }
    fi
    ons=$(count "$work/out" "$ON") offs=$(count "$work/out" "$OFF") closed=$(count "$work/log" "Keyboard1.* unplugged")
    testbed midi 1 "$KEYS"
    await "$work/out" "$ON" $((ons + 9)) 5 || unheard=$((unheard + 1))
    heard=$(grep -- "$ON" "$work/out" | sed -n "$((ons + 1))s/ .*//p")
    # Ten keys are held, and the cable that would say otherwise goes.
    testbed unplug 1
    await "$work/out" "$OFF" $((offs + 9)) 5 || hung=$((hung + 1))
    await "$work/log" "Keyboard1.* unplugged" "$closed" 5 || true
    if ((turn > 1)); then
        seconds=$(awk -v a="$began" -v b="${heard:-0}" 'BEGIN {printf "%.3f", b - a}')
        echo "$seconds" >>"$work/seconds"
        awk -v s="$seconds" 'BEGIN {exit !(s > 2 || s < 0)}' && late=$((late + 1))
    fi
    if ((turn == 10 || turn == times)); then eval "rss$((turn == times))=$(rss) files$((turn == times))=$(files)"; fi
    ((turn % 10)) || echo "$turn times: rss $(rss) KiB, $(files) files"
done

sort -n "$work/seconds" | awk '{s[NR] = $1} END {printf "plug to sound: p50 %s s, p95 %s s, most %s s, over %d pluggings\n", s[int((NR + 1) / 2)], s[int(NR * 0.95 + 0.5)], s[NR], NR}'
echo "unheard $unheard, later than 2 s $late, hanging notes after $hung of $times"
alive=0; kill -0 "$pid" 2>/dev/null && alive=1
echo "memory ${rss0:-$rss1} KiB after 10, $rss1 KiB after $times; files ${files0:-$files1} after 10, $files1 after $times; the same process: $alive"
kill -TERM "$pid" 2>/dev/null || true
wait "$pid" || true
tail -n 3 "$work/log"
((unheard + late + hung == 0 && alive == 1 && rss1 - ${rss0:-$rss1} < 8192 && files1 <= ${files0:-$files1})) || { echo FAILED; exit 1; }
echo PASSED
