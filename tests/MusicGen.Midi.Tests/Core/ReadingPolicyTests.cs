namespace MusicGen.Midi.Tests;

/// <summary>Each policy of the reading settings: what its strict value throws and what its lenient values read.</summary>
public sealed class ReadingPolicyTests
{
    private static readonly byte[] Note = [0x00, 0x90, 60, 1];
    private static readonly byte[] Track = Smf.Chunk("MTrk", [.. Note, .. Smf.EndOfTrack]);

    [Fact]
    public void DefaultsAreThoseOfThePackage()
    {
        var settings = new ReadingSettings();

        Assert.Equal(UnexpectedTrackChunksCountPolicy.Ignore, settings.UnexpectedTrackChunksCountPolicy);
        Assert.Equal(ExtraTrackChunkPolicy.Read, settings.ExtraTrackChunkPolicy);
        Assert.Equal(UnknownChunkIdPolicy.ReadAsUnknownChunk, settings.UnknownChunkIdPolicy);
        Assert.Equal(MissedEndOfTrackPolicy.Ignore, settings.MissedEndOfTrackPolicy);
        Assert.Equal(SilentNoteOnPolicy.NoteOff, settings.SilentNoteOnPolicy);
        Assert.Equal(InvalidChunkSizePolicy.Abort, settings.InvalidChunkSizePolicy);
        Assert.Equal(UnknownFileFormatPolicy.Ignore, settings.UnknownFileFormatPolicy);
        Assert.Equal(UnknownChannelEventPolicy.Abort, settings.UnknownChannelEventPolicy);
        Assert.Equal(InvalidChannelEventParameterValuePolicy.Abort, settings.InvalidChannelEventParameterValuePolicy);
        Assert.Equal(InvalidMetaEventParameterValuePolicy.Abort, settings.InvalidMetaEventParameterValuePolicy);
        Assert.Equal(InvalidSystemCommonEventParameterValuePolicy.Abort, settings.InvalidSystemCommonEventParameterValuePolicy);
        Assert.Equal(NotEnoughBytesPolicy.Abort, settings.NotEnoughBytesPolicy);
        Assert.Equal(NoHeaderChunkPolicy.Abort, settings.NoHeaderChunkPolicy);
        Assert.Equal(EndOfTrackStoringPolicy.Omit, settings.EndOfTrackStoringPolicy);
        Assert.Equal(ZeroLengthDataPolicy.ReadAsEmptyObject, settings.ZeroLengthDataPolicy);
        Assert.Equal(4096, settings.ReaderSettings.BufferSize);
        Assert.Equal(System.Text.Encoding.ASCII, settings.TextEncoding);
    }

    [Fact]
    public void UndefinedPolicyValueIsRefused() =>
        Assert.Throws<System.ComponentModel.InvalidEnumArgumentException>(() => new ReadingSettings { NotEnoughBytesPolicy = (NotEnoughBytesPolicy)7 });

    [Fact]
    public void TrackCountMayBeHeldToTheHeader()
    {
        byte[] bytes = [.. Smf.Header(1, 3, 96), .. Track];

        Assert.Single(Smf.Read(bytes).Chunks);
        var failure = Assert.Throws<UnexpectedTrackChunksCountException>(
            () => Smf.Read(bytes, new ReadingSettings { UnexpectedTrackChunksCountPolicy = UnexpectedTrackChunksCountPolicy.Abort }));
        Assert.Equal((3, 1), (failure.ExpectedCount, failure.ActualCount));
    }

    [Fact]
    public void ExtraTracksMayBeSkippedOrEndTheReading()
    {
        byte[] bytes = [.. Smf.Header(1, 1, 96), .. Track, .. Track, .. Smf.Chunk("LAST", [1])];

        Assert.Equal(3, Smf.Read(bytes).Chunks.Count);
        Assert.Equal(["MTrk", "LAST"], Smf.Read(bytes, new ReadingSettings { ExtraTrackChunkPolicy = ExtraTrackChunkPolicy.Skip }).Chunks.Select(chunk => chunk.ChunkId));
        Assert.Equal(["MTrk"], Smf.Read(bytes, new ReadingSettings { StopReadingOnExpectedTrackChunksCountReached = true }).Chunks.Select(chunk => chunk.ChunkId));
    }

