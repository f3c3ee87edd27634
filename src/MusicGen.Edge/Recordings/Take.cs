namespace MusicGen.Edge;

/// <summary>One stretch of music as the recorder hears it; becomes a <see cref="Recording"/>.</summary>
/// <param name="startFrame">Frame of its first note.</param>
/// <param name="started">When that was, by the box's clock.</param>
/// <param name="preset">Name of the preset that it began with.</param>
internal sealed class Take(long startFrame, DateTimeOffset started, string preset)
{
    /// <summary>Frame of its first note.</summary>
    public long StartFrame { get; } = startFrame;

    /// <summary>When it began, by the box's clock.</summary>
    public DateTimeOffset Started { get; } = started;

    /// <summary>Name of the preset that it began with.</summary>
    public string Preset { get; } = preset;

    /// <summary>What was played, in order.</summary>
    public List<NoteEvent> Events { get; } = [];

    /// <summary>Notes among it.</summary>
    public int NoteCount { get; set; }

    /// <summary>Frame of the last event.</summary>
    public long LastFrame { get; set; } = startFrame;

    /// <summary>Its number in the library, or 0 while it is not there. Used by the thread that writes.</summary>
    public long Number { get; set; }
}
