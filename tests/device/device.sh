# shellcheck shell=bash
# The virtual box for scenarios: power, what is done to it, what is seen of it. Sourced by run.sh.
#
# Power:     device_start (cold), device_cut, device_saved / device_save (a state to come back to within seconds)
# Hands:     on_device COMMAND, bed press 38 | plug 1 | midi 1 '90 3C 64' | record FILE SECONDS, publish OPTION...
# Eyes:      health KEY, playing (notes go up), await SECONDS WHAT COMMAND, row TEXT (into the table), must TEXT COMMAND
#
# Seconds are the box's own. With MUSICGEN_MIPS (1000, 500, 250 or 125) it is one processor of just so many million instructions a second, and its clock
# goes by them: what it measures is the same however busy the machine here is, but takes longer.

DEVICE=${MUSICGEN_DEVICE_FOLDER:-${XDG_CACHE_HOME:-$HOME/.cache}/musicgen-edge/device}
PORT=${MUSICGEN_DEVICE_PORT:-2222}
MEMORY=${MUSICGEN_DEVICE_MEMORY:-2048}
MIPS=${MUSICGEN_MIPS:-}
BOOT_SECONDS=${MUSICGEN_BOOT_SECONDS:-$([ -z "$MIPS" ] && echo 300 || echo 1200)}
mkdir -p "$DEVICE"
DEVICE=$(cd "$DEVICE" && pwd)
SSH_CONFIG=$DEVICE/ssh_config

row() { echo "$*" >>"$ROWS"; }

need_tools() {
  local packages="qemu-system-x86 qemu-utils socat openssh-client rsync"
  [ -f "$DEVICE/base.qcow2" ] || packages+=" mmdebstrap e2fsprogs"
  # shellcheck disable=SC2086
  bash -c '. "$0/deploy/setup.sh"; install_packages "the virtual box" "$@"' "$REPOSITORY" $packages
}

# ---------------------------------------------------------------- power

device_on() { [ -s "$DEVICE/qemu.pid" ] && kill -0 "$(cat "$DEVICE/qemu.pid")" 2>/dev/null; }

on_device() { ssh -F "$SSH_CONFIG" device "$@"; }

monitor() { printf '%s\n' "$1" | socat -t "${2:-120}" - "unix-connect:$DEVICE/monitor" >/dev/null; }

hang_up() { if [ -S "$DEVICE/ssh-root" ]; then ssh -F "$SSH_CONFIG" -O exit device 2>/dev/null || rm -f "$DEVICE/ssh-root"; fi; }

write_ssh_config() {
  cat >"$SSH_CONFIG" <<CONFIG
Host device box
  HostName 127.0.0.1
  Port $PORT
  IdentityFile $DEVICE/id_ed25519
  IdentitiesOnly yes
  StrictHostKeyChecking no
  UserKnownHostsFile /dev/null
  LogLevel ERROR
  ConnectTimeout 60
  ServerAliveInterval 15
  ServerAliveCountMax 8
Host device
  User root
  ControlMaster auto
  ControlPersist 300
  ControlPath $DEVICE/ssh-root
Host box
  User box
CONFIG
}

processors() {
  case $MIPS in
    '') echo "-accel ${MUSICGEN_ACCEL:-tcg,thread=multi} -smp ${MUSICGEN_CPUS:-2}" ;;
    1000) echo "-accel tcg,thread=single -icount shift=0 -smp 1" ;;
    500) echo "-accel tcg,thread=single -icount shift=1 -smp 1" ;;
    250) echo "-accel tcg,thread=single -icount shift=2 -smp 1" ;;
    125) echo "-accel tcg,thread=single -icount shift=3 -smp 1" ;;
    *) echo "device.sh: 1000, 500, 250 or 125 expected in MUSICGEN_MIPS, found '$MIPS'" >&2; return 1 ;;
  esac
}

launch() {
  local processors
  ! device_on || return 0
  processors=$(processors)
  [ -f "$DEVICE/run.qcow2" ] || (cd "$DEVICE" && qemu-img create -q -f qcow2 -b base.qcow2 -F qcow2 run.qcow2)
  write_ssh_config
  hang_up
  rm -f "$DEVICE/monitor" "$DEVICE/qemu.pid"
  # The device reaches nothing, and nothing but this machine's ssh reaches it. Words in MUSICGEN_QEMU are further arguments.
  # shellcheck disable=SC2086
  (cd "$DEVICE" && qemu-system-x86_64 -name musicgen-device -machine q35 $processors -cpu max -m "$MEMORY" \
    -nodefaults -display none -serial file:console.log -monitor unix:monitor,server,nowait \
    -kernel vmlinuz -initrd initrd -append 'root=/dev/vda rw console=ttyS0 net.ifnames=0 quiet' \
    -drive file=run.qcow2,if=virtio,format=qcow2 -device virtio-rng-pci \
    -netdev "user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:$PORT-:22" -device virtio-net-pci,netdev=net,romfile= \
    -pidfile qemu.pid -daemonize ${MUSICGEN_QEMU:-} "$@")
}

