# A USB keyboard plugged in before and after the start, unplugged with ten keys held, a hundred times.
device_saved
on_device 'systemctl stop musicgen-edge'
on_device 'cat >/run/keyboard-plug.sh' <"$HERE/guest/keyboard-plug.sh"
seen=$(on_device "bash /run/keyboard-plug.sh /opt/musicgen/current/musicgen ${MUSICGEN_PLUGS:-100}") || { echo "$seen" | sed 's/^/   | /'; row "NOT: $(echo "$seen" | tail -n 1)"; exit 1; }
row "$(echo "$seen" | grep '^plug to sound')"
row "$(echo "$seen" | grep '^unheard')"
row "$(echo "$seen" | grep '^memory')"
