#!/usr/bin/env bash
# Builds the disk of the virtual box: Debian with systemd and ssh, a simulated GPIO chip, two USB MIDI keyboards, a loopback sound card.
#
#   image.sh FOLDER      leaves base.qcow2, kernel, initrd and an ssh key there; nothing is written elsewhere
#
# As root, 3 minutes, 3 GB while building and 0.7 GB after. Packages come from this machine's own Debian sources.
set -euo pipefail

[ $# -eq 1 ] || { sed -n '2,/^set/{/^set/d;s/^# \?//p}' "$0" >&2; exit 2; }
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly HERE SUITE=bookworm SIZE=4G
readonly SYSTEM=systemd-sysv,udev,dbus,libpam-systemd,kmod,iproute2,procps,openssh-server,rsync,sudo,linux-image-amd64,initramfs-tools,zstd,e2fsprogs
readonly SOUND=alsa-utils,libasound2,libopenal1,libfluidsynth3,timgm6mb-soundfont,gpiod,usbutils

say() { printf 'image: %3d s  %s\n' "$SECONDS" "$*" >&2; }
fail() { echo "image: $*" >&2; exit 1; }

[ "$(id -u)" -eq 0 ] || fail "root expected, to make a root file system; run it through sudo."
PATH=$PATH:/usr/sbin:/sbin
mkdir -p "$1"
folder=$(cd "$1" && pwd)
work=$(mktemp -d "$folder/.build.XXXXXX")
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

# This machine's own sources, Debian's only, with apt's proxy settings.
apt-get indextargets --format '$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)' 'Created-By: Packages' |
  awk -F'|' -v suite="$SUITE" '$1 == "Debian" && ($3 == suite || index($3, suite "-") == 1) && $3 !~ /backports/ {
    print "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]", $2, $3, $4 }' | sort -u >"$work/sources.list"
[ -s "$work/sources.list" ] || fail "an apt source for Debian $SUITE expected on this machine, found none."
apt-config dump | grep -E '^Acquire::(Check-|https?::Proxy)' >"$work/apt.conf" || true
echo 'APT::Install-Recommends "false";' >>"$work/apt.conf"

say "the GPIO simulator for the guest's kernel"
mmdebstrap --quiet --variant=apt --format=null --aptopt="$work/apt.conf" --include=gcc,make,libc6-dev,linux-headers-amd64,linux-source \
  --customize-hook='mkdir "$1/build"' \
  --customize-hook="copy-in '$HERE/guest/build.sh' '$HERE/guest/wavstat.c' /build" \
  --customize-hook='chroot "$1" sh /build/build.sh' \
  --customize-hook="sync-out /build/out '$work'" \
  "$SUITE" - - <"$work/sources.list"
kernel=$(cat "$work/kernel")

say "what goes in beside packages"
[ -f "$folder/id_ed25519" ] || ssh-keygen -q -t ed25519 -N '' -C musicgen-device -f "$folder/id_ed25519"
put() { install -D -m "$1" "$2" "$work/overlay/$3"; }
text() { mkdir -p "$(dirname "$work/overlay/$1")"; cat >"$work/overlay/$1"; }
put 755 "$HERE/guest/testbed" usr/local/sbin/testbed
put 755 "$work/wavstat" usr/local/bin/wavstat
put 644 "$HERE/guest/testbed.service" etc/systemd/system/testbed.service
put 644 "$work/gpio-sim.ko" "usr/lib/modules/$kernel/updates/gpio-sim.ko"
# The homes of root and of an ordinary user who may use sudo, as on a board.
for home in "root" "home/box"; do
  put 600 "$folder/id_ed25519.pub" "$home/.ssh/authorized_keys"
  chmod 700 "$work/overlay/$home" "$work/overlay/$home/.ssh"
done
echo 'box ALL=(ALL) NOPASSWD: ALL' | text etc/sudoers.d/box
chmod 440 "$work/overlay/etc/sudoers.d/box"
echo musicbox | text etc/hostname
printf '127.0.0.1 localhost\n127.0.1.1 musicbox\n' | text etc/hosts
echo '/dev/vda / ext4 errors=remount-ro 0 1' | text etc/fstab
printf '[Match]\nName=eth0\n[Network]\nAddress=10.0.2.15/24\nGateway=10.0.2.2\n' | text etc/systemd/network/eth0.network
printf 'PasswordAuthentication no\nUseDNS no\n' | text etc/ssh/sshd_config.d/device.conf
printf '%s\n' 'options snd-aloop index=0 id=Loopback pcm_substreams=1' 'options snd-usb-audio index=2,3' 'options dummy_hcd num=2' | text etc/modprobe.d/device.conf
printf '%s\n' snd-aloop snd-seq snd-seq-midi gpio-sim dummy_hcd libcomposite usb_f_midi | text etc/modules-load.d/device.conf
printf 'pcm.!default { type plug slave.pcm "hw:Loopback,0,0" }\nctl.!default { type hw card Loopback }\n' | text etc/asound.conf

say "the guest's system"
mmdebstrap --quiet --variant=minbase --format=tar --aptopt="$work/apt.conf" --include="$SYSTEM,$SOUND" \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --essential-hook='mkdir -p "$1/etc/initramfs-tools/conf.d"
    printf "MODULES=list\nCOMPRESS=zstd\n" >"$1/etc/initramfs-tools/conf.d/device"
    printf "virtio_pci\nvirtio_blk\next4\n" >"$1/etc/initramfs-tools/modules"' \
  --customize-hook='chroot "$1" useradd --create-home --shell /bin/bash --groups audio,systemd-journal box' \
  --customize-hook="sync-in '$work/overlay' /" \
  --customize-hook='chroot "$1" sh -c "chown -R box:box ~box"' \
  --customize-hook="chroot \"\$1\" depmod $kernel" \
  --customize-hook='chroot "$1" systemctl -q enable systemd-networkd ssh testbed.service serial-getty@ttyS0' \
  --customize-hook='chroot "$1" systemctl -q mask apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer getty@tty1.service' \
  --customize-hook='mkdir -p "$1/var/log/journal"' \
  --customize-hook="copy-out /boot/vmlinuz-$kernel /boot/initrd.img-$kernel '$work'" \
  "$SUITE" "$work/root.tar" - <"$work/sources.list"

say "the disk"
mkdir "$work/root"
tar -xf "$work/root.tar" -C "$work/root" --exclude='./dev/*'
mke2fs -q -t ext4 -L musicbox -d "$work/root" "$work/disk.raw" "$SIZE"
qemu-img convert -f raw -O qcow2 "$work/disk.raw" "$work/base.qcow2"
mv "$work/vmlinuz-$kernel" "$folder/vmlinuz"
mv "$work/initrd.img-$kernel" "$folder/initrd"
rm -f "$folder/run.qcow2"
# Last, since its being there says that all is.
mv "$work/base.qcow2" "$folder/base.qcow2"
say "done: $(du -h "$folder/base.qcow2" | cut -f1)"
