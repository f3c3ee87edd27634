namespace MusicGen.Core;

/// <summary>
/// Brings a piece onto the time grid of sheet music. Music on the grid is left as it is, note for note; other music with a metre is moved to the grid; performed
/// music gets beats, bars and a tempo a bar first. Two notes of one pitch that fall together become one.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public static class ScoreQuantiser
{
    private const double GridShare = 0.9;
    private const int MaxDenominator = 64;

    /// <summary>The piece on the grid.</summary>
    /// <param name="piece">Any piece.</param>
    /// <param name="options">How; null for everything found from the notes.</param>
    public static Piece Quantise(Piece piece, ScoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(piece);
        options ??= new ScoreOptions();
        if (piece.Notes.Count > 0 && (options.IsPerformed ?? LooksPerformed(piece)))
            return new PerformanceQuantiser(piece, options.Metre).Quantise();
        var notes = piece.Notes.Select(note => OnGrid(note, ScoreGrid.Nearest(note.OnsetTicks), ScoreGrid.Nearest(note.EndTicks)));
        return new Piece(piece.Name, Settled(notes), piece.Tempo, MetresOf(piece, options.Metre));
    }

    internal static Note OnGrid(Note note, long onset, long end) =>
        note with { OnsetTicks = onset, DurationTicks = (end > onset ? end : ScoreGrid.After(onset)) - onset };

    internal static IEnumerable<Note> Settled(IEnumerable<Note> notes)
    {
        var sorted = notes.ToArray();
        Array.Sort(sorted);
        return MidiPieceWriter.Separate(sorted);
    }

    private static bool LooksPerformed(Piece piece) => piece.Notes.Count(note => ScoreGrid.Contains(note.OnsetTicks)) < GridShare * piece.Notes.Count;

    /// <summary>The metres with bars that notes can fill: not finer than 64ths, not starting beside the grid.</summary>
    private static IEnumerable<MetreChange> MetresOf(Piece piece, MetreChange? given)
    {
        var metres = piece.Metres.Count == 0 && given is { } metre ? [metre with { OnsetTicks = 0 }] : piece.Metres;
        return metres
            .Where(metre => metre.Numerator > 0 && metre.Denominator is > 0 and <= MaxDenominator)
            .Select(metre => metre with { OnsetTicks = ScoreGrid.Nearest(metre.OnsetTicks) });
    }
}
