using MusicGen.Bindings.Alsa;

namespace MusicGen.Bindings.Tests.Alsa;

public sealed class RawMidiPortListTests : IDisposable
{
    private const string Cards = """
         1 [K49            ]: USB-Audio - Keystation 49
                              M-Audio Keystation 49 at usb-3610000.xhci-2.1, full speed
         2 [VirMIDI        ]: VirMIDI - VirMIDI
                              Virtual MIDI Card 1
         8 [gadget1        ]: MIDI Gadget - MIDI Gadget
                              MIDI Gadget
        10 [V61            ]: USB-Audio - Virtual Keys - 61
                              a keyboard with an odd name

        """;

    private readonly string _root = Directory.CreateTempSubdirectory("musicgen-cards-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void PortsAreListedByCardWithTheirNames()
    {
        Device("midiC10D0", "Virtual Keys\n\nInput 0\n");
        Device("midiC1D0", "Keystation 49\n\nOutput 0\n  Tx bytes     : 0\nInput 0\n  Rx bytes     : 7\n");
        Device("midiC1D1", "Keystation 49 Display\n\nOutput 0\n");
        Device("pcmC1D0p");
        Device("midiCxD0");
        Write("proc/cards", Cards);
        Write("proc/card1/id", "K49\n");

        Assert.Equal(
            [
                new RawMidiPort(PathOf("midiC1D0"), 1, 0, "K49", "Keystation 49", HasInput: true, HasOutput: true, IsVirtual: false),
                new RawMidiPort(PathOf("midiC1D1"), 1, 1, "K49", "Keystation 49 Display", HasInput: false, HasOutput: true, IsVirtual: false),
                new RawMidiPort(PathOf("midiC10D0"), 10, 0, null, "Virtual Keys", HasInput: true, HasOutput: false, IsVirtual: false),
            ],
            List());
    }

    [Fact]
    public void KernelsOwnPortsAreVirtual()
    {
        Device("midiC2D0", "VirMIDI\n\nInput 0\n");
        Device("midiC8D0", "MIDI Gadget\n\nInput 0\n");
        Write("proc/cards", Cards);

        Assert.Equal([true, true], List().Select(port => port.IsVirtual));
    }

    [Fact]
    public void PortOfACardThatTheKernelDoesNotTellOfYetIsNotThereYet()
    {
        Device("midiC1D0", "Keystation 49\n\nInput 0\n");
        Device("midiC3D0");
        Write("proc/cards", Cards);

        Assert.Equal("midiC1D0", Path.GetFileName(Assert.Single(List()).Path));
    }

    [Fact]
    public void PortOfWhichTheKernelTellsNothingIsTriedAsAKeyboard()
    {
        Device("midiC1D0");

        Assert.Equal([new RawMidiPort(PathOf("midiC1D0"), 1, 0, null, null, HasInput: true, HasOutput: true, IsVirtual: false)], List());
    }

    [Fact]
    public void MachineWithoutSoundHasNoPorts() => Assert.Empty(List());

    [Fact]
    public void WatchTellsWhenADeviceFileComesAndGoes()
    {
        using var changed = new AutoResetEvent(false);
        using var watch = new RawMidiWatch(Path.Combine(_root, "dev"), () => changed.Set());
        Assert.False(watch.TryBegin());
        Directory.CreateDirectory(Path.Combine(_root, "dev"));
        Assert.True(watch.TryBegin());
        Assert.True(watch.TryBegin());

        Device("midiC1D0");
        Assert.True(changed.WaitOne(TimeSpan.FromSeconds(30)));
        changed.Reset();
        File.Delete(PathOf("midiC1D0"));

        Assert.True(changed.WaitOne(TimeSpan.FromSeconds(30)));
    }

    private IReadOnlyList<RawMidiPort> List() => new RawMidiPortList(Path.Combine(_root, "dev"), Path.Combine(_root, "proc")).Read();

    private string PathOf(string name) => Path.Combine(_root, "dev", name);

    private void Device(string name, string? about = null)
    {
        Write($"dev/{name}", "");
        if (about is null) return;
        var parts = name["midiC".Length..].Split('D');
        Write($"proc/card{parts[0]}/midi{parts[1]}", about);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
