using System.Buffers.Binary;

namespace MusicGen.Bindings.Alsa;

/// <summary>Turns events of the ALSA sequencer (struct snd_seq_event) into MIDI bytes and back.</summary>
/// <remarks>Thread-safe. Allocates nothing.</remarks>
public static class SequencerEvent
{
    /// <summary>Bytes of an event; what is longer takes several times as many.</summary>
    public const int Size = 28;

    /// <summary>Most MIDI bytes that one event becomes.</summary>
    public const int MostMidiBytes = 12;

    internal const byte ClientExit = 61;
    internal const byte ClientChange = 62;
    internal const byte PortStart = 63;
    internal const byte PortExit = 64;
    internal const byte PortChange = 65;
    internal const byte Unsubscribed = 67;

    private const byte NoteOn = 6;
    private const byte NoteOff = 7;
    private const byte KeyPressure = 8;
    private const byte Controller = 10;
    private const byte Program = 11;
    private const byte ChannelPressure = 12;
    private const byte PitchBend = 13;
    private const byte Controller14 = 14;
    private const byte NonRegistered = 15;
    private const byte Registered = 16;

    private const byte VariableLength = 1 << 2;
    private const byte LengthMask = 3 << 2;
    private const byte DirectQueue = 253;
    private const byte Subscribers = 254;
    private const byte AnyPort = 253;
    private const int CentredBend = 8192;

    /// <summary>Who sent it.</summary>
    public static SequencerAddress SourceOf(ReadOnlySpan<byte> sent) => new(sent[12], sent[13]);

    /// <summary>Bytes that an event takes, with what is behind it.</summary>
    public static int LengthOf(ReadOnlySpan<byte> sent)
    {
        if ((sent[1] & LengthMask) != VariableLength) return Size;
        var behind = BinaryPrimitives.ReadUInt32LittleEndian(sent[16..]) & 0x3FFF_FFFF;
        return (int)Math.Min(int.MaxValue, Size + (behind + Size - 1) / Size * Size);
    }

    /// <summary>What it tells of programs and ports.</summary>
    public static SequencerNews NewsOf(ReadOnlySpan<byte> sent) => sent[0] switch
    {
        ClientExit => SequencerNews.ClientWent,
        ClientChange => SequencerNews.ClientChanged,
        PortStart or PortChange => SequencerNews.PortCame,
        PortExit => SequencerNews.PortWent,
        _ => SequencerNews.None,
    };

    /// <summary>Whom <see cref="NewsOf"/> is about.</summary>
    public static SequencerAddress SubjectOf(ReadOnlySpan<byte> sent) => new(sent[16], sent[17]);

    /// <summary>Whether it tells that somebody who was connected is not any more.</summary>
    public static bool IsFarewell(ReadOnlySpan<byte> sent) => sent[0] == Unsubscribed;

    /// <summary>The MIDI bytes of an event.</summary>
    /// <param name="sent">The event.</param>
    /// <param name="midi">At least <see cref="MostMidiBytes"/>.</param>
    /// <returns>How many there are; 0 where it is nothing that goes over a cable.</returns>
    public static int ToMidi(ReadOnlySpan<byte> sent, Span<byte> midi)
    {
        var channel = sent[16] & 15;
        int first = sent[17] & 127, second = sent[18] & 127;
        var parameter = (int)BinaryPrimitives.ReadUInt32LittleEndian(sent[20..]);
        var value = BinaryPrimitives.ReadInt32LittleEndian(sent[24..]);
        return sent[0] switch
        {
            NoteOn => Write(midi, 0x90 | channel, first, second),
            NoteOff => Write(midi, 0x80 | channel, first, second),
            KeyPressure => Write(midi, 0xA0 | channel, first, second),
            Controller => Write(midi, 0xB0 | channel, parameter, value),
            Program => Write(midi, 0xC0 | channel, value),
            ChannelPressure => Write(midi, 0xD0 | channel, value),
            PitchBend => WriteBend(midi, channel, Math.Clamp(value + CentredBend, 0, 2 * CentredBend - 1)),
            Controller14 => WriteFine(midi, channel, parameter, value),
            NonRegistered => WriteNumbered(midi, channel, 99, parameter, value),
            Registered => WriteNumbered(midi, channel, 101, parameter, value),
            30 => Write(midi, 0xFA),
            31 => Write(midi, 0xFB),
            32 => Write(midi, 0xFC),
            36 => Write(midi, 0xF8),
            41 => Write(midi, 0xFF),
            42 => Write(midi, 0xFE),
            _ => 0,
        };
    }

    /// <summary>The event of one MIDI message, to be sent at once to everybody who is connected.</summary>
    /// <param name="port">Number of the own port that it comes out of.</param>
    /// <param name="status">Status byte.</param>
    /// <param name="first">First data byte, 0–127.</param>
    /// <param name="second">Second data byte, 0–127.</param>
    /// <param name="sent">Receives <see cref="Size"/> bytes.</param>
    /// <returns>False where there is no such event.</returns>
    public static bool TryFromMidi(byte port, byte status, byte first, byte second, Span<byte> sent)
    {
        sent[..Size].Clear();
        sent[3] = DirectQueue;
        sent[13] = port;
        sent[14] = Subscribers;
        sent[15] = AnyPort;
        if (status >= 0xF8)
        {
            sent[0] = status switch { 0xF8 => 36, 0xFA => 30, 0xFB => 31, 0xFC => 32, 0xFE => 42, 0xFF => 41, _ => 0 };
            return sent[0] != 0;
        }

        sent[16] = (byte)(status & 15);
        var (type, parameter, value) = (status & 0xF0) switch
        {
            0x80 => (NoteOff, 0, 0),
            0x90 => (second == 0 ? NoteOff : NoteOn, 0, 0),
            0xA0 => (KeyPressure, 0, 0),
            0xB0 => (Controller, first, second),
            0xC0 => (Program, 0, first),
            0xD0 => (ChannelPressure, 0, first),
            0xE0 => (PitchBend, 0, (first | second << 7) - CentredBend),
            _ => (0, 0, 0),
        };
        sent[0] = (byte)type;
        if (type is NoteOn or NoteOff or KeyPressure)
        {
            sent[17] = first;
            sent[18] = second;
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(sent[20..], parameter);
            BinaryPrimitives.WriteInt32LittleEndian(sent[24..], value);
        }

        return type != 0;
    }

    private static int Write(Span<byte> midi, int status, int first = -1, int second = -1)
    {
        midi[0] = (byte)status;
        if (first >= 0) midi[1] = (byte)(first & 127);
        if (second >= 0) midi[2] = (byte)(second & 127);
        return first < 0 ? 1 : second < 0 ? 2 : 3;
    }

    private static int WriteBend(Span<byte> midi, int channel, int value14) => Write(midi, 0xE0 | channel, value14 & 127, value14 >> 7);

    private static int WriteFine(Span<byte> midi, int channel, int control, int value)
    {
        if (control is < 0 or > 31) return Write(midi, 0xB0 | channel, control & 127, value & 127);
        return Write(midi, 0xB0 | channel, control, value >> 7 & 127) + Write(midi[3..], 0xB0 | channel, control + 32, value & 127);
    }

    private static int WriteNumbered(Span<byte> midi, int channel, int numberControl, int number, int value) =>
        Write(midi, 0xB0 | channel, numberControl, number >> 7 & 127) + Write(midi[3..], 0xB0 | channel, numberControl - 1, number & 127)
        + Write(midi[6..], 0xB0 | channel, 6, value >> 7 & 127) + Write(midi[9..], 0xB0 | channel, 38, value & 127);
}
