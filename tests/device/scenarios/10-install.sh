# From an empty image: one publish.sh, and the box plays.
device_new
must "publish.sh" publish --offline --from "$BUNDLE" | sed 's/^/   /'
await 30 "it plays" playing
row "release $(on_device readlink /opt/musicgen/current | sed 's|.*/||')"
# Emulated, a period of 10 ms is too short for any code; what is measured here is the box, not its audio path.
# The recorder of the loopback takes 16 bits; left to itself OpenAL asks for floating point.
on_device 'mkdir -p /etc/openal; echo "sample-type = int16" >/etc/openal/alsoft.conf'
on_device 'echo "{ \"sound\": { \"periodMilliseconds\": 40, \"periodCount\": 8 } }" >/etc/musicgen/musicgen.json; systemctl restart musicgen-edge'
await 120 "it plays with its configuration" playing
must "sound" audible
row "heard at $HEARD dBFS"
must "publishing again changes nothing" publish --from "$BUNDLE" >/dev/null
row "audio thread: $(journal_line 'real time.*|nice.*|ordinary.*')"
device_save
