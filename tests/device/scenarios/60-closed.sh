# Nothing listens but SSH and loopback, the service is hardened, no secret can be read.
device_saved
open=$(on_device "ss -Htlnp" | awk '{ print $4 }' | grep -vE ':22$|^127\.|^\[::1\]' || true)
must "nothing listens beyond SSH and loopback, found '$open'" test -z "$open"
exposure=$(on_device systemd-analyze security musicgen-edge --no-pager | grep -oE 'exposure level.*: [0-9.]+' | grep -oE '[0-9.]+$')
row "exposure $exposure"
must "exposure of at most 3.6" awk -v found="$exposure" 'BEGIN { exit !(found <= 3.6) }'
must "state folder closed to others" test "$(on_device stat -c %a /var/lib/musicgen)" = 750
must "no token in the journal" bash -c '! ssh -F "$0" device journalctl -q --no-pager | grep -qiE "token=[A-Za-z0-9]{8}|password="' "$SSH_CONFIG"
row "listens: $(on_device "ss -Htlnp" | awk '{ print $4 }' | xargs)"
