# The SoundFont removed: built-in tines play.
device_saved
on_device 'find /usr/share/sounds /usr/share/soundfonts -name "*.sf[23]" -delete 2>/dev/null; true'
pid=$(main_pid)
on_device systemctl restart musicgen-edge
await 120 "music without SoundFont" playing_anew "$pid"
row "music after $TOOK s"
must "tines" journal_says 'built-in tines'
must "sound" audible
row "heard at $HEARD dBFS"
