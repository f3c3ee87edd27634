namespace MusicGen.Midi;

/// <summary>Writes the events of one track, and the end of track after them.</summary>
internal sealed class TrackWriter
{
    private readonly ByteSink _sink;
    private readonly WritingSettings _settings;
    private readonly MetaEventWriter _metaWriter;
    private byte _runningStatus;
    private bool _tempoIsDefault = true;
    private bool _keyIsDefault = true;
    private bool _metreIsDefault = true;

    public TrackWriter(ByteSink sink, WritingSettings settings)
    {
        _sink = sink;
        _settings = settings;
        _metaWriter = new MetaEventWriter(sink, settings);
    }

    public void Write(EventsCollection events)
    {
        // The time of an event that is left out is not: it goes to the next one, else all after it would come early.
        var skippedTime = 0L;
        foreach (var midiEvent in events)
        {
            if (IsLeftOut(midiEvent))
            {
                skippedTime = Ticks.Add(skippedTime, midiEvent.DeltaTime);
                continue;
            }

            _sink.WriteVariableLength(Ticks.Add(skippedTime, midiEvent.DeltaTime));
            skippedTime = 0;
            WriteEvent(midiEvent);
        }

        _sink.WriteVariableLength(skippedTime);
        _metaWriter.WriteEndOfTrack();
    }

    /// <summary>
    /// End-of-track events are left out because one is written at the end; system common and real-time messages because
    /// files may not hold them (SMF 1.0); defaults and unknown ones where the settings ask for it.
    /// </summary>
    private bool IsLeftOut(MidiEvent midiEvent) => midiEvent switch
    {
        EndOfTrackEvent or SystemCommonEvent or SystemRealTimeEvent => true,
        UnknownMetaEvent => _settings.DeleteUnknownMetaEvents,
        SetTempoEvent tempo => _settings.DeleteDefaultSetTempo
            && RepeatsDefault(ref _tempoIsDefault, tempo.MicrosecondsPerQuarterNote == SetTempoEvent.DefaultMicrosecondsPerQuarterNote),
        KeySignatureEvent key => _settings.DeleteDefaultKeySignature
            && RepeatsDefault(ref _keyIsDefault, key is { Key: KeySignatureEvent.DefaultKey, Scale: KeySignatureEvent.DefaultScale }),
        TimeSignatureEvent metre => _settings.DeleteDefaultTimeSignature && RepeatsDefault(ref _metreIsDefault, IsDefault(metre)),
        _ => false,
    };

    private static bool IsDefault(TimeSignatureEvent metre) => metre is
    {
        Numerator: TimeSignatureEvent.DefaultNumerator,
        Denominator: TimeSignatureEvent.DefaultDenominator,
        ClocksPerClick: TimeSignatureEvent.DefaultClocksPerClick,
        ThirtySecondNotesPerBeat: TimeSignatureEvent.DefaultThirtySecondNotesPerBeat,
    };

    /// <summary>A default value may go only as long as no other value came before it.</summary>
    private static bool RepeatsDefault(ref bool defaultHolds, bool isDefault) => defaultHolds &= isDefault;

    private void WriteEvent(MidiEvent midiEvent)
    {
        if (midiEvent is ChannelEvent channelEvent)
        {
            WriteChannelEvent(channelEvent);
            return;
        }

        _runningStatus = 0;
        if (midiEvent is SysExEvent sysEx)
        {
            _sink.WriteByte(sysEx is NormalSysExEvent ? (byte)0xF0 : (byte)0xF7);
            _sink.WriteSized(sysEx.Data);
        }
        else
        {
            _metaWriter.Write((MetaEvent)midiEvent);
        }
    }

    private void WriteChannelEvent(ChannelEvent channelEvent)
    {
        var silent = _settings.NoteOffAsSilentNoteOn && channelEvent is NoteOffEvent;
        var kind = channelEvent.EventType switch
        {
            MidiEventType.NoteOff => silent ? 0x90 : 0x80,
            MidiEventType.NoteOn => 0x90,
            MidiEventType.NoteAftertouch => 0xA0,
            MidiEventType.ControlChange => 0xB0,
            MidiEventType.ProgramChange => 0xC0,
            MidiEventType.ChannelAftertouch => 0xD0,
            _ => 0xE0,
        };
        var status = (byte)(kind | channelEvent.Channel);
        if (status != _runningStatus || !_settings.UseRunningStatus)
            _sink.WriteByte(status);
        _runningStatus = status;
        _sink.WriteByte(channelEvent.Data1);
        if (kind is not (0xC0 or 0xD0))
            _sink.WriteByte(silent ? (byte)0 : channelEvent.Data2);
    }
}
