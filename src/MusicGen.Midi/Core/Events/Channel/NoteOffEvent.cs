namespace MusicGen.Midi;

/// <summary>A key released.</summary>
public sealed class NoteOffEvent : NoteEvent
{
    public NoteOffEvent()
        : base(MidiEventType.NoteOff)
    {
    }

    public NoteOffEvent(SevenBitNumber noteNumber, SevenBitNumber velocity)
        : base(MidiEventType.NoteOff, noteNumber, velocity)
    {
    }
}
