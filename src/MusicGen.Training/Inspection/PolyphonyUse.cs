namespace MusicGen.Training;

/// <summary>How many notes of a file sound together, as <c>inspect</c> tells it.</summary>
/// <param name="Most">Notes at the fullest moment.</param>
/// <param name="Mean">Mean over the time in which at least one note sounds.</param>
internal sealed record PolyphonyUse(int Most, double Mean)
{
    public static PolyphonyUse Of(Piece piece)
    {
        // At one tick ends come before starts.
        var edges = piece.Notes.Select(note => (Ticks: note.OnsetTicks, Step: 1))
            .Concat(piece.Notes.Select(note => (Ticks: note.EndTicks, Step: -1)))
            .Order().ToList();
        int sounding = 0, most = 0;
        double noteSeconds = 0, soundSeconds = 0, lastSeconds = 0;
        foreach (var (ticks, step) in edges)
        {
            var seconds = piece.Tempo.SecondsAt(ticks);
            noteSeconds += sounding * (seconds - lastSeconds);
            if (sounding > 0) soundSeconds += seconds - lastSeconds;
            lastSeconds = seconds;
            sounding += step;
            most = Math.Max(most, sounding);
        }

        return new PolyphonyUse(most, soundSeconds > 0 ? Math.Round(noteSeconds / soundSeconds, 2) : most);
    }
}
