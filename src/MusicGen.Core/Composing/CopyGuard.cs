namespace MusicGen.Core;

/// <summary>
/// Keeps the composer from playing a training piece back: once a tenth of the upper line's last runs stand in one of them, no pitch may lead on along that one.
/// Figures that all music shares go by until then. Part of <see cref="NoteRows"/>.
/// </summary>
/// <param name="grams">The training pieces' runs.</param>
/// <remarks>Single-threaded. No member allocates after construction.</remarks>
internal sealed class CopyGuard(TrainingGrams grams)
{
    // One of so many may stand in one training piece, from the start of a piece on: so a short one is no copy either.
    private const int RunsPerCopied = 10;

    private readonly int[] _runs = new int[grams.PieceCount];
    private readonly bool[] _allowed = new bool[128];
    private UpperLine _line;
    private int _mostRuns;

    /// <summary>Where it stands; set to go back.</summary>
    public UpperLine State
    {
        get => _line;
        set => _line = value;
    }

    /// <summary>Takes note of a pitch, composed or heard.</summary>
    public void Add(int pitch, bool isNewOnset) => _line.Add(pitch, isNewOnset);

    /// <summary>Takes the pitches out of a mask that would copy on.</summary>
    /// <param name="mask">Pitches that may come, empty = all.</param>
    /// <param name="isNewOnset">Whether the pitch begins after the note before.</param>
    /// <returns>The pitches left; the mask as it was where none would be.</returns>
    public ReadOnlySpan<bool> Leave(ReadOnlySpan<bool> mask, bool isNewOnset)
    {
        var pitches = _line.Pitches;
        var top = -1;
        if (!isNewOnset && pitches.Length > 0)
        {
            top = pitches[^1];
            pitches = pitches[..^1];
        }

        if (pitches.Length < TrainingGrams.Steps || !IsCopying(pitches)) return mask;
        Span<sbyte> steps = stackalloc sbyte[TrainingGrams.Steps];
        Fill(steps[..^1], pitches[^TrainingGrams.Steps..]);
        var left = false;
        for (var pitch = 0; pitch < _allowed.Length; pitch++)
        {
            _allowed[pitch] = mask.IsEmpty || mask[pitch];
            // Below the highest of its chord it changes nothing of the line.
            if (_allowed[pitch] && pitch > top)
            {
                steps[^1] = (sbyte)(pitch - pitches[^1]);
                _allowed[pitch] = !LeadsOn(steps);
            }

            left |= _allowed[pitch];
        }

        return left ? _allowed : mask;
    }

    private static void Fill(Span<sbyte> steps, ReadOnlySpan<byte> pitches)
    {
        for (var i = 0; i < steps.Length; i++) steps[i] = (sbyte)(pitches[i + 1] - pitches[i]);
    }

    private bool IsCopying(ReadOnlySpan<byte> pitches)
    {
        Array.Clear(_runs);
        Span<sbyte> steps = stackalloc sbyte[UpperLine.Length];
        steps = steps[..(pitches.Length - 1)];
        Fill(steps, pitches);
        var most = 0;
        for (var at = 0; at + TrainingGrams.Steps <= steps.Length; at++)
            foreach (var piece in grams.PiecesWith(steps[at..])) most = Math.Max(most, ++_runs[piece]);
        _mostRuns = (steps.Length - TrainingGrams.Steps + 2) / RunsPerCopied;
        return most >= _mostRuns;
    }

    private bool LeadsOn(ReadOnlySpan<sbyte> steps)
    {
        foreach (var piece in grams.PiecesWith(steps))
            if (_runs[piece] >= _mostRuns) return true;
        return false;
    }
}
