#!/usr/bin/perl
# A hand at the panel of the test bed, with the timing of a real one: moves lines of the kernel's GPIO simulator, looks at lights, plugs in a key pad.
#   panelhand.pl press LINE COUNT HOLD_MS GAP_MS BOUNCES   bouncing contact: so many edges within 20 ms, at press and at release
#   panelhand.pl double LINE COUNT                         two presses of 80 ms, 120 ms apart; then a second of rest
#   panelhand.pl turn A B STEPS RATE                       quadrature steps (negative: back) at RATE steps a second
#   panelhand.pl watch LINE SECONDS                        share of the time that the line is high, changes, least and most share in 100 ms
#   panelhand.pl keys CODE COUNT HOLD_MS                   plugs in a key pad (uinput), presses its key, pulls it out
use strict;
use warnings;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC sleep);
use Fcntl qw(O_WRONLY O_NONBLOCK);

my %pulls;

sub now { return clock_gettime(CLOCK_MONOTONIC) }

sub until_time { my $left = $_[0] - now(); sleep($left) if $left > 0 }

sub line_file { my ($line, $name) = @_; my ($f) = glob("/sys/devices/platform/gpio-sim.*/gpiochip*/sim_gpio$line/$name"); return $f // die "no line $line\n" }

sub pull {
    my ($line, $up) = @_;
    my $file = $pulls{$line} //= do { open(my $f, '>', line_file($line, 'pull')) or die $!; $f };
    sysseek($file, 0, 0);
    syswrite($file, $up ? "pull-up\n" : "pull-down\n") or die "pull: $!\n";
}

# An odd number of edges within 20 ms ends at the other level. Where the machine stops the hand in between, it is no bouncing any more: counted.
my $stretched = 0;
sub bounce {
    my ($line, $up, $edges, $at) = @_;
    my ($last, $gap) = (now(), 0);
    for my $i (0 .. $edges - 1) {
        until_time($at + 0.020 * $i / $edges);
        pull($line, $i % 2 == 0 ? $up : !$up);
        $gap = now() - $last if now() - $last > $gap;
        $last = now();
    }
    $stretched++ if $gap > 0.012;
}

sub press {
    my ($line, $hold, $gap, $edges) = @_;
    # Times count from when the contact has come to rest: on a busy machine the hand, too, is late.
    bounce($line, 0, $edges, now());
    sleep($hold / 1000);
    bounce($line, 1, $edges, now());
    sleep($gap / 1000);
}

sub turn {
    my ($a, $b, $steps, $rate) = @_;
    my ($first, $second) = $steps > 0 ? ($a, $b) : ($b, $a);
    my ($at, $began, $worst) = (now(), now(), 0);
    for (1 .. abs $steps) {
        for my $move ([$first, 0], [$second, 0], [$first, 1], [$second, 1]) {
            until_time($at);
            pull(@$move);
            my $late = now() - $at;
            $worst = $late if $late > $worst;
            # Never faster than asked, to make good what was late.
            $at = ($late > 0.25 / $rate ? $at + $late : $at) + 0.25 / $rate;
        }
    }
    printf "%d steps at %.1f a second, a contact at most %.1f ms late\n", $steps, abs($steps) / (now() - $began), $worst * 1000;
}

sub watch {
    my ($line, $seconds) = @_;
    my $name = line_file($line, 'value');
    my ($end, $on, $all, $changes, $last) = (now() + $seconds, 0, 0, 0, '');
    my ($least, $most, $window_on, $window_all, $window_end) = (1, 0, 0, 0, now() + 0.1);
    while (now() < $end) {
        open(my $file, '<', $name) or die $!;
        my $value = <$file>;
        close $file;
        my $high = $value =~ /1/ ? 1 : 0;
        $all++; $on += $high; $window_all++; $window_on += $high;
        $changes++ if $last ne '' && $last != $high;
        $last = $high;
        if (now() >= $window_end) {
            my $share = $window_on / $window_all;
            $least = $share if $share < $least;
            $most = $share if $share > $most;
            ($window_on, $window_all, $window_end) = (0, 0, now() + 0.1);
        }
        sleep(0.0007);
    }
    printf "on=%.3f changes=%d least=%.2f most=%.2f samples=%d\n", $on / $all, $changes, $least, $most, $all;
}

# linux/uinput.h: UI_SET_EVBIT, UI_SET_KEYBIT, UI_DEV_CREATE, UI_DEV_DESTROY, struct uinput_user_dev, struct input_event.
sub key_pad {
    my ($code, $count, $hold) = @_;
    sysopen(my $dev, '/dev/uinput', O_WRONLY | O_NONBLOCK) or die "uinput: $!\n";
    ioctl($dev, 0x40045564, 1) // die "evbit: $!\n";
    ioctl($dev, 0x40045565, $code + 0) // die "keybit: $!\n";
    syswrite($dev, pack('a80 S4 L l256', 'Test Key Pad', 3, 0x1d6b, 0x0105, 1, 0, (0) x 256)) or die "setup: $!\n";
    ioctl($dev, 0x5501, 0) // die "create: $!\n";
    my $emit = sub { syswrite($dev, pack('q q S S l', 0, 0, @_)) or die "event: $!\n" };
    sleep(3);
    for (1 .. $count) {
        for my $down (1, 0) {
            $emit->(1, $code, $down);
            $emit->(0, 0, 0);
            sleep($down ? $hold / 1000 : 0.15);
        }
    }
    ioctl($dev, 0x5502, 0);
}

my ($what, @args) = @ARGV;
if ($what eq 'press') { my ($line, $count, @how) = @args; press($line, @how) for 1 .. $count; print "$stretched\n" }
elsif ($what eq 'double') { for (1 .. $args[1]) { press($args[0], 80, 120, 1); press($args[0], 80, 1000, 1) } }
elsif ($what eq 'turn') { turn(@args) }
elsif ($what eq 'watch') { watch(@args) }
elsif ($what eq 'keys') { key_pad(@args) }
else { die "unknown: $what\n" }
