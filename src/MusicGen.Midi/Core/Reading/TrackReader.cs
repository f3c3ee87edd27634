using System.Runtime.CompilerServices;

namespace MusicGen.Midi;

/// <summary>Reads the events of one track chunk: delta times, running status, and every kind of status byte.</summary>
internal sealed class TrackReader
{
    private readonly ByteCursor _cursor;
    private readonly ReadingSettings _settings;
    private readonly MetaEventReader _metaReader;
    private readonly InvalidChannelEventParameterValuePolicy _channelValuePolicy;
    private readonly bool _silentNoteOnIsOff;

    public TrackReader(ByteCursor cursor, ReadingSettings settings)
    {
        _cursor = cursor;
        _settings = settings;
        _metaReader = new MetaEventReader(cursor, settings);
        _channelValuePolicy = settings.InvalidChannelEventParameterValuePolicy;
        _silentNoteOnIsOff = settings.SilentNoteOnPolicy == SilentNoteOnPolicy.NoteOff;
    }

    /// <summary>Reads up to the end-of-track event, or to the chunk's end where that is missing.</summary>
    public void Read(EventsCollection events, long chunkEnd)
    {
        var runningStatus = (byte)0;
        while (_cursor.Position < chunkEnd && !_cursor.EndReached)
        {
            var midiEvent = ReadEvent(ref runningStatus);
            if (midiEvent is EndOfTrackEvent)
            {
                if (_settings.EndOfTrackStoringPolicy == EndOfTrackStoringPolicy.Store)
                    events.Add(midiEvent);
                return;
            }

            if (midiEvent is not null)
                events.List.Add(midiEvent);
        }

        if (_settings.MissedEndOfTrackPolicy == MissedEndOfTrackPolicy.Abort)
            throw new MissedEndOfTrackEventException();
    }

    private MidiEvent? ReadEvent(ref byte runningStatus)
    {
        var deltaTime = _cursor.ReadVariableLength();
        var status = _cursor.ReadByte();
        if (status < 0x80)
        {
            if (runningStatus == 0)
                throw new UnexpectedRunningStatusException();
            status = runningStatus;
            _cursor.Position--;
        }

        MidiEvent? midiEvent;
        if (status < 0xF0)
        {
            midiEvent = ReadChannelEvent(status);
            runningStatus = status;
        }
        else
        {
            midiEvent = ReadSystemEvent(status);
        }

        // The standard allows 28 bits. What is far beyond can only come from damage and would silence all that follows.
        if (midiEvent is not null)
            midiEvent.DeltaTime = deltaTime <= uint.MaxValue ? deltaTime : 0;
        return midiEvent;
    }

