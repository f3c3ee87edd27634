# publish.sh --status, --doctor and --dry-run answer, and change nothing.
device_saved
fingerprint() { on_device 'readlink /opt/musicgen/current; ls /opt/musicgen/releases; systemctl show -p MainPID --value musicgen-edge; stat -c %Y /etc/systemd/system/musicgen-edge.service'; }
before=$(fingerprint)
status=$(publish --status 2>/dev/null)
must "--status names the running release" grep -q "^release: .*(current)" <<<"$status"
must "--status tells what it does" grep -q "^health: doing=" <<<"$status"
row "--status: $(sed -n 's/^service: //p' <<<"$status")"
code=0
doctor=$(publish --doctor 2>/dev/null) || code=$?
row "--doctor: $(grep -c '^ok\|  ok\|: ok' <<<"$doctor" || true) of $(wc -l <<<"$doctor") lines ok, exit code $code"
echo "$doctor" | sed 's/^/   /'
must "--doctor says that it can play" test $code -eq 0
plan=$(publish --dry-run --from "$BUNDLE" 2>/dev/null)
must "--dry-run tells the plan" grep -q "switch /opt/musicgen/current" <<<"$plan"
row "--dry-run: $(grep -o 'files that differ: .*' <<<"$plan" || true)"
must "nothing has changed" test "$(fingerprint)" = "$before"
