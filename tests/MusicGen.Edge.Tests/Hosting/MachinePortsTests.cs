namespace MusicGen.Edge.Tests;

public sealed class MachinePortsTests : IDisposable
{
    private readonly Box _box = new();

    public void Dispose() => _box.Dispose();

    [Fact]
    public void EmptyMachineIsSaidToBeEmptyAndIsNoFailure()
    {
        Assert.Equal(ExitCode.Done, _box.Run("devices"));

        Approved.Equal("devices-empty.txt", _box.Out);
    }

    [Fact]
    public void MidiPortsChipsAndSoundFontsAreListed()
    {
        _box.Folder.Write("machine/dev/snd/midiC1D0", "");
        _box.Folder.Write("machine/dev/snd/midiC2D0", "");
        _box.Folder.Write("machine/dev/snd/pcmC1D0p", "");
        _box.Folder.Write("machine/proc/asound/card1/midi0", "Keystation 49\n\nOutput 0\n  Tx bytes     : 0\nInput 0\n  Rx bytes     : 0\n");
        _box.Folder.Write("machine/proc/asound/card1/id", "K49\n");
        _box.Folder.Write("machine/sys/bus/gpio/devices/gpiochip0/dev", "254:0");
        _box.Folder.Write("machine/sys/class/gpio/gpiochip0/label", "tegra-gpio\n");
        _box.Folder.Write("machine/sys/class/gpio/gpiochip0/ngpio", "256\n");
        _box.Folder.Write("machine/usr/share/sounds/sf2/TimGM6mb.sf2", "");
        _box.Folder.Write("machine/usr/share/sounds/sf2/FluidR3_GM.sf2", "");
        _box.Surroundings = _box.Surroundings with { ListAudioDevices = () => ["USB Audio"] };

        Assert.Equal(ExitCode.Done, _box.Run("devices"));

        Approved.Equal("devices-full.txt", _box.Out.Replace(_box.Folder["machine"], ""));
    }

    [Fact]
    public void MissingEngineIsAFindingNotAFailure()
    {
        _box.Surroundings = _box.Surroundings with { ListAudioDevices = () => throw new DllNotFoundException("apt install libopenal1") };

        Assert.Equal(ExitCode.Done, _box.Run("devices"));

        Assert.Contains("apt install libopenal1", _box.Out);
    }
}
