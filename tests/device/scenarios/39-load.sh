# Every processor busy with something else: it plays on.
device_saved
pid=$(main_pid)
before=$(health underruns)
on_device 'for i in 1 2 3 4; do (while :; do :; done) & done; sleep 40; kill $(jobs -p)'
must "plays on" playing
must "the same process" test "$(main_pid)" = "$pid"
row "40 s beside 4 busy loops: $(($(health underruns) - before)) underruns (emulated; before it $before)"
