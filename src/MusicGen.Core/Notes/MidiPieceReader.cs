namespace MusicGen.Core;

/// <summary>
/// Reads MIDI files into pieces: the way in for training data, seeds and recorded tunes. What comes out keeps these rules.
/// <list type="bullet">
/// <item>Ticks are rescaled to <see cref="MusicalTime.Ppqn"/>. A file in SMPTE frames has no quarters; it becomes performed music, one tick a
/// millisecond. Without a tempo event 120 BPM holds.</item>
/// <item>Note-ons and note-offs are paired within their track, channel and pitch, first in, first out. A note-on that nothing ends is left out.</item>
/// <item>A key released while the sustain pedal (controller 64 at 64 or more) is down sounds on until the pedal goes up, the same pitch of
/// its channel is struck again, or the last event of the file, whichever comes first.</item>
/// <item>In one channel no two notes of one pitch overlap: striking it again ends the note before, and the later one then lasts until the last
/// key of the two is released. Two that start together become one, as loud as the louder.</item>
/// <item>A note of no length gets one tick on the drum channel, where it sounds all the same; elsewhere it is left out unless the pedal holds it.</item>
/// <item>A note's program is the last one chosen for its channel in its own track, else the last in any track, else 0.</item>
/// <item>The sequences of a format 2 file follow one another, each from the next whole quarter after the one before.</item>
/// <item>A damaged file is read as far as it goes, and the damage is reported beside the piece.</item>
/// </list>
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class MidiPieceReader
{
    /// <summary>Longest piece that is believed; damaged delta times add up to months.</summary>
    private const double MaxSeconds = 24 * 3600;

    /// <summary>Whether the sustain pedal lengthens notes.</summary>
    /// <value>Default: true. False keeps the time from key down to key up.</value>
    public bool ExtendsByPedal { get; init; } = true;

    /// <summary>Reads a file; the piece is named after it.</summary>
    /// <param name="path">A standard MIDI file.</param>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">It is no MIDI file, or there is no note in it; the message names it and says why.</exception>
    public MidiPieceReading Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(File.ReadAllBytes(path), Path.GetFileNameWithoutExtension(path), path);
    }

    /// <summary>Reads a file from a stream, from its present position to its end.</summary>
    /// <param name="stream">The bytes of a standard MIDI file.</param>
    /// <param name="name">Name of the piece.</param>
    /// <exception cref="InvalidDataException">It is no MIDI file, or there is no note in it; the message names it and says why.</exception>
    public MidiPieceReading Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Read(bytes.ToArray(), name, name);
    }

    /// <summary>Takes the piece out of a file that is in memory already.</summary>
    /// <param name="file">The file; it is not changed.</param>
    /// <param name="name">Name of the piece.</param>
    /// <exception cref="InvalidDataException">There is no note in it, or it would last longer than a day.</exception>
    public Piece ToPiece(MidiFile file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        var scale = TickScale.Of(file.TimeDivision);
        var sequences = SequencesOf(file).Select(tracks => new SequenceReader(scale, ExtendsByPedal).Read(tracks)).ToList();
        var piece = sequences.Count == 1 ? sequences[0].ToPiece(name) : PieceSequence.Join(sequences).ToPiece(name);
        if (piece.Notes.Count == 0)
            throw new InvalidDataException($"Notes are expected in '{name}', but it has none.");
        if (piece.DurationSeconds > MaxSeconds)
            throw new InvalidDataException($"A piece of at most 24 hours is expected, but '{name}' would last {piece.DurationSeconds / 3600:F0} hours; its delta times are damaged.");
        return piece;
    }

    private static IEnumerable<IReadOnlyList<TrackChunk>> SequencesOf(MidiFile file)
    {
        var tracks = file.GetTrackChunks().ToList();
        return IsMultiSequence(file) ? tracks.Select(track => new[] { track }) : [tracks];
    }

    private static bool IsMultiSequence(MidiFile file)
    {
        try
        {
            return file.OriginalFormat == MidiFileFormat.MultiSequence;
        }
        catch (Exception failure) when (failure is InvalidOperationException or MidiException)
        {
            // Made in memory, without a header, or of an unknown format: tracks are then taken to sound together.
            return false;
        }
    }

    private MidiPieceReading Read(byte[] bytes, string name, string where)
    {
        var (file, damage) = MidiFileOpening.Open(bytes, where);
        return new MidiPieceReading(ToPiece(file, name), damage);
    }
}
