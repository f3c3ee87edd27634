# Power cuts at random moments, while composing, recording and updating: every boot comes back by itself.
device_saved
RANDOM=${MUSICGEN_SEED:-$$}
cuts=${MUSICGEN_CUTS:-20}
# A box whose clock goes by its instructions is slower, and its updates with it.
pace=$([ -z "$MIPS" ] && echo 1 || echo 8)
second=$(broken_bundle)
echo second >"$second/app/second.txt"
name_bundle "$second" 0.1.0-second
slowest=0 old=0 new=0
for cut in $(seq "$cuts"); do
  current=$(on_device readlink /opt/musicgen/current)
  if [ $((cut % 2)) -eq 0 ]; then
    # In the middle of an update to the other of the two releases.
    other=$second; [ "$current" != releases/0.1.0-second ] || other=$BUNDLE
    (publish --from "$other" >/tmp/publish-power.log 2>&1 || true) &
    sleep $((RANDOM % 45 * pace)).$((RANDOM % 10))
  else
    sleep $((RANDOM % 12)).$((RANDOM % 10))
  fi
  device_cut
  wait || true
  device_start
  await 240 "music after cut $cut" playing
  [ "$TOOK" -le "$slowest" ] || slowest=$TOOK
  must "no error of the file system after cut $cut" bash -c '! ssh -F "$0" device dmesg | grep -q "EXT4-fs error"' "$SSH_CONFIG"
  must "the release is whole after cut $cut" on_device 'cd /opt/musicgen/current && sha256sum --quiet -c SHA256SUMS'
  must "recordings are whole or absent after cut $cut" on_device 'for f in $(find /var/lib/musicgen -name "*.mid"); do [ "$(head -c 4 "$f")" = MThd ] && [ "$(tail -c 3 "$f" | od -An -tx1 | tr -d " ")" = ff2f00 ] || { echo "$f"; exit 1; }; done'
  case $(on_device readlink /opt/musicgen/current) in releases/0.1.0-second) new=$((new + 1)) ;; *) old=$((old + 1)) ;; esac
  echo "   cut $cut: back, music $TOOK s after ssh, $(on_device readlink /opt/musicgen/current)"
done
row "$cuts cuts, every boot came back; at most $slowest s from ssh to music; first release $old times, second $new times"
rm -rf "$second"
