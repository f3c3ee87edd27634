namespace MusicGen.Core.Tests;

/// <summary>
/// A stand-in for a network: logits are a hash of everything fed since the reset, so that any mistake in inputs, order or
/// state shows in the notes. Allocates nothing after construction.
/// </summary>
public sealed class FakeNoteModel : INoteModel
{
    private readonly float[] _logits;
    private readonly float[] _state = new float[4];

    public FakeNoteModel(Vocabulary vocabulary)
    {
        Vocabulary = vocabulary;
        _logits = new float[vocabulary.OutputFields.Max(f => f.Size)];
    }

    public Vocabulary Vocabulary { get; }

    public int StateLength => _state.Length;

    /// <summary>Added to the logit of the end of the piece.</summary>
    public float EndBias { get; set; } = -100;

    /// <summary>Added to the logit of shift 0, which makes chords.</summary>
    public float ChordBias { get; set; }

    /// <summary>Added for every shift bin above 0: negative makes dense music.</summary>
    public float ShiftSlope { get; set; } = -0.05f;

    /// <summary>(128) logits of pitches in place of the hash's, where a test wants them.</summary>
    public float[]? PitchLogits { get; set; }

    public int ForwardCount { get; private set; }

    /// <summary>Inputs of every step, where a test wants them.</summary>
    public List<int[]>? Seen { get; set; }

    /// <summary>What was told of a field's values with every request for logits, where a test wants it.</summary>
    public List<byte[]>? SeenTraits { get; set; }

    public void Reset() => Array.Clear(_state);

    public void Forward(ReadOnlySpan<int> inputs)
    {
        ForwardCount++;
        Seen?.Add(inputs.ToArray());
        for (var i = 0; i < _state.Length; i++)
        {
            var mixed = BitConverter.SingleToUInt32Bits(_state[i]) * 31 + (uint)i;
            foreach (var input in inputs) mixed = Mix(mixed ^ (uint)input);
            _state[i] = mixed >> 9;
        }
    }

    public ReadOnlySpan<float> Logits(int field, ReadOnlySpan<int> chosen, ReadOnlySpan<byte> traits = default)
    {
        if (chosen.Length != field) throw new InvalidOperationException("One value per field before this one expected.");
        SeenTraits?.Add(traits.ToArray());
        var seed = (uint)field * 7919;
        foreach (var value in _state) seed = Mix(seed ^ BitConverter.SingleToUInt32Bits(value));
        foreach (var value in chosen) seed = Mix(seed ^ (uint)value);
        var (name, size) = Vocabulary.OutputFields[field];
        for (var i = 0; i < size; i++)
        {
            seed = Mix(seed + (uint)i);
            _logits[i] = (seed >> 8) / (float)(1 << 24) * 4;
            if (name == FieldNames.Shift) _logits[i] += i == size - 1 ? EndBias : i == 0 ? ChordBias : i * ShiftSlope;
        }

        if (name == FieldNames.Pitch) PitchLogits?.CopyTo(_logits, 0);
        return _logits.AsSpan(0, size);
    }

    public void SaveState(Span<float> state) => _state.CopyTo(state);

    public void LoadState(ReadOnlySpan<float> state) => state.CopyTo(_state);

    public void Dispose()
    {
    }

    private static uint Mix(uint value)
    {
        value ^= value >> 16;
        value *= 0x7FEB352D;
        value ^= value >> 15;
        value *= 0x846CA68B;
        return value ^ (value >> 16);
    }
}
