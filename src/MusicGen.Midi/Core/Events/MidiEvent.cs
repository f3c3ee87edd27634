namespace MusicGen.Midi;

/// <summary>One event of a track: what happens, and the ticks since the event before it.</summary>
/// <remarks>Mutable and not thread-safe, like everything read from a file.</remarks>
public abstract class MidiEvent
{
    private long _deltaTime;

    protected MidiEvent(MidiEventType eventType)
    {
        EventType = eventType;
    }

    public MidiEventType EventType { get; }

    /// <summary>Ticks since the event before it in the track, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long DeltaTime
    {
        get => _deltaTime;
        set => _deltaTime = Throw.IfNegative(value, nameof(value));
    }

    public MidiEvent Clone() => CloneEvent();

    /// <summary>Whether two events are of one kind with equal delta time and contents; two nulls are equal.</summary>
    public static bool Equals(MidiEvent? midiEvent1, MidiEvent? midiEvent2)
    {
        if (ReferenceEquals(midiEvent1, midiEvent2))
            return true;
        return midiEvent1 is not null
            && midiEvent2 is not null
            && midiEvent1.EventType == midiEvent2.EventType
            && midiEvent1.DeltaTime == midiEvent2.DeltaTime
            && midiEvent1.ContentEquals(midiEvent2);
    }

    /// <summary>Compares what is in the event beside its delta time; the other event is of the same kind.</summary>
    private protected abstract bool ContentEquals(MidiEvent other);

    /// <summary>A copy that shares nothing mutable with the event; events that hold arrays copy those as well.</summary>
    private protected virtual MidiEvent CloneEvent() => (MidiEvent)MemberwiseClone();
}
