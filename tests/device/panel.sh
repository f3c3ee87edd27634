#!/usr/bin/env bash
# The panel against the kernel's own GPIO, in the test bed: bouncing presses, gestures, an encoder at 200 steps a second, lights, lines that are
# taken, a chip that vanishes, a key pad that is plugged in; by both versions of the kernel's interface.
#
#   panel.sh FOLDER [PROGRAM_FOLDER [HOST]]
#
# FOLDER is the work folder of a virtual box that is on (it has ssh_config), PROGRAM_FOLDER a self-contained linux-x64 publish of
# src/MusicGen.Edge (empty: the release that is installed there), HOST its name in ssh_config. The last line is "N passed, N failed".
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,9s/^# \?//p' "$0"; exit 2; }
bed=$1 program=${2:-} host=${3:-testbed} here=$(cd "$(dirname "$0")" && pwd)
passed=0 failed=0

on() { ssh -F "$bed/ssh_config" "$host" "$@"; }
check() { # SENTENCE CONDITION...
  local sentence=$1; shift
  if "$@"; then passed=$((passed + 1)); echo "ok      $sentence"; else failed=$((failed + 1)); echo "FAILED  $sentence"; fi
}
count() { on "tail -n +$((mark + 1)) /tmp/panel.log | grep -c -- '$1' || true"; }
begin() { mark=$(on 'wc -l < /tmp/panel.log'); }
# Before all others, since a hand that the machine stops in the middle of a bounce is not a hand.
hand() { on "chrt -f 50 perl /opt/panel/panelhand.pl $*"; }
# presses EVENT ARGUMENT...: how many events so many presses were, counted when the hand was not stopped within any bouncing; else it begins anew.
presses() {
  local event=$1 try
  shift
  for try in 1 2 3 4 5; do
    begin; late=$(hand press "$@"); sleep 1
    n=$(count "$event")
    [ "$late" -ne 0 ] || return 0
    echo "        (the hand was stopped within $late bouncings, $n events; again)"
  done
  n="$n, by a hand that was never steady"
}
await() { # TEXT SECONDS: that it is in the log within so long
  local i
  for ((i = 0; i < $2 * 4; i++)); do [ "$(count "$1")" -gt 0 ] && return 0; sleep 0.25; done
  return 1
}
stop() { # SIGNAL
  on "test ! -f /tmp/panel.pid || { kill -$1 \$(cat /tmp/panel.pid); sleep 2; rm -f /tmp/panel.pid; }" || true
}
start() { # INTERFACE
  on "cat > /opt/panel/panel.json" <<J
{ "panel": {
  "chip": "tegra-gpio", "interface": $1,
  "buttons": [
    { "pin": 29, "click": "preset 1" },
    { "pin": 31, "click": "keep recording", "double": "next mode", "long": "panic" },
    { "line": 32, "click": "stop" }
  ],
  "lights": [{ "line": 40, "shows": "state" }, { "line": 41, "shows": "fault" }],
  "encoders": [{ "lineA": 60, "lineB": 61, "linePush": 62, "click": "visitor left" }],
  "keys": [{ "key": "KP1", "click": "mode solo" }]
} }
J
  stop TERM
  on "cd /opt/panel; setsid $musicgen devices --try-panel --config panel.json > /tmp/panel.log 2>&1 < /dev/null & echo \$! > /tmp/panel.pid"
  mark=0
  await "tegra-gpio" 60
}

on 'mkdir -p /opt/panel; modprobe uinput'
if [ -n "$program" ]; then rsync -a -e "ssh -F $bed/ssh_config" "$program/" "$host:/opt/panel/"; fi
rsync -a -e "ssh -F $bed/ssh_config" "$here/panelhand.pl" "$host:/opt/panel/"
musicgen=$(on 'if [ -x /opt/panel/musicgen ]; then echo /opt/panel/musicgen; else find -L /opt/musicgen/current -maxdepth 2 -name musicgen -type f -perm -u+x | head -n 1; fi')

