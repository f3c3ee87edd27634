namespace MusicGen.Training;

/// <summary>
/// Cuts music into excerpts of one length on one clock and grid, so that generated and human music are measured alike:
/// performed music in milliseconds, written music at 120 quarters a minute whatever its tempo marks.
/// </summary>
internal static class Excerpts
{
    /// <summary>Excerpts with fewer notes say nothing.</summary>
    public const int LeastNotes = 16;

    /// <param name="pieces">Any music.</param>
    /// <param name="codec">The grid.</param>
    /// <param name="seconds">Length of an excerpt.</param>
    /// <param name="most">Largest number of excerpts; the first of every piece come first, and where not all have room, some from everywhere among the pieces.</param>
    public static IReadOnlyList<Piece> Cut(IReadOnlyList<Piece> pieces, NoteCodec codec, double seconds, int most)
    {
        var cut = new List<Piece>();
        foreach (var windows in pieces.SelectMany(piece => Windows(piece, codec, seconds)).Where(window => window.Excerpt.Notes.Count >= LeastNotes).GroupBy(window => window.Number).OrderBy(group => group.Key))
        {
            Piece[] excerpts = [.. windows.Select(window => window.Excerpt)];
            var room = Math.Min(excerpts.Length, most - cut.Count);
            for (var i = 0; i < room; i++) cut.Add(excerpts[(int)((long)i * excerpts.Length / room)]);
        }

        return cut;
    }

    /// <summary>
    /// The floor: the same notes in random order, at the same onsets in random order of the steps between them. What is left
    /// are the plain distributions.
    /// </summary>
    public static Piece Shuffle(Piece piece, long randomSeed)
    {
        var random = new SplitMix((ulong)randomSeed);
        var notes = piece.Notes.ToArray();
        var steps = notes.Select((note, i) => i == 0 ? 0 : note.OnsetTicks - notes[i - 1].OnsetTicks).ToArray();
        Mix(notes, ref random);
        Mix(steps, ref random);
        long onset = 0;
        for (var i = 0; i < notes.Length; i++) notes[i] = notes[i] with { OnsetTicks = onset += steps[i] };
        return new Piece(piece.Name, notes, piece.Tempo, piece.Metres);
    }

    private static IEnumerable<(int Number, Piece Excerpt)> Windows(Piece piece, NoteCodec codec, double seconds)
    {
        var notes = codec.Quantise(piece);
        if (notes.Length == 0) yield break;
        var performed = codec.Vocabulary.TimeBase == TimeBase.Performed;
        var length = (long)(seconds * (performed ? 1000 : 2 * MusicalTime.Ppqn));
        var tempo = performed ? PieceTempo.Performed : PieceTempo.Constant(120);
        foreach (var window in notes.GroupBy(note => (int)(note.OnsetTicks / length)))
        {
            // What does not fill its window would differ by length alone; a short piece of its own is taken as it is.
            var last = window.Max(note => note.OnsetTicks) - window.Key * length;
            if (last < length / 2 && window.Key > 0) continue;
            var moved = window.Select(note => note with { OnsetTicks = note.OnsetTicks - window.Key * length });
            yield return (window.Key, new Piece(piece.Name, moved, tempo, performed ? [] : piece.Metres.Take(1).Select(metre => metre with { OnsetTicks = 0 })));
        }
    }

    private static void Mix<T>(T[] values, ref SplitMix random)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var k = random.Below(i + 1);
            (values[i], values[k]) = (values[k], values[i]);
        }
    }
}
