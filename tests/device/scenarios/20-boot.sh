# From power-on to the first note, and the service's own share of it.
device_saved
on_device sync
device_cut
powered=$(date +%s.%N)
device_start
await 180 "it plays after a boot" playing
note=$(journal_line 'first note.*')
row "$note"
if [ -z "$MIPS" ]; then
  # The kernel's start by the box's own clock, which is that of the machine here.
  booted=$(on_device 'echo "$(date +%s.%N) $(cut -d" " -f1 /proc/uptime)"' | awk '{ printf "%.2f", $1 - $2 }')
  row "power-on to the first note $(awk -v p="$powered" -v b="$booted" -v n="$(grep -oE '[0-9.]+ s after the kernel' <<<"$note" | cut -d' ' -f1)" 'BEGIN { printf "%.1f", b + n - p }') s"
fi
row "$(on_device systemd-analyze | head -n 1 | sed 's/.*= //') to the end of the boot"
