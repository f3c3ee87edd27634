namespace MusicGen.Core;

/// <summary>
/// A recurrent model stepped one row at a time, which is a note for most: the border between composing and whatever runs the network.
/// Use: <see cref="Forward"/> once per row, then <see cref="Logits"/> for each output field in order.
/// </summary>
/// <remarks>Single-threaded. After warm-up no member allocates.</remarks>
public interface INoteModel : IDisposable
{
    /// <summary>The fields the model reads and writes.</summary>
    Vocabulary Vocabulary { get; }

    /// <summary>Floats of one state snapshot.</summary>
    int StateLength { get; }

    /// <summary>State as before the first note of a piece (zeros).</summary>
    void Reset();

    /// <summary>One step: the last note and the context in, state advanced.</summary>
    /// <param name="inputs">(inputs) values, one per input in the order of <see cref="Vocabulary"/>: output fields of the last note (<see cref="Vocabulary.StartValue"/> before the first), then context fields.</param>
    void Forward(ReadOnlySpan<int> inputs);

    /// <summary>Unnormalised scores of one output field of the coming note.</summary>
    /// <param name="field">Index in <see cref="Vocabulary.OutputFields"/>.</param>
    /// <param name="chosen">(field) values already drawn for the fields before it.</param>
    /// <param name="traits">(traits of the field, field size) row-major, what is known of its values (<see cref="Vocabulary.Traits"/>); empty = 0 everywhere.</param>
    /// <returns>(field size) logits, valid until the next call.</returns>
    ReadOnlySpan<float> Logits(int field, ReadOnlySpan<int> chosen, ReadOnlySpan<byte> traits = default);

    /// <summary>Copies the recurrent state out.</summary>
    /// <param name="state">(StateLength) receives the state.</param>
    void SaveState(Span<float> state);

    /// <summary>Puts a saved state back.</summary>
    /// <param name="state">(StateLength) a state saved before.</param>
    void LoadState(ReadOnlySpan<float> state);
}
