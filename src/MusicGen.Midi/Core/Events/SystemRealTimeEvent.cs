namespace MusicGen.Midi;

/// <summary>A one-byte message about timing or state; files should not hold them, and writing leaves them out.</summary>
public abstract class SystemRealTimeEvent : MidiEvent
{
    private protected SystemRealTimeEvent(MidiEventType eventType)
        : base(eventType)
    {
    }

    public override string ToString() => EventType.ToString();

    private protected override bool ContentEquals(MidiEvent other) => true;
}
