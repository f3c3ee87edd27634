namespace MusicGen.Edge;

/// <summary>
/// The composed notes from those that sound to the last decided one, published by the composer thread for those who show what
/// comes: page and display.
/// </summary>
/// <remarks><see cref="Snapshot"/>: any thread; it is another list only when something has changed.</remarks>
internal sealed class DecidedNotes(Scheduler scheduler, Player player)
{
    // A note is the longest-sounding of the last so many; a display has no room for more.
    private const int Most = 256;

    private readonly DecidedNote[] _found = new DecidedNote[Most];
    private volatile IReadOnlyList<DecidedNote> _snapshot = [];
    private int _count;

    /// <summary>The notes, in the order of their onsets.</summary>
    public IReadOnlyList<DecidedNote> Snapshot => _snapshot;

    /// <summary>Composer thread: looks whether something has changed. Allocates only then.</summary>
    public void Publish()
    {
        var notes = scheduler.Notes;
        var now = player.PlayedFrames;
        int count = 0, changes = 0;
        for (var index = Math.Max(0, notes.Count - Most); index < notes.Count; index++)
        {
            var note = notes[index];
            if (note.EndFrame <= now) continue;
            var decided = new DecidedNote(note.OnsetFrame, note.EndFrame, note.Note.Pitch, note.Note.Velocity);
            if (count >= _count || _found[count] != decided) changes++;
            _found[count++] = decided;
        }

        if (changes == 0 && count == _count) return;
        _count = count;
        _snapshot = _found[..count];
    }
}
