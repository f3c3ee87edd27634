using System.Runtime.CompilerServices;

namespace MusicGen.Core;

/// <summary>
/// Sees to it that wishes are followed where the model alone would not: measures the notes composed last as <see cref="Controls"/> does and biases the
/// logits of the next note towards what is still missing, in proportion and by what has been missing for long (a PI controller). A bias that grows with
/// a quantity is exponential tilting: of all distributions with that mean the one nearest to the model's own. Loudness is moved after the draw instead,
/// since written music knows one velocity only. Part of <see cref="NoteRows"/>.
/// </summary>
/// <remarks>Single-threaded. No member allocates after construction; with no wish nothing is biased.</remarks>
internal sealed class SteeringFeedback
{
    private const int Density = 0, Register = 1, Dynamics = 2, Polyphony = 3, Wishes = 4;

    // Fewer notes than this say nothing about the music.
    private const int LeastNotes = 4;

    // So much bias, in logits, for a level that is missing, and for each note that it stays missing.
    private const double Proportion = 0.4, Integration = 0.025, MostBias = 3;
    private const double VelocityProportion = 0.5, VelocityIntegration = 0.03, MostVelocityLevels = 4;

    // Levels. Nearer than this is near enough.
    private const double Tolerance = 0.1;
    private const double MostMissing = 3;

    // Farther than this, in levels or in the share of the notes' time that a key has elsewhere, the music is behind a wish.
    private const double Behind = 0.5, KeyBehind = 0.3;

    // A key's profile sums to 1 over some seven pitch classes.
    private const double KeyBias = 14;

    private readonly NoteCodec _codec;
    private readonly double _ticksPerSecond;
    private readonly double[] _shiftFaster, _durationLonger;
    private readonly float[] _shift, _pitch, _duration;
    private readonly double[] _wished = new double[Wishes], _keyProfile = new double[12], _measured = new double[Wishes], _lean = new double[Wishes], _keyLean = new double[12];
    private SteeringFeedbackState _state;
    private bool _isKeyWished, _isAnyWished;

    public SteeringFeedback(NoteCodec codec)
    {
        _codec = codec;
        // The clock that Controls measures by.
        _ticksPerSecond = codec.Vocabulary.TimeBase == TimeBase.Performed ? 1000 : 2 * MusicalTime.Ppqn;
        _shift = new float[codec.EndValue + 1];
        _pitch = new float[128];
        _duration = new float[codec.Grid.BinCount];
        _durationLonger = [.. Enumerable.Range(0, _duration.Length).Select(bin => Math.Clamp(LevelsOf(bin) / 2, -2, 1))];
        // A chord is not steered as the fastest of all runs: how full the music is, is another wish.
        _shiftFaster = [.. Enumerable.Range(0, _shift.Length).Select(bin => bin == codec.EndValue ? 0 : bin == 0 ? 2.5 : Math.Clamp(-LevelsOf(bin), -6, 2.5))];
    }

    /// <summary>Notes and sums; set to go back.</summary>
    public ref SteeringFeedbackState State => ref _state;

    /// <summary>What is to be added to a composed note's velocity.</summary>
    public double VelocityOffset => _lean[Dynamics] * Controls.VelocitiesALevel;

    private ReadOnlySpan<Note> Notes => ((ReadOnlySpan<Note>)_state.Notes)[^_state.Count..];

    /// <summary>Whether a wish is so far from being followed that music heard before, made without it, is no model for what comes.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>Puts the wishes of a steering in force.</summary>
    public void Apply(Steering steering)
    {
        (_wished[Density], _wished[Register], _wished[Dynamics], _wished[Polyphony]) = (steering.Density, steering.Register, steering.Dynamics, steering.Polyphony);
        _isAnyWished = _wished.AsSpan().ContainsAnyExcept(0);
        _isKeyWished = steering.Key > 0;
        if (_isKeyWished) KeyFinder.Profile((steering.Key - 1) % 12, steering.Key > 12, _keyProfile);
        Lean();
    }

    /// <summary>A new piece.</summary>
    public void Begin()
    {
        _state = default;
        Lean();
    }

    /// <summary>Goes back.</summary>
    public void Load(in SteeringFeedbackState state)
    {
        _state = state;
        Lean();
    }

    /// <summary>Somebody else plays: the notes so far are no measure of what comes after that.</summary>
    public void Interrupt()
    {
        _state.Count = 0;
        Lean();
    }

    /// <summary>Takes note of a composed note, as it sounds.</summary>
    public void Add(in Note note)
    {
        Span<Note> notes = _state.Notes;
        notes[1..].CopyTo(notes);
        notes[^1] = note;
        _state.Count = Math.Min(_state.Count + 1, notes.Length);
        Measure();
        Span<double> sums = _state.Sums;
        for (var wish = 0; wish < Wishes; wish++)
        {
            var (gain, most) = wish == Dynamics ? (VelocityIntegration, MostVelocityLevels) : (Integration, MostBias);
            sums[wish] = _wished[wish] == 0 ? 0 : Math.Clamp(sums[wish] + gain * Missing(wish), -most, most);
        }

        LeanAsMeasured();
    }

