# A process that hangs (SIGSTOP): the watchdog restarts it.
device_saved
pid=$(main_pid)
on_device kill -STOP "$pid"
await 180 "music after a hang" playing_anew "$pid"
row "music after $TOOK s, 30 of them the watchdog's"
must "the watchdog is in the journal" journal_says 'Watchdog timeout|status=6/ABRT'
