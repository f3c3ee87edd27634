namespace MusicGen.Midi;

/// <summary>Play from the start.</summary>
public sealed class StartEvent : SystemRealTimeEvent
{
    public StartEvent()
        : base(MidiEventType.Start)
    {
    }
}
