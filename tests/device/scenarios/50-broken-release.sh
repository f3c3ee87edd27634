# Releases that crash, that compose nothing, or are for another machine: rolled back, or not even copied.
device_saved
before=$(on_device readlink /opt/musicgen/current)
broken=$(broken_bundle)
rm "$broken/musicgen"; printf '#!/bin/sh\nexit 1\n' >"$broken/musicgen"; chmod 755 "$broken/musicgen"
name_bundle "$broken" 0.1.0-crashes
code=0; publish --from "$broken" >/tmp/publish-broken.log 2>&1 || code=$?
must "rolled back with exit code 3, found $code" test $code -eq 3
must "the old release is back" test "$(on_device readlink /opt/musicgen/current)" = "$before"
await 60 "the old release plays" playing
row "crashing release rolled back"
broken=$(broken_bundle)
rm -rf "$broken/models/"*
name_bundle "$broken" 0.1.0-silent
code=0; publish --from "$broken" >>/tmp/publish-broken.log 2>&1 || code=$?
must "rolled back with exit code 3, found $code" test $code -eq 3
await 60 "the old release plays" playing
row "release without a model rolled back"
broken=$(broken_bundle)
rm "$broken/app/libonnxruntime.so.1"; cp "$REPOSITORY/artifacts/native/onnxruntime/linux-arm64/libonnxruntime.so.1" "$broken/app/"
name_bundle "$broken" 0.1.0-arm
code=0; publish --from "$broken" >>/tmp/publish-broken.log 2>&1 || code=$?
must "refused before copying, found $code" test $code -eq 1
must "the old release is there" test "$(on_device readlink /opt/musicgen/current)" = "$before"
row "other architecture refused before copying"
must "rollback by hand says that there is none, or goes back" bash -c '(cd "$0" && ./publish.sh --ssh-config "$1" --status box) >/dev/null' "$REPOSITORY" "$SSH_CONFIG"
rm -rf "$broken"
