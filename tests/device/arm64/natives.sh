#!/usr/bin/env bash
# Every native file of a bundle, with what it needs: a table; ends with 1 where one would not load on the oldest box (JetPack 4.6).
#
#   natives.sh [FOLDER]      default: artifacts/publish/linux-arm64, made by publish.sh --bundle
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
REPOSITORY=$(cd "$HERE/../../.." && pwd)
folder=${1:-$REPOSITORY/artifacts/publish/linux-arm64}
# Ubuntu 18.04's.
readonly MACHINE=AArch64 OLDEST_GLIBC=2.27 OLDEST_GLIBCXX=3.4.25
[ -f "$folder/RELEASE" ] || { echo "natives.sh: a bundle expected at '$folder', found none; ./publish.sh --bundle --rid linux-arm64 makes one." >&2; exit 2; }
bash -c '. "$0/deploy/setup.sh"; install_packages "reading native files" binutils' "$REPOSITORY"

# The newest version of a symbol set that a file needs of others; what it defines itself does not count.
needs() { { readelf -W -V "$2" | sed -n '/Version needs section/,$p' | grep -oE "Name: $1_[0-9.]+" || true; } | sed 's/.*_//' | sort -V | tail -n 1; }
is_newer() { [ "$1" != "$2" ] && [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | tail -n 1)" = "$1" ]; }

count=0 faults=0
printf '| file | machine | GLIBC | GLIBCXX | needs |\n|---|---|---|---|---|\n'
# Whatever its name: what begins as an ELF file is one.
while IFS= read -r file; do
  [ "$(head -c 4 "$file" | od -An -tx1 | tr -d ' ')" = 7f454c46 ] || continue
  count=$((count + 1))
  machine=$(readelf -h "$file" | sed -n 's/ *Machine: *//p')
  glibc=$(needs GLIBC "$file") glibcxx=$(needs GLIBCXX "$file")
  libraries=$(readelf -d "$file" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | xargs)
  fault=""
  [ "$machine" = "$MACHINE" ] || fault=yes
  if [ -n "$glibc" ] && is_newer "$glibc" "$OLDEST_GLIBC"; then fault=yes; fi
  if [ -n "$glibcxx" ] && is_newer "$glibcxx" "$OLDEST_GLIBCXX"; then fault=yes; fi
  [ -z "$fault" ] || faults=$((faults + 1))
  printf '| %s%s | %s | %s | %s | %s |\n' "${file#"$folder"/}" "${fault:+ (DOES NOT FIT)}" "$machine" "${glibc:--}" "${glibcxx:--}" "$libraries"
done < <(find "$folder" -type f | LC_ALL=C sort)
echo "$count native files, $faults do not fit (allowed: $MACHINE, GLIBC <= $OLDEST_GLIBC, GLIBCXX <= $OLDEST_GLIBCXX)"
[ "$count" -gt 0 ] && [ "$faults" -eq 0 ]
