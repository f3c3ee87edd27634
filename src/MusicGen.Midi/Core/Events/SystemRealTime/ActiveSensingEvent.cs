namespace MusicGen.Midi;

/// <summary>The sender is still there.</summary>
public sealed class ActiveSensingEvent : SystemRealTimeEvent
{
    public ActiveSensingEvent()
        : base(MidiEventType.ActiveSensing)
    {
    }
}
