#!/usr/bin/env bash
# The box's side of publish.sh: what is here, provisioning, and releases that are installed whole, judged and rolled back.
#
#   box.sh facts                what this machine is and lacks, as key=value lines (needs no root)
#   box.sh install INCOMING     takes a release that was copied to the folder INCOMING: checks it, provisions what is missing,
#                               switches to it, judges it, and goes back by itself where it is not well
#   box.sh model FOLDER         the running release with this model package in it, as a new release; then as install
#   box.sh verdict              judges the release that is on trial (after a power cut in the middle of an update)
#   box.sh rollback             back to the release before
#   box.sh status               what runs, and which releases there are
#   box.sh doctor [ARGUMENT...] musicgen doctor, as the service's user
#
# Each step can be cut off at any moment: a release appears by one rename when it is complete and written to the disk, and
# 'current' is replaced by one rename. Exit codes: 0 done, 1 failed (what ran before runs on), 3 rolled back.
set -euo pipefail
# A user of Debian has not the folders of ldconfig and runuser in its path.
PATH=$PATH:/usr/sbin:/sbin

# Another root than the machine's own: for tests.
readonly ROOT=${MUSICGEN_ROOT:-}
readonly HOME_FOLDER=$ROOT/opt/musicgen
readonly RELEASES=$HOME_FOLDER/releases
readonly CURRENT=$HOME_FOLDER/current
readonly PENDING=$HOME_FOLDER/pending
readonly LOG=$HOME_FOLDER/update.log
readonly NOT_WELL=.not-well  # in a release that was judged so: --rollback passes over it
readonly UNITS=$ROOT/etc/systemd/system
readonly HEALTH=$ROOT/run/musicgen/health
readonly SERVICE=musicgen-edge.service
readonly KEPT=${MUSICGEN_KEPT:-3}
# From restart to the first note; long, since an emulated box counts among the boxes.
readonly TRIAL_SECONDS=${MUSICGEN_TRIAL_SECONDS:-150}
# How long it must then go on playing without a restart.
readonly PROOF_SECONDS=${MUSICGEN_PROOF_SECONDS:-12}
readonly PACKAGES="libopenal1 libfluidsynth3|libfluidsynth2|libfluidsynth1 fluidr3mono-gm-soundfont|fluid-soundfont-gm|timgm6mb-soundfont"

say() { echo "box: $*"; }
fail() { echo "box: $*" >&2; exit 1; }

is_installed() { [[ $'\n'$(dpkg-query -W -f='${db:Status-Status}\n' "$1" 2>/dev/null) == *$'\n'installed* ]]; }

