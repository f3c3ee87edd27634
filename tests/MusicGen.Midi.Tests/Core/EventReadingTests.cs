namespace MusicGen.Midi.Tests;

/// <summary>Every kind of event, from its bytes to its properties.</summary>
public sealed class EventReadingTests
{
    [Fact]
    public void ChannelEventsHaveTheirChannelAndData()
    {
        var events = Smf.ReadTrack([
            0x00, 0x91, 60, 100, 0x60, 0x81, 60, 40, 0x00, 0xA2, 61, 7, 0x00, 0xB3, 64, 127, 0x00, 0xC4, 19, 0x00, 0xD5, 88, 0x00, 0xE6, 0x01, 0x40]);

        var noteOn = Assert.IsType<NoteOnEvent>(events[0]);
        Assert.Equal((1, 60, 100), (noteOn.Channel, noteOn.NoteNumber, noteOn.Velocity));
        var noteOff = Assert.IsType<NoteOffEvent>(events[1]);
        Assert.Equal((1, 60, 40, 0x60L), (noteOff.Channel, noteOff.NoteNumber, noteOff.Velocity, noteOff.DeltaTime));
        var aftertouch = Assert.IsType<NoteAftertouchEvent>(events[2]);
        Assert.Equal((2, 61, 7), (aftertouch.Channel, aftertouch.NoteNumber, aftertouch.AftertouchValue));
        var control = Assert.IsType<ControlChangeEvent>(events[3]);
        Assert.Equal((3, 64, 127), (control.Channel, control.ControlNumber, control.ControlValue));
        var program = Assert.IsType<ProgramChangeEvent>(events[4]);
        Assert.Equal((4, 19), (program.Channel, program.ProgramNumber));
        var pressure = Assert.IsType<ChannelAftertouchEvent>(events[5]);
        Assert.Equal((5, 88), (pressure.Channel, pressure.AftertouchValue));
        var bend = Assert.IsType<PitchBendEvent>(events[6]);
        Assert.Equal((6, 0x2001), (bend.Channel, bend.PitchValue));
        Assert.Equal(7, events.Count);
    }

    [Theory]
    [InlineData(1, typeof(TextEvent))]
    [InlineData(2, typeof(CopyrightNoticeEvent))]
    [InlineData(3, typeof(SequenceTrackNameEvent))]
    [InlineData(4, typeof(InstrumentNameEvent))]
    [InlineData(5, typeof(LyricEvent))]
    [InlineData(6, typeof(MarkerEvent))]
    [InlineData(7, typeof(CuePointEvent))]
    [InlineData(8, typeof(ProgramNameEvent))]
    [InlineData(9, typeof(DeviceNameEvent))]
    public void TextsAreTypedByTheirTypeByte(byte type, Type expected)
    {
        var events = Smf.ReadTrack([0x00, 0xFF, type, 2, (byte)'h', (byte)'i']);

        Assert.IsType(expected, events[0]);
        Assert.Equal("hi", ((BaseTextEvent)events[0]).Text);
    }

    [Fact]
    public void MetaEventsHaveTheirValues()
    {
        var events = Smf.ReadTrack([
            0x00, 0xFF, 0x00, 2, 0x01, 0x02, 0x00, 0xFF, 0x20, 1, 9, 0x00, 0xFF, 0x21, 1, 3,
            0x00, 0xFF, 0x51, 3, 0x07, 0xA1, 0x20, 0x00, 0xFF, 0x54, 5, 0x61, 2, 3, 4, 5,
            0x00, 0xFF, 0x58, 4, 6, 3, 36, 8, 0x00, 0xFF, 0x59, 2, 0xFD, 1, 0x00, 0xFF, 0x7F, 2, 0x7D, 1]);

        Assert.Equal(0x0102, ((SequenceNumberEvent)events[0]).Number);
        Assert.Equal(9, ((ChannelPrefixEvent)events[1]).Channel);
        Assert.Equal(3, ((PortPrefixEvent)events[2]).Port);
        Assert.Equal(500_000, ((SetTempoEvent)events[3]).MicrosecondsPerQuarterNote);
        var offset = (SmpteOffsetEvent)events[4];
        Assert.Equal((SmpteFormat.Thirty, 1, 2, 3, 4, 5), (offset.Format, offset.Hours, offset.Minutes, offset.Seconds, offset.Frames, offset.SubFrames));
        var metre = (TimeSignatureEvent)events[5];
        Assert.Equal((6, 8, 36, 8), (metre.Numerator, metre.Denominator, metre.ClocksPerClick, metre.ThirtySecondNotesPerBeat));
        var key = (KeySignatureEvent)events[6];
        Assert.Equal((-3, 1), (key.Key, key.Scale));
        Assert.Equal([0x7D, 1], ((SequencerSpecificEvent)events[7]).Data!);
    }

    [Fact]
    public void MetaEventsOfUnknownTypeOrTooShortAreKeptByteForByte()
    {
        var events = Smf.ReadTrack([0x05, 0xFF, 0x60, 3, 1, 2, 3, 0x00, 0xFF, 0x51, 2, 7, 8]);

        var unknown = Assert.IsType<UnknownMetaEvent>(events[0]);
        Assert.Equal((0x60, 5L), (unknown.StatusByte, unknown.DeltaTime));
        Assert.Equal([1, 2, 3], unknown.Data!);
        Assert.Equal(0x51, Assert.IsType<UnknownMetaEvent>(events[1]).StatusByte);
    }

