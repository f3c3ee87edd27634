# A disk that went read-only: it plays on, and starts anew.
device_saved
on_device 'systemctl stop systemd-journald.socket systemd-journald-dev-log.socket systemd-journald 2>/dev/null; echo u >/proc/sysrq-trigger; sleep 3'
must "the disk is read-only" on_device '! touch /x 2>/dev/null'
must "plays on" playing
pid=$(main_pid)
on_device systemctl restart musicgen-edge
await 120 "music after a restart on a read-only disk" playing_anew "$pid"
row "after a restart: music after $TOOK s"
