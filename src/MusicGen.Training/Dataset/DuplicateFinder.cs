using System.Security.Cryptography;

namespace MusicGen.Training;

/// <summary>
/// Finds pieces that are the same music: byte-identical and same-notes copies (to be dropped), and transposed, re-timed
/// or cut versions (to be kept on one side of a split).
/// </summary>
internal static class DuplicateFinder
{
    private const int GramIntervals = 7;

    /// <summary>One interval gram in this many is kept: enough to see a shared tenth of a minute of music.</summary>
    private const ulong SketchShare = 8;

    /// <summary>Two pieces that share this part of the smaller one's sketch are versions of one work.</summary>
    private const double SharedPart = 0.4;

    /// <summary>Hash of the notes as such: equal for copies of a file under other names or with other text events.</summary>
    public static string NotesHash(Piece piece)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> buffer = stackalloc byte[18];
        foreach (var note in piece.Notes)
        {
            BitConverter.TryWriteBytes(buffer, (long)Math.Round(piece.Tempo.SecondsAt(note.OnsetTicks) * 100));
            BitConverter.TryWriteBytes(buffer[8..], (long)Math.Round(piece.Tempo.SecondsAt(note.EndTicks) * 100));
            buffer[16] = note.Pitch;
            buffer[17] = note.Velocity;
            hash.AppendData(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Numbers of works: pieces with the same number are versions of one work.</summary>
    public static int[] Group(IReadOnlyList<Piece> pieces) => Group([.. pieces.Select(Sketch)]);

    /// <summary>The same from sketches, where the pieces themselves are too many to be kept.</summary>
    public static int[] Group(IReadOnlyList<ulong[]> sketches)
    {
        var owners = new Dictionary<ulong, List<int>>();
        for (var p = 0; p < sketches.Count; p++)
            foreach (var gram in sketches[p])
                (owners.TryGetValue(gram, out var list) ? list : owners[gram] = []).Add(p);

        var parent = Enumerable.Range(0, sketches.Count).ToArray();
        for (var p = 0; p < sketches.Count; p++)
        {
            var shared = new Dictionary<int, int>();
            foreach (var gram in sketches[p])
                foreach (var other in owners[gram])
                    if (other < p) shared[other] = shared.GetValueOrDefault(other) + 1;
            foreach (var (other, count) in shared)
                if (count >= 4 && count >= SharedPart * Math.Min(sketches[p].Length, sketches[other].Length))
                    parent[Root(parent, p)] = Root(parent, other);
        }

        return [.. Enumerable.Range(0, sketches.Count).Select(p => Root(parent, p))];
    }

    /// <summary>Sampled hashes of runs of pitch intervals: free of transposition and of time.</summary>
    public static ulong[] Sketch(Piece piece)
    {
        var notes = piece.Notes;
        var sketch = new HashSet<ulong>();
        for (var i = GramIntervals; i < notes.Count; i++)
        {
            ulong hash = 14695981039346656037;
            var changes = 0;
            for (var k = i - GramIntervals + 1; k <= i; k++)
            {
                var interval = notes[k].Pitch - notes[k - 1].Pitch;
                if (k > i - GramIntervals + 1 && interval != notes[k - 1].Pitch - notes[k - 2].Pitch) changes++;
                hash = (hash ^ (byte)interval) * 1099511628211;
            }

            // Scales and repeated notes are common property, not a sign of the same work.
            if (changes < 4) continue;
            hash ^= hash >> 29;
            if (hash % SketchShare == 0) sketch.Add(hash);
        }

        return [.. sketch];
    }

    private static int Root(int[] parent, int at)
    {
        while (parent[at] != at) at = parent[at] = parent[parent[at]];
        return at;
    }
}
