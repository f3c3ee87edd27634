# The sound card removed while it plays, and returned.
device_saved
on_device 'echo snd_aloop.0 >/sys/bus/platform/drivers/snd_aloop/unbind' &
unbinding=$!
gone() { [ "$(health audio)" = absent ]; }
await 60 "the loss is noticed" gone
row "loss noticed after $TOOK s"
must "it composes on" playing
wait $unbinding
on_device 'echo snd_aloop.0 >/sys/bus/platform/drivers/snd_aloop/bind'
back() { [ "$(health audio)" != absent ]; }
await 60 "the return is noticed" back
row "played again $TOOK s after the return"
must "sound" audible
row "heard at $HEARD dBFS"
