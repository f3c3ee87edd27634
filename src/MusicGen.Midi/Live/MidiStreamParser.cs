namespace MusicGen.Midi.Live;

/// <summary>
/// Turns the bytes of a live MIDI connection into messages: the first stage behind every MIDI input. Any bytes may come; what makes no
/// sense is dropped and counted.
/// <list type="bullet">
/// <item>Running status is followed; system common messages cancel it, real-time messages do not touch it.</item>
/// <item>Real-time messages come out at once, even between the data bytes of another message or within a system exclusive one.</item>
/// <item>A note-on of velocity 0 comes out as a note-off.</item>
/// <item>A system exclusive message comes out when it is complete, with its contents in <see cref="SystemExclusive"/>. One that another status
/// byte breaks off, or that is longer than the room for it, is dropped.</item>
/// <item>Undefined status bytes (F4, F5, F9, FD) come out as nothing.</item>
/// </list>
/// </summary>
/// <remarks>Single-threaded. Allocates in its constructor only, and never throws.</remarks>
public sealed class MidiStreamParser
{
    /// <summary>Room for a system exclusive message where none is asked for, in bytes.</summary>
    public const int DefaultSystemExclusiveCapacity = 256;

    private const byte SystemExclusiveStart = 0xF0;
    private const byte SystemExclusiveEnd = 0xF7;
    private const byte FirstRealTimeStatus = 0xF8;
    private const byte NoData = 0xFF;

    private readonly byte[] _systemExclusive;
    private int _systemExclusiveLength;
    private bool _inSystemExclusive;
    private byte _status;
    private byte _firstData = NoData;

    /// <param name="systemExclusiveCapacity">Longest system exclusive message that is kept, in bytes without its first and last; 0 drops all.</param>
    public MidiStreamParser(int systemExclusiveCapacity = DefaultSystemExclusiveCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(systemExclusiveCapacity);
        _systemExclusive = new byte[systemExclusiveCapacity];
    }

    /// <summary>Bytes that belonged to no message since the start.</summary>
    public long DroppedByteCount { get; private set; }

    /// <summary>System exclusive messages broken off or too long since the start.</summary>
    public long DroppedSystemExclusiveCount { get; private set; }

    /// <summary>Contents of the system exclusive message that came out last, without F0 and F7; valid until the next byte is pushed.</summary>
    public ReadOnlySpan<byte> SystemExclusive => _inSystemExclusive ? [] : _systemExclusive.AsSpan(0, Math.Min(_systemExclusiveLength, _systemExclusive.Length));

    /// <summary>Takes one byte.</summary>
    /// <param name="value">The next byte of the connection.</param>
    /// <param name="message">The message that this byte completes.</param>
    /// <returns>Whether it completes one.</returns>
    public bool Push(byte value, out MidiMessage message)
    {
        if (value >= FirstRealTimeStatus)
            return PushRealTime(value, out message);
        if (value >= 0x80)
            return PushStatus(value, out message);
        return PushData(value, out message);
    }

    /// <summary>Takes bytes and hands on each message that they complete.</summary>
    /// <param name="values">The next bytes of the connection; they may begin and end anywhere.</param>
    /// <param name="handler">Called for each message, in order; keep the delegate, so that nothing is allocated for it.</param>
    public void Push(ReadOnlySpan<byte> values, Action<MidiMessage> handler)
    {
        foreach (var value in values)
        {
            if (Push(value, out var message))
                handler(message);
        }
    }

    /// <summary>Forgets what was begun, as after a cable was pulled.</summary>
    public void Reset()
    {
        _status = 0;
        _firstData = NoData;
        _inSystemExclusive = false;
        _systemExclusiveLength = 0;
    }

    private static bool None(out MidiMessage message)
    {
        message = default;
        return false;
    }

    private bool PushRealTime(byte value, out MidiMessage message)
    {
        if (value is 0xF9 or 0xFD)
        {
            DroppedByteCount++;
            return None(out message);
        }

        message = new MidiMessage(value, 0, 0);
        return true;
    }

    private bool PushStatus(byte value, out MidiMessage message)
    {
        if (_firstData != NoData)
            DroppedByteCount++;
        _firstData = NoData;
        if (_inSystemExclusive)
        {
            _inSystemExclusive = false;
            var complete = value == SystemExclusiveEnd && _systemExclusiveLength <= _systemExclusive.Length;
            if (!complete)
            {
                DroppedSystemExclusiveCount++;
                _systemExclusiveLength = 0;
            }

            if (value == SystemExclusiveEnd)
            {
                message = complete ? new MidiMessage(SystemExclusiveStart, 0, 0) : default;
                return complete;
            }
        }

        return value < SystemExclusiveStart ? BeginChannelMessage(value, out message) : BeginSystemMessage(value, out message);
    }

    private bool BeginChannelMessage(byte status, out MidiMessage message)
    {
        _status = status;
        return None(out message);
    }

    private bool BeginSystemMessage(byte status, out MidiMessage message)
    {
        _status = 0;
        switch (status)
        {
            case SystemExclusiveStart:
                _inSystemExclusive = true;
                _systemExclusiveLength = 0;
                return None(out message);
            case 0xF1 or 0xF2 or 0xF3:
                _status = status;
                return None(out message);
            case 0xF6:
                message = new MidiMessage(status, 0, 0);
                return true;
            default:
                DroppedByteCount++;
                return None(out message);
        }
    }

    private bool PushData(byte value, out MidiMessage message)
    {
        if (_inSystemExclusive)
        {
            // The length goes on growing by one beyond the room, which marks the message as too long, and no further.
            if (_systemExclusiveLength < _systemExclusive.Length)
                _systemExclusive[_systemExclusiveLength] = value;
            _systemExclusiveLength = Math.Min(_systemExclusiveLength + 1, _systemExclusive.Length + 1);
            return None(out message);
        }

        if (_status == 0)
        {
            DroppedByteCount++;
            return None(out message);
        }

        if (_firstData == NoData && MidiMessage.DataLength(_status) == 2)
        {
            _firstData = value;
            return None(out message);
        }

        message = Complete(value);
        return true;
    }

    private MidiMessage Complete(byte lastData)
    {
        var status = _status;
        var message = _firstData == NoData ? new MidiMessage(status, lastData, 0) : new MidiMessage(status, _firstData, lastData);
        _firstData = NoData;
        if (status >= SystemExclusiveStart)
            _status = 0;

        // On the wire a silent note-on is a release (MIDI 1.0, "Note Off").
        return message is { Kind: MidiMessageKind.NoteOn, Data2: 0 } ? message with { Status = (byte)(status ^ 0x10) } : message;
    }
}
