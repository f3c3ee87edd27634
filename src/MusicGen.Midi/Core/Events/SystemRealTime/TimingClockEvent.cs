namespace MusicGen.Midi;

/// <summary>A pulse of the MIDI clock, 24 per quarter note.</summary>
public sealed class TimingClockEvent : SystemRealTimeEvent
{
    public TimingClockEvent()
        : base(MidiEventType.TimingClock)
    {
    }
}
