using System.Buffers.Binary;

namespace MusicGen.Midi;

/// <summary>Reads meta events: the standard's kinds typed, all others byte for byte.</summary>
internal sealed class MetaEventReader
{
    private readonly ByteCursor _cursor;
    private readonly ReadingSettings _settings;

    public MetaEventReader(ByteCursor cursor, ReadingSettings settings)
    {
        _cursor = cursor;
        _settings = settings;
    }

    public MetaEvent Read()
    {
        var type = _cursor.ReadByte();
        var data = _cursor.ReadBytes(_cursor.ReadLength());
        if (type is >= MetaType.Text and <= MetaType.DeviceName)
            return ReadText(type, data);
        return type switch
        {
            MetaType.SequenceNumber => new SequenceNumberEvent(data.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(data) : (ushort)0),
            MetaType.EndOfTrack => new EndOfTrackEvent(),
            MetaType.SequencerSpecific => new SequencerSpecificEvent(ToArray(data)),
            MetaType.ChannelPrefix when data.Length >= 1 => new ChannelPrefixEvent(data[0]),
            MetaType.PortPrefix when data.Length >= 1 => new PortPrefixEvent(data[0]),
            MetaType.SetTempo when data.Length >= 3 => ReadTempo(data),
            MetaType.SmpteOffset when data.Length >= 5 => ReadSmpteOffset(data),
            MetaType.TimeSignature when data.Length >= 2 => ReadTimeSignature(data),
            MetaType.KeySignature when data.Length >= 2 => ReadKeySignature(data),

            // One that is too short to mean what its type says is kept as it stands, too.
            _ => new UnknownMetaEvent(type, ToArray(data)),
        };
    }

    private byte[]? ToArray(ReadOnlySpan<byte> data) =>
        data.IsEmpty && _settings.ZeroLengthDataPolicy == ZeroLengthDataPolicy.ReadAsNull ? null : data.ToArray();

    private MetaEvent ReadText(byte type, ReadOnlySpan<byte> data)
    {
        var text = Decode(data);
        return type switch
        {
            MetaType.Text => new TextEvent(text),
            MetaType.CopyrightNotice => new CopyrightNoticeEvent(text),
            MetaType.SequenceTrackName => new SequenceTrackNameEvent(text),
            MetaType.InstrumentName => new InstrumentNameEvent(text),
            MetaType.Lyric => new LyricEvent(text),
            MetaType.Marker => new MarkerEvent(text),
            MetaType.CuePoint => new CuePointEvent(text),
            MetaType.ProgramName => new ProgramNameEvent(text),
            _ => new DeviceNameEvent(text),
        };
    }

    private string? Decode(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
            return _settings.ZeroLengthDataPolicy == ZeroLengthDataPolicy.ReadAsNull ? null : string.Empty;
        return _settings.DecodeTextCallback is { } decode
            ? decode(data.ToArray(), _settings)
            : (_settings.TextEncoding ?? System.Text.Encoding.ASCII).GetString(data);
    }

    private SetTempoEvent ReadTempo(ReadOnlySpan<byte> data)
    {
        var value = (data[0] << 16) | (data[1] << 8) | data[2];
        return new SetTempoEvent(Mend(MidiEventType.SetTempo, nameof(SetTempoEvent.MicrosecondsPerQuarterNote), value, 1, int.MaxValue));
    }

    private TimeSignatureEvent ReadTimeSignature(ReadOnlySpan<byte> data)
    {
        var exponent = Mend(MidiEventType.TimeSignature, nameof(TimeSignatureEvent.Denominator), data[1], 0, 7);
        var clocks = data.Length > 2 ? data[2] : TimeSignatureEvent.DefaultClocksPerClick;
        var thirtySeconds = data.Length > 3 ? data[3] : TimeSignatureEvent.DefaultThirtySecondNotesPerBeat;
        return new TimeSignatureEvent(data[0], (byte)(1 << exponent), clocks, thirtySeconds);
    }

    private KeySignatureEvent ReadKeySignature(ReadOnlySpan<byte> data)
    {
        var key = Mend(MidiEventType.KeySignature, nameof(KeySignatureEvent.Key), (sbyte)data[0], KeySignatureEvent.MinKey, KeySignatureEvent.MaxKey);
        var scale = Mend(MidiEventType.KeySignature, nameof(KeySignatureEvent.Scale), data[1], KeySignatureEvent.MinScale, KeySignatureEvent.MaxScale);
        return new KeySignatureEvent((sbyte)key, (byte)scale);
    }

    private SmpteOffsetEvent ReadSmpteOffset(ReadOnlySpan<byte> data)
    {
        var format = ((data[0] >> 5) & 3) switch
        {
            0 => SmpteFormat.TwentyFour,
            1 => SmpteFormat.TwentyFive,
            2 => SmpteFormat.ThirtyDrop,
            _ => SmpteFormat.Thirty,
        };
        return new SmpteOffsetEvent(
            format,
            Part(nameof(SmpteOffsetEvent.Hours), data[0] & 0x1F, SmpteOffsetEvent.MaxHours),
            Part(nameof(SmpteOffsetEvent.Minutes), data[1], SmpteOffsetEvent.MaxMinutes),
            Part(nameof(SmpteOffsetEvent.Seconds), data[2], SmpteOffsetEvent.MaxSeconds),
            Part(nameof(SmpteOffsetEvent.Frames), data[3], SmpteOffsetEvent.MaxFrames(format)),
            Part(nameof(SmpteOffsetEvent.SubFrames), data[4], SmpteOffsetEvent.MaxSubFrames));
    }

    private byte Part(string name, int value, int maximum) => (byte)Mend(MidiEventType.SmpteOffset, name, value, 0, maximum);

    private int Mend(MidiEventType eventType, string name, int value, int minimum, int maximum)
    {
        if (value >= minimum && value <= maximum)
            return value;
        if (_settings.InvalidMetaEventParameterValuePolicy == InvalidMetaEventParameterValuePolicy.Abort)
            throw new InvalidMetaEventParameterValueException(eventType, name, value);
        return Math.Clamp(value, minimum, maximum);
    }
}
