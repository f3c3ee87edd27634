namespace MusicGen.Midi.Tests;

/// <summary>Headers, chunks and streams.</summary>
public sealed class FileReadingTests
{
    private static readonly byte[] Track = Smf.Chunk("MTrk", [0x00, 0x90, 60, 1, .. Smf.EndOfTrack]);

    [Theory]
    [InlineData(0, MidiFileFormat.SingleTrack)]
    [InlineData(1, MidiFileFormat.MultiTrack)]
    [InlineData(2, MidiFileFormat.MultiSequence)]
    public void HeaderSaysFormatAndDivision(ushort format, MidiFileFormat expected)
    {
        var file = Smf.Read([.. Smf.Header(format, 1, 480), .. Track]);

        Assert.Equal(expected, file.OriginalFormat);
        Assert.Equal(new TicksPerQuarterNoteTimeDivision(480), file.TimeDivision);
    }

    [Theory]
    [InlineData(0xE8, 40, SmpteFormat.TwentyFour)]
    [InlineData(0xE7, 80, SmpteFormat.TwentyFive)]
    [InlineData(0xE3, 4, SmpteFormat.ThirtyDrop)]
    [InlineData(0xE2, 100, SmpteFormat.Thirty)]
    public void NegativeDivisionIsSmpte(byte frames, byte resolution, SmpteFormat expected)
    {
        var file = Smf.Read([.. Smf.Header(1, 1, (ushort)((frames << 8) | resolution)), .. Track]);

        Assert.Equal(new SmpteTimeDivision(expected, resolution), file.TimeDivision);
        Assert.Equal((frames << 8) | resolution, (Smf.Write(file)[12] << 8) | Smf.Write(file)[13]);
    }

    [Fact]
    public void DivisionOfNoFrameRateIsAnArgumentError() =>
        Assert.ThrowsAny<ArgumentException>(() => Smf.Read([.. Smf.Header(1, 1, 0x9010), .. Track]));

    [Fact]
    public void NewFileHasDefaultDivisionAndNoOriginalFormat()
    {
        var file = new MidiFile();

        Assert.Equal(96, ((TicksPerQuarterNoteTimeDivision)file.TimeDivision!).TicksPerQuarterNote);
        Assert.Throws<InvalidOperationException>(() => file.OriginalFormat);
    }

    [Fact]
    public void UnknownChunksAreKeptAndWrittenBack()
    {
        byte[] bytes = [.. Smf.Header(1, 1, 96), .. Smf.Chunk("XFIH", [1, 2, 3]), .. Track];

        var file = Smf.Read(bytes);

        var unknown = Assert.IsType<UnknownChunk>(file.Chunks[0]);
        Assert.Equal("XFIH", unknown.ChunkId);
        Assert.Equal([1, 2, 3], unknown.Data!);
        Assert.Contains(Smf.Read(Smf.Write(file)).Chunks, chunk => chunk.ChunkId == "XFIH");
        Assert.DoesNotContain(Smf.Read(Smf.Write(file, settings: new WritingSettings { DeleteUnknownChunks = true })).Chunks, chunk => chunk.ChunkId == "XFIH");
    }

    [Fact]
    public void FileInsideRiffIsRead()
    {
        byte[] smf = [.. Smf.Header(0, 1, 96), .. Track];
        byte[] riff = [.. "RIFF"u8, (byte)(smf.Length + 12), 0, 0, 0, .. "RMIDdata"u8, (byte)smf.Length, 0, 0, 0, .. smf, .. "LIST"u8, 9, 9];

        var file = Smf.Read(riff);

        Assert.Equal(MidiFileFormat.SingleTrack, file.OriginalFormat);
        Assert.IsType<TrackChunk>(Assert.Single(file.Chunks));
    }

    [Fact]
    public void EndOfTrackIsStoredOnRequest()
    {
        var events = Smf.ReadTrack([0x00, 0x90, 60, 1], new ReadingSettings { EndOfTrackStoringPolicy = EndOfTrackStoringPolicy.Store });

        Assert.IsType<EndOfTrackEvent>(events[1]);
        Assert.DoesNotContain(Smf.ReadTrack([0x00, 0x90, 60, 1]), midiEvent => midiEvent is EndOfTrackEvent);
    }

    [Fact]
    public void StreamWithoutSeekingIsReadToItsEnd()
    {
        var file = MidiFile.Read(new OneByteStream([.. Smf.Header(1, 1, 96), .. Track]));

        Assert.Single(file.GetTrackChunks().Single().Events);
    }

    [Fact]
    public void StreamIsReadFromWhereItStands()
    {
        var stream = new MemoryStream([9, 9, 9, .. Smf.Header(1, 1, 96), .. Track]) { Position = 3 };

        Assert.Single(MidiFile.Read(stream).GetTrackChunks());
    }

    [Fact]
    public void EmptyStreamIsAnArgumentError() => Assert.Throws<ArgumentException>(() => Smf.Read([]));

    [Fact]
    public void TextInPlaceOfAFileEndsTooEarly() =>
        Assert.Throws<NotEnoughBytesException>(() => Smf.Read("This is no music at all."u8.ToArray()));

    [Fact]
    public void MissingFileIsSaidToBeMissing() => Assert.Throws<FileNotFoundException>(() => MidiFile.Read(Path.Combine(Path.GetTempPath(), "no such file.mid")));

    [Fact]
    public void HugeChunkSizesAllocateNothing()
    {
        byte[] track = [.. Smf.Header(1, 1, 96), .. Smf.Chunk("MTrk", [0x00, 0x90, 60, 1], 0xFFFFFFFF)];
        byte[] unknown = [.. Smf.Header(1, 1, 96), .. Smf.Chunk("ABCD", [1, 2, 3], 0xFFFFFFF0)];
        byte[] sysEx = [.. Smf.Header(1, 1, 96), .. Smf.Chunk("MTrk", [0x00, 0xF0, 0xFF, 0xFF, 0xFF, 0x7F, 1, 2])];
        var before = GC.GetAllocatedBytesForCurrentThread();

        foreach (var bytes in new[] { track, unknown, sysEx })
        {
            Assert.ThrowsAny<MidiException>(() => Smf.Read(bytes));
            Smf.Read(bytes, Smf.Tolerant());
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    /// <summary>A stream that cannot seek and gives its bytes one at a time, as a pipe may.</summary>
    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1)]);

        public override void CopyTo(Stream destination, int bufferSize)
        {
            for (var value = ReadByte(); value >= 0; value = ReadByte())
                destination.WriteByte((byte)value);
        }
    }
}