missing_packages() {
  local wanted alternative
  for wanted in $PACKAGES; do
    for alternative in ${wanted//|/ }; do is_installed "$alternative" && continue 2; done
    echo "$wanted"
  done
}

version_of() { systemctl --version 2>/dev/null | awk 'NR == 1 { print $2 }'; }

# The newest version of a symbol set (GLIBC, GLIBCXX) that a library of this machine offers.
newest_symbol() {
  local library
  library=$(ldconfig -p 2>/dev/null | awk -v name="$2" '$1 == name { print $NF; exit }')
  { [ -z "$library" ] || grep -aoE "$1_[0-9]+(\.[0-9]+)+" "$library" || true; } | sed 's/.*_//' | sort -V | tail -n 1
}

kernel_option() {
  local option=$1 answer
  answer=$({ zcat /proc/config.gz 2>/dev/null || cat "/boot/config-$(uname -r)" 2>/dev/null || true; } | grep -m1 "^$option=" || true)
  echo "${answer#*=}"
}

release_of() { [ -L "$CURRENT" ] && basename "$(readlink "$CURRENT")" || true; }

facts() {
  local sudo=no
  if [ "$(id -u)" -eq 0 ]; then sudo=root; elif sudo -n true 2>/dev/null; then sudo=yes; fi
  echo "machine=$(uname -m)"
  echo "kernel=$(uname -r)"
  # shellcheck disable=SC1091
  (. /etc/os-release && echo "system=${ID:-?}-${VERSION_ID:-?}")
  echo "glibc=$(newest_symbol GLIBC libc.so.6)"
  echo "glibcxx=$(newest_symbol GLIBCXX libstdc++.so.6)"
  echo "systemd=$(version_of)"
  mkdir -p ~/.cache 2>/dev/null || true
  echo "free_incoming=$(df -Pk ~ | awk 'NR == 2 { print $4 }')"
  echo "free_releases=$(df -Pk "$(existing "$HOME_FOLDER")" | awk 'NR == 2 { print $4 }')"
  echo "rsync=$(command -v rsync >/dev/null && echo yes || echo no)"
  echo "apt=$(command -v apt-get >/dev/null && echo yes || echo no)"
  echo "sudo=$sudo"
  echo "missing=$(missing_packages | xargs)"
  echo "release=$(release_of)"
  echo "sequencer=$(kernel_option CONFIG_SND_SEQUENCER)"
  echo "rawmidi=$(kernel_option CONFIG_SND_RAWMIDI)"
  echo "gpio=$(kernel_option CONFIG_GPIOLIB)"
  echo "rt_group_sched=$(kernel_option CONFIG_RT_GROUP_SCHED)"
  echo "membarrier=$(awk -v v="$(uname -r)" 'BEGIN { split(v, n, "."); print (n[1] > 4 || (n[1] == 4 && n[2] >= 14)) ? "yes" : "no" }')"
}

existing() {
  local folder=$1
  while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
  echo "$folder"
}

need_root() { [ "$(id -u)" -eq 0 ] || fail "root expected for this, found $(id -un); run it through sudo."; }

# To the disk, and not only to the kernel's memory: after this a power cut cannot take it back.
to_disk() { sync -f "$1"; }

put() {  # put FILE TARGET: whole or not at all; says so only where something changed
  cmp -s "$1" "$2" && return 1
  mkdir -p "$(dirname "$2")"
  install -m 644 "$1" "$2.new"
  to_disk "$2.new"
  mv -f "$2.new" "$2"
}

install_packages() {
  local release=$1 missing wanted alternative chosen="" log
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null; then say "no apt here; install by hand what corresponds to: $(echo "$missing" | xargs)"; return 0; fi
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  if compgen -G "$release/packages/*.deb" >/dev/null; then
    say "installing the packages that came along"
    apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends --no-download "$release"/packages/*.deb >"$log" 2>&1 </dev/null ||
      dpkg -i "$release"/packages/*.deb >>"$log" 2>&1 </dev/null ||
      { tail -n 5 "$log" >&2; say "the packages that came along could not be installed (above); the box plays with what is there"; }
  else
    for try in 1 2; do
      for wanted in $missing; do
        for alternative in ${wanted//|/ }; do
          [[ $(apt-cache policy "$alternative" 2>/dev/null) == *'Candidate: '[!\(]* ]] && { chosen+=" $alternative"; break; }
        done
      done
      [ -z "$chosen" ] || break
      [ "$try" -eq 2 ] || apt-get update >"$log" 2>&1 </dev/null || true
    done
    if [ -n "$chosen" ]; then say "installing by apt:$chosen"; fi
    # shellcheck disable=SC2086
    [ -n "$chosen" ] && apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $chosen >"$log" 2>&1 </dev/null ||
      { tail -n 5 "$log" >&2; say "still missing: $(missing_packages | xargs); the box plays with what is there. Without a network on the box: publish.sh --offline"; }
  fi
  rm -f "$log"
}

# User, folders, rules and units; writes only what differs.
provision() {
  local release=$1 systemd=$1/systemd changed="" unit
  install_packages "$release"
  put "$systemd/musicgen.sysusers" "$ROOT/usr/lib/sysusers.d/musicgen.conf" && systemd-sysusers musicgen.conf || true
  id musicgen >/dev/null 2>&1 || useradd --system --home-dir /var/lib/musicgen --shell /usr/sbin/nologin musicgen
  for group in audio gpio input i2c video; do getent group "$group" >/dev/null || groupadd --system "$group"; done
  put "$systemd/musicgen.tmpfiles" "$ROOT/usr/lib/tmpfiles.d/musicgen.conf" || true
  systemd-tmpfiles --create musicgen.conf
  if put "$systemd/60-musicgen.rules" "$ROOT/etc/udev/rules.d/60-musicgen.rules"; then
    udevadm control --reload && udevadm trigger --subsystem-match=gpio --subsystem-match=i2c-dev || true
  fi
  for unit in musicgen-edge musicgen-safe musicgen-power musicgen-verdict; do
    put "$systemd/$unit.service" "$UNITS/$unit.service" && changed=yes || true
  done
  for unit in musicgen-edge musicgen-safe; do
    put "$systemd/hardening.conf" "$UNITS/$unit.service.d/hardening.conf" && changed=yes || true
    if [ "$(version_of)" -ge 239 ]; then put "$systemd/hardening-239.conf" "$UNITS/$unit.service.d/hardening-239.conf" && changed=yes || true; fi
  done
  put "$release/box.sh" "$HOME_FOLDER/box.sh" || true
  mkdir -p "$ROOT/usr/local/bin"
  [ "$(readlink "$ROOT/usr/local/bin/musicgen" || true)" = "$CURRENT/musicgen" ] || ln -sfn "$CURRENT/musicgen" "$ROOT/usr/local/bin/musicgen"
  if [ -n "$changed" ]; then systemctl daemon-reload; fi
  systemctl -q enable musicgen-edge.service musicgen-power.service musicgen-verdict.service
  to_disk "$ROOT/usr/lib"
  to_disk "$UNITS"
}

# A complete release under its name, or nothing.
take() {
  local incoming=$1 id=$2 new="$RELEASES/.new-$2"
  mkdir -p "$RELEASES"
  rm -rf "$RELEASES"/.new-*
  if [ -d "$RELEASES/$id" ] && (cd "$RELEASES/$id" && sha256sum --quiet -c SHA256SUMS >/dev/null 2>&1); then
    say "release $id is here already"
    return
  fi
  cp -a ${LINKED:+--link} "$incoming" "$new" || fail "the release could not be copied to $new (disk full?); nothing has changed."
  chown -R root:root "$new"
  chmod -R u=rwX,go=rX "$new"
  (cd "$new" && sha256sum --quiet -c SHA256SUMS) || { rm -rf "$new"; fail "the release arrived damaged (above); nothing has changed. Run publish.sh again."; }
  to_disk "$new"
  rm -rf "${RELEASES:?}/$id"
  mv -T "$new" "$RELEASES/$id"
  to_disk "$RELEASES"
}

switch_to() {
  ln -sfn "releases/$1" "$CURRENT.new"
  mv -T "$CURRENT.new" "$CURRENT"
  to_disk "$HOME_FOLDER"
}

health_of() { sed -n "s/^$1=//p" "$HEALTH" 2>/dev/null || true; }

main_pid() { systemctl show -p MainPID "$SERVICE" | cut -d= -f2; }

# Whether a model in another's place is no news: the box's configuration may name one that no release has.
stand_in_is_known=""

# What keeps the running service from counting as well, or nothing.
complaint() {
  local pid
  [ "$(systemctl is-active "$SERVICE")" = active ] || { echo "the service is $(systemctl is-active "$SERVICE") (READY has not come)"; return; }
  pid=$(main_pid)
  [ "$(health_of process)" = "$pid" ] || { echo "no word from process $pid yet"; return; }
  [ "$(health_of ready)" = yes ] || { echo "not every stage has moved"; return; }
  [ -z "$(health_of silent)" ] || { echo "no progress: $(health_of silent)"; return; }
  case $(health_of model) in
    ''|*"recorded tunes"*) echo "no model composes ($(health_of model))"; return ;;
    *"in place of"*) [ -n "$stand_in_is_known" ] || { echo "a model does not compose ($(health_of model))"; return; } ;;
  esac
  # In its quiet hours the box is well without a sound.
  [[ "$(health_of doing)" == quiet* ]] || [ "$(health_of notes)" -gt 0 ] 2>/dev/null || { echo "no note has sounded"; return; }
}

# Well means: within the trial it plays, and then goes on for the proof with the same process.
is_well() {
  local end=$((SECONDS + TRIAL_SECONDS)) found="" pid proof
  while [ $SECONDS -lt $end ]; do
    found=$(complaint)
    if [ -z "$found" ]; then
      pid=$(main_pid) proof=$((SECONDS + PROOF_SECONDS))
      while [ $SECONDS -lt $proof ] && [ -z "$found" ]; do
        sleep 1
        found=$(complaint)
        [ "$(main_pid)" = "$pid" ] || found="it was restarted while it was being judged"
      done
      [ -n "$found" ] || { say "well: $(health_of doing), $(health_of model), audio: $(health_of audio), $(health_of notes) notes"; return 0; }
    fi
    # Which model plays is settled before READY: waiting makes it no better.
    case $found in *failed*|"no model composes (recorded tunes"*|"a model does not compose"*) break ;; esac
    sleep 1
  done
  say "not well: $found"
  journalctl -q -u "$SERVICE" -n 8 -o cat --no-pager 2>/dev/null | sed 's/^/box:   /' || true
  return 1
}

restart() {
  systemctl reset-failed "$SERVICE" musicgen-safe.service 2>/dev/null || true
  systemctl --no-block restart "$SERVICE"
}

# Judges what is on trial; 'pending' holds the release to go back to, or nothing on a first installation.
verdict() {
  local before judged code=0
  before=$(cat "$PENDING" 2>/dev/null || true)
  judged=$RELEASES/$(release_of)
  if is_well; then
    rm -f "$PENDING" "$judged/$NOT_WELL"
    to_disk "$HOME_FOLDER"
    prune
    return 0
  fi
  if [ -z "$before" ] || [ ! -d "$RELEASES/$before" ]; then
    rm -f "$PENDING"
    fail "there is no release before this one to go back to; it stays as it is. 'publish.sh --doctor' tells more."
  fi
  say "going back to $before"
  touch "$judged/$NOT_WELL"
  # The first to be removed.
  touch -d @0 "$judged"
  stand_in_is_known=yes
  switch_to "$before"
  provision "$RELEASES/$before" || true
  restart
  is_well || code=1
  rm -f "$PENDING"
  to_disk "$HOME_FOLDER"
  [ $code -eq 0 ] || fail "the release before is not well either; 'publish.sh --doctor' tells more."
  return 3
}

prune() {
  local current old
  current=$(release_of)
  find "$RELEASES" -mindepth 1 -maxdepth 1 -type d ! -name '.*' -printf '%T@ %f\n' | sort -rn | awk '{ print $2 }' | tail -n +$((KEPT + 1)) |
    while read -r old; do
      [ "$old" = "$current" ] || { say "removing old release $old"; rm -rf "${RELEASES:?}/$old"; }
    done
}

install_release() {
  local incoming=$1 id before
  id=$(sed -n 's/^id=//p' "$incoming/RELEASE")
  [ -n "$id" ] || fail "a release expected in '$incoming', found none."
  before=$(release_of)
  if [ -z "$before" ] || [[ "$(health_of model)" == *"in place of"* ]]; then stand_in_is_known=yes; fi
  take "$incoming" "$id"
  if [ "$before" = "$id" ] && [ ! -e "$PENDING" ] && [ -z "$(complaint)" ]; then
    provision "$RELEASES/$id"
    say "release $id runs already and is well"
  else
    [ "$before" = "$id" ] || echo "$before" >"$PENDING.new"
    [ ! -e "$PENDING.new" ] || { to_disk "$PENDING.new"; mv -f "$PENDING.new" "$PENDING"; }
    provision "$RELEASES/$id"
    touch "$RELEASES/$id"
    switch_to "$id"
    restart
    say "release $id is on trial${before:+; before it: $before}"
    verdict
  fi
  rm -rf "$incoming"
}

# The running release by hard links, with one model package exchanged.
install_model() {
  local package=$1 name current sums made=$HOME_FOLDER/.with-model
  name=$(basename "$package") current=$(release_of)
  [ -n "$current" ] || fail "a release that runs expected, found none; publish one first."
  rm -rf "$made"
  cp -a --link "$RELEASES/$current" "$made"
  rm -rf "${made:?}/models/$name" "$made/SHA256SUMS" "$made/RELEASE"
  cp -r "$package" "$made/models/$name"
  sums=$(cd "$made" && find . -type f ! -path './packages/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
  echo "$sums" >"$made/SHA256SUMS"
  { echo "id=${current%+*}+$name-$(sha256sum "$made/SHA256SUMS" | cut -c 1-8)"; grep -v '^id=' "$RELEASES/$current/RELEASE"; } >"$made/RELEASE"
  rm -rf "$package"
  LINKED=yes install_release "$made"
}

rollback() {
  local current before
  current=$(release_of)
  before=$(find "$RELEASES" -mindepth 1 -maxdepth 1 -type d ! -name '.*' ! -name "$current" -printf '%T@ %f\n' 2>/dev/null | sort -rn |
    while read -r _ release; do [ -e "$RELEASES/$release/$NOT_WELL" ] || { echo "$release"; break; }; done)
  [ -n "$before" ] || fail "a release before '$current' that was well expected, found none; nothing has changed."
  echo "$current" >"$PENDING"
  say "going back from $current to $before"
  provision "$RELEASES/$before"
  switch_to "$before"
  restart
  verdict
}

status() {
  local release
  echo "service: $(systemctl is-active "$SERVICE" || true), $(systemctl show -p StatusText "$SERVICE" | cut -d= -f2-)"
  [ "$(systemctl is-active musicgen-safe.service || true)" != active ] || echo "safe mode: $(systemctl show -p StatusText musicgen-safe.service | cut -d= -f2-)"
  [ ! -e "$PENDING" ] || echo "on trial: going back to '$(cat "$PENDING")' if it is not well"
  for release in $(find "$RELEASES" -mindepth 1 -maxdepth 1 -type d ! -name '.*' -printf '%f\n' 2>/dev/null | sort); do
    echo "release: $release$([ "$release" != "$(release_of)" ] || echo '  (current)')"
  done
  sed 's/^/health: /' "$HEALTH" 2>/dev/null || true
}

# Runs on although the connection may be cut: the work is its own session and writes to a file, which is followed here.
detached() {
  local code worker follower
  mkdir -p "$HOME_FOLDER"
  exec 8>"$HOME_FOLDER/.lock"
  flock -n 8 || fail "another update is under way on this box; wait until it is done (box.sh status)."
  : >"$LOG"
  rm -f "$LOG.code"
  setsid bash -c 'trap "" HUP PIPE; code=0; DETACHED=yes bash "$@" || code=$?; echo $code >"$0.code"' "$LOG" "$@" >>"$LOG" 2>&1 </dev/null &
  worker=$!
  tail -n +1 -f --pid=$worker "$LOG" &
  follower=$!
  wait $worker || true
  wait $follower || true
  code=$(cat "$LOG.code" 2>/dev/null || echo 1)
  return "$code"
}

verb=${1:-}
case $verb in
  facts) facts ;;
  status) status ;;
  install|model|rollback|verdict)
    need_root
    if [ "$verb" = verdict ] || [ -n "${DETACHED:-}" ]; then
      case $verb in install) install_release "$2" ;; model) install_model "$2" ;; *) "$verb" ;; esac
    else
      # The script itself may be in the folder that goes away when the work is done.
      self=$(mktemp); cp "$0" "$self"
      code=0
      detached "$self" "$@" || code=$?
      rm -f "$self"
      exit $code
    fi ;;
  doctor)
    need_root
    shift
    # shellcheck disable=SC2046
    exec runuser -u musicgen -- env ALSOFT_DRIVERS=alsa STATE_DIRECTORY=/var/lib/musicgen "$CURRENT/musicgen" doctor "$@" ;;
  *) sed -n '3,/^set/{/^set/d;s/^# \?//p}' "$0" >&2; exit 2 ;;
esac
