# shellcheck shell=bash
# What run.sh and test.sh share: the environment, the Debian/Ubuntu packages, ONNX Runtime and the build.
# Sourced, never run. Everything it says goes to stderr, so that the standard output stays that of the verb.
#
# Each step looks before it acts: where all is there it says nothing and costs milliseconds. Packages come by apt, as
# root or through sudo, without questions; where neither is at hand it names the packages to install and stops.

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly ROOT
cd "$ROOT"

# No telemetry, no banners, no dependency of the SDK on ICU, no build nodes left behind in memory.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
export DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1 ORT_DISABLE_TELEMETRY=1

# a|b: the first that the release has. All come from the distribution's own archive.
readonly PLAYING_PACKAGES="libopenal1 libfluidsynth3|libfluidsynth2 fluidr3mono-gm-soundfont|fluid-soundfont-gm|timgm6mb-soundfont"
readonly LIBTORCH_PACKAGES="libtorch-dev libopenblas0-pthread"
readonly COMPILING_PACKAGES="g++ make cmake"
# Ubuntu has Chromium as a snap alone; there the tests in a browser are skipped.
readonly BROWSING_PACKAGES="chromium"
readonly CHECKING_PACKAGES="python3-onnx midicsv timgm6mb-soundfont"

say() { echo "setup: $*" >&2; }
fail() { echo "setup: $*" >&2; exit 1; }

is_root() { [ "$(id -u)" -eq 0 ]; }

# With a terminal sudo may ask for the password; without one it would wait for ever.
if [ -t 0 ]; then SUDO=(sudo); else SUDO=(sudo -n); fi

as_root() { if is_root; then "$@"; else "${SUDO[@]}" "$@"; fi; }

can_be_root() { is_root || { command -v sudo >/dev/null && "${SUDO[@]}" true 2>/dev/null; }; }

# No pipes into 'grep -q' here: with pipefail they fail when grep has seen enough.
is_installed() { [[ $'\n'$(dpkg-query -W -f='${db:Status-Status}\n' "$1" 2>/dev/null) == *$'\n'installed* ]]; }

