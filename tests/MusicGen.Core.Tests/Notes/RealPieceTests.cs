namespace MusicGen.Core.Tests;

/// <summary>Real files of every set as pieces: read without damage, true to the rules, and the same after writing.</summary>
public sealed class RealPieceTests
{
    private const int Stride = 61;

    [SharedDataFact]
    public void PiecesKeepTheRulesAndComeBackFromWriting()
    {
        var reader = new MidiPieceReader();
        foreach (var path in Files())
        {
            var reading = reader.Read(path);
            var piece = reading.Piece;

            Assert.True(reading.Damage is null, path);
            Assert.True(piece.Notes.All(note => note is { OnsetTicks: >= 0, DurationTicks: >= 1, Velocity: >= 1 }), path);
            Assert.True(piece.Notes.GroupBy(note => (note.Channel, note.Pitch)).All(DoNotOverlap), path);
            using var stream = new MemoryStream();
            MidiPieceWriter.Write(piece, stream);
            stream.Position = 0;
            Assert.Equal(piece.Notes, reader.Read(stream, piece.Name).Piece.Notes);
        }
    }

    [SharedDataFact]
    public void PedalOnlyLengthens()
    {
        var byKey = new MidiPieceReader { ExtendsByPedal = false };
        foreach (var path in Files().Where(path => path.Contains("piano")))
        {
            var keys = byKey.Read(path).Piece.Notes.ToDictionary(note => (note.OnsetTicks, note.Channel, note.Pitch), note => note.DurationTicks);
            var notes = new MidiPieceReader().Read(path).Piece.Notes;

            Assert.True(notes.Count >= keys.Count, path);
            Assert.True(notes.All(note => note.DurationTicks >= keys.GetValueOrDefault((note.OnsetTicks, note.Channel, note.Pitch), 1)), path);
        }
    }

    private static IEnumerable<string> Files() => Directory
        .EnumerateFiles(SharedDataFactAttribute.Folder!, "*.mid*", SearchOption.AllDirectories)
        .Where(path => path.EndsWith(".mid", StringComparison.Ordinal) || path.EndsWith(".midi", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Where((_, index) => index % Stride == 0);

    private static bool DoNotOverlap(IEnumerable<Note> notes)
    {
        var end = 0L;
        foreach (var note in notes)
        {
            if (note.OnsetTicks < end)
                return false;
            end = note.EndTicks;
        }

        return true;
    }
}
