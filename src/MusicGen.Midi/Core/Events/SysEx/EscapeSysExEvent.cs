namespace MusicGen.Midi;

/// <summary>A further packet of a system exclusive message, or any bytes to be sent as they are (status F7).</summary>
public sealed class EscapeSysExEvent : SysExEvent
{
    public EscapeSysExEvent()
        : base(MidiEventType.EscapeSysEx)
    {
    }

    public EscapeSysExEvent(byte[]? data)
        : this()
    {
        Data = data;
    }
}
