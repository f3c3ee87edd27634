namespace MusicGen.Edge.Tests;

/// <summary>The running box with a MIDI file in the player's place.</summary>
public sealed class PlayAlongTests : IDisposable
{
    private const int KeyboardChannel = 15;

    private readonly Box _box = new();
    private readonly HearingSynthesizer _synthesizer = new();

    public PlayAlongTests()
    {
        _box.StandIn(_synthesizer);
    }

    public void Dispose() => _box.Dispose();

    [Fact]
    public void FileIsHeardLikeAKeyboardAndRecorded()
    {
        MidiPieceWriter.Write(new Piece("phrase", [new Note(0, 240, 60, 100), new Note(240, 240, 64, 90, 3)], PieceTempo.Constant(120)), _box.Folder["phrase.mid"]);
        var heard = new List<int>();
        _synthesizer.NoteBegan = (channel, pitch) =>
        {
            if (channel == KeyboardChannel) heard.Add(pitch);
        };

        Assert.Equal(ExitCode.Done, Run(_box.Folder["phrase.mid"], "--seconds", "2"));

        Assert.Equal([60, 64], heard);
        Assert.Equal(0, _synthesizer.SoundingCount);
        Assert.Contains("musicgen: keyboard 'phrase.mid' plays on virtual:1", _box.Error);
        Assert.NotEmpty(Directory.GetFiles(_box.Folder["state/recordings"], "*.mid"));
    }

    [Fact]
    public void FileThatIsNoMusicIsOneSentence()
    {
        Assert.Equal(ExitCode.Usage, Run(_box.Folder.Write("noise.mid", "no MIDI")));
        Assert.Equal(ExitCode.Usage, Run(_box.Folder["absent.mid"]));

        Assert.Contains($"A MIDI file with notes expected at '{_box.Folder["noise.mid"]}'", _box.Error);
    }

    private int Run(string file, params string[] arguments) =>
        _box.Run(["play-along", file, .. _box.StandInArguments, .. arguments]);
}
