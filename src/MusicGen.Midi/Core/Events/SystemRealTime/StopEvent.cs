namespace MusicGen.Midi;

/// <summary>Stop playing.</summary>
public sealed class StopEvent : SystemRealTimeEvent
{
    public StopEvent()
        : base(MidiEventType.Stop)
    {
    }
}
