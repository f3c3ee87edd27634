using System.Diagnostics;

namespace MusicGen.Core.Tests;

/// <summary>Scores of real files, opened by MuseScore and written back by it as MIDI.</summary>
public sealed class MusicXmlWriterTests_MuseScore : IDisposable
{
    /// <summary>MuseScore ends a note a little before the next.</summary>
    private const long EndTolerance = 30;

    /// <summary>Files of the data are this far apart; the variable MUSESCORE_STRIDE takes more or fewer.</summary>
    private static readonly int _stride = int.Parse(Environment.GetEnvironmentVariable("MUSESCORE_STRIDE") ?? "700");

    /// <summary>A folder of other pieces to take, such as generated ones.</summary>
    private static readonly string? _given = Environment.GetEnvironmentVariable("MUSESCORE_FOLDER");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [MuseScoreFact]
    public void RealPiecesComeBackAsMidiWithTheSameNotes()
    {
        var sets = new[] { "bach-chorales", "folk-abc", "lieder-cc0", "mutopia", "piano-midi-de" };
        var files = _given is not null
            ? Directory.GetFiles(_given, "*.mid").ToList()
            : sets.SelectMany(set => Directory.EnumerateFiles(Path.Combine(SharedDataFactAttribute.Folder!, set), "*.mid", SearchOption.AllDirectories))
                .Order(StringComparer.Ordinal).Where((_, index) => index % _stride == _stride / 2).ToList();
        foreach (var path in files)
        {
            var piece = ScoreQuantiser.Quantise(new MidiPieceReader { ExtendsByPedal = false }.Read(path).Piece);
            MusicXmlWriter.Write(piece, _folder["score.musicxml"], new ScoreOptions { IsPerformed = false });
            Convert(_folder["score.musicxml"], _folder["back.mid"]);

            // Parts in unison sound once for a listener and are told apart by channel here, which MuseScore deals out anew.
            var expected = piece.Notes.GroupBy(note => (note.OnsetTicks, note.Pitch)).ToDictionary(group => group.Key, group => group.ToList());
            var found = new MidiPieceReader { ExtendsByPedal = false }.Read(_folder["back.mid"]).Piece.Notes.GroupBy(note => (note.OnsetTicks, note.Pitch)).ToDictionary(group => group.Key, group => group.ToList());

            Assert.True(expected.Keys.ToHashSet().SetEquals(found.Keys), path);
            Assert.All(expected, notes => Assert.Equal((path, notes.Key, notes.Value.Max(note => note.Velocity)), (path, notes.Key, found[notes.Key].Max(note => note.Velocity))));
            Assert.All(expected, notes => Assert.InRange(found[notes.Key].Max(note => note.EndTicks) - notes.Value.Max(note => note.EndTicks), -EndTolerance, EndTolerance));
        }

        Assert.True(files.Count >= 5);
    }

    private void Convert(string score, string midi)
    {
        var start = new ProcessStartInfo(MuseScoreFactAttribute.Program!, ["-o", midi, score]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["QT_QPA_PLATFORM"] = "offscreen";
        start.Environment["HOME"] = _folder.Path;
        start.Environment["XDG_RUNTIME_DIR"] = _folder.Path;
        using var process = Process.Start(start)!;
        var words = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, words.Result);
    }
}
