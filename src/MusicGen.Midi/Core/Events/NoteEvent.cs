namespace MusicGen.Midi;

/// <summary>A key going down or up.</summary>
public abstract class NoteEvent : ChannelEvent
{
    private protected NoteEvent(MidiEventType eventType)
        : base(eventType)
    {
    }

    private protected NoteEvent(MidiEventType eventType, SevenBitNumber noteNumber, SevenBitNumber velocity)
        : base(eventType)
    {
        NoteNumber = noteNumber;
        Velocity = velocity;
    }

    /// <summary>Pitch from 0 to 127; 60 is middle C.</summary>
    public SevenBitNumber NoteNumber
    {
        get => (SevenBitNumber)_data1;
        set => _data1 = value;
    }

    public SevenBitNumber Velocity
    {
        get => (SevenBitNumber)_data2;
        set => _data2 = value;
    }

    public override string ToString() => $"{EventType} [{Channel}] ({NoteNumber}, {Velocity})";
}