for interface in 1 2; do
  echo "== interface $interface"
  start $interface || { on cat /tmp/panel.log; exit 1; }
  sleep 2

  presses PresetPressed 149 50 100 130 5
  check "50 presses of 5 edges within 20 ms are 50 events, found $n" [ "$n" = 50 ]

  begin; hand press 200 20 100 600 1 > /dev/null; sleep 1; n=$(count KeepRecording) m=$(count 'Panic\|ModeChosen')
  check "20 clicks are 20 clicks, found $n, and nothing else, found $m" [ "$n $m" = "20 0" ]
  begin; hand double 200 20; sleep 1; n=$(count ModeChosen) m=$(count 'Panic\|KeepRecording')
  check "20 double presses are 20 double presses, found $n, and nothing else, found $m" [ "$n $m" = "20 0" ]
  begin; hand press 200 10 1000 500 1 > /dev/null; sleep 1; n=$(count Panic) m=$(count 'ModeChosen\|KeepRecording')
  check "10 presses of 1 s are 10 long presses, found $n, and nothing else, found $m" [ "$n $m" = "10 0" ]
  presses VisitorLeft 62 10 60 140 5
  check "10 pushes of the encoder, found $n" [ "$n" = 10 ]

  begin; at=$(hand turn 60 61 1000 200); sleep 1; n=$(count 'PresetStep 1')
  check "1000 steps right at 200 a second: found $n ($at)" [ "$n" = 1000 ]
  begin; at=$(hand turn 60 61 -600 200); sleep 1; n=$(count 'PresetStep -1') m=$(count 'PresetStep 1')
  check "600 steps left: found $n, right $m ($at)" [ "$n $m" = "600 0" ]

  for phase in attract listening answering; do
    begin; await "lights: $phase" 40 || true
    saw=$(hand watch 40 3.6)
    case $phase in
      attract) ok='most >= 0.8 && least <= 0.2 && changes > 100' ;;
      listening) ok='on >= 0.97' ;;
      answering) ok='on > 0.4 && on < 0.6 && changes >= 12 && changes <= 16' ;;
    esac
    check "light while $phase: $saw" awk -v saw="$saw" "BEGIN { n = split(saw, f, /[ =]/); for (i = 1; i < n; i += 2) v[f[i]] = f[i+1]; on = v[\"on\"]; changes = v[\"changes\"]; least = v[\"least\"]; most = v[\"most\"]; exit !($ok) }"
  done

  begin; hand keys 79 5 80; sleep 1; n=$(count 'ModeChosen solo')
  check "a key pad plugged in is heard: 5 keys, found $n" [ "$n" = 5 ]
  check "and its going is told" await "keys of Test Key Pad are gone" 5

  stop TERM
  on "setsid gpiomon -s tegra-gpio 32 > /dev/null 2>&1 < /dev/null & echo \$! > /tmp/gpiomon.pid; sleep 1"
  start $interface || true
  check "a taken line is told with its holder" await "gpiomon.*holds it" 20
  presses PresetPressed 149 3 100 130 5
  check "the other buttons work meanwhile: 3 presses, found $n" [ "$n" = 3 ]
  saw=$(hand watch 41 8)
  check "the fault's light flashes its number 5: $saw" awk -v saw="$saw" 'BEGIN { match(saw, /changes=[0-9]+/); n = substr(saw, RSTART + 8, RLENGTH - 8); exit !(n >= 18 && n <= 26) }'
  begin; on 'kill $(cat /tmp/gpiomon.pid)'
  check "the line is used when it is free again" await "button at line 32 is there" 40
  presses ' Stop' 32 3 100 130 5
  check "and works: 3 presses, found $n" [ "$n" = 3 ]

  begin; on "echo 0 > \$(ls /sys/kernel/config/gpio-sim/*/live)"
  check "a chip that vanishes is told" await "The music goes on without the panel" 20
  on 'echo 1 > $(ls /sys/kernel/config/gpio-sim/*/live); for f in /sys/devices/platform/gpio-sim.*/gpiochip*/sim_gpio*/pull; do echo pull-up > $f; done'
  check "and used when it is back" await "is there" 60
  presses PresetPressed 149 3 100 130 5
  check "and works: 3 presses, found $n" [ "$n" = 3 ]
  pid=$(on 'cat /tmp/panel.pid'); stop TERM
  check "it ends when told to" on "! test -d /proc/$pid"
done

on "echo '$passed passed, $failed failed' > /tmp/panel.result"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
