# Out of disk: it plays on, and starts anew.
device_saved
on_device 'fallocate -l "$(($(df -Pk / | awk "NR == 2 { print \$4 }") * 1024))" /fill; head -c 50000000 /dev/zero >/fill2 2>/dev/null; sync; true'
row "free: $(on_device df -Pk / | awk 'NR == 2 { print $4 }') KB"
must "plays on" playing
pid=$(main_pid)
on_device systemctl restart musicgen-edge
await 120 "music after a restart on a full disk" playing_anew "$pid"
row "after a restart: music after $TOOK s"
must "publish.sh refuses" bash -c '! (cd "$0" && ./publish.sh --ssh-config "$1" --from "$2" box) >/tmp/publish-full.log 2>&1 && grep -q "free expected" /tmp/publish-full.log' "$REPOSITORY" "$SSH_CONFIG" "$BUNDLE"
row "an update is refused with a sentence"
