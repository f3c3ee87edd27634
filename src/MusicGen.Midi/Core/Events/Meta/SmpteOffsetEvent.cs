namespace MusicGen.Midi;

/// <summary>The SMPTE time at which a track starts.</summary>
public sealed class SmpteOffsetEvent : MetaEvent
{
    public const byte MaxHours = 23;
    public const byte MaxMinutes = 59;
    public const byte MaxSeconds = 59;
    public const byte MaxSubFrames = 99;

    private SmpteFormat _format = SmpteFormat.TwentyFour;
    private byte _hours;
    private byte _minutes;
    private byte _seconds;
    private byte _frames;
    private byte _subFrames;

    public SmpteOffsetEvent()
        : base(MidiEventType.SmpteOffset)
    {
    }

    public SmpteOffsetEvent(SmpteFormat format, byte hours, byte minutes, byte seconds, byte frames, byte subFrames)
        : this()
    {
        Format = format;
        Hours = hours;
        Minutes = minutes;
        Seconds = seconds;
        Frames = frames;
        SubFrames = subFrames;
    }

    /// <exception cref="System.ComponentModel.InvalidEnumArgumentException">The format is none of the four frame rates.</exception>
    public SmpteFormat Format
    {
        get => _format;
        set => _format = Throw.IfUndefined(value, nameof(value));
    }

    public byte Hours
    {
        get => _hours;
        set => _hours = Throw.IfAbove(value, MaxHours, nameof(value));
    }

    public byte Minutes
    {
        get => _minutes;
        set => _minutes = Throw.IfAbove(value, MaxMinutes, nameof(value));
    }

    public byte Seconds
    {
        get => _seconds;
        set => _seconds = Throw.IfAbove(value, MaxSeconds, nameof(value));
    }

    /// <summary>Frame from 0 to one less than the format's frames per second.</summary>
    public byte Frames
    {
        get => _frames;
        set => _frames = Throw.IfAbove(value, MaxFrames(_format), nameof(value));
    }

    /// <summary>Hundredths of a frame.</summary>
    public byte SubFrames
    {
        get => _subFrames;
        set => _subFrames = Throw.IfAbove(value, MaxSubFrames, nameof(value));
    }

    public override string ToString() => $"{EventType} ({Format}, {Hours}:{Minutes}:{Seconds}:{Frames}:{SubFrames})";

    internal static byte MaxFrames(SmpteFormat format) =>
        format == SmpteFormat.ThirtyDrop ? (byte)29 : (byte)((byte)format - 1);

    private protected override bool ContentEquals(MidiEvent other)
    {
        var that = (SmpteOffsetEvent)other;
        return (that._format, that._hours, that._minutes, that._seconds, that._frames, that._subFrames)
            == (_format, _hours, _minutes, _seconds, _frames, _subFrames);
    }
}
