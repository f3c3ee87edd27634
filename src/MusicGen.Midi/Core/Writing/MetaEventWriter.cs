using System.Numerics;
using System.Text;

namespace MusicGen.Midi;

/// <summary>Writes meta events.</summary>
internal sealed class MetaEventWriter
{
    private readonly ByteSink _sink;
    private readonly Encoding _encoding;

    public MetaEventWriter(ByteSink sink, WritingSettings settings)
    {
        _sink = sink;
        _encoding = settings.TextEncoding ?? Encoding.ASCII;
    }

    public void WriteEndOfTrack() => Write(MetaType.EndOfTrack, []);

    public void Write(MetaEvent metaEvent)
    {
        switch (metaEvent)
        {
            case BaseTextEvent text:
                Write((byte)(MetaType.Text + (text.EventType - MidiEventType.Text)), _encoding.GetBytes(text.Text ?? string.Empty));
                break;
            case SequenceNumberEvent sequence:
                Write(MetaType.SequenceNumber, [(byte)(sequence.Number >> 8), (byte)sequence.Number]);
                break;
            case ChannelPrefixEvent prefix:
                Write(MetaType.ChannelPrefix, [prefix.Channel]);
                break;
            case PortPrefixEvent prefix:
                Write(MetaType.PortPrefix, [prefix.Port]);
                break;
            case SetTempoEvent tempo:
                var value = tempo.MicrosecondsPerQuarterNote;
                Write(MetaType.SetTempo, [(byte)(value >> 16), (byte)(value >> 8), (byte)value]);
                break;
            case TimeSignatureEvent metre:
                var exponent = (byte)BitOperations.Log2(metre.Denominator);
                Write(MetaType.TimeSignature, [metre.Numerator, exponent, metre.ClocksPerClick, metre.ThirtySecondNotesPerBeat]);
                break;
            case KeySignatureEvent key:
                Write(MetaType.KeySignature, [(byte)key.Key, key.Scale]);
                break;
            case SmpteOffsetEvent offset:
                WriteSmpteOffset(offset);
                break;
            case SequencerSpecificEvent specific:
                Write(MetaType.SequencerSpecific, specific.Data);
                break;
            case UnknownMetaEvent unknown:
                Write(unknown.StatusByte, unknown.Data);
                break;
        }
    }

    private void WriteSmpteOffset(SmpteOffsetEvent offset)
    {
        var format = offset.Format switch
        {
            SmpteFormat.TwentyFour => 0,
            SmpteFormat.TwentyFive => 1,
            SmpteFormat.ThirtyDrop => 2,
            _ => 3,
        };
        Write(MetaType.SmpteOffset, [(byte)((format << 5) | offset.Hours), offset.Minutes, offset.Seconds, offset.Frames, offset.SubFrames]);
    }

    private void Write(byte type, ReadOnlySpan<byte> data)
    {
        _sink.WriteByte(0xFF);
        _sink.WriteByte(type);
        _sink.WriteSized(data);
    }
}
