using System.Text;

namespace MusicGen.Midi;

/// <summary>Reads the chunks of a standard MIDI file, also inside a RIFF wrapper, under the policies of the settings.</summary>
internal sealed class MidiFileReader
{
    private const int RiffPreambleLength = 20;

    private readonly ByteCursor _cursor;
    private readonly ReadingSettings _settings;
    private readonly TrackReader _trackReader;
    private readonly MidiFile _file = new();
    private int? _expectedTracks;
    private int _actualTracks;
    private bool _headerRead;

    public MidiFileReader(ByteCursor cursor, ReadingSettings settings)
    {
        _cursor = cursor;
        _settings = settings;
        _trackReader = new TrackReader(cursor, settings);
    }

    /// <summary>Where damage is to be read over, a chunk's own size is not believed against what is found in the file.</summary>
    private bool IgnoresSizes => _settings.InvalidChunkSizePolicy == InvalidChunkSizePolicy.Ignore;

    private bool IgnoresEnd => _settings.NotEnoughBytesPolicy == NotEnoughBytesPolicy.Ignore;

    public MidiFile Read()
    {
        SkipRiffPreamble();
        while (!_cursor.EndReached)
        {
            if (_settings.StopReadingOnExpectedTrackChunksCountReached && _actualTracks == _expectedTracks)
                return _file;
            try
            {
                ReadChunk();
            }
            catch (NotEnoughBytesException) when (IgnoresEnd)
            {
            }
        }

        Check();
        return _file;
    }

    private void Check()
    {
        if (_settings.UnexpectedTrackChunksCountPolicy == UnexpectedTrackChunksCountPolicy.Abort && _expectedTracks is { } expected && expected != _actualTracks)
            throw new UnexpectedTrackChunksCountException(expected, _actualTracks);
        if (_headerRead)
            return;
        if (_settings.NoHeaderChunkPolicy == NoHeaderChunkPolicy.Abort)
            throw new NoHeaderChunkException();
        _file.TimeDivision = null;
    }

    private void SkipRiffPreamble()
    {
        var preamble = _cursor.Peek(RiffPreambleLength);
        if (preamble.Length < RiffPreambleLength || !preamble.StartsWith("RIFF"u8) || !preamble[8..].StartsWith("RMIDdata"u8))
            return;
        var size = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(preamble[16..]);
        _cursor.Position = RiffPreambleLength;
        _cursor.End = (int)Math.Min(_cursor.End, RiffPreambleLength + (long)size);
    }

    private void ReadChunk()
    {
        if (_cursor.Remaining < MidiChunk.IdLength)
        {
            var left = _cursor.Remaining;
            _cursor.Position = _cursor.End;
            throw new NotEnoughBytesException($"A chunk id of 4 bytes is expected at the end of the file, but there are {left} bytes.", MidiChunk.IdLength, left);
        }

        var id = Encoding.Latin1.GetString(_cursor.ReadBytes(MidiChunk.IdLength));
        if (id == MidiChunk.HeaderId)
            ReadHeader(_cursor.ReadDword());
        else if (id == TrackChunk.Id)
            ReadTrack();
        else
            ReadUnknown(id);
    }

    private void ReadHeader(uint size)
    {
        var start = _cursor.Position;
        var format = _cursor.ReadWord();
        if (_settings.UnknownFileFormatPolicy == UnknownFileFormatPolicy.Abort && format > (ushort)MidiFileFormat.MultiSequence)
            throw new UnknownFileFormatException(format);
        var tracks = _cursor.ReadWord();
        var division = TimeDivision.FromInt16(_cursor.ReadInt16());
        if (!_headerRead)
        {
            _headerRead = true;
            _expectedTracks = tracks;
            _file.SetHeader(format, division);
        }

        FinishChunk(MidiChunk.HeaderId, size, start);
    }

    private void ReadTrack()
    {
        var size = _cursor.ReadDword();
        if (_expectedTracks <= _actualTracks && _settings.ExtraTrackChunkPolicy == ExtraTrackChunkPolicy.Skip)
        {
            _cursor.Skip(size);
            return;
        }

        var start = _cursor.Position;
        var track = new TrackChunk();
        _file.Chunks.Add(track);
        _actualTracks++;
        _trackReader.Read(track.Events, (long)start + size);
        FinishChunk(TrackChunk.Id, size, start);
    }

    private void ReadUnknown(string id)
    {
        if (_settings.UnknownChunkIdPolicy == UnknownChunkIdPolicy.Abort)
            throw new UnknownChunkException(id);
        var start = _cursor.Position;
        var size = (long)_cursor.ReadDword();
        if (size > _cursor.Remaining)
        {
            if (IgnoresSizes && BackToTrackWithin(start))
                return;
            size = SizeOfOverrunningChunk(size);
        }

        if (_settings.UnknownChunkIdPolicy == UnknownChunkIdPolicy.Skip)
        {
            _cursor.Skip(size);
            return;
        }

        var data = _cursor.ReadBytes((int)size);
        var asNull = data.IsEmpty && _settings.ZeroLengthDataPolicy == ZeroLengthDataPolicy.ReadAsNull;
        _file.Chunks.Add(new UnknownChunk(id, asNull ? null : data.ToArray()));
    }

    /// <summary>What was taken for an id and a size may be the end of a track and the id of the next, which is then gone back to.</summary>
    private bool BackToTrackWithin(int start)
    {
        var end = _cursor.Position;
        _cursor.Position = start - MidiChunk.IdLength;
        var next = _cursor.Peek(end - _cursor.Position + MidiChunk.IdLength - 1).IndexOf("MTrk"u8);
        _cursor.Position = next >= 0 ? _cursor.Position + next : end;
        return next >= 0;
    }

    /// <summary>A chunk longer than the file is most often a damaged size or id: the next track chunk is taken as its end.</summary>
    private long SizeOfOverrunningChunk(long size)
    {
        if (!IgnoresSizes)
        {
            if (!IgnoresEnd)
                _cursor.ReadBytes((int)Math.Min(size, int.MaxValue));
            return _cursor.Remaining;
        }

        var next = _cursor.Peek(_cursor.Remaining).IndexOf("MTrk"u8);
        return next >= 0 ? next : _cursor.Remaining;
    }

    private void FinishChunk(string id, uint size, int start)
    {
        var read = (long)_cursor.Position - start;
        if (!IgnoresSizes && read != size)
            throw new InvalidChunkSizeException(id, size, read);
        var unread = size - read;
        if (unread <= 0 || (IgnoresSizes && _cursor.Peek(MidiChunk.IdLength).SequenceEqual("MTrk"u8)))
            return;
        _cursor.Skip(unread > _cursor.Remaining ? SizeOfOverrunningChunk(unread) : unread);
    }
}
