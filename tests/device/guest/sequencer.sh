#!/bin/bash
# Software keyboards and instruments of the ALSA sequencer: a program plays on the box's own port, a virtual keyboard comes, is played and goes with
# keys held, as often as asked. Runs on the virtual box, as root:
#
#   sequencer.sh MUSICGEN [TIMES]            default: 20 times
#
# The instrument is aseqdump, which writes down what MIDI out sends it. Prints how soon a virtual keyboard was heard, how many notes hung, memory and
# file descriptors; ends with 1 where something does not hold.
set -euo pipefail
musicgen=$1 times=${2:-20}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; modprobe -r snd-virmidi || true; rm -rf "$work"' EXIT
count() { grep -c -- "$2" "$1" || true; }
await() { local end=$((SECONDS + $4)); while (($(count "$1" "$2") <= $3)); do ((SECONDS > end)) && return 1; sleep 0.02; done; }
rss() { awk '/VmRSS/ {print $2}' "/proc/$pid/status"; }
files() { local all=("/proc/$pid/fd/"*); echo ${#all[@]}; }
fail() { tail -n 20 "$work/log"; echo "FAILED: $1"; exit 1; }
# Keys sound on the keyboard's own channel, the last one.
readonly ON='Note on  *15,' OFF='Note off  *15,'

modprobe -r snd-virmidi 2>/dev/null || true
modprobe snd-seq
stdbuf -oL aseqdump >"$work/out" 2>&1 &
sleep 1
: >"$work/log"
# shellcheck disable=SC2086
"$musicgen" run --mode solo --midi-out aseqdump ${MUSICGEN_ARGUMENTS:-} >"$work/log" 2>&1 &
pid=$!
await "$work/log" "MIDI out plays" 0 180 || fail "the instrument is not found"
await "$work/log" "connected to MusicGen.* plays on" 0 60 || fail "the box's own port is not there"

# Three keys of a tenth of a second each, 480 ticks a quarter at 120 a minute.
printf 'MThd\0\0\0\6\0\0\0\1\1\340MTrk\0\0\0\34\0\220\74\144\140\200\74\100\0\220\76\144\140\200\76\100\0\220\100\144\140\200\100\100\0\377\57\0' >"$work/keys.mid"
aplaymidi -p MusicGen "$work/keys.mid" || fail "aplaymidi finds no port of MusicGen"
await "$work/out" "$ON" 2 5 || fail "keys of a program are not heard"
await "$work/out" "$OFF" 2 5 || fail "keys of a program hang"

late=0 hung=0 unheard=0
for ((turn = 1; turn <= times; turn++)); do
    ons=$(count "$work/out" "$ON") offs=$(count "$work/out" "$OFF") opened=$(count "$work/log" "VirMIDI.* plays on")
    began=$EPOCHREALTIME
    modprobe snd-virmidi midi_devs=1
    await "$work/log" "VirMIDI.* plays on" "$opened" 5 || echo "$turn: not opened within 5 s"
    # amidi opens the device anew for its bytes, as a program that plays does.
    amidi -p "hw:$(awk '/VirMIDI/ {print $1; exit}' /proc/asound/cards),0" -S '90 3C 64 90 40 64 90 43 64'
    await "$work/out" "$ON" $((ons + 2)) 5 || unheard=$((unheard + 1))
    awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN {printf "%.3f\n", b - a}' >>"$work/seconds"
    awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN {exit !(b - a > 2)}' && late=$((late + 1))
    modprobe -r snd-virmidi
    await "$work/out" "$OFF" $((offs + 2)) 5 || hung=$((hung + 1))
    if ((turn == 5 || turn == times)); then eval "rss$((turn == times))=$(rss) files$((turn == times))=$(files)"; fi
done

sort -n "$work/seconds" | awk '{s[NR] = $1} END {printf "driver loaded to heard: p50 %s s, most %s s, over %d times\n", s[int((NR + 1) / 2)], s[NR], NR}'
echo "a program's 3 keys heard and ended; virtual keyboards unheard $unheard, later than 2 s $late, with hanging notes $hung of $times"
alive=0; kill -0 "$pid" 2>/dev/null && alive=1
echo "memory ${rss0:-$rss1} KiB after 5, $rss1 KiB after $times; files ${files0:-$files1} after 5, $files1 after $times; the same process: $alive"
kill -TERM "$pid" 2>/dev/null || true
wait "$pid" || true
((unheard + late + hung == 0 && alive == 1 && rss1 - ${rss0:-$rss1} < 8192 && files1 <= ${files0:-$files1})) || fail "see above"
echo PASSED
