using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MusicGen.Core;

/// <summary>
/// Which training piece holds which run of eight steps (a 9-gram of pitches, free of transposition) in its upper line: <c>grams.bin</c> of a model package.
/// It holds hashes, no notes.
/// </summary>
/// <remarks>
/// The file, little-endian: the letters <c>MGG1</c>, int32 steps of a run, int32 pieces, int32 entries; then uint32 hash of each entry in rising order,
/// then uint16 piece of each. Of two runs in 4 billion one hash: a rare run too many is avoided, none is missed. Thread-safe; looking up does not allocate.
/// </remarks>
public sealed class TrainingGrams
{
    /// <summary>Steps of a run.</summary>
    public const int Steps = 8;

    /// <summary>Most pieces.</summary>
    public const int MostPieces = 65_535;

    /// <summary>Most entries: 24 MB of a box's memory.</summary>
    public const int MostEntries = 4_000_000;

    private const int HeaderLength = 16;
    private const ulong Prime = 0x9E37_79B9_7F4A_7C15;
    private static readonly byte[] _magic = "MGG1"u8.ToArray();

    private readonly uint[] _hashes;
    private readonly ushort[] _pieces;

    private TrainingGrams(int pieceCount, uint[] hashes, ushort[] pieces) => (PieceCount, _hashes, _pieces) = (pieceCount, hashes, pieces);

    /// <summary>Pieces that runs were taken from.</summary>
    public int PieceCount { get; }

    /// <summary>Runs, one that is in several pieces counted once for each.</summary>
    public int Count => _hashes.Length;

    /// <summary>Takes the runs of training pieces.</summary>
    /// <param name="lines">(pieces) the steps of each one's upper line (<see cref="UpperLine.StepsOf"/>).</param>
    /// <returns>null: more pieces or entries than a box is to carry.</returns>
    public static TrainingGrams? Of(IReadOnlyList<sbyte[]> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Count > MostPieces) return null;
        var entries = new HashSet<(uint Hash, ushort Piece)>();
        for (var piece = 0; piece < lines.Count; piece++)
            for (var at = 0; at + Steps <= lines[piece].Length; at++)
                entries.Add((HashOf(lines[piece].AsSpan(at, Steps)), (ushort)piece));
        if (entries.Count > MostEntries) return null;
        var sorted = entries.Order().ToArray();
        return new TrainingGrams(lines.Count, [.. sorted.Select(entry => entry.Hash)], [.. sorted.Select(entry => entry.Piece)]);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is damaged or of another version.</exception>
    public static TrainingGrams Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < HeaderLength || !bytes.AsSpan(0, _magic.Length).SequenceEqual(_magic) || Int(4) != Steps)
            throw Wrong($"runs of {Steps} steps in the form MGG1", "something else");
        int pieces = Int(8), count = Int(12);
        if (pieces is < 0 or > MostPieces || count is < 0 or > MostEntries || bytes.Length != HeaderLength + (long)count * (sizeof(uint) + sizeof(ushort)))
            throw Wrong("as many bytes as its header says", $"{bytes.Length}");
        var hashes = new uint[count];
        var owners = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            hashes[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(HeaderLength + i * sizeof(uint)));
            owners[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(HeaderLength + count * sizeof(uint) + i * sizeof(ushort)));
            if (owners[i] >= pieces || (i > 0 && hashes[i] < hashes[i - 1])) throw Wrong("runs in order, each of one of its pieces", $"entry {i} otherwise");
        }

        return new TrainingGrams(pieces, hashes, owners);

        int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
        InvalidDataException Wrong(string expected, string found) => new($"Expected {expected}, found {found}, in '{path}'; copy or export the package again.");
    }

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where.</param>
    public void Write(string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(_magic);
        writer.Write(Steps);
        writer.Write(PieceCount);
        writer.Write(Count);
        foreach (var hash in _hashes) writer.Write(hash);
        foreach (var piece in _pieces) writer.Write(piece);
    }

    /// <summary>The pieces that hold a run.</summary>
    /// <param name="steps">(<see cref="Steps"/>) the run, in semitones.</param>
    public ReadOnlySpan<ushort> PiecesWith(ReadOnlySpan<sbyte> steps)
    {
        var hash = HashOf(steps);
        var (low, high) = (0, _hashes.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_hashes[middle] < hash) low = middle + 1;
            else high = middle;
        }

        var end = low;
        while (end < _hashes.Length && _hashes[end] == hash) end++;
        return _pieces.AsSpan(low, end - low);
    }

    private static uint HashOf(ReadOnlySpan<sbyte> steps)
    {
        var key = BinaryPrimitives.ReadUInt64LittleEndian(MemoryMarshal.AsBytes(steps[..Steps]));
        key = (key ^ key >> 29) * Prime;
        return (uint)((key ^ key >> 32) * Prime >> 32);
    }
}
