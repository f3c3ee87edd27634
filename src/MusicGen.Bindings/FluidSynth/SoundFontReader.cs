using System.Buffers.Binary;
using System.Text;

namespace MusicGen.Bindings.FluidSynth;

/// <summary>
/// Reads the parts of a SoundFont file that describe it (SF2.04 sections 4 to 7) and checks that the rest is there, so that a bad
/// file is refused with a sentence before libfluidsynth sees it. Sample data is walked past, not read.
/// </summary>
internal sealed class SoundFontReader
{
    private const int ChunkHeaderBytes = 8;
    private const int PresetHeaderBytes = 38;
    private const int SampleHeaderBytes = 46;
    private const int NameBytes = 20;
    private const int SampleTypeOffset = 44;
    private const int VorbisSampleFlag = 0x10;

    private readonly Stream _stream;
    private readonly string _name;

    public SoundFontReader(Stream stream, string name)
    {
        _stream = stream;
        _name = name;
    }

    public SoundFontInfo Info { get; } = new();

    public IReadOnlyList<Preset> Presets { get; private set; } = [];

    /// <summary>Whether the samples are Ogg Vorbis (SF3) and not 16-bit PCM.</summary>
    public bool HasVorbisSamples { get; private set; }

    /// <exception cref="InvalidDataException">Not a SoundFont, or one without presets.</exception>
    /// <exception cref="EndOfStreamException">The file ends before its chunks do.</exception>
    public void Read()
    {
        var (id, bytes) = ReadChunkHeader("RIFF header");
        if (id != "RIFF")
        {
            throw Invalid("'RIFF'", id);
        }

        Expect(ReadId("form type"), "sfbk");
        CheckLength(bytes);

        var endPosition = _stream.Position - 4 + bytes;
        var seen = new HashSet<string>();
        while (_stream.Position + ChunkHeaderBytes <= endPosition)
        {
            var (chunk, chunkBytes) = ReadChunkHeader("chunk header");
            var chunkEnd = _stream.Position + chunkBytes;
            if (chunk == "LIST")
            {
                var list = ReadId("list type");
                seen.Add(list);
                ReadList(list, _stream.Position - 4 + chunkBytes);
            }

            _stream.Position = chunkEnd;
            SkipPadding(chunkBytes, endPosition);
        }

        foreach (var list in (string[])["INFO", "sdta", "pdta"])
        {
            if (!seen.Contains(list))
            {
                throw new InvalidDataException($"A list '{list}' was expected in SoundFont '{_name}', but it has none; use another file.");
            }
        }

        if (Presets.Count == 0)
        {
            throw new InvalidDataException($"At least one preset was expected in SoundFont '{_name}', but it has none; use another file.");
        }
    }

    /// <summary>RIFF pads odd chunks with a zero byte; MuseScore's SF3 files do not.</summary>
    private void SkipPadding(long chunkBytes, long endPosition)
    {
        if (chunkBytes % 2 != 0 && _stream.Position < endPosition && _stream.ReadByte() != 0)
        {
            _stream.Position--;
        }
    }

    private void ReadList(string list, long endPosition)
    {
        if (list == "sdta")
        {
            return;
        }

        while (_stream.Position + ChunkHeaderBytes <= endPosition)
        {
            var (id, bytes) = ReadChunkHeader(list);
            var next = _stream.Position + bytes + (bytes & 1);
            if (list == "INFO")
            {
                ReadInfoChunk(id, bytes);
            }
            else if (id == "phdr")
            {
                Presets = ReadPresets(bytes);
            }
            else if (id == "shdr")
            {
                HasVorbisSamples = AnySampleIsVorbis(bytes);
            }

            _stream.Position = next;
        }
    }

