namespace MusicGen.Midi;

/// <summary>Play on from where it was stopped.</summary>
public sealed class ContinueEvent : SystemRealTimeEvent
{
    public ContinueEvent()
        : base(MidiEventType.Continue)
    {
    }
}
