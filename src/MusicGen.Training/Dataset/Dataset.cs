using System.Security.Cryptography;

namespace MusicGen.Training;

/// <summary>One or more prepared folders, as training and evaluation see them.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Dataset
{
    private readonly DatasetPiece[] _pieces;
    private readonly int[] _collections;  // (pieces)

    private Dataset(DatasetPiece[] pieces, int[] collections, IReadOnlyList<DatasetSource> sources, string hash)
    {
        _pieces = pieces;
        _collections = collections;
        Sources = sources;
        Hash = hash;
    }

    /// <summary>Where the pieces come from.</summary>
    public IReadOnlyList<DatasetSource> Sources { get; }

    /// <summary>SHA-256 over the dataset files, in the order given.</summary>
    public string Hash { get; }

    /// <summary>Opens prepared folders (or dataset files).</summary>
    public static Dataset Open(IReadOnlyList<string> paths)
    {
        var pieces = new List<DatasetPiece>();
        var collections = new List<int>();
        var sources = new List<DatasetSource>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in paths)
        {
            var file = Directory.Exists(path) ? Path.Combine(path, DatasetFile.FileName) : path;
            if (!File.Exists(file))
                throw new FileNotFoundException($"A prepared dataset expected at '{path}', but there is no {DatasetFile.FileName}; run 'musicgen-train prepare FOLDER --out {path}' first.");
            var (source, read) = DatasetFile.Read(file);
            sources.Add(source);
            pieces.AddRange(read);
            // A collection beyond what the control can say is one that is never said.
            collections.AddRange(Enumerable.Repeat(sources.Count < Controls.CollectionValues ? sources.Count : 0, read.Length));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return new Dataset([.. pieces], [.. collections], sources, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The collection control's value for each of <see cref="Pieces"/>: 1 for the first source.</summary>
    public IReadOnlyList<int> Collections(Split split) => [.. _collections.Where((_, i) => _pieces[i].Split == split)];

    /// <summary>The pieces of a split, in the order of the files.</summary>
    public IReadOnlyList<Piece> Pieces(Split split) => [.. _pieces.Where(p => p.Split == split).Select(p => p.Piece)];
}