reachable() {
  local end=$((SECONDS + BOOT_SECONDS))
  until on_device true 2>/dev/null; do
    device_on || { echo "   the virtual box went off; see $DEVICE/console.log" >&2; return 1; }
    [ $SECONDS -lt $end ] || { echo "   no ssh after $BOOT_SECONDS s; see $DEVICE/console.log" >&2; return 1; }
    sleep 0.5
  done
}

device_start() { launch; reachable; }

device_cut() {
  device_on || return 0
  kill -9 "$(cat "$DEVICE/qemu.pid")"
  while device_on; do sleep 0.1; done
  rm -f "$DEVICE/qemu.pid"
  hang_up
}

device_new() { device_cut; rm -f "$DEVICE/run.qcow2"; device_start; }

# The state "installed and playing", made once by the scenario 'install' and come back to within seconds.
device_save() { on_device sync; monitor "savevm playing" 300; }

device_saved() {
  device_cut
  qemu-img snapshot -l "$DEVICE/run.qcow2" 2>/dev/null | grep -q playing || { echo "   run the scenario 'install' first: it makes the state that the others begin with" >&2; return 1; }
  # What the last scenario did to the disk goes, too.
  launch -loadvm playing
  reachable
  on_device "date -s @$(date +%s)" >/dev/null
  await 60 "the saved box plays" playing
}

# ---------------------------------------------------------------- hands and eyes

bed() { on_device testbed "$(printf '%q ' "$@")"; }

publish() { (cd "$REPOSITORY" && ./publish.sh --ssh-config "$SSH_CONFIG" "$@" box); }

health() { on_device "sed -n 's/^$1=//p' /run/musicgen/health 2>/dev/null" || true; }

main_pid() { on_device "systemctl show -p MainPID --value musicgen-edge"; }

# Whether notes have sounded since the last look, from the service that runs now.
playing() {
  on_device 'a=$(sed -n "s/^notes=//p" /run/musicgen/health 2>/dev/null); p=$(sed -n "s/^process=//p" /run/musicgen/health 2>/dev/null)
    for i in 1 2 3 4 5 6 7 8; do sleep 0.5; b=$(sed -n "s/^notes=//p" /run/musicgen/health 2>/dev/null)
      [ -n "$a" ] && [ -n "$b" ] && [ "$b" -gt "$a" ] && kill -0 "$p" 2>/dev/null && exit 0; done; exit 1'
}

# Plays, and not in the process PID.
playing_anew() { [ "$(health process)" != "$1" ] && playing; }

# The box's own clock since its start, which nothing sets.
device_seconds() { on_device "cut -d. -f1 /proc/uptime" 2>/dev/null || echo 0; }

# await SECONDS WHAT COMMAND...: how long it took is left in TOOK. A box that does not answer at all is waited for by the clock here.
await() {
  local limit=$1 what=$2 patience=$((SECONDS + 20 * $1)) began now
  shift 2
  began=$(device_seconds)
  until "$@"; do
    now=$(device_seconds)
    [ $((now - began)) -lt "$limit" ] && [ $SECONDS -lt $patience ] || { row "NOT within $limit s: $what"; return 1; }
    sleep 0.5
  done
  TOOK=$(($(device_seconds) - began))
}

must() {
  local what=$1
  shift
  "$@" || { row "NOT: $what"; return 1; }
}

journal_says() { on_device "journalctl -q -b -u '${2:-musicgen-edge}' -o cat --no-pager" | grep -qE -- "$1"; }

journal_line() { on_device "journalctl -q -b -u musicgen-edge -o cat --no-pager" | grep -oE -- "$1" | tail -n 1; }

# Level of what the box plays, in decibels below full scale; -200 is silence.
level() {
  local answer
  answer=$(on_device "TESTBED_RATE=48000 testbed record /tmp/heard.wav ${1:-4}; wavstat /tmp/heard.wav" | grep -oE 'rms_dbfs=[-0-9.]+' | cut -d= -f2)
  echo "${answer:--200}"
}

audible() { local found; found=$(level 4); HEARD=$found; [ "$(echo "$found" | cut -d. -f1)" -gt -70 ]; }

# A copy of the bundle, by hard links, to be broken and then named anew.
broken_bundle() { rm -rf "$REPOSITORY/artifacts/publish/broken"; cp -al "$BUNDLE" "$REPOSITORY/artifacts/publish/broken"; echo "$REPOSITORY/artifacts/publish/broken"; }

name_bundle() {
  local sums
  rm -f "$1/SHA256SUMS" "$1/RELEASE"
  sums=$(cd "$1" && find . -type f ! -path './packages/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
  echo "$sums" >"$1/SHA256SUMS"
  { echo "id=$2"; echo "rid=linux-x64"; } >"$1/RELEASE"
}
