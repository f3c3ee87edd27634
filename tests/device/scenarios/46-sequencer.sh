# Software keyboards of the ALSA sequencer: a program plays on the box's port, virtual keyboards come and go with keys held.
device_saved
on_device 'systemctl stop musicgen-edge'
on_device 'cat >/run/sequencer.sh' <"$HERE/guest/sequencer.sh"
seen=$(on_device "bash /run/sequencer.sh /opt/musicgen/current/musicgen 20") || { echo "$seen" | sed 's/^/   | /'; row "NOT: $(echo "$seen" | tail -n 1)"; exit 1; }
row "$(echo "$seen" | grep '^driver loaded')"
row "$(echo "$seen" | grep '^a program')"
row "$(echo "$seen" | grep '^memory')"
