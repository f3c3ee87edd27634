namespace MusicGen.Midi.Live;

/// <summary>One live MIDI message, as it comes from a keyboard or goes to a synthesizer.</summary>
/// <param name="Status">Status byte, 0x80…0xFF; 0 in <c>default</c>.</param>
/// <param name="Data1">First data byte, 0…127; 0 where the message has none.</param>
/// <param name="Data2">Second data byte, 0…127; 0 where the message has none.</param>
public readonly record struct MidiMessage(byte Status, byte Data1, byte Data2)
{
    private const byte FirstSystemStatus = 0xF0;
    private const byte FirstRealTimeStatus = 0xF8;

    /// <summary>What the message is.</summary>
    public MidiMessageKind Kind => (MidiMessageKind)(IsChannelMessage ? Status & 0xF0 : Status);

    /// <summary>Channel 0…15; 0 for a system message, which has none.</summary>
    public byte Channel => IsChannelMessage ? (byte)(Status & 0x0F) : (byte)0;

    /// <summary>Whether the message is for one channel.</summary>
    public bool IsChannelMessage => Status is >= 0x80 and < FirstSystemStatus;

    /// <summary>Whether the message is one byte about timing or state, which may come in the midst of another.</summary>
    public bool IsRealTime => Status >= FirstRealTimeStatus;

    /// <summary>Position of the pitch wheel, 0…16383 with 8192 in the middle; the song position in sixteenths for that message.</summary>
    public int Value14 => Data1 | (Data2 << 7);

    /// <summary>How many data bytes follow a status byte; 0 for a system exclusive one, whose length only its end tells.</summary>
    public static int DataLength(byte status) => status switch
    {
        < 0x80 => 0,
        < 0xC0 => 2,
        < 0xE0 => 1,
        < FirstSystemStatus => 2,
        0xF1 or 0xF3 => 1,
        0xF2 => 2,
        _ => 0,
    };

    /// <summary>Writes the message as bytes, without running status; a system exclusive one is not written, as its contents are not here.</summary>
    /// <param name="destination">At least three bytes.</param>
    /// <returns>How many bytes were written; 0 where there is no message or no room.</returns>
    public int WriteTo(Span<byte> destination)
    {
        var length = Status < 0x80 || Status == FirstSystemStatus ? 0 : 1 + DataLength(Status);
        if (length > destination.Length)
            return 0;
        if (length > 0)
            destination[0] = Status;
        if (length > 1)
            destination[1] = Data1;
        if (length > 2)
            destination[2] = Data2;
        return length;
    }
}