    [Fact]
    public void UnknownChunksMayBeSkippedOrRefused()
    {
        byte[] bytes = [.. Smf.Header(1, 1, 96), .. Smf.Chunk("ABCD", [1]), .. Track];

        Assert.Single(Smf.Read(bytes, new ReadingSettings { UnknownChunkIdPolicy = UnknownChunkIdPolicy.Skip }).Chunks);
        var failure = Assert.Throws<UnknownChunkException>(() => Smf.Read(bytes, new ReadingSettings { UnknownChunkIdPolicy = UnknownChunkIdPolicy.Abort }));
        Assert.Equal("ABCD", failure.ChunkId);
    }

    [Fact]
    public void MissingEndOfTrackMayBeRefused()
    {
        byte[] bytes = [.. Smf.Header(1, 1, 96), .. Smf.Chunk("MTrk", Note)];

        Assert.Single(Smf.Read(bytes).GetTrackChunks().Single().Events);
        Assert.Throws<MissedEndOfTrackEventException>(() => Smf.Read(bytes, new ReadingSettings { MissedEndOfTrackPolicy = MissedEndOfTrackPolicy.Abort }));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(0xFFFFFFFF)]
    public void WrongChunkSizeIsRefusedOrReadOver(uint size)
    {
        byte[] bytes = [.. Smf.Header(1, 2, 96), .. Smf.Chunk("MTrk", [.. Note, .. Smf.EndOfTrack], size), .. Track];

        var failure = Assert.ThrowsAny<MidiException>(() => Smf.Read(bytes));
        Assert.True(failure is InvalidChunkSizeException or NotEnoughBytesException);
        var tracks = Smf.Read(bytes, Smf.Tolerant()).GetTrackChunks().ToList();
        Assert.Equal(2, tracks.Count);
        Assert.Equal(60, ((NoteOnEvent)Assert.Single(tracks[1].Events)).NoteNumber);
    }

    [Fact]
    public void UnknownFormatIsReadUnlessRefused()
    {
        byte[] bytes = [.. Smf.Header(7, 1, 96), .. Track];

        Assert.Throws<UnknownFileFormatException>(() => Smf.Read(bytes).OriginalFormat);
        Assert.Equal(7, Assert.Throws<UnknownFileFormatException>(() => Smf.Read(bytes, new ReadingSettings { UnknownFileFormatPolicy = UnknownFileFormatPolicy.Abort })).FileFormat);
    }

    [Theory]
    [InlineData(UnknownChannelEventPolicy.SkipStatusByte, 0)]
    [InlineData(UnknownChannelEventPolicy.SkipStatusByteAndOneDataByte, 1)]
    [InlineData(UnknownChannelEventPolicy.SkipStatusByteAndTwoDataBytes, 2)]
    public void UndefinedStatusByteIsRefusedOrSkipped(UnknownChannelEventPolicy policy, int dataBytes)
    {
        byte[] track = [0x00, 0xF4, .. new byte[dataBytes], .. Note];

        Assert.Equal(4, (byte)Assert.Throws<UnknownChannelEventException>(() => Smf.ReadTrack(track)).Channel);
        Assert.IsType<NoteOnEvent>(Assert.Single(Smf.ReadTrack(track, new ReadingSettings { UnknownChannelEventPolicy = policy })));
    }

    [Fact]
    public void CallbackDecidesAboutUndefinedStatusBytes()
    {
        byte[] track = [0x00, 0xF5, 1, 2, 3, .. Note];
        var settings = new ReadingSettings { UnknownChannelEventPolicy = UnknownChannelEventPolicy.UseCallback };

        Assert.Throws<InvalidOperationException>(() => Smf.ReadTrack(track, settings));
        settings.UnknownChannelEventCallback = (_, channel) => UnknownChannelEventAction.SkipData(channel == 5 ? 3 : 0);
        Assert.Single(Smf.ReadTrack(track, settings));
        settings.UnknownChannelEventCallback = (_, _) => UnknownChannelEventAction.Abort;
        Assert.Throws<UnknownChannelEventException>(() => Smf.ReadTrack(track, settings));
    }

