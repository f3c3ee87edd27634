namespace MusicGen.Training;

/// <summary>
/// A row is an onset as the pitch class of its root and one of five durations (sixteenth to whole): chords are reduced to their lowest note, as the
/// system that this comes from did. Octaves, chords, velocities and rests are not there, so its bits are its own.
/// </summary>
internal sealed class ClassRepresentation() : Representation(new Vocabulary(TimeBase.Metric, [new("pitchclass", 12), new("length", Lengths)], []))
{
    public const int Lengths = 5;

    public override string RowName => "onset";

    public override bool IsChargedByNote => false;

    /// <summary>The nearest of sixteenth, eighth, quarter, half and whole, by ratio.</summary>
    public static int LengthOf(long ticks) => (int)Math.Clamp(Math.Round(Math.Log2(Math.Max(1.0, ticks) / (MusicalTime.Ppqn / 4))), 0, Lengths - 1);

    public override EncodedPiece Encode(Piece piece, Reading reading, int collection = 0)
    {
        var rows = new List<int>();
        foreach (var onset in Vary(piece, reading).Notes.Where(note => !note.IsDrum).GroupBy(note => note.OnsetTicks))
        {
            // Score order: the lowest comes first.
            var root = onset.First();
            rows.AddRange([root.Pitch % 12, LengthOf(root.DurationTicks)]);
        }

        return new EncodedPiece([.. rows], [], rows.Count / 2) { HasEndRow = false };
    }

    public override IReadOnlyList<Note> Decode(IReadOnlyList<int[]> rows)
    {
        var notes = new List<Note>();
        long onset = 0;
        foreach (var row in rows)
        {
            var length = (MusicalTime.Ppqn / 4) << row[1];
            notes.Add(new Note(onset, length, (byte)(60 + row[0]), 80));
            onset += length;
        }

        return notes;
    }
}
