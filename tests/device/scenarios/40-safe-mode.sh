# A box that crashes at every start ends in safe mode: recorded tunes.
device_saved
on_device 'mkdir -p /etc/systemd/system/musicgen-edge.service.d; printf "[Service]\nExecStart=\nExecStart=/bin/false\n" >/etc/systemd/system/musicgen-edge.service.d/broken.conf
  systemctl daemon-reload; systemctl restart musicgen-edge; true'
safe() { [ "$(on_device systemctl is-active musicgen-safe)" = active ] && playing; }
await 180 "safe mode plays" safe
row "$(health model) after $TOOK s"
