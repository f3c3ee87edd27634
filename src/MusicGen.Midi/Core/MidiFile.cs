namespace MusicGen.Midi;

/// <summary>A standard MIDI file in memory: its time division and its chunks. Where every piece enters and leaves the program.</summary>
/// <remarks>Mutable and not thread-safe.</remarks>
public sealed class MidiFile
{
    private const int MaxTrackChunks = ushort.MaxValue;

    private ushort? _originalFormat;

    public MidiFile()
    {
    }

    public MidiFile(IEnumerable<MidiChunk> chunks)
    {
        Chunks.AddRange(chunks);
    }

    public MidiFile(params MidiChunk[] chunks)
        : this((IEnumerable<MidiChunk>)chunks)
    {
    }

    /// <summary>What a tick is; null where a file without header was read leniently.</summary>
    public TimeDivision? TimeDivision { get; set; } = new TicksPerQuarterNoteTimeDivision();

    public ChunksCollection Chunks { get; } = new();

    /// <summary>The format in the header of the file that this was read from.</summary>
    /// <exception cref="InvalidOperationException">It was not read from a file, or the file had no header.</exception>
    /// <exception cref="UnknownFileFormatException">The header's number is none of 0, 1 and 2.</exception>
    public MidiFileFormat OriginalFormat
    {
        get
        {
            if (_originalFormat is not { } format)
                throw new InvalidOperationException("The file was not read from disk, so it has no original format.");
            return format <= (ushort)MidiFileFormat.MultiSequence ? (MidiFileFormat)format : throw new UnknownFileFormatException(format);
        }
    }

    /// <summary>Reads a file from disk.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">The file is empty, or its time division is none.</exception>
    /// <exception cref="MidiException">A fault of the file that the settings do not read over.</exception>
    public static MidiFile Read(string filePath, ReadingSettings? settings = null)
    {
        using var stream = File.OpenRead(filePath);
        return Read(stream, settings);
    }

    /// <summary>Reads a file from a stream, from its present position to its end.</summary>
    /// <exception cref="ArgumentException">The stream is empty or cannot be read, or the file's time division is none.</exception>
    /// <exception cref="MidiException">A fault of the file that the settings do not read over.</exception>
    public static MidiFile Read(Stream stream, ReadingSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            throw new ArgumentException("A stream that can be read is expected.", nameof(stream));
        var (bytes, length) = ReadAll(stream);
        if (length == 0)
            throw new ArgumentException("A MIDI file is expected, but the stream is empty or at its end.", nameof(stream));
        return new MidiFileReader(new ByteCursor(bytes, length), settings ?? new ReadingSettings()).Read();
    }

    /// <summary>Writes a file to disk.</summary>
    /// <exception cref="IOException">The file exists and <paramref name="overwriteFile"/> is false, or it cannot be written.</exception>
    /// <exception cref="TooManyTrackChunksException">There are more than 65,535 tracks.</exception>
    public void Write(string filePath, bool overwriteFile = false, MidiFileFormat format = MidiFileFormat.MultiTrack, WritingSettings? settings = null)
    {
        var bytes = ToBytes(format, settings);
        using var stream = new FileStream(filePath, overwriteFile ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
        stream.Write(bytes);
    }

    /// <summary>Writes a file to a stream, which stays open.</summary>
    /// <exception cref="ArgumentException">The stream cannot be written.</exception>
    /// <exception cref="TooManyTrackChunksException">There are more than 65,535 tracks.</exception>
    public void Write(Stream stream, MidiFileFormat format = MidiFileFormat.MultiTrack, WritingSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanWrite)
            throw new ArgumentException("A stream that can be written is expected.", nameof(stream));
        stream.Write(ToBytes(format, settings));
    }

    public MidiFile Clone() => new(Chunks.Select(chunk => chunk.Clone()))
    {
        TimeDivision = TimeDivision?.Clone(),
        _originalFormat = _originalFormat,
    };

    internal void SetHeader(ushort format, TimeDivision division)
    {
        _originalFormat = format;
        TimeDivision = division;
    }

    private static (byte[] Bytes, int Length) ReadAll(Stream stream)
    {
        if (stream.CanSeek)
        {
            var length = Math.Max(0, stream.Length - stream.Position);
            if (length > Array.MaxLength)
                throw new ArgumentException($"A file of at most {Array.MaxLength} bytes is expected, but it has {length}.", nameof(stream));
            var bytes = new byte[length];
            return (bytes, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }

        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return (memory.GetBuffer(), (int)memory.Length);
    }

    private ReadOnlySpan<byte> ToBytes(MidiFileFormat format, WritingSettings? settings)
    {
        Throw.IfUndefined(format, nameof(format));
        if (TimeDivision is null)
            throw new InvalidOperationException("A time division is needed to write a file, but it has none; set TimeDivision first.");
        var chunks = FormatConversion.Convert(Chunks, format);
        var trackCount = chunks.Count(chunk => chunk is TrackChunk);
        if (trackCount > MaxTrackChunks)
            throw new TooManyTrackChunksException(trackCount);
        var writer = new MidiFileWriter(settings ?? new WritingSettings());
        return writer.Write(chunks, format, (ushort)trackCount, TimeDivision);
    }
}
