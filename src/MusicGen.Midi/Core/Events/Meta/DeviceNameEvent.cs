namespace MusicGen.Midi;

/// <summary>The device or port that the track is for.</summary>
public sealed class DeviceNameEvent : BaseTextEvent
{
    public DeviceNameEvent()
        : this(null)
    {
    }

    public DeviceNameEvent(string? deviceName)
        : base(MidiEventType.DeviceName, deviceName)
    {
    }
}
