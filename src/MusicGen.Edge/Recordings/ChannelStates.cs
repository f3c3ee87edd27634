namespace MusicGen.Edge;

/// <summary>What is set on the channels now: programs, controllers, wheels. A recording that begins in the midst of music begins with these.</summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class ChannelStates
{
    private const int Channels = 16;

    // One more than MIDI has controllers: the program, and the wheel.
    private const int Program = 128;
    private const int Wheel = 129;
    private const int Slots = 130;

    private readonly NoteEvent?[] _last = new NoteEvent?[Channels * Slots];

    /// <summary>Something was played.</summary>
    public void Hear(in NoteEvent played)
    {
        var slot = played.Kind switch
        {
            NoteEventKind.ControlChange => played.Data1 & 127,
            NoteEventKind.ProgramChange => Program,
            NoteEventKind.PitchBend => Wheel,
            _ => -1,
        };
        if (slot >= 0) _last[(played.Channel & 15) * Slots + slot] = played;
    }

    /// <summary>Adds what is set, as if it were set at a frame.</summary>
    public void AddTo(List<NoteEvent> events, long frame)
    {
        foreach (var set in _last)
            if (set is { } played) events.Add(played with { Frame = frame });
    }
}
