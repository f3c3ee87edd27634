using System.Text.Json;

namespace MusicGen.Training;

/// <summary>
/// Music as binary piano rolls, 88 keys by steps, in three splits: read from the published benchmark files (N. Boulanger-Lewandowski et al., ICML 2012, as
/// JSON), or cut from the pieces of a dataset at 20 steps a second.
/// </summary>
internal sealed record RollSet(string Name, IReadOnlyList<int[][]> Train, IReadOnlyList<int[][]> Validation, IReadOnlyList<int[][]> Test)
{
    /// <summary>Keys of a piano.</summary>
    public const int Keys = 88;

    /// <summary>MIDI pitch of the lowest key.</summary>
    public const int LowestPitch = 21;

    /// <summary>Steps a second of rolls cut from pieces: four to the beat at 120 beats a minute, and more.</summary>
    public const int StepsPerSecond = 20;

    /// <summary>What comes after so long is cut off.</summary>
    public const int LongestSeconds = 7 * 60;

    /// <summary>Ticks of a step at the clock that composed rolls are written with: a quarter in the benchmark's chorales, 50 ms in rolls cut from pieces.</summary>
    public required long StepTicks { get; init; }

    /// <summary>Steps of the first eight beats, which a roll is gone on from.</summary>
    public required int PromptSteps { get; init; }

    /// <summary>Reads a benchmark file, or cuts a dataset.</summary>
    /// <param name="path">A .json file, or the folder of a prepared dataset.</param>
    /// <exception cref="InvalidDataException">It is neither, or has no music in a split.</exception>
    public static RollSet Load(string path)
    {
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !File.Exists(path)) throw new FileNotFoundException($"A .json file of the piano-roll benchmark expected at '{path}', but there is none; give its path.", path);
        var set = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? OfFile(path) : OfDataset(Dataset.Open([path]), path);
        foreach (var (name, rolls) in new[] { ("train", set.Train), ("valid", set.Validation), ("test", set.Test) })
            if (!rolls.Any(roll => roll.Length > 1)) throw new InvalidDataException($"Pieces of at least 2 steps expected in the split '{name}' of '{path}', found none; give another file.");
        return set;
    }

    /// <summary>The roll of a piece: the keys that are down in each step.</summary>
    public static int[][] Of(Piece piece)
    {
        var down = new SortedSet<int>[Math.Min((int)Math.Ceiling(piece.DurationSeconds * StepsPerSecond), LongestSeconds * StepsPerSecond)];
        foreach (var note in piece.Notes.Where(note => !note.IsDrum && note.Pitch is >= LowestPitch and < LowestPitch + Keys))
        {
            var first = (int)Math.Round(piece.Tempo.SecondsAt(note.OnsetTicks) * StepsPerSecond);
            var end = Math.Max(first + 1, (int)Math.Round(piece.Tempo.SecondsAt(note.EndTicks) * StepsPerSecond));
            for (var step = first; step < Math.Min(end, down.Length); step++) (down[step] ??= []).Add(note.Pitch - LowestPitch);
        }

        return [.. down.Select(keys => keys?.ToArray() ?? [])];
    }

    /// <summary>A roll as a piece; a key that stays down is one note.</summary>
    public Piece ToPiece(string name, IReadOnlyList<int[]> roll)
    {
        var notes = new List<Note>();
        var since = new int[Keys];
        Array.Fill(since, -1);
        for (var step = 0; step <= roll.Count; step++)
        {
            for (var key = 0; key < Keys; key++)
            {
                var isDown = step < roll.Count && roll[step].Contains(key);
                if (isDown && since[key] < 0) since[key] = step;
                if (isDown || since[key] < 0) continue;
                notes.Add(new Note(since[key] * StepTicks, (step - since[key]) * StepTicks, (byte)(key + LowestPitch), 80));
                since[key] = -1;
            }
        }

        return new Piece(name, notes.Order(), PieceTempo.Performed);
    }

    private static RollSet OfDataset(Dataset dataset, string path) => new(
        Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), Cut(dataset, Split.Train), Cut(dataset, Split.Validation), Cut(dataset, Split.Test))
    {
        StepTicks = 1000 / StepsPerSecond,
        // Eight beats at 120 a minute.
        PromptSteps = 4 * StepsPerSecond,
    };

    private static IReadOnlyList<int[][]> Cut(Dataset dataset, Split split) => [.. dataset.Pieces(split).Select(Of)];

    private static RollSet OfFile(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return new RollSet(Path.GetFileNameWithoutExtension(path), Read(document, "train"), Read(document, "valid"), Read(document, "test")) { StepTicks = 500, PromptSteps = 8 };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"Piano rolls (JSON with 'train', 'valid' and 'test': pieces of steps of pitches 21–108) expected in '{path}', found otherwise: {e.Message}", e);
        }
    }

    private static IReadOnlyList<int[][]> Read(JsonDocument document, string split) =>
        [.. document.RootElement.GetProperty(split).EnumerateArray().Select(piece => piece.EnumerateArray().Select(KeysOf).ToArray())];

    private static int[] KeysOf(JsonElement step)
    {
        int[] keys = [.. step.EnumerateArray().Select(pitch => pitch.GetInt32() - LowestPitch).Distinct().Order()];
        return Array.TrueForAll(keys, key => key is >= 0 and < Keys) ? keys : throw new FormatException($"pitch 21–108 expected, found {keys.First(key => key is < 0 or >= Keys) + LowestPitch}");
    }
}