    [Fact]
    public void SystemExclusiveMessagesMayComeInPackets()
    {
        var events = Smf.ReadTrack([0x00, 0xF0, 3, 0x43, 0x12, 0x00, 0x60, 0xF7, 2, 0x43, 0x12, 0x60, 0xF7, 2, 0x01, 0xF7, 0x00, 0xF0, 2, 0x7E, 0xF7]);

        var first = Assert.IsType<NormalSysExEvent>(events[0]);
        Assert.Equal([0x43, 0x12, 0x00], first.Data!);
        Assert.False(first.Completed);
        Assert.False(Assert.IsType<EscapeSysExEvent>(events[1]).Completed);
        Assert.True(Assert.IsType<EscapeSysExEvent>(events[2]).Completed);
        Assert.True(Assert.IsType<NormalSysExEvent>(events[3]).Completed);
    }

    [Fact]
    public void SystemCommonAndRealTimeMessagesAreRead()
    {
        var events = Smf.ReadTrack([
            0x00, 0xF1, 0x35, 0x00, 0xF2, 0x01, 0x02, 0x00, 0xF3, 5, 0x00, 0xF6, 0x00, 0xF8, 0x00, 0xFA, 0x00, 0xFB, 0x00, 0xFC, 0x00, 0xFE]);

        var timeCode = Assert.IsType<MidiTimeCodeEvent>(events[0]);
        Assert.Equal((MidiTimeCodeComponent.SecondsMsb, 5), (timeCode.Component, timeCode.ComponentValue));
        Assert.Equal(0x101, Assert.IsType<SongPositionPointerEvent>(events[1]).PointerValue);
        Assert.Equal(5, Assert.IsType<SongSelectEvent>(events[2]).Number);
        Assert.Equal(
            [typeof(TuneRequestEvent), typeof(TimingClockEvent), typeof(StartEvent), typeof(ContinueEvent), typeof(StopEvent), typeof(ActiveSensingEvent)],
            events.Skip(3).Select(midiEvent => midiEvent.GetType()));
    }

    [Fact]
    public void RunningStatusHoldsAcrossMetaEvents()
    {
        var events = Smf.ReadTrack([0x00, 0x90, 60, 1, 0x10, 62, 2, 0x00, 0xFF, 0x01, 0, 0x10, 64, 3]);

        Assert.Equal([60, 62, 64], events.OfType<NoteOnEvent>().Select(noteOn => (int)noteOn.NoteNumber));
    }

    [Theory]
    [InlineData(new byte[] { 0x00 }, 0)]
    [InlineData(new byte[] { 0x7F }, 127)]
    [InlineData(new byte[] { 0x81, 0x00 }, 128)]
    [InlineData(new byte[] { 0xFF, 0x7F }, 16383)]
    [InlineData(new byte[] { 0xC0, 0x80, 0x00 }, 0x100000)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0x7F }, 0x0FFFFFFF)]
    public void DeltaTimesAreVariableLengthQuantities(byte[] delta, long expected)
    {
        var events = Smf.ReadTrack([.. delta, 0x90, 60, 1]);

        Assert.Equal(expected, events[0].DeltaTime);
    }

    [Fact]
    public void SilentNoteOnReadsAsNoteOffUnlessAskedOtherwise()
    {
        byte[] track = [0x00, 0x90, 60, 0];

        Assert.IsType<NoteOffEvent>(Smf.ReadTrack(track)[0]);
        Assert.IsType<NoteOnEvent>(Smf.ReadTrack(track, new ReadingSettings { SilentNoteOnPolicy = SilentNoteOnPolicy.NoteOn })[0]);
    }

    [Fact]
    public void TextEncodingAndCallbackDecideAboutTexts()
    {
        byte[] track = [0x00, 0xFF, 0x01, 2, 0xC3, 0xA9];

        Assert.Equal("??", ((TextEvent)Smf.ReadTrack(track)[0]).Text);
        Assert.Equal("é", ((TextEvent)Smf.ReadTrack(track, new ReadingSettings { TextEncoding = System.Text.Encoding.UTF8 })[0]).Text);
        Assert.Equal("2 bytes", ((TextEvent)Smf.ReadTrack(track, new ReadingSettings { DecodeTextCallback = (bytes, _) => $"{bytes.Length} bytes" })[0]).Text);
    }

    [Fact]
    public void EmptyTextsAndArraysReadAsEmptyOrAsNull()
    {
        byte[] track = [0x00, 0xFF, 0x01, 0, 0x00, 0xFF, 0x7F, 0, 0x00, 0xF0, 0];
        var asNull = new ReadingSettings { ZeroLengthDataPolicy = ZeroLengthDataPolicy.ReadAsNull };

        var events = Smf.ReadTrack(track);
        Assert.Equal(string.Empty, ((TextEvent)events[0]).Text);
        Assert.Empty(((SequencerSpecificEvent)events[1]).Data!);
        Assert.Empty(((SysExEvent)events[2]).Data!);
        events = Smf.ReadTrack(track, asNull);
        Assert.Null(((TextEvent)events[0]).Text);
        Assert.Null(((SequencerSpecificEvent)events[1]).Data);
        Assert.Null(((SysExEvent)events[2]).Data);
    }
}
