#!/usr/bin/env bash
# Puts the music box on a box: builds, checks, copies, switches over, judges, and goes back by itself where it is not well.
set -euo pipefail

usage() {
  cat <<'TEXT'
Builds the music box, copies it to a box over SSH and has it judged there; the first time it also sets the box up.

usage: ./publish.sh [OPTION...] user@box

  --rid RID          linux-x64 or linux-arm64; default: what the box is
  --runtime ARCHIVE  where the package feed lacks the runtime of that architecture: the program without it, and the
                     runtime out of this archive (aspnetcore-runtime-10.*-linux-arm64.tar.gz)
  --offline [FOLDER] carries the box's Debian packages along, for a box without a network; FOLDER holds their .deb
                     files where this machine's apt is not that of the box
  --model PACKAGE    sends only this model package (a folder), as a new release on top of the running one
  --dry-run          builds, checks, and tells what would be copied and installed; changes nothing on the box
  --rollback         back to the release before
  --status           what runs on the box, and which releases are there
  --doctor           runs 'musicgen doctor' there
  --bundle           only builds the bundle for --rid and checks it; no box needed
  --from FOLDER      publishes the bundle that --bundle made, without building
  --ssh-config FILE  an ssh configuration (as ssh -F)

examples: ./publish.sh pi@musicbox.local
          ./publish.sh --dry-run box@192.168.1.40
          ./publish.sh --model models/piano box@192.168.1.40

It may be run again and broken off at any moment; the box plays the old release until the new one is judged well.
Exit codes: 0 done, 1 failed (the old release plays on), 2 usage, 3 the new release was not well and has been rolled back.
TEXT
}

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly ROOT
# The oldest system the box may be: JetPack 4.6, Ubuntu 18.04.
readonly OLDEST_GLIBC=2.27 OLDEST_GLIBCXX=3.4.25
readonly INCOMING=.cache/musicgen/incoming

say() { echo "publish: $*" >&2; }
fail() { echo "publish: $*" >&2; exit 1; }
misuse() { echo "publish: $*; see ./publish.sh --help" >&2; exit 2; }

box="" rid="" runtime="" offline="" packages_folder="" model="" from="" action=publish dry_run="" ssh_options=()

while [ $# -gt 0 ]; do
  case $1 in
    -h|--help) usage; exit 0 ;;
    --rid|--runtime|--model|--from|--ssh-config) [ $# -ge 2 ] || misuse "a value expected after $1" ;;&
    --rid) rid=$2; shift ;;
    --runtime) runtime=$(realpath -m "$2"); shift ;;
    --model) model=$(realpath -m "$2"); action=model; shift ;;
    --from) from=$(realpath -m "$2"); shift ;;
    --ssh-config) ssh_options+=(-F "$(realpath -m "$2")"); shift ;;
    --offline) offline=yes; if [ -d "${2:-}" ]; then packages_folder=$(realpath "$2"); shift; fi ;;
    --dry-run) dry_run=yes ;;
    --rollback|--status|--doctor|--bundle) action=${1#--} ;;
    -*) misuse "no option '$1'" ;;
    *) [ -z "$box" ] || misuse "one box expected, found '$box' and '$1'"; box=$1 ;;
  esac
  shift
done
case $rid in ''|linux-x64|linux-arm64) ;; *) misuse "linux-x64 or linux-arm64 expected after --rid, found '$rid'" ;; esac
[ -n "$box" ] || [ "$action" = bundle ] || misuse "user@box expected"
[ -z "$model" ] || [ -f "$model/manifest.json" ] || fail "a model package (a folder with manifest.json) expected at '$model', found none; 'musicgen-train export' makes one."
[ -z "$runtime" ] || [ -f "$runtime" ] || fail "an archive of the .NET runtime expected at '$runtime', found none."

on_box() { ssh "${ssh_options[@]}" -o ConnectTimeout=15 -o ServerAliveInterval=10 -o ServerAliveCountMax=6 "$box" "$@"; }

# The box's side travels by itself, so that nothing need be there yet.
ask_box() { on_box "bash -s -- $*" <"$ROOT/deploy/box.sh"; }

# Root without a password, or with one that is asked for here.
as_root_on_box() {
  case $(fact sudo) in
    root) on_box "bash $1" ;;
    yes) on_box "sudo -n bash $1" ;;
    *)
      [ -t 0 ] || fail "root on the box expected, but sudo asks '$box' for a password and there is no terminal to ask at; run this from a terminal or allow sudo without password."
      on_box -t "sudo bash $1" ;;
  esac
}

