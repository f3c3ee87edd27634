# The clock jumps by years, forwards and back: nothing is noticed.
device_saved
pid=$(main_pid)
on_device date -s 2037-12-31 >/dev/null
must "plays in 2037" playing
on_device date -s 1999-01-01 >/dev/null
must "plays in 1999" playing
sleep 35
must "plays on" playing
must "the same process" test "$(main_pid)" = "$pid"
row "same process, no restart in 35 s more than the watchdog's time"
