using System.Text;

namespace MusicGen.Midi;

/// <summary>Writes the header and the chunks of a file.</summary>
internal sealed class MidiFileWriter
{
    private const uint HeaderSize = 6;

    private readonly WritingSettings _settings;
    private readonly ByteSink _file = new();
    private readonly ByteSink _contents = new();

    public MidiFileWriter(WritingSettings settings)
    {
        _settings = settings;
    }

    public ReadOnlySpan<byte> Write(IEnumerable<MidiChunk> chunks, MidiFileFormat format, ushort trackCount, TimeDivision division)
    {
        if (_settings.WriteHeaderChunk)
        {
            _file.WriteBytes("MThd"u8);
            _file.WriteDword(HeaderSize);
            _file.WriteWord((ushort)format);
            _file.WriteWord(trackCount);
            _file.WriteWord((ushort)division.ToInt16());
        }

        foreach (var chunk in chunks)
        {
            if (chunk is TrackChunk track)
                WriteTrack(track);
            else if (chunk is UnknownChunk unknown && !_settings.DeleteUnknownChunks)
                WriteChunk(unknown.ChunkId, unknown.Data);
        }

        return _file.Written;
    }

    private void WriteTrack(TrackChunk track)
    {
        _contents.Clear();
        new TrackWriter(_contents, _settings).Write(track.Events);
        WriteChunk(TrackChunk.Id, _contents.Written);
    }

    private void WriteChunk(string id, ReadOnlySpan<byte> contents)
    {
        _file.WriteBytes(Encoding.Latin1.GetBytes(id));
        _file.WriteDword((uint)contents.Length);
        _file.WriteBytes(contents);
    }
}
