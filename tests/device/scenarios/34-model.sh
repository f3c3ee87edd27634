# A model file that is damaged: recorded tunes play.
device_saved
on_device 'f=/opt/musicgen/current/models/piano/step.int8.onnx; printf damage | dd of=$f bs=1 seek=1000 conv=notrunc status=none'
pid=$(main_pid)
on_device systemctl restart musicgen-edge
await 120 "music without its model" playing_anew "$pid"
row "$(health model), music after $TOOK s"
must "something stands in" bash -c '[[ "$0" == *"in place of"* ]]' "$(health model)"
