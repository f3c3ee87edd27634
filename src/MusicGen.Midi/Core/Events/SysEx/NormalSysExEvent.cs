namespace MusicGen.Midi;

/// <summary>A system exclusive message, or its first packet (status F0).</summary>
public sealed class NormalSysExEvent : SysExEvent
{
    public NormalSysExEvent()
        : base(MidiEventType.NormalSysEx)
    {
    }

    public NormalSysExEvent(byte[]? data)
        : this()
    {
        Data = data;
    }
}
