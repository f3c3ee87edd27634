namespace MusicGen.Midi;

/// <summary>A key pressed; with velocity 0 it means a release on the wire.</summary>
public sealed class NoteOnEvent : NoteEvent
{
    public NoteOnEvent()
        : base(MidiEventType.NoteOn)
    {
    }

    public NoteOnEvent(SevenBitNumber noteNumber, SevenBitNumber velocity)
        : base(MidiEventType.NoteOn, noteNumber, velocity)
    {
    }
}
