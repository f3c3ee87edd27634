# kill -9: the music returns by itself.
device_saved
pid=$(main_pid)
on_device kill -9 "$pid"
await 120 "music after kill -9" playing_anew "$pid"
row "music after $TOOK s"
must "the restart is in the journal" journal_says 'code=killed, status=9'
