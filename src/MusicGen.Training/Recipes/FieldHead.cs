namespace MusicGen.Training;

/// <summary>
/// The small network that predicts one output field from the recurrent features and the fields already chosen.
/// </summary>
internal sealed class FieldHead : nn.Module
{
    private readonly Embedding? _chosen;
    private readonly Linear _out;
    private readonly Linear? _relative;
    private readonly Anchors? _anchors;

    /// <param name="chosenRows">Sum of the sizes of the fields before this one; 0 for the first.</param>
    /// <param name="headSize">Width of the features.</param>
    /// <param name="fieldSize">Values of the field.</param>
    /// <param name="anchors">What values are also predicted by their distance from; null = nothing.</param>
    public FieldHead(int chosenRows, int headSize, int fieldSize, Anchors? anchors = null)
        : base(nameof(FieldHead))
    {
        _anchors = anchors;
        if (chosenRows > 0)
        {
            _chosen = nn.Embedding(chosenRows, headSize);
            // Unit-variance rows would drown the recurrent features at the start.
            using (no_grad()) _chosen.weight.mul_(0.1f);
            register_module("embedding", _chosen);
        }

        _out = nn.Linear(headSize, fieldSize);
        register_module("out", _out);
        if (anchors is null) return;
        _relative = nn.Linear(headSize, anchors.Rows, hasBias: false);
        register_module("relative", _relative);
    }

    /// <summary>Begins from logits that every row has, (fieldSize).</summary>
    public void Expect(float[] logits)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        _out.get_parameter("bias")!.copy_(tensor(logits, [logits.Length]));
    }

    /// <summary>Logits of the field.</summary>
    /// <param name="features">(time, batch, headSize)</param>
    /// <param name="chosen">(time, batch, fields before) rows, or null for the first field.</param>
    /// <param name="inputs">(time, batch, inputs) rows of the embedding table: what the anchors are read from.</param>
    /// <param name="traits">(time, batch, traits · fieldSize) tokens that say what is known of the field's values.</param>
    /// <param name="drop">What drops features while training.</param>
    /// <returns>(time, batch, fieldSize)</returns>
    public Tensor Forward(Tensor features, Tensor? chosen, Tensor inputs, Tensor traits, SeededDropout drop)
    {
        var x = _chosen is null ? features : features + _chosen.forward(chosen!).sum(2);
        var active = drop.Apply(nn.functional.relu(x));
        var logits = _out.forward(active);
        if (_relative is null) return logits;
        // All anchors in one gather: on the way back each would clear, fill and add up a gradient of all rows.
        var rows = cat([.. _anchors!.All.Select(anchor => anchor.RowsFor(inputs, chosen, traits))], 2);
        var near = _relative.forward(active).gather(2, rows);
        return logits + near.view(rows.shape[0], rows.shape[1], _anchors.All.Count, -1).sum(2);
    }
}