FACTS=""
fact() { sed -n "s/^$1=//p" <<<"$FACTS"; }

meet_box() {
  FACTS=$(ask_box facts) || fail "the box '$box' cannot be reached over SSH, or has no bash (above); try: ssh $box true"
  local machine
  machine=$(fact machine)
  case $machine in
    x86_64) : "${rid:=linux-x64}" ;;
    aarch64) : "${rid:=linux-arm64}" ;;
    *) fail "a box with x86_64 or aarch64 expected, found '$machine'." ;;
  esac
  case $rid-$machine in
    linux-x64-x86_64|linux-arm64-aarch64) ;;
    *) fail "a bundle for $machine expected, but --rid $rid asked for; nothing was copied." ;;
  esac
  say "$box: $(fact system), $machine, kernel $(fact kernel), glibc $(fact glibc), systemd $(fact systemd), release '$(fact release)'"
}

# ---------------------------------------------------------------- building

is_newer() { [ "$1" != "$2" ] && [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | tail -n 1)" = "$1" ]; }

needs_of() { { grep -aoE "\b$1_[0-9]+(\.[0-9]+)+" "$2" || true; } | sed 's/.*_//' | sort -uV | tail -n 1; }

is_elf() { [ "$(head -c 4 "$1" | od -An -c | tr -d ' ')" = '177ELF' ]; }

machine_of() { case $(od -An -t u2 -j 18 -N 2 "$1" | tr -d ' ') in 62) echo x86_64 ;; 183) echo aarch64 ;; *) echo other ;; esac; }

# check_natives FOLDER RID GLIBC GLIBCXX WHO: every native file against what the box, or the oldest of boxes, offers.
check_natives() {
  local folder=$1 expected file machine glibc glibcxx count=0 faults=0 highest=0
  case $2 in linux-x64) expected=x86_64 ;; *) expected=aarch64 ;; esac
  while IFS= read -r file; do
    is_elf "$file" || continue
    count=$((count + 1))
    machine=$(machine_of "$file") glibc=$(needs_of GLIBC "$file") glibcxx=$(needs_of GLIBCXX "$file")
    [ "$machine" = "$expected" ] || { say "${file#"$folder"/} is $machine, $expected expected"; faults=$((faults + 1)); }
    if [ -n "$glibc" ] && is_newer "$glibc" "$3"; then say "${file#"$folder"/} needs GLIBC $glibc, but $5 has $3"; faults=$((faults + 1)); fi
    if [ -n "$glibcxx" ] && [ -n "$4" ] && is_newer "$glibcxx" "$4"; then say "${file#"$folder"/} needs GLIBCXX $glibcxx, but $5 has $4"; faults=$((faults + 1)); fi
    if [ -n "$glibc" ] && is_newer "$glibc" "$highest"; then highest=$glibc; fi
  done < <(find "$folder/app" "$folder/runtime" -type f \( -name '*.so' -o -name '*.so.*' -o ! -name '*.*' \) 2>/dev/null)
  [ "$faults" -eq 0 ] || fail "$faults native files do not fit $5 (above); nothing was copied."
  say "$count native files fit $5 (highest GLIBC needed: $highest)"
}

build_app() {
  local out=$1 log
  log=$(mktemp)
  rm -rf "$out/app" "$out/runtime"
  if [ -n "$runtime" ]; then
    say "building for $rid, without the runtime"
    dotnet publish src/MusicGen.Edge -c Release -r "$rid" --self-contained false -p:UseAppHost=false -p:DebugType=none \
      -o "$out/app" -v quiet -nologo >"$log" 2>&1 || { grep -E 'error' "$log" | sort -u | head -n 10 >&2; fail "the build failed (above)."; }
    mkdir -p "$out/runtime"
    tar -xzf "$runtime" -C "$out/runtime" || fail "a .tar.gz of the .NET runtime expected at '$runtime', found something else."
    [ -x "$out/runtime/dotnet" ] || fail "'dotnet' expected in '$runtime', found none; take aspnetcore-runtime-10.*-$rid.tar.gz."
  else
    say "building for $rid, with the runtime"
    if ! dotnet publish src/MusicGen.Edge -c Release -r "$rid" --self-contained -p:PublishReadyToRun=true -p:DebugType=none \
        -o "$out/app" -v quiet -nologo >"$log" 2>&1; then
      if grep -qE 'NU1101|NU1102|NETSDK1094' "$log"; then
        grep -oE 'Unable to find package [A-Za-z0-9.-]+' "$log" | sort -u | head -n 3 | sed 's/^/publish:   /' >&2 || true
        fail "the package feed lacks the .NET runtime for $rid (above). Download aspnetcore-runtime-10.*-$rid.tar.gz on any machine and give it: --runtime ARCHIVE. The program then travels without, and the runtime out of the archive."
      fi
      { grep -E 'error' "$log" || tail -n 20 "$log"; } | sort -u | head -n 10 >&2
      fail "the build failed (above)."
    fi
  fi
  rm -f "$log"
}

