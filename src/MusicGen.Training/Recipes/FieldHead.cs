namespace MusicGen.Training;

/// <summary>
/// The small network that predicts one output field from the recurrent features and the fields already chosen.
/// </summary>
internal sealed class FieldHead : nn.Module
{
    private readonly Embedding? _chosen;
    private readonly Linear _out;
    private readonly Linear? _relative;
    private readonly int _fieldSize;

    /// <param name="chosenRows">Sum of the sizes of the fields before this one; 0 for the first.</param>
    /// <param name="headSize">Width of the features.</param>
    /// <param name="fieldSize">Values of the field.</param>
    /// <param name="isRelative">Whether a second projection says what lies how far from the last value, so that what is learned in one key holds in all.</param>
    public FieldHead(int chosenRows, int headSize, int fieldSize, bool isRelative = false)
        : base(nameof(FieldHead))
    {
        _fieldSize = fieldSize;
        if (chosenRows > 0)
        {
            _chosen = nn.Embedding(chosenRows, headSize);
            // Unit-variance rows would drown the recurrent features at the start.
            using (no_grad()) _chosen.weight.mul_(0.1f);
            register_module("embedding", _chosen);
        }

        _out = nn.Linear(headSize, fieldSize);
        register_module("out", _out);
        if (!isRelative) return;
        _relative = nn.Linear(headSize, 2L * fieldSize, hasBias: false);
        register_module("relative", _relative);
    }

    /// <summary>Logits of the field.</summary>
    /// <param name="features">(batch, time, headSize)</param>
    /// <param name="chosen">(batch, time, fields before) rows, or null for the first field.</param>
    /// <param name="last">(batch, time, 1) the field's value in the note before, 0…fieldSize; fieldSize = there is none.</param>
    /// <param name="drop">What drops features while training.</param>
    /// <returns>(batch, time, fieldSize)</returns>
    public Tensor Forward(Tensor features, Tensor? chosen, Tensor last, SeededDropout drop)
    {
        var x = _chosen is null ? features : features + _chosen.forward(chosen!).sum(2);
        var active = drop.Apply(nn.functional.relu(x));
        var logits = _out.forward(active);
        if (_relative is null) return logits;
        // Value v lies at v − last among the distances −fieldSize … fieldSize − 1.
        var distances = arange(_fieldSize, 2L * _fieldSize, device: features.device) - last;
        return logits + _relative.forward(active).gather(2, distances);
    }
}
