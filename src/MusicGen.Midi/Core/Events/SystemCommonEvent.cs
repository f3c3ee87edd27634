namespace MusicGen.Midi;

/// <summary>A message for the whole system; files should not hold them, and writing leaves them out.</summary>
public abstract class SystemCommonEvent : MidiEvent
{
    private protected SystemCommonEvent(MidiEventType eventType)
        : base(eventType)
    {
    }
}