# One folder that is the release, as it will lie on the box.
build_bundle() {
  local out=$1 library
  bash -c '. deploy/setup.sh; need_dotnet; src/MusicGen.Bindings/OnnxRuntime/native/fetch.sh' || exit 1
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1
  mkdir -p "$out"
  build_app "$out"
  library=artifacts/native/onnxruntime/$rid/libonnxruntime.so.1
  cp "$library" "$out/app/"
  rm -rf "$out/models" "$out/systemd"
  cp -r models systemd "$out/"
  cp deploy/box.sh "$out/box.sh"
  cp deploy/launch.sh "$out/musicgen"
  chmod 755 "$out/musicgen"
  name_release "$out"
}

# The name is the content's: the same content is the same release, and publishing it again changes nothing.
name_release() {
  local out=$1 version id sums
  rm -f "$out/RELEASE" "$out/SHA256SUMS"
  sums=$(cd "$out" && find . -type f ! -path './packages/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
  echo "$sums" >"$out/SHA256SUMS"
  version=$(sed -n 's/.*<VersionPrefix>\(.*\)<.*/\1/p' "$ROOT/Directory.Build.props")
  id="$version-$(sha256sum "$out/SHA256SUMS" | cut -c 1-12)"
  { echo "id=$id"; echo "rid=$rid"; echo "commit=$(git -C "$ROOT" rev-parse --short HEAD 2>/dev/null || echo unknown)"; } >"$out/RELEASE"
  say "release $id, $(du -sh "$out" | cut -f1)"
}

# ---------------------------------------------------------------- packages of a box without a network

carry_packages() {
  local out=$1/packages wanted name here there closure installed
  rm -rf "$out"
  [ -n "$offline" ] || return 0
  mkdir -p "$out"
  [ -n "$(fact missing)" ] || { say "the box lacks no package"; return 0; }
  if [ -n "$packages_folder" ]; then
    cp "$packages_folder"/*.deb "$out/" 2>/dev/null || fail ".deb files expected in '$packages_folder', found none."
    return 0
  fi
  # shellcheck disable=SC1091
  here=$(. /etc/os-release && echo "$ID-$VERSION_ID-$(uname -m)") there="$(fact system)-$(fact machine)"
  [ "$here" = "$there" ] || fail "packages for $there expected, but this machine's apt has those of $here; download there what the box lacks ($(fact missing)) with what it depends on, and give the folder: --offline FOLDER"
  installed=" $(on_box "dpkg-query -W -f='\${Package} '") "
  for wanted in $(fact missing); do
    for name in ${wanted//|/ }; do [[ $(apt-cache policy "$name" 2>/dev/null) == *'Candidate: '[!\(]* ]] && break; done
    closure=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances "$name" | grep '^[a-z0-9]' | sed 's/:.*//' | sort -u)
    for name in $closure; do [[ "$installed" == *" $name "* ]] || (cd "$out" && apt-get download -qq "$name" 2>/dev/null) || true; done
  done
  say "carrying along: $(cd "$out" && ls | sed 's/_.*//' | xargs)"
}

# ---------------------------------------------------------------- checks and copying

check_box() {
  local out=$1 needed
  check_natives "$out" "$rid" "$(fact glibc)" "$(fact glibcxx)" "$box"
  needed=$(($(du -sk "$out" | cut -f1) + 50000))
  [ "$(fact free_incoming)" -gt "$needed" ] && [ "$(fact free_releases)" -gt $((2 * needed)) ] ||
    fail "$((2 * needed / 1000)) MB free expected on the box, found $(($(fact free_releases) / 1000)) MB; remove what is not needed there ('box.sh status' lists old releases)."
  [ "$(fact systemd)" -ge 237 ] || fail "systemd 237 or newer expected on the box, found '$(fact systemd)'."
  [ "$(fact rawmidi)" != n ] && [ -n "$(fact rawmidi)$(fact sequencer)" ] || say "note: the kernel tells nothing of raw MIDI (CONFIG_SND_RAWMIDI); keyboards may not be heard"
  [ "$(fact rt_group_sched)" != y ] || say "note: this kernel has RT_GROUP_SCHED: real-time priority may be refused; the log of the service tells (deploy/kiosk.md)"
  [ "$(fact membarrier)" = yes ] || say "note: this kernel is older than 4.14: .NET runs on it, at best effort (deploy/kiosk.md)"
  [ -z "$(fact missing)" ] || say "packages to install there: $(fact missing)"
}

copy() {
  local from=$1 known=()
  # What the running release has already does not travel again.
  [ -z "$(fact release)" ] || known=(--copy-dest=/opt/musicgen/current/)
  on_box "mkdir -p $INCOMING"
  if [ "$(fact rsync)" = yes ] && command -v rsync >/dev/null; then
    rsync -rlp --checksum --delete --partial "${known[@]}" --timeout=60 \
      -e "ssh ${ssh_options[*]@Q} -o ConnectTimeout=15" "$from/" "$box:$INCOMING/" ||
      fail "copying broke off; the box plays the old release. Run this again: what has arrived is kept."
  else
    tar -C "$from" -czf - . | on_box "rm -rf $INCOMING && mkdir -p $INCOMING && tar -xzf - -C $INCOMING" ||
      fail "copying broke off; the box plays the old release. Run this again."
  fi
}

tell_plan() {
  local out=$1 known=()
  [ -z "$(fact release)" ] || known=(--copy-dest=/opt/musicgen/current/)
  say "nothing is changed (--dry-run); it would do this:"
  echo "copy release $(sed -n 's/^id=//p' "$out/RELEASE") ($(du -sh "$out" | cut -f1)) to $box:$INCOMING"
  if [ "$(fact rsync)" = yes ] && command -v rsync >/dev/null; then
    rsync -rlpn --checksum --stats "${known[@]}" -e "ssh ${ssh_options[*]@Q}" "$out/" "$box:$INCOMING/" 2>/dev/null |
      sed -n 's/^Number of regular files transferred: /files that differ: /p' || true
  fi
  echo "install packages: $(fact missing | sed 's/^$/none/')"
  echo "write user, groups, udev rules and units where they differ"
  echo "switch /opt/musicgen/current from '$(fact release)', restart, judge, go back if it is not well"
}

finish() {
  local code=0
  as_root_on_box "$1" || code=$?
  case $code in
    0) say "done" ;;
    3) say "the new release was not well (above); the one before plays again" ;;
    255) say "the connection was cut; the box goes on by itself. Look later: ./publish.sh --status $box" ;;
    *) say "failed (above)" ;;
  esac
  exit "$code"
}

