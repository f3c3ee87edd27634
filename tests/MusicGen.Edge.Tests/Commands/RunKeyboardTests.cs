using System.Diagnostics;

namespace MusicGen.Edge.Tests;

/// <summary>The running box with a keyboard plugged in: a named pipe among its device files.</summary>
public sealed class RunKeyboardTests : IDisposable
{
    private const int KeyboardChannel = 15;

    private readonly Box _box = new();
    private readonly HearingSynthesizer _synthesizer = new();

    public RunKeyboardTests()
    {
        Directory.CreateDirectory(_box.Folder["machine/dev/snd"]);
        _box.StandIn(_synthesizer);
    }

    public void Dispose() => _box.Dispose();

    [Fact]
    public void KeySoundsWhileTheBoxPlays()
    {
        using var keyboard = Plug();
        keyboard.Write([0x90, 60, 100]);
        var isHeard = false;
        _synthesizer.NoteBegan = (channel, pitch) =>
        {
            if ((channel, pitch) != (KeyboardChannel, 60)) return;
            isHeard = true;
            _box.Interrupt();
        };

        Assert.Equal(ExitCode.Done, Run("--seconds", "30", "--program", "19"));

        Assert.True(isHeard);
        Assert.Equal(19, _synthesizer.Programs[KeyboardChannel]);
        Assert.Contains("musicgen: keyboard 'midiC1D0' plays on ", _box.Error);
    }

    [Fact]
    public void SoloKeyboardSoundsAndNothingIsComposed()
    {
        using var keyboard = Plug();
        keyboard.Write([0x90, 60, 100]);
        var heard = new List<(int Channel, int Pitch)>();
        _synthesizer.NoteBegan = (channel, pitch) => heard.Add((channel, pitch));

        Assert.Equal(ExitCode.Done, Run("--seconds", "3", "--mode", "solo"));

        Assert.Equal([(KeyboardChannel, 60)], heard);
        Assert.Contains("playing preset plain, solo", _box.Error);
    }

    [Fact]
    public void KeyboardOffOpensNoPort()
    {
        _box.Surroundings = _box.Surroundings with { OpenMidiPorts = _ => throw new InvalidOperationException("opened") };

        Assert.Equal(ExitCode.Done, Run("--seconds", "1", "--keyboard", "off"));

        Assert.DoesNotContain("opened", _box.Error);
    }

    [Fact]
    public void AKeyboardIsOnOrOff()
    {
        Assert.Equal(ExitCode.Usage, Run("--keyboard", "maybe"));

        Assert.Contains("--keyboard: on or off expected, found 'maybe'.", _box.Error);
    }

    [Fact]
    public void ModesThatThereAreNotAreRefused()
    {
        Assert.Equal(ExitCode.Usage, Run("--mode", "karaoke"));

        Assert.Contains("--mode: endless, answer, duet or solo expected, found 'karaoke'.", _box.Error);
    }

    private int Run(params string[] arguments) =>
        _box.Run(["run", .. _box.StandInArguments, .. arguments]);

    private FileStream Plug()
    {
        var path = _box.Folder["machine/dev/snd/midiC1D0"];
        using var mkfifo = Process.Start("mkfifo", path);
        mkfifo.WaitForExit();
        return new FileStream(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite), FileAccess.Write, bufferSize: 0);
    }
}
