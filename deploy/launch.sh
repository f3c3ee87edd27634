#!/bin/sh
# musicgen on a box: the program with its own runtime, or the runtime that came beside it.
here=$(dirname "$(readlink -f "$0")")
if [ -x "$here/app/musicgen" ]; then exec "$here/app/musicgen" "$@"; fi
DOTNET_ROOT="$here/runtime" exec "$here/runtime/dotnet" "$here/app/musicgen.dll" "$@"
