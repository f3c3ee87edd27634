namespace MusicGen.Midi;

/// <summary>An event that only files have: names, tempo, metre, key and whatever a program wants to keep.</summary>
public abstract class MetaEvent : MidiEvent
{
    private protected MetaEvent(MidiEventType eventType)
        : base(eventType)
    {
    }
}
