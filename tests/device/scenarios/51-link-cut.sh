# The link cut in the middle of copying: the old release plays on, and the next try goes through.
device_saved
before=$(on_device readlink /opt/musicgen/current)
changed=$(broken_bundle)
head -c 40000000 /dev/urandom >"$changed/app/ballast.bin"
name_bundle "$changed" 0.1.0-ballast
(publish --from "$changed" >/tmp/publish-cut.log 2>&1) &
copying() { on_device "ls ~box/.cache/musicgen/incoming/app 2>/dev/null | grep -q . && find ~box/.cache/musicgen/incoming -name '*ballast*' -size +100k | grep -q ."; }
await 120 "copying has begun" copying
# The box's end of the connection goes, as when a cable is pulled.
on_device "pkill -9 -u box sshd; pkill -9 -u box rsync; true"
wait || true
must "the old release is current" test "$(on_device readlink /opt/musicgen/current)" = "$before"
must "it plays" playing
row "cut in mid-copy: $(grep -o 'copying broke off[^.]*' /tmp/publish-cut.log | head -n 1)"
must "the next try" publish --from "$changed" >/tmp/publish-cut.log 2>&1
must "the new release is current" test "$(on_device readlink /opt/musicgen/current)" = releases/0.1.0-ballast
row "next try went through"
rm -rf "$changed"
