namespace MusicGen.Edge;

/// <summary>
/// Remembers for the display's piano roll what sounded just now: who publishes decided notes forgets them when they end. A note that was
/// decided and then dropped, because somebody pressed a key, is forgotten here too.
/// </summary>
/// <remarks>Single-threaded: the display's thread.</remarks>
internal sealed class RollMemory
{
    private const double PastSeconds = 3.2;

    private readonly List<PanelNote> _notes = [];

    /// <summary>Takes in the notes of now.</summary>
    /// <param name="decided">Those that sound or are still to come.</param>
    /// <param name="nowSeconds">The player's clock.</param>
    /// <returns>These and those that ended a moment ago; valid until the next call.</returns>
    public IReadOnlyList<PanelNote> Merge(IReadOnlyList<PanelNote> decided, double nowSeconds)
    {
        // What had begun has sounded; what had not is as the newest list says.
        _notes.RemoveAll(note => note.OnsetSeconds > nowSeconds || note.OnsetSeconds + note.DurationSeconds < nowSeconds - PastSeconds);
        foreach (var note in decided)
        {
            var known = _notes.FindIndex(other => other.Pitch == note.Pitch && Math.Abs(other.OnsetSeconds - note.OnsetSeconds) < 0.001);
            if (known < 0) _notes.Add(note);
            else _notes[known] = note;
        }

        return _notes;
    }
}
