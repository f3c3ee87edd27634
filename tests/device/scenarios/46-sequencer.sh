# Software keyboards of the ALSA sequencer: programs play on the box by its name, and are killed with keys held.
device_saved
on_device 'systemctl stop musicgen-edge'
on_device 'cat >/run/sequencer.sh' <"$HERE/guest/sequencer.sh"
seen=$(on_device "bash /run/sequencer.sh /opt/musicgen/current/musicgen 20") || { echo "$seen" | sed 's/^/   | /'; row "NOT: $(echo "$seen" | tail -n 1)"; exit 1; }
row "$(echo "$seen" | grep '^program started')"
row "$(echo "$seen" | grep '^programs')"
row "$(echo "$seen" | grep '^memory')"
