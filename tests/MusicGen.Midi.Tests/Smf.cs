using System.Buffers.Binary;

namespace MusicGen.Midi.Tests;

/// <summary>Puts files together byte by byte, right or wrong as a test needs them.</summary>
internal static class Smf
{
    public static byte[] EndOfTrack => [0x00, 0xFF, 0x2F, 0x00];

    public static byte[] Chunk(string id, byte[] contents, uint? size = null)
    {
        var head = new byte[8];
        System.Text.Encoding.Latin1.GetBytes(id).CopyTo(head, 0);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4), size ?? (uint)contents.Length);
        return [.. head, .. contents];
    }

    public static byte[] Header(ushort format, ushort tracks, ushort division) =>
        Chunk("MThd", [(byte)(format >> 8), (byte)format, (byte)(tracks >> 8), (byte)tracks, (byte)(division >> 8), (byte)division]);

    /// <summary>A format 1 file with 96 ticks per quarter whose tracks have these events, end of track added.</summary>
    public static byte[] File(params byte[][] tracks) =>
        [.. Header(1, (ushort)tracks.Length, 96), .. tracks.SelectMany(track => Chunk("MTrk", [.. track, .. EndOfTrack]))];

    public static MidiFile Read(byte[] bytes, ReadingSettings? settings = null) => MidiFile.Read(new MemoryStream(bytes), settings);

    /// <summary>The events of the only track.</summary>
    public static EventsCollection ReadTrack(byte[] track, ReadingSettings? settings = null) =>
        Read(File(track), settings).GetTrackChunks().Single().Events;

    public static byte[] Write(MidiFile file, MidiFileFormat format = MidiFileFormat.MultiTrack, WritingSettings? settings = null)
    {
        using var stream = new MemoryStream();
        file.Write(stream, format, settings);
        return stream.ToArray();
    }

    public static ReadingSettings Tolerant() => new()
    {
        InvalidChunkSizePolicy = InvalidChunkSizePolicy.Ignore,
        UnknownChannelEventPolicy = UnknownChannelEventPolicy.SkipStatusByte,
        InvalidChannelEventParameterValuePolicy = InvalidChannelEventParameterValuePolicy.ReadValid,
        InvalidMetaEventParameterValuePolicy = InvalidMetaEventParameterValuePolicy.SnapToLimits,
        InvalidSystemCommonEventParameterValuePolicy = InvalidSystemCommonEventParameterValuePolicy.SnapToLimits,
        NotEnoughBytesPolicy = NotEnoughBytesPolicy.Ignore,
        NoHeaderChunkPolicy = NoHeaderChunkPolicy.Ignore,
    };
}
