#!/bin/bash
# Software keyboards and instruments of the ALSA sequencer: programs play on the box's own port, by name, and are killed with keys held, as often as
# asked; a virtual MIDI port is there from some moment on. Runs on the virtual box, as root:
#
#   sequencer.sh MUSICGEN [TIMES]            default: 20 times
#
# The instrument is aseqdump, which writes down what MIDI out sends it. Prints how soon a program was heard, how many notes hung, memory and file
# descriptors; ends with 1 where something does not hold.
set -euo pipefail
musicgen=$1 times=${2:-20}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
count() { grep -c -- "$2" "$1" || true; }
await() { local end=$((SECONDS + $4)); while (($(count "$1" "$2") <= $3)); do ((SECONDS > end)) && return 1; sleep 0.02; done; }
rss() { awk '/VmRSS/ {print $2}' "/proc/$pid/status"; }
files() { local all=("/proc/$pid/fd/"*); echo ${#all[@]}; }
fail() { tail -n 20 "$work/log"; echo "FAILED: $1"; exit 1; }
# Keys sound on the keyboard's own channel, the last one.
readonly ON='Note on  *15,' OFF='Note off  *15,'

modprobe snd-seq
stdbuf -oL aseqdump >"$work/out" 2>&1 &
sleep 1
: >"$work/log"
# shellcheck disable=SC2086
"$musicgen" run --mode solo --midi-out aseqdump ${MUSICGEN_ARGUMENTS:-} >"$work/log" 2>&1 &
pid=$!
await "$work/log" "MIDI out plays" 0 180 || fail "the instrument is not found"
await "$work/log" "connected to MusicGen.* plays on" 0 60 || fail "the box's own port is not there"

# 480 ticks a quarter at 120 a minute: three keys a tenth of a second each; and three that go down and stay so for half a minute.
printf 'MThd\0\0\0\6\0\0\0\1\1\340MTrk\0\0\0\34\0\220\74\144\140\200\74\100\0\220\76\144\140\200\76\100\0\220\100\144\140\200\100\100\0\377\57\0' >"$work/keys.mid"
printf 'MThd\0\0\0\6\0\0\0\1\1\340MTrk\0\0\0\26\0\220\74\144\0\220\100\144\0\220\103\144\201\341\0\200\74\100\0\377\57\0' >"$work/held.mid"
aplaymidi -p MusicGen "$work/keys.mid" || fail "aplaymidi finds no port of MusicGen"
await "$work/out" "$ON" 2 5 || fail "keys of a program are not heard"
await "$work/out" "$OFF" 2 5 || fail "keys of a program hang"

late=0 hung=0 unheard=0
for ((turn = 1; turn <= times; turn++)); do
    ons=$(count "$work/out" "$ON") offs=$(count "$work/out" "$OFF")
    began=$EPOCHREALTIME
    aplaymidi -p MusicGen "$work/held.mid" &
    await "$work/out" "$ON" $((ons + 2)) 5 || unheard=$((unheard + 1))
    awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN {printf "%.3f\n", b - a}' >>"$work/seconds"
    awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN {exit !(b - a > 2)}' && late=$((late + 1))
    { kill -9 $!; wait $!; } 2>/dev/null || true
    await "$work/out" "$OFF" $((offs + 2)) 5 || hung=$((hung + 1))
    if ((turn == times / 2 || turn == times)); then eval "rss$((turn == times))=$(rss) files$((turn == times))=$(files)"; fi
done

ons=$(count "$work/out" "$ON")
modprobe snd-virmidi midi_devs=1
await "$work/log" "VirMIDI.* plays on" 0 10 || fail "a virtual port is not opened within 10 s"
amidi -p "hw:$(awk '/VirMIDI/ {print $1; exit}' /proc/asound/cards),0" -S '90 3C 64 90 3C 00'
await "$work/out" "$ON" "$ons" 5 || fail "keys of a virtual port are not heard"

sort -n "$work/seconds" | awk '{s[NR] = $1} END {printf "program started to heard: p50 %s s, most %s s, over %d times\n", s[int((NR + 1) / 2)], s[NR], NR}'
echo "programs killed with keys held: unheard $unheard, later than 2 s $late, with hanging notes $hung of $times; a virtual port that came was heard"
alive=0; kill -0 "$pid" 2>/dev/null && alive=1
echo "memory ${rss0:-$rss1} KiB after $((times / 2)), $rss1 KiB after $times; files ${files0:-$files1} after $((times / 2)), $files1 after $times; the same process: $alive"
((unheard + late + hung == 0 && alive == 1 && rss1 - ${rss0:-$rss1} < 8192 && files1 <= ${files0:-$files1})) || fail "see above"
! grep -q "MusicGen out" "$work/log" || fail "the box takes its own music for keys"
kill -TERM "$pid" 2>/dev/null || true
wait "$pid" || true
echo PASSED
