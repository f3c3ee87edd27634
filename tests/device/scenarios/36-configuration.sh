# Configuration and a preset that are garbage: it says so and plays.
device_saved
on_device 'head -c 300 /dev/urandom >/etc/musicgen/musicgen.json; echo nonsense >/opt/musicgen/current/app/Data/presets/bad.json'
pid=$(main_pid)
on_device systemctl restart musicgen-edge
await 120 "music with a garbage configuration" playing_anew "$pid"
row "music after $TOOK s"
must "the fault is in the journal" journal_says 'musicgen.json: '
