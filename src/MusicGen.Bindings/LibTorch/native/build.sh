#!/bin/sh
# Builds the LibTorch shim into OUTDIR. TORCH_DIR names a libtorch outside the system's folders
# (the folder that holds lib/ and share/cmake, e.g. of a Python torch package).
set -eu
out=${1:?usage: build.sh OUTDIR}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"
out=$(cd "$out" && pwd)

# Two builds at once (two projects, two terminals) take turns; the second finds the work done.
if command -v flock >/dev/null 2>&1; then
    exec 9>"$out/.lock"
    flock 9
fi

log="$out/build.log"
if ! { cmake -U torch_include -U 'lib_*' -S "$here" -B "$out/cmake" -DCMAKE_BUILD_TYPE=Release -DTORCH_DIR="${TORCH_DIR:-}" &&
       cmake --build "$out/cmake" --parallel 2; } >"$log" 2>&1; then
    echo "The LibTorch shim could not be built; training is not available. The compiler's last words (all of them: $log):"
    tail -n 15 "$log"
    exit 1
fi

# Replaced in one step, so that a running program never maps a half-written file.
cp "$out/cmake/libmusicgen_torch.so" "$out/libmusicgen_torch.so.new"
mv -f "$out/libmusicgen_torch.so.new" "$out/libmusicgen_torch.so"
