# In the builder, which is thrown away afterwards: the GPIO simulator for the guest's kernel, and wavstat.
# Debian's kernels have neither gpio-sim nor the interrupt simulator that it needs; both come out of the kernel's own source package.
set -e
cd /build
mkdir -p module out
source=$(ls /usr/src/linux-source-*.tar.xz | head -n 1)
top=$(basename "$source" .tar.xz)
tar -xJf "$source" "$top/drivers/gpio/gpio-sim.c" "$top/drivers/gpio/gpiolib.h" "$top/kernel/irq/irq_sim.c"
cp "$top/drivers/gpio/gpiolib.h" "$top/kernel/irq/irq_sim.c" module/
cp "$top/drivers/gpio/gpio-sim.c" module/gpio_sim_main.c
# Linked into one module; irq_to_desc() is not exported to modules, generic_handle_irq() does the same.
sed -i -e 's/handle_simple_irq(irq_to_desc(irqnum))/generic_handle_irq(irqnum)/' -e '/^EXPORT_SYMBOL/d' module/irq_sim.c
printf 'obj-m := gpio-sim.o\ngpio-sim-y := gpio_sim_main.o irq_sim.o\n' >module/Makefile
headers=$(ls -d /lib/modules/*/build | head -n 1)
make -s -C "$headers" M=/build/module modules
strip --strip-debug module/gpio-sim.ko
cp module/gpio-sim.ko out/
basename "$(dirname "$headers")" >out/kernel
gcc -O2 -Wall -static -o out/wavstat wavstat.c -lm