    [Fact]
    public void DataByteAbove127IsRefusedOrMended()
    {
        byte[] track = [0x00, 0x90, 60, 0x85];

        var failure = Assert.Throws<InvalidChannelEventParameterValueException>(() => Smf.ReadTrack(track));
        Assert.Equal((MidiEventType.NoteOn, 0x85), (failure.EventType, failure.Value));
        Assert.Equal(5, Velocity(InvalidChannelEventParameterValuePolicy.ReadValid));
        Assert.Equal(127, Velocity(InvalidChannelEventParameterValuePolicy.SnapToLimits));

        byte Velocity(InvalidChannelEventParameterValuePolicy policy) =>
            ((NoteOnEvent)Smf.ReadTrack(track, new ReadingSettings { InvalidChannelEventParameterValuePolicy = policy })[0]).Velocity;
    }

    [Theory]
    [InlineData(new byte[] { 0x00, 0xFF, 0x59, 2, 9, 0 }, "KeySignature (7, 0)")]
    [InlineData(new byte[] { 0x00, 0xFF, 0x59, 2, 0xF0, 9 }, "KeySignature (-7, 1)")]
    [InlineData(new byte[] { 0x00, 0xFF, 0x51, 3, 0, 0, 0 }, "SetTempo (1)")]
    [InlineData(new byte[] { 0x00, 0xFF, 0x58, 4, 3, 9, 24, 8 }, "TimeSignature (3/128, 24, 8)")]
    [InlineData(new byte[] { 0x00, 0xFF, 0x54, 5, 31, 99, 99, 99, 120 }, "SmpteOffset (TwentyFour, 23:59:59:23:99)")]
    public void MetaValueOutOfRangeIsRefusedOrMended(byte[] track, string mended)
    {
        Assert.Throws<InvalidMetaEventParameterValueException>(() => Smf.ReadTrack(track));
        var settings = new ReadingSettings { InvalidMetaEventParameterValuePolicy = InvalidMetaEventParameterValuePolicy.SnapToLimits };
        Assert.Equal(mended, Smf.ReadTrack(track, settings)[0].ToString());
    }

    [Fact]
    public void SystemCommonValueOutOfRangeIsRefusedOrMended()
    {
        byte[] track = [0x00, 0xF3, 0x90];

        Assert.Throws<InvalidSystemCommonEventParameterValueException>(() => Smf.ReadTrack(track));
        var settings = new ReadingSettings { InvalidSystemCommonEventParameterValuePolicy = InvalidSystemCommonEventParameterValuePolicy.SnapToLimits };
        Assert.Equal(127, ((SongSelectEvent)Smf.ReadTrack(track, settings)[0]).Number);
        Assert.Throws<InvalidMidiTimeCodeComponentException>(() => Smf.ReadTrack([0x00, 0xF1, 0x95]));
    }

    [Fact]
    public void FileThatEndsTooEarlyIsRefusedOrReadSoFar()
    {
        byte[] bytes = [.. Smf.Header(1, 1, 96), .. Smf.Chunk("MTrk", [.. Note, 0x10, 0x90, 62], 100)];

        Assert.Throws<NotEnoughBytesException>(() => Smf.Read(bytes));
        Assert.Single(Smf.Read(bytes, new ReadingSettings { NotEnoughBytesPolicy = NotEnoughBytesPolicy.Ignore }).GetTrackChunks().Single().Events);
    }

    [Fact]
    public void FileWithoutHeaderIsRefusedOrReadWithoutDivision()
    {
        Assert.Throws<NoHeaderChunkException>(() => Smf.Read(Track));
        var file = Smf.Read(Track, new ReadingSettings { NoHeaderChunkPolicy = NoHeaderChunkPolicy.Ignore });
        Assert.Null(file.TimeDivision);
        Assert.Single(file.AllEvents());
        Assert.Throws<ArgumentNullException>(() => file.GetTempoMap());
    }

    [Fact]
    public void DataByteWithoutAnyStatusIsRefusedAlways()
    {
        Assert.Throws<UnexpectedRunningStatusException>(() => Smf.ReadTrack([0x00, 60, 1]));
        Assert.Throws<UnexpectedRunningStatusException>(() => Smf.ReadTrack([0x00, 60, 1], Smf.Tolerant()));
    }

    [Fact]
    public void DamagedSizeOfAnUnknownChunkDoesNotHideTheNextTrack()
    {
        byte[] bytes = [.. Smf.Header(1, 2, 96), .. Track, .. Smf.Chunk("M?rk", [1, 2, 3], 0x7FFFFFFF), .. Track];

        Assert.Equal(2, Smf.Read(bytes, Smf.Tolerant()).GetTrackChunks().Count());
    }
}