    private void ReadInfoChunk(string id, long bytes)
    {
        switch (id)
        {
            case "ifil":
                Info.Version = ReadVersion(bytes);
                break;
            case "iver":
                Info.RomVersion = ReadVersion(bytes);
                break;
            case "INAM":
                Info.BankName = ReadText(bytes);
                break;
            case "IENG":
                Info.Author = ReadText(bytes);
                break;
            case "ICOP":
                Info.Copyright = ReadText(bytes);
                break;
            case "ICMT":
                Info.Comments = ReadText(bytes);
                break;
        }
    }

    private SoundFontVersion ReadVersion(long bytes)
    {
        var version = ReadBytes(bytes, "version");
        if (version.Length != 4)
        {
            throw Invalid("a version of 4 bytes", $"{version.Length} bytes");
        }

        return new SoundFontVersion(
            BinaryPrimitives.ReadInt16LittleEndian(version), BinaryPrimitives.ReadInt16LittleEndian(version.AsSpan(2)));
    }

    private string ReadText(long bytes) => TextOf(ReadBytes(bytes, "text"));

    /// <summary>The last header is a terminator and no preset (SF2.04 section 7.2).</summary>
    private Preset[] ReadPresets(long bytes)
    {
        var headers = ReadTable(bytes, PresetHeaderBytes, "phdr");
        var presets = new Preset[(headers.Length / PresetHeaderBytes) - 1];
        for (var i = 0; i < presets.Length; i++)
        {
            var header = headers.AsSpan(i * PresetHeaderBytes, PresetHeaderBytes);
            presets[i] = new Preset(
                TextOf(header[..NameBytes]),
                BinaryPrimitives.ReadUInt16LittleEndian(header[NameBytes..]),
                BinaryPrimitives.ReadUInt16LittleEndian(header[(NameBytes + 2)..]));
        }

        return presets;
    }

    private bool AnySampleIsVorbis(long bytes)
    {
        var headers = ReadTable(bytes, SampleHeaderBytes, "shdr");
        for (var offset = 0; offset < headers.Length - SampleHeaderBytes; offset += SampleHeaderBytes)
        {
            if ((BinaryPrimitives.ReadUInt16LittleEndian(headers.AsSpan(offset + SampleTypeOffset)) & VorbisSampleFlag) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private byte[] ReadTable(long bytes, int rowBytes, string id)
    {
        if (bytes < rowBytes || bytes % rowBytes != 0)
        {
            throw Invalid($"a '{id}' chunk of whole {rowBytes}-byte rows", $"{bytes} bytes");
        }

        return ReadBytes(bytes, id);
    }

    private (string Id, long Bytes) ReadChunkHeader(string what)
    {
        var id = ReadId(what);
        return (id, BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4, what)));
    }

    private string ReadId(string what) => Encoding.Latin1.GetString(ReadBytes(4, what));

    private byte[] ReadBytes(long count, string what)
    {
        if (count > _stream.Length - _stream.Position)
        {
            throw Truncated($"{count} more bytes for the {what}", _stream.Length - _stream.Position);
        }

        var bytes = new byte[count];
        _stream.ReadExactly(bytes);
        return bytes;
    }

    private void CheckLength(long riffBytes)
    {
        var missing = ChunkHeaderBytes + riffBytes - _stream.Length;
        if (missing > 0)
        {
            throw Truncated($"{ChunkHeaderBytes + riffBytes} bytes in all", _stream.Length);
        }
    }

    private void Expect(string found, string expected)
    {
        if (found != expected)
        {
            throw Invalid($"'{expected}'", found);
        }
    }

    private EndOfStreamException Truncated(string expected, long found) => new(
        $"{expected} were expected, but SoundFont '{_name}' has {found} from byte {_stream.Position} on; it is cut short, get it again.");

    private InvalidDataException Invalid(string expected, string found) => new(
        $"{expected} was expected before byte {_stream.Position} of SoundFont '{_name}', but found '{found}'; it is no SoundFont 2 file or it is damaged.");

    private static string TextOf(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]).Trim();
    }
}
