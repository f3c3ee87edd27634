using System.Text;

namespace MusicGen.Core;

/// <summary>Opens the bytes of a MIDI file: strictly first, and where that fails as far as they can be read, with the fault in words.</summary>
internal static class MidiFileOpening
{
    /// <summary>The file and its damage.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="where">The file's name for messages.</param>
    /// <exception cref="InvalidDataException">It is no MIDI file.</exception>
    public static (MidiFile File, string? Damage) Open(byte[] bytes, string where)
    {
        if (bytes.Length == 0)
            throw new InvalidDataException($"A MIDI file is expected, but '{where}' is empty.");
        if (TryRead(bytes, new ReadingSettings(), out var damage) is { } sound)
            return (sound, null);
        var file = TryRead(bytes, Lenient(), out var refusal)
            ?? throw new InvalidDataException($"A MIDI file is expected, but '{where}' cannot be read as one: {refusal}");
        if (file.TimeDivision is null && !file.GetTrackChunks().Any())
            throw new InvalidDataException($"A MIDI file is expected, but '{where}' has neither header nor track: {damage}");
        return (file, damage);
    }

    private static ReadingSettings Lenient() => new()
    {
        InvalidChunkSizePolicy = InvalidChunkSizePolicy.Ignore,
        UnknownChannelEventPolicy = UnknownChannelEventPolicy.SkipStatusByte,
        InvalidChannelEventParameterValuePolicy = InvalidChannelEventParameterValuePolicy.ReadValid,
        InvalidMetaEventParameterValuePolicy = InvalidMetaEventParameterValuePolicy.SnapToLimits,
        InvalidSystemCommonEventParameterValuePolicy = InvalidSystemCommonEventParameterValuePolicy.SnapToLimits,
        NotEnoughBytesPolicy = NotEnoughBytesPolicy.Ignore,
        NoHeaderChunkPolicy = NoHeaderChunkPolicy.Ignore,
        TextEncoding = Encoding.Latin1,
    };

    private static MidiFile? TryRead(byte[] bytes, ReadingSettings settings, out string? refusal)
    {
        try
        {
            refusal = null;
            return MidiFile.Read(new MemoryStream(bytes, writable: false), settings);
        }
        catch (Exception failure) when (failure is MidiException or ArgumentException)
        {
            refusal = failure.Message;
            return null;
        }
    }
}
