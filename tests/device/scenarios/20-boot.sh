# From power-on to the first note, and the service's own share of it.
device_saved
on_device sync
device_cut
device_start
await 180 "it plays after a boot" playing
row "$(journal_line 'first note.*')"
row "$(on_device systemd-analyze | head -n 1 | sed 's/.*= //') to the end of the boot"
