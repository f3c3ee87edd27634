namespace MusicGen.Training.Tests;

public sealed class FolderInspectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryFileIsAccountedFor()
    {
        Write("good.mid", Tunes.Walk("a", 1));
        Write("deep/er/and/deeper/nested.MIDI", Tunes.Walk("b", 2));
        Write("really-music.dat", Tunes.Walk("c", 3));
        File.WriteAllText(_folder["text.mid"], "this is no music");
        File.WriteAllText(_folder["readme.txt"], "words about music");
        File.WriteAllBytes(_folder["empty.mid"], []);
        File.WriteAllBytes(_folder["cut.mid"], File.ReadAllBytes(_folder["good.mid"])[..300]);
        using (var huge = File.Create(_folder["huge.mid"]))
            huge.SetLength(100L << 20);

        var found = Inspect();

        Assert.Equal((4, 4 + 3, 1), (found.Read, found.Files.Count + found.Refused.Count, found.OtherFiles));
        Assert.Equal(["empty.mid", "huge.mid", "text.mid"], found.Refused.Select(refused => refused.File));
        Assert.Contains("empty", found.Refused[0].Reason);
        Assert.Contains("at most 8 MiB", found.Refused[1].Reason);
        Assert.Contains(Suspicion.WrongName, Row(found, "really-music.dat").Suspicions);
        Assert.Contains(Row(found, "cut.mid").Suspicions, suspicion => suspicion.StartsWith("damaged"));
        Assert.Contains(found.Files, row => row.File == Path.Combine("deep", "er", "and", "deeper", "nested.MIDI"));
    }

    [Fact]
    public void CopiesAndVersionsAreTold()
    {
        var walk = Tunes.Walk("a", 1, notes: 300);
        Write("a.mid", walk);
        Write("copy.mid", new Piece("another name", walk.Notes, walk.Tempo));
        Write("higher.mid", Tunes.Walk("t", 1, notes: 300, transpose: 4));
        Write("slower.mid", Tunes.Walk("s", 1, notes: 300, stepTicks: 400));
        Write("other.mid", Tunes.Walk("o", 9, notes: 300));

        var found = Inspect();

        Assert.Equal(["a.mid", "copy.mid"], Assert.Single(found.Copies));
        Assert.Equal(["a.mid", "higher.mid", "slower.mid"], Assert.Single(found.Versions));
    }

    [Fact]
    public void SuspiciousFilesSayWhy()
    {
        Write("flat.mid", new Piece("flat", Tunes.Walk("a", 1).Notes.Select(note => note with { Velocity = 64 }), PieceTempo.Constant(100)));
        Write("short.mid", new Piece("short", [new Note(0, 240, 60, 80), new Note(240, 240, 64, 70)], PieceTempo.Constant(100)));
        Write("low.mid", new Piece("low", Tunes.Walk("a", 4).Notes.Select(note => note with { Pitch = (byte)(note.Pitch - 40) }), PieceTempo.Constant(100)));
        Write("fine.mid", Tunes.Walk("a", 2));

        var found = Inspect();

        Assert.Contains("flat velocity: 64 throughout", Row(found, "flat.mid").Suspicions);
        Assert.Equal(["few notes: 2", "short: 0.6 s"], Row(found, "short.mid").Suspicions);
        Assert.Contains(Row(found, "low.mid").Suspicions, suspicion => suspicion.StartsWith("out of range"));
        Assert.Empty(Row(found, "fine.mid").Suspicions);
    }

    [Fact]
    public void AFolderWithoutMusicIsRefusedWithASentence()
    {
        File.WriteAllText(_folder["readme.txt"], "words");

        Assert.Contains("there are none among 1 files", Assert.Throws<InvalidDataException>(Inspect).Message);
    }

    [Fact]
    public void StoppingEndsIt()
    {
        Write("a.mid", Tunes.Walk("a", 1));

        Assert.ThrowsAny<OperationCanceledException>(() => new FolderInspector(Inspector, TextWriter.Null).Run(_folder.Path, new CancellationToken(true)));
    }

    private static FileInspector Inspector => new(false, 8L << 20);

    private static FileRow Row(FolderInspection found, string file) => found.Files.Single(row => row.File == file);

    private FolderInspection Inspect() => new FolderInspector(Inspector, TextWriter.Null).Run(_folder.Path, CancellationToken.None);

    private void Write(string name, Piece piece)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        MidiPieceWriter.Write(piece, _folder[name]);
    }
}
