namespace MusicGen.Midi.Live;

/// <summary>What a live message is; the value is its status byte without the channel.</summary>
public enum MidiMessageKind : byte
{
    /// <summary>No message, as in <c>default</c>.</summary>
    None = 0,
    NoteOff = 0x80,
    NoteOn = 0x90,
    NoteAftertouch = 0xA0,
    ControlChange = 0xB0,
    ProgramChange = 0xC0,
    ChannelAftertouch = 0xD0,
    PitchBend = 0xE0,
    SystemExclusive = 0xF0,
    TimeCode = 0xF1,
    SongPosition = 0xF2,
    SongSelect = 0xF3,
    TuneRequest = 0xF6,
    TimingClock = 0xF8,
    Start = 0xFA,
    Continue = 0xFB,
    Stop = 0xFC,
    ActiveSensing = 0xFE,
    Reset = 0xFF,
}
