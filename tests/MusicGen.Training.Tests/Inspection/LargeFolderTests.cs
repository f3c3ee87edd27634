using System.Text.Json;
using MusicGen.Training.Commands;

namespace MusicGen.Training.Tests;

/// <summary>
/// A folder of everything that folders of MIDI files turn out to hold: every file is accounted for, and work cut short goes on. The short form of
/// <c>large-folder.sh</c>, which does the same with 10,000 files and kills the process.
/// </summary>
public sealed class LargeFolderTests : IDisposable
{
    private const int Good = 120;

    private readonly TemporaryFolder _folder = new();

    public LargeFolderTests()
    {
        for (var i = 0; i < Good; i++) Write($"midi/{i % 7}/{i % 3}/tune-{i}.mid", i);
        Write("midi/" + string.Join('/', Enumerable.Repeat("deeper", 30)) + "/nested.mid", 1000);
        Write("midi/not-named.dat", 1001);
        File.WriteAllBytes(_folder["midi/empty.mid"], []);
        File.WriteAllText(_folder["midi/words.mid"], "no music at all");
        using var huge = File.Create(_folder["midi/huge.mid"]);
        huge.SetLength(100L << 20);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void InspectGoesOnWhereItWasCutShortAndTellsTheSame()
    {
        var whole = Inspect(TextWriter.Null, CancellationToken.None, "whole");
        Directory.Move(_folder["midi/0"], _folder["aside"]);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Inspect(new CutWriter(stop), stop.Token, "journal"));
        Directory.Move(_folder["aside"], _folder["midi/0"]);
        var log = new StringWriter();
        var resumed = Inspect(log, CancellationToken.None, "journal");

        Assert.Contains("going on where", log.ToString());
        Assert.Equal((Good + 2, 3), (resumed.Read, resumed.Refused.Count));
        Assert.Equal(JsonSerializer.Serialize(whole), JsonSerializer.Serialize(resumed));
        Assert.False(File.Exists(_folder["journal"]));
    }

    [Fact]
    public void PrepareGoesOnWhereItWasCutShortAndWritesTheSameBytes()
    {
        Assert.Equal(0, Prepare("fresh", TextWriter.Null));
        var partial = _folder["again/prepare.partial"];
        using (var journal = Journal(partial))
        {
            // As a killed run leaves it: some files known, the last entry cut.
            foreach (var i in Enumerable.Range(0, 5)) journal.Add(WorkJournal.KeyOf(_folder[$"midi/{i % 7}/{i % 3}/tune-{i}.mid"], Path.Combine($"{i % 7}", $"{i % 3}", $"tune-{i}.mid")), Known(i));
        }

        using (var file = File.Open(partial, FileMode.Append)) file.Write([1, 2, 3]);
        var log = new StringWriter();

        Assert.Equal(0, Prepare("again", log));

        Assert.Contains("5 files are known", log.ToString());
        Assert.Equal(File.ReadAllBytes(_folder["fresh/dataset.mgd"]), File.ReadAllBytes(_folder["again/dataset.mgd"]));
        Assert.Equal(File.ReadAllText(_folder["fresh/dataset.json"]), File.ReadAllText(_folder["again/dataset.json"]));
        Assert.False(File.Exists(partial));
    }

    [Fact]
    public void PrepareAccountsForEveryFile()
    {
        Prepare("data", TextWriter.Null);

        using var json = JsonDocument.Parse(File.ReadAllText(_folder["data/dataset.json"]));
        var skipped = json.RootElement.GetProperty("skipped").EnumerateArray().ToDictionary(s => s.GetProperty("file").GetString()!, s => s.GetProperty("reason").GetString()!);
        Assert.Equal(Good + 5, json.RootElement.GetProperty("files").GetInt32());
        Assert.Equal(Good + 1, json.RootElement.GetProperty("pieces").GetInt32());
        Assert.Equal(["empty.mid", "huge.mid", "not-named.dat", "words.mid"], skipped.Keys.Order());
        Assert.Contains("rename it", skipped["not-named.dat"]);
        Assert.Contains("at most 8 MiB", skipped["huge.mid"]);
    }

    private FolderInspection Inspect(TextWriter log, CancellationToken stop, string journal) =>
        new FolderInspector(new FileInspector(false, 8L << 20), log, _folder[journal]).Run(_folder["midi"], stop);

    private int Prepare(string data, TextWriter log) => TrainingCli.Run(["prepare", _folder["midi"], "--out", _folder[data]], TextWriter.Null, log);

    private WorkJournal Journal(string path) => new(path, FormattableString.Invariant($"{_folder["midi"]}, least 16, largest {8L << 20}, pedal True"));

    private byte[] Known(int i)
    {
        var piece = new MidiPieceReader().Read(_folder[$"midi/{i % 7}/{i % 3}/tune-{i}.mid"]).Piece;
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write("");
        writer.Write(true);
        DatasetFile.WritePiece(writer, new DatasetPiece(new Piece(Path.Combine($"{i % 7}", $"{i % 3}", $"tune-{i}.mid"), piece.Notes, piece.Tempo, piece.Metres), Split.Train, 0));
        writer.Flush();
        return bytes.ToArray();
    }

    private void Write(string name, int seed)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        MidiPieceWriter.Write(Tunes.Walk("tune", seed), _folder[name]);
    }

    /// <summary>Stops the work when it says that the files are read: before it is done.</summary>
    private sealed class CutWriter(CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            if (value?.StartsWith("looked at", StringComparison.Ordinal) == true) stop.Cancel();
        }
    }
}
