namespace MusicGen.Midi;

/// <summary>Return to the state of power-on. Only live: in a file its byte opens a meta event.</summary>
public sealed class ResetEvent : SystemRealTimeEvent
{
    public ResetEvent()
        : base(MidiEventType.Reset)
    {
    }
}