    /// <summary>What is to be added to a field's logits; empty = nothing.</summary>
    /// <param name="field">Output field.</param>
    public ReadOnlySpan<float> BiasOf(int field)
    {
        if (field == _codec.ShiftField) return _lean[Density] == 0 && _lean[Polyphony] == 0 ? default : _shift;
        if (field == _codec.PitchField) return _lean[Register] == 0 && !_isKeyWished ? default : _pitch;
        return field == _codec.DurationField && _lean[Polyphony] != 0 ? _duration : default;
    }

    // Levels of density that a time between onsets lies below a quarter of a second.
    private double LevelsOf(int bin) => 2 * Math.Log2(Math.Max(_codec.Grid.CellOf(bin) * _codec.CellTicks / _ticksPerSecond, 0.01) / 0.25);

    private void Lean()
    {
        Measure();
        LeanAsMeasured();
    }

    private void Measure()
    {
        if (!_isAnyWished || _state.Count < LeastNotes) return;
        Controls.Measure(Notes, _ticksPerSecond, _measured.AsSpan());
        MeasureDensity();
    }

    // Controls counts the last chord whole and the time until its onset only, so that music of large chords seems denser than it is. A model takes that
    // as it has learned it, but who asks for twice as many notes a second means notes a second: the last onset has its share of the time, too.
    private void MeasureDensity()
    {
        var onsets = 1;
        for (var i = 1; i < Notes.Length; i++)
            if (Notes[i].OnsetTicks > Notes[i - 1].OnsetTicks) onsets++;
        if (onsets == 1) return;
        var seconds = (Notes[^1].OnsetTicks - Notes[0].OnsetTicks) / _ticksPerSecond * onsets / (onsets - 1);
        _measured[Density] = Controls.DensityPosition(Notes.Length / seconds);
    }

    private double Missing(int wish)
    {
        if (_wished[wish] == 0 || _state.Count < LeastNotes) return 0;
        var missing = Controls.PositionOf(_wished[wish]) - _measured[wish];
        // The lowest level is as low as it gets, and lower; the highest likewise.
        var isBeyond = (_wished[wish] <= 1 && missing > 0) || (_wished[wish] >= Controls.Levels && missing < 0);
        return isBeyond || Math.Abs(missing) <= Tolerance ? 0 : Math.Clamp(missing, -MostMissing, MostMissing);
    }

    private void LeanAsMeasured()
    {
        for (var wish = 0; wish < Wishes; wish++)
        {
            var (gain, most) = wish == Dynamics ? (VelocityProportion, MostVelocityLevels) : (Proportion, MostBias);
            _lean[wish] = _wished[wish] == 0 ? 0 : Math.Clamp(gain * Missing(wish) * _state.Count / Controls.WindowNotes + ((ReadOnlySpan<double>)_state.Sums)[wish], -most, most);
        }

        for (var bin = 0; bin < _shift.Length; bin++) _shift[bin] = (float)(_lean[Density] * _shiftFaster[bin] + (bin == 0 ? 3 * _lean[Polyphony] : 0));
        for (var bin = 0; bin < _duration.Length; bin++) _duration[bin] = (float)(_lean[Polyphony] * _durationLonger[bin]);
        LeanToKey();
        IsBehind = IsBehindKey() || Math.Abs(Missing(Density)) > Behind || Math.Abs(Missing(Register)) > Behind || Math.Abs(Missing(Polyphony)) > Behind;
        for (var pitch = 0; pitch < 128; pitch++) _pitch[pitch] = (float)(_lean[Register] * (pitch - 64) / Controls.SemitonesALevel + _keyLean[pitch % 12]);
    }

    private bool IsBehindKey()
    {
        var elsewhere = 0.0;
        foreach (var lean in _keyLean) elsewhere += Math.Max(0, lean / KeyBias);
        return elsewhere > KeyBehind;
    }

    // Towards the pitch classes that the key has more of than the notes so far.
    private void LeanToKey()
    {
        Array.Clear(_keyLean);
        if (!_isKeyWished) return;
        double sum = 0;
        foreach (var note in Notes)
        {
            if (note.IsDrum) continue;
            var length = Math.Min(note.DurationTicks, MusicalTime.Ppqn * 4);
            _keyLean[note.Pitch % 12] += length;
            sum += length;
        }

        var weight = (double)_state.Count / Controls.WindowNotes;
        for (var pitchClass = 0; pitchClass < 12; pitchClass++)
            _keyLean[pitchClass] = sum > 0 ? KeyBias * weight * (_keyProfile[pitchClass] - _keyLean[pitchClass] / sum) : 0;
    }
}

/// <summary>The last notes, in a row.</summary>
[InlineArray(Controls.WindowNotes)]
internal struct NoteWindow
{
    private Note _first;
}

/// <summary>What has been missing of each wish.</summary>
[InlineArray(4)]
internal struct WishSums
{
    private double _first;
}

/// <summary>Where a <see cref="SteeringFeedback"/> stands.</summary>
internal struct SteeringFeedbackState
{
    /// <summary>The notes composed last, the last one at the end.</summary>
    public NoteWindow Notes;

    /// <summary>How many there are.</summary>
    public int Count;

    /// <summary>Sums of what has been missing, in what they add to the logits (dynamics: levels).</summary>
    public WishSums Sums;
}
