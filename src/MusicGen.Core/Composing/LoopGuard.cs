namespace MusicGen.Core;

/// <summary>
/// Notices when the composer goes round in circles and says how far to go to get out: warmer, wider, with a fresh memory,
/// to the end of the piece. And a last rule that cannot fail: no sixteen pitches in a row come a fourth time within the
/// last thousand notes. Part of <see cref="Composer"/>; drums, whose work is to repeat, are not looked at.
/// </summary>
/// <remarks>Single-threaded. No member allocates after construction.</remarks>
internal sealed class LoopGuard
{
    /// <summary>Length of the runs that are counted.</summary>
    public const int GramNotes = 16;

    /// <summary>Notes looked back upon.</summary>
    public const int WindowNotes = 1000;

    /// <summary>So many times a run may come; once more is a loop.</summary>
    public const int MostTimes = 3;

    private const int LongestPeriodNotes = 128;
    private const int HoldNotes = 12;
    private const int Ring = 4096;
    private const ulong Prime = 0x9E37_79B9_7F4A_7C15;

    private readonly int[] _pitches = new int[Ring];
    private readonly ulong[] _hashes = new ulong[Ring];  // of the GramNotes − 1 pitches up to here
    private readonly bool[] _allowed;
    private readonly byte[] _times;
    private LoopGuardState _state;

    /// <param name="values">Values of the field that is watched, ≥ 1.</param>
    public LoopGuard(int values = 128)
    {
        _allowed = new bool[values];
        _times = new byte[values];
    }

    /// <summary>Where it stands; set to go back.</summary>
    public LoopGuardState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>How far to go: 0 nothing, 1 warmer, 2 wider too, 3 fresh memory, 4 end of the piece.</summary>
    public int Level => _state.Level;

    /// <summary>Out of a loop: first warmer, then from a wider choice. A greedy composer has to become a little less so.</summary>
    public static FieldSampling Loosen(int level, FieldSampling settings) => level switch
    {
        0 => settings,
        1 => settings with { Temperature = Math.Max(settings.Temperature * 1.15, 0.7) },
        _ => new FieldSampling(Math.Max(settings.Temperature * 1.35, 0.9)),
    };

    /// <summary>Forgets the piece.</summary>
    public void Clear() => _state = default;

    /// <summary>Takes note of a composed pitch.</summary>
    public void Add(int pitch)
    {
        var at = _state.Count++;
        _pitches[at % Ring] = pitch;
        _hashes[at % Ring] = HashUpTo(at);
        var found = Find();
        if (found == 3 && ++_state.FreshCount > 2) found = 4;
        if (found >= _state.Level || at >= _state.HeldUntil)
        {
            _state.Level = found;
            _state.HeldUntil = found > 0 ? at + HoldNotes : at;
        }
    }

    /// <summary>Takes the pitches out of a mask that would complete a run once too often.</summary>
    /// <param name="mask">Pitches that may come, empty = all; the same where there is none such.</param>
    /// <returns>Whether any is left: only the end of the piece leads on where none is, as on top of a chord with one more note of the scale above it.</returns>
    public bool TryLeaveLoops(ref ReadOnlySpan<bool> mask)
    {
        var count = _state.Count;
        // Runs overlap: one pitch nineteen times is the same sixteen four times.
        if (count < GramNotes) return true;
        var now = _hashes[(count - 1) % Ring];
        Array.Clear(_times);
        var isClose = false;
        for (var i = Math.Max(GramNotes - 1, count - WindowNotes); i < count; i++)
        {
            if (_hashes[(i - 1) % Ring] != now) continue;
            isClose |= ++_times[_pitches[i % Ring]] >= MostTimes;
        }

        if (!isClose) return true;
        var left = false;
        for (var pitch = 0; pitch < _allowed.Length; pitch++) left |= _allowed[pitch] = (mask.IsEmpty || mask[pitch]) && _times[pitch] < MostTimes;
        mask = _allowed;
        return left;
    }

    // Repeats with a period: how long what came last is the same as what came so many notes before it.
    private int Find()
    {
        var count = _state.Count;
        var strongest = 0;
        for (var period = 1; period <= LongestPeriodNotes && 2 * period <= count; period++)
        {
            var run = RunOf(period, count);
            var repeats = 1 + run / period;
            var level = repeats >= 7 && run >= 36 ? 3 : repeats >= 5 && run >= 20 ? 2 : repeats >= 3 && run >= 9 ? 1 : 0;
            if (level > strongest) strongest = level;
        }

        return strongest;
    }

    private int RunOf(int period, long count)
    {
        var run = 0;
        var most = Math.Min(count - period, 7 * LongestPeriodNotes);
        while (run < most && _pitches[(count - 1 - run) % Ring] == _pitches[(count - 1 - run - period) % Ring]) run++;
        return run;
    }

    private ulong HashUpTo(long at)
    {
        ulong hash = 0;
        for (var i = Math.Max(0, at - (GramNotes - 2)); i <= at; i++) hash = (hash + (ulong)_pitches[i % Ring] + 1) * Prime;
        return hash;
    }
}
