using System.Diagnostics;

namespace MusicGen.Edge.Tests;

/// <summary>The real system calls, with named pipes in the place of the kernel's device files.</summary>
public sealed class RawMidiPortsTests : IDisposable
{
    private readonly TemporaryFolder _machine = new();
    private readonly KeyboardStage _stage;

    public RawMidiPortsTests()
    {
        Directory.CreateDirectory(_machine["dev/snd"]);
        _stage = new KeyboardStage(ports: new RawMidiPorts(_machine.Root));
    }

    public void Dispose()
    {
        _stage.Dispose();
        _machine.Dispose();
    }

    [Fact]
    public void HundredReplugsWithTenKeysHeldLeaveNoNotesAndNoFiles()
    {
        MakePipe("drawer");
        PlayAndPull();
        for (var i = 0; i < 100; i++) PlayAndPull();

        Assert.Equal(0, OpenPipeCount());
        Assert.Equal(1010, _stage.Player.Counters.Played);
        Assert.Equal(0, _stage.Input.OpenCount);

        void PlayAndPull()
        {
            using (var keyboard = Plug("midiC3D0"))
            {
                _stage.Pass(1000, stepMilliseconds: 500);
                Assert.Equal(1, _stage.Input.OpenCount);
                for (byte key = 0; key < 10; key++) keyboard.Write([0x90, (byte)(60 + key), 100]);
                _stage.Turn();
                Assert.Equal(10, _stage.Synthesizer.SoundingCount);
                Assert.Equal(2, OpenPipeCount());
            }

            _stage.Turn();
            Assert.Equal(0, _stage.Synthesizer.SoundingCount);
            File.Move(_machine["dev/snd/midiC3D0"], _machine["drawer"]);
            _stage.Pass(1000, stepMilliseconds: 500);
        }
    }

    [Fact]
    public void PluggingIsSeenAtOnceAndEndsTheWait()
    {
        using var ports = new RawMidiPorts(_machine.Root);
        ports.List();
        MakePipe("drawer");
        using var keyboard = Plug("midiC3D0");

        while (!ports.TakeChange()) ports.Wait(TimeSpan.FromSeconds(30));

        Assert.Equal([new MidiPort(_machine["dev/snd/midiC3D0"], "midiC3D0")], ports.List());
    }

    [Fact]
    public void OutputsAndVirtualPortsAreNotListenedTo()
    {
        _machine.Write("dev/snd/midiC1D0", "");
        _machine.Write("dev/snd/midiC2D0", "");
        _machine.Write("proc/asound/cards", " 1 [module         ]: USB-Audio - Sound module\n 2 [VirMIDI        ]: VirMIDI - VirMIDI\n");
        _machine.Write("proc/asound/card1/midi0", "Sound module\n\nOutput 0\n");
        using var ports = new RawMidiPorts(_machine.Root);

        Assert.Empty(ports.List());
        Assert.Contains("Sound module  (card unknown, output only)", RawMidiPorts.Describe(_machine.Root)[0]);
        Assert.Contains("virtual: not listened to", RawMidiPorts.Describe(_machine.Root)[1]);
    }

    // Other tests open files meanwhile: only those of this machine count.
    private int OpenPipeCount() =>
        Directory.GetFileSystemEntries("/proc/self/fd").Count(file => new FileInfo(file).LinkTarget?.StartsWith(_machine.Root, StringComparison.Ordinal) == true);

    private void MakePipe(string name)
    {
        using var mkfifo = Process.Start("mkfifo", _machine[name]);
        mkfifo.WaitForExit();
        Assert.Equal(0, mkfifo.ExitCode);
    }

    // The keyboard's end is held before its device file appears, as with a real one.
    private FileStream Plug(string name)
    {
        var keyboard = new FileStream(File.OpenHandle(_machine["drawer"], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite), FileAccess.Write, bufferSize: 0);
        File.Move(_machine["drawer"], _machine[$"dev/snd/{name}"]);
        return keyboard;
    }
}