main() {
  local out
  cd "$ROOT"
  if [ "$action" = bundle ]; then
    : "${rid:=linux-arm64}"
    out=$ROOT/artifacts/publish/$rid
    build_bundle "$out"
    check_natives "$out" "$rid" "$OLDEST_GLIBC" "$OLDEST_GLIBCXX" "the oldest box (JetPack 4.6)"
    echo "$out"
    exit 0
  fi
  meet_box
  case $action in
    status) ask_box status ;;
    rollback) finish "/opt/musicgen/box.sh rollback" ;;
    doctor) as_root_on_box "/opt/musicgen/box.sh doctor" ;;
    model)
      [ -n "$(fact release)" ] || fail "a box that runs already expected for --model, found none; publish without --model first."
      out=$(mktemp -d)
      mkdir "$out/$(basename "$model")"
      cp -r "$model/." "$out/$(basename "$model")/"
      if [ -n "$dry_run" ]; then echo "copy model $(basename "$model") ($(du -sh "$out" | cut -f1)) to $box and put it on trial"; rm -rf "$out"; exit 0; fi
      copy "$out"
      rm -rf "$out"
      finish "/opt/musicgen/box.sh model \$HOME/$INCOMING/$(basename "$model")" ;;
    publish)
      out=${from:-$ROOT/artifacts/publish/$rid}
      if [ -n "$from" ]; then [ -f "$out/RELEASE" ] || fail "a bundle expected at '$out', found none; ./publish.sh --bundle makes one."
      else build_bundle "$out"; fi
      carry_packages "$out"
      check_box "$out"
      if [ -n "$dry_run" ]; then tell_plan "$out"; exit 0; fi
      copy "$out"
      finish "\$HOME/$INCOMING/box.sh install \$HOME/$INCOMING" ;;
  esac
}

main
