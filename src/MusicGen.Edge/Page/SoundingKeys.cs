namespace MusicGen.Edge;

/// <summary>The notes that sound, kept from the copies of what was played: what a page that comes in the middle must be told.</summary>
internal sealed class SoundingKeys
{
    private readonly Dictionary<int, NoteEvent> _sounding = [];

    /// <summary>The note-ons whose note-off has not come.</summary>
    public IReadOnlyCollection<NoteEvent> All => _sounding.Values;

    /// <summary>Takes notice of an event.</summary>
    public void Take(in NoteEvent played)
    {
        var key = played.Channel << 7 | played.Data1;
        if (played.Kind == NoteEventKind.NoteOn) _sounding[key] = played;
        else if (played.Kind == NoteEventKind.NoteOff) _sounding.Remove(key);
    }
}
