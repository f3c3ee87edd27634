namespace MusicGen.Core;

/// <summary>One work: its notes in score order with tempo and metre. What a MIDI file is read into and written from.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class Piece
{
    /// <summary>Takes the notes in any order and keeps them sorted.</summary>
    /// <param name="name">Title or file name, for people.</param>
    /// <param name="notes">Notes with onset ≥ 0 and duration ≥ 1.</param>
    /// <param name="tempo">Tempo map.</param>
    /// <param name="metres">Time signatures in order of time; none means 4/4 from the start.</param>
    public Piece(string name, IEnumerable<Note> notes, PieceTempo tempo, IEnumerable<MetreChange>? metres = null)
    {
        ArgumentNullException.ThrowIfNull(notes);
        Name = name;
        Tempo = tempo ?? throw new ArgumentNullException(nameof(tempo));
        var sorted = notes.ToArray();
        Array.Sort(sorted);
        Notes = sorted;
        Metres = [.. (metres ?? []).OrderBy(m => m.OnsetTicks)];
    }

    /// <summary>Title or file name.</summary>
    public string Name { get; }

    /// <summary>All notes in score order.</summary>
    public IReadOnlyList<Note> Notes { get; }

    /// <summary>Tempo map.</summary>
    public PieceTempo Tempo { get; }

    /// <summary>Time signatures in order of time; may be empty (then 4/4).</summary>
    public IReadOnlyList<MetreChange> Metres { get; }

    /// <summary>End of the last note to end, in ticks.</summary>
    public long EndTicks => Notes.Count == 0 ? 0 : Notes.Max(n => n.EndTicks);

    /// <summary>End of the last note to end, in seconds.</summary>
    public double DurationSeconds => Tempo.SecondsAt(EndTicks);
}
