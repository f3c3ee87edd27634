# buttons, encoder, lights and a key pad by the kernel's own GPIO, by both versions of its interface
device_saved
on_device systemctl stop musicgen-edge
"$HERE/panel.sh" "$DEVICE" "" device | sed 's/^/   /'
row "$(on_device cat /tmp/panel.result)"