is_available() { [[ $(apt-cache policy "$1" 2>/dev/null) == *'Candidate: '[!\(]* ]]; }

any_available() {
  local wanted
  for wanted in "$@"; do for wanted in ${wanted//|/ }; do is_available "$wanted" && return; done; done
  return 1
}

has_lists() { compgen -G '/var/lib/apt/lists/*Packages*' >/dev/null; }

# The alternatives of which none is installed, one a|b per line.
missing_of() {
  local wanted alternative
  for wanted in "$@"; do
    for alternative in ${wanted//|/ }; do is_installed "$alternative" && continue 2; done
    echo "$wanted"
  done
}

# apt waits for dpkg's lock by itself, but not for that of the package lists.
apt_quietly() {
  local log=$1 try
  shift
  for try in 1 2 3 4 5 6 7 8 9 10 11 12; do
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@" >"$log" 2>&1 </dev/null && return
    grep -q 'Could not get lock' "$log" || return 1
    [ "$try" -eq 12 ] || { say "another program holds apt's lock; waiting ($try of 12)"; sleep 10; }
  done
  return 1
}

# install_packages [--where-known] PURPOSE PACKAGE...: PACKAGE may be a|b. Nothing happens where all are there. With
# --where-known a package that this release lacks is named and left out.
install_packages() {
  local where_known="" purpose missing chosen="" wanted alternative log
  if [ "$1" = --where-known ]; then where_known=yes; shift; fi
  purpose=$1
  shift
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "no apt here; for $purpose install by hand what corresponds to: $*"
    return
  fi
  missing=$(missing_of "$@")
  [ -n "$missing" ] || return 0
  # Asking apt again each time for what this release never had would make every run slow.
  if [ -n "$where_known" ] && ! any_available $missing && has_lists; then
    say "this release has no package $(echo "$missing" | xargs); going on without it"
    return
  fi
  can_be_root || fail "missing for $purpose, and neither root nor sudo is at hand. As root: apt-get install --no-install-recommends $(echo "$missing" | sed 's/|.*//' | xargs)"
  log=$(mktemp)
  say "updating apt's lists"
  apt_quietly "$log" update || { tail -n 8 "$log" >&2; fail "apt-get update failed (its last lines are above); check the network and /etc/apt, and run this again."; }
  for wanted in $missing; do
    for alternative in ${wanted//|/ }; do
      is_available "$alternative" && { chosen+=" $alternative"; continue 2; }
    done
    ! grep -qE 'Failed to fetch|Could not resolve|Could not connect' "$log" || { grep -m 4 -E '^(E|W|Err)' "$log" >&2; fail "apt could not reach its archive (above) and so knows no package ${wanted//|/ or } (for $purpose); check the network and run this again."; }
    if [ -n "$where_known" ]; then say "this release has no package ${wanted//|/ or }; going on without it"; continue; fi
    fail "apt knows no package ${wanted//|/ or } (for $purpose); on Ubuntu enable 'universe', and see that /etc/apt/sources.list* names this release's main archive."
  done
  [ -n "$chosen" ] || { rm -f "$log"; return 0; }
  say "installing by apt for $purpose:$chosen"
  # shellcheck disable=SC2086
  apt_quietly "$log" install -y --no-install-recommends $chosen ||
    { tail -n 12 "$log" >&2; fail "apt-get install failed (its last lines are above); mend what it says and run this again."; }
  rm -f "$log"
}

need_dotnet() {
  local folder
  if ! command -v dotnet >/dev/null; then
    # sudo's own PATH drops a user's SDK.
    for folder in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet /opt/dotnet; do
      [ -x "$folder/dotnet" ] && { export DOTNET_ROOT=$folder PATH="$folder:$PATH"; break; }
    done
  fi
  command -v dotnet >/dev/null || fail "the .NET SDK 10 expected, but no 'dotnet' found; install the package dotnet-sdk-10.0 (or unpack the SDK and put its folder on PATH) and run this again."
  dotnet --version >/dev/null 2>&1 || fail "the .NET SDK 10 expected (global.json says which), but found: $(dotnet --list-sdks | sed 's/ .*//' | xargs || true). Install the package dotnet-sdk-10.0 and run this again."
}

need_writable() {
  local folder
  for folder in . artifacts out; do
    [ ! -e "$folder" ] || [ -w "$folder" ] ||
      fail "$ROOT/$folder cannot be written by $(id -un); it belongs to $(stat -c %U "$folder") (perhaps from a run as root). As root: chown -R $(id -un) $ROOT"
  done
}

# setup_playing: all that musicgen needs to compose and to sound.
setup_playing() {
  need_dotnet
  need_writable
  # shellcheck disable=SC2086
  install_packages "playing" $PLAYING_PACKAGES
  src/MusicGen.Bindings/OnnxRuntime/native/fetch.sh "$@"
}

# setup_training: libtorch, what the shim over it is compiled with, and the checkers of the tests. Not every release
# packages libtorch; TORCH_DIR names one that came otherwise. Without any, the tests that need it say so and are skipped.
setup_training() {
  local libtorch=$LIBTORCH_PACKAGES
  [ -z "${TORCH_DIR:-}" ] || libtorch=""
  # shellcheck disable=SC2086
  install_packages --where-known "training" $libtorch $COMPILING_PACKAGES $CHECKING_PACKAGES
}

# setup_browsing: the browser that the tests of the page drive.
setup_browsing() {
  # shellcheck disable=SC2086
  install_packages --where-known "the tests of the page" $BROWSING_PACKAGES
}

# build TARGET: a project or the solution in Release, skipped when nothing that goes into it is newer than the last one.
build() {
  local target=$1 stamp log
  stamp="artifacts/.built-$(basename "$target")"
  if [ -e "$stamp" ] && [ -z "$(find src tests Directory.* global.json "$target" -newer "$stamp" -print -quit)" ]; then return; fi
  say "building $(basename "$target") (Release)"
  mkdir -p artifacts
  log=$(mktemp)
  touch "$stamp.new"
  if ! dotnet build "$target" -c Release -v quiet -nologo -clp:NoSummary >"$log" 2>&1; then
    grep -E '(error|warning) ' "$log" | sort -u | head -n 30 >&2 || true
    [ -n "$(grep -E '(error|warning) ' "$log")" ] || tail -n 30 "$log" >&2
    rm -f "$log"
    fail "the build of $(basename "$target") failed (its messages are above). Where packages could not be restored, the network or NuGet's settings are the cause."
  fi
  rm -f "$log"
  mv -f "$stamp.new" "$stamp"
}
