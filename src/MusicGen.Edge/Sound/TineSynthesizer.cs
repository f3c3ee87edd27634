namespace MusicGen.Edge;

/// <summary>
/// A small synthesizer of its own, the sound of a comb of steel tines: what a box plays on when its SoundFont is gone. Each
/// tine is three decaying resonators struck once (bars clamped at one end ring at 1, 6.27 and 17.5 times their pitch; the
/// upper two are brought down here to sit with a piano's range).
/// </summary>
/// <remarks>Audio thread: no allocation, locks, I/O or logging.</remarks>
internal sealed class TineSynthesizer : ISynthesizer
{
    private const int TineCount = 48;
    private const int PartialCount = 3;
    private const int PedalControl = 64;
    private const double Loudness = 0.05;
    private const double Inaudible = 1e-4;
    private const double DamperSeconds = 0.12;

    private static readonly double[] _ratios = [1, 3.98, 9.4];
    private static readonly double[] _levels = [1, 0.22, 0.06];
    private static readonly double[] _decays = [2.4, 0.7, 0.2];

    private readonly Tine[] _tines = new Tine[TineCount];
    private readonly bool[] _pedals = new bool[16];
    private readonly double _sampleRate, _gain;
    private long _strikes;

    /// <summary>Makes the comb.</summary>
    /// <param name="sampleRateHz">Frames a second.</param>
    /// <param name="gain">Linear loudness, as of a SoundFont's.</param>
    public TineSynthesizer(int sampleRateHz, double gain)
    {
        _sampleRate = sampleRateHz;
        _gain = gain * Loudness;
        for (var i = 0; i < TineCount; i++) _tines[i] = new Tine();
    }

    /// <inheritdoc/>
    public void NoteOn(int channel, int pitch, int velocity)
    {
        var tine = Oldest();
        tine.Strike(channel, pitch, ++_strikes);
        var level = _gain * velocity * velocity / (127.0 * 127.0);
        var hz = 440 * Math.Pow(2, (pitch - 69) / 12.0);
        // High tines are short ones.
        var shortness = Math.Pow(2, (60 - pitch) / 24.0);
        for (var i = 0; i < PartialCount; i++)
        {
            var turn = 2 * Math.PI * hz * _ratios[i] / _sampleRate;
            tine.Tune(i, turn < Math.PI ? level * _levels[i] : 0, turn, DecayOf(_decays[i] * shortness));
        }

        var side = Math.Clamp((pitch - 64) / 64.0, -0.6, 0.6);
        (tine.Left, tine.Right) = (Math.Sqrt((1 - side) / 2), Math.Sqrt((1 + side) / 2));
    }

    /// <inheritdoc/>
    public void NoteOff(int channel, int pitch)
    {
        foreach (var tine in _tines)
        {
            if (!tine.IsHeld || tine.Channel != channel || tine.Pitch != pitch) continue;
            tine.IsHeld = false;
            if (!_pedals[channel & 15]) tine.Damp(DecayOf(DamperSeconds));
        }
    }

    /// <inheritdoc/>
    public void ControlChange(int channel, int control, int value)
    {
        if (control != PedalControl) return;
        _pedals[channel & 15] = value >= 64;
        if (value >= 64) return;
        foreach (var tine in _tines)
            if (tine.IsSounding && !tine.IsHeld && tine.Channel == channel) tine.Damp(DecayOf(DamperSeconds));
    }

    /// <inheritdoc/>
    public void ProgramChange(int channel, int program)
    {
    }

    /// <inheritdoc/>
    public void PitchBend(int channel, int value14)
    {
    }

    /// <inheritdoc/>
    public void ReleaseAll()
    {
        _pedals.AsSpan().Clear();
        foreach (var tine in _tines)
        {
            tine.IsHeld = false;
            if (tine.IsSounding) tine.Damp(DecayOf(DamperSeconds));
        }
    }

    /// <inheritdoc/>
    public void Render(Span<float> left, Span<float> right)
    {
        left.Clear();
        right.Clear();
        foreach (var tine in _tines)
            if (tine.IsSounding) tine.Render(left, right);
    }

    // Factor per frame that takes an oscillation to a thousandth in this time.
    private double DecayOf(double seconds) => Math.Exp(-6.9 / (seconds * _sampleRate));

    private Tine Oldest()
    {
        var oldest = _tines[0];
        foreach (var tine in _tines)
        {
            if (!tine.IsSounding) return tine;
            if (tine.Order < oldest.Order) oldest = tine;
        }

        return oldest;
    }

    /// <summary>One tine: y[n] = 2·r·cos(w)·y[n−1] − r²·y[n−2] for each of its partials.</summary>
    private sealed class Tine
    {
        private readonly double[] _cosine = new double[PartialCount], _first = new double[PartialCount];
        private readonly double[] _second = new double[PartialCount], _last = new double[PartialCount], _before = new double[PartialCount];

        public int Channel { get; private set; }

        public int Pitch { get; private set; }

        public long Order { get; private set; }

        public bool IsHeld { get; set; }

        public bool IsSounding { get; private set; }

        public double Left { get; set; }

        public double Right { get; set; }

        public void Strike(int channel, int pitch, long order)
        {
            (Channel, Pitch, Order) = (channel, pitch, order);
            IsHeld = IsSounding = true;
        }

        public void Tune(int partial, double level, double turn, double decay)
        {
            _cosine[partial] = Math.Cos(turn);
            SetDecay(partial, decay);
            // A sine from its zero crossing: no click.
            _last[partial] = 0;
            _before[partial] = -level * Math.Sin(turn) / (decay * decay);
        }

        public void Damp(double decay)
        {
            for (var i = 0; i < PartialCount; i++)
                if (_second[i] > decay * decay) SetDecay(i, decay);
        }

        public void Render(Span<float> left, Span<float> right)
        {
            var peak = 0.0;
            for (var i = 0; i < PartialCount; i++)
            {
                double last = _last[i], before = _before[i], first = _first[i], second = _second[i];
                for (var frame = 0; frame < left.Length; frame++)
                {
                    var value = first * last - second * before;
                    (before, last) = (last, value);
                    left[frame] += (float)(value * Left);
                    right[frame] += (float)(value * Right);
                }

                (_last[i], _before[i]) = (last, before);
                peak += Math.Abs(last) + Math.Abs(before);
            }

            if (peak < Inaudible * Inaudible) IsSounding = IsHeld = false;
        }

        private void SetDecay(int partial, double decay)
        {
            _first[partial] = 2 * decay * _cosine[partial];
            _second[partial] = decay * decay;
        }
    }
}