    private ChannelEvent ReadChannelEvent(byte status)
    {
        ChannelEvent channelEvent = (status & 0xF0) switch
        {
            0x80 => new NoteOffEvent(),
            0x90 => new NoteOnEvent(),
            0xA0 => new NoteAftertouchEvent(),
            0xB0 => new ControlChangeEvent(),
            0xC0 => new ProgramChangeEvent(),
            0xD0 => new ChannelAftertouchEvent(),
            _ => new PitchBendEvent(),
        };
        var first = ReadDataByte(channelEvent.EventType);
        var second = (status & 0xE0) == 0xC0 ? (byte)0 : ReadDataByte(channelEvent.EventType);
        if (second == 0 && _silentNoteOnIsOff && channelEvent is NoteOnEvent)
            channelEvent = new NoteOffEvent();
        channelEvent.Channel = (FourBitNumber)(byte)(status & 0x0F);
        channelEvent.Data1 = first;
        channelEvent.Data2 = second;
        return channelEvent;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte ReadDataByte(MidiEventType eventType)
    {
        var value = _cursor.ReadByte();
        return value < 0x80 ? value : MendDataByte(eventType, value);
    }

    private byte MendDataByte(MidiEventType eventType, byte value) => _channelValuePolicy switch
    {
        InvalidChannelEventParameterValuePolicy.ReadValid => (byte)(value & 0x7F),
        InvalidChannelEventParameterValuePolicy.SnapToLimits => SevenBitNumber.MaxValue,
        _ => throw new InvalidChannelEventParameterValueException(eventType, value),
    };

    private MidiEvent? ReadSystemEvent(byte status)
    {
        switch (status)
        {
            case 0xFF:
                return _metaReader.Read();
            case 0xF0:
                return new NormalSysExEvent(ReadSysExData());
            case 0xF7:
                return new EscapeSysExEvent(ReadSysExData());
            case 0xF1:
                return ReadTimeCode();
            case 0xF2:
                var low = ReadCommonByte(MidiEventType.SongPositionPointer, "Lsb");
                return new SongPositionPointerEvent((ushort)(low | (ReadCommonByte(MidiEventType.SongPositionPointer, "Msb") << 7)));
            case 0xF3:
                return new SongSelectEvent((SevenBitNumber)ReadCommonByte(MidiEventType.SongSelect, nameof(SongSelectEvent.Number)));
            case 0xF6:
                return new TuneRequestEvent();
            case 0xF8:
                return new TimingClockEvent();
            case 0xFA:
                return new StartEvent();
            case 0xFB:
                return new ContinueEvent();
            case 0xFC:
                return new StopEvent();
            case 0xFE:
                return new ActiveSensingEvent();
            default:
                SkipUnknownEvent((FourBitNumber)(byte)(status >> 4), (FourBitNumber)(byte)(status & 0x0F));
                return null;
        }
    }

    private byte[]? ReadSysExData()
    {
        var length = _cursor.ReadLength();
        if (length == 0 && _settings.ZeroLengthDataPolicy == ZeroLengthDataPolicy.ReadAsNull)
            return null;
        return _cursor.ReadBytes(length).ToArray();
    }

    private MidiTimeCodeEvent ReadTimeCode()
    {
        var data = _cursor.ReadByte();
        var component = (byte)(data >> 4);
        if (component > (byte)MidiTimeCodeComponent.HoursMsbAndTimeCodeType)
            throw new InvalidMidiTimeCodeComponentException(component);
        return new MidiTimeCodeEvent((MidiTimeCodeComponent)component, (FourBitNumber)(byte)(data & 0x0F));
    }

    private byte ReadCommonByte(MidiEventType eventType, string name)
    {
        var value = _cursor.ReadByte();
        if (value < 0x80)
            return value;
        if (_settings.InvalidSystemCommonEventParameterValuePolicy == InvalidSystemCommonEventParameterValuePolicy.Abort)
            throw new InvalidSystemCommonEventParameterValueException(eventType, name, value);
        return SevenBitNumber.MaxValue;
    }

    private void SkipUnknownEvent(FourBitNumber status, FourBitNumber channel)
    {
        var skipped = _settings.UnknownChannelEventPolicy switch
        {
            UnknownChannelEventPolicy.SkipStatusByte => 0,
            UnknownChannelEventPolicy.SkipStatusByteAndOneDataByte => 1,
            UnknownChannelEventPolicy.SkipStatusByteAndTwoDataBytes => 2,
            UnknownChannelEventPolicy.UseCallback => BytesByCallback(status, channel),
            _ => throw new UnknownChannelEventException(status, channel),
        };
        _cursor.Skip(skipped);
    }

    private int BytesByCallback(FourBitNumber status, FourBitNumber channel)
    {
        var callback = _settings.UnknownChannelEventCallback
            ?? throw new InvalidOperationException("UnknownChannelEventPolicy is UseCallback, but UnknownChannelEventCallback is not set.");
        var action = callback(status, channel);
        if (action.Instruction == UnknownChannelEventInstruction.Abort)
            throw new UnknownChannelEventException(status, channel);
        return action.DataBytesToSkipCount;
    }
}
