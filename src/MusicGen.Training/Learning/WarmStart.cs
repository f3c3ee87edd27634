namespace MusicGen.Training;

/// <summary>
/// Gives a new network the weights of a trained one, so that a run goes on from another's: the same sizes, and context
/// fields and anchors added to those that were there. What is added begins without effect.
/// </summary>
internal static class WarmStart
{
    /// <exception cref="InvalidDataException">The networks differ in more than added context fields.</exception>
    public static void Copy(NoteNetwork trained, NoteNetwork target)
    {
        var known = trained.Vocabulary.ContextFields;
        if (!trained.Vocabulary.OutputFields.SequenceEqual(target.Vocabulary.OutputFields) || !known.SequenceEqual(target.Vocabulary.ContextFields.Take(known.Count)))
            throw new InvalidDataException("A checkpoint with the fields of this recipe expected to start from, found one with others; train with its --time-base and --instruments.");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var from = trained.state_dict();
        foreach (var (name, weights) in target.state_dict())
        {
            if (!from.TryGetValue(name, out var old))
            {
                if (!name.EndsWith(".relative.weight", StringComparison.Ordinal)) throw new InvalidDataException($"Parameter '{name}' expected in the checkpoint, found none; give no sizes together with --from.");
                weights.fill_(0f);
                continue;
            }

            if (old.shape.SequenceEqual(weights.shape))
            {
                weights.copy_(old);
                continue;
            }

            // More context fields: more rows of the table, more columns of the first layer and more anchors, all at the end.
            var isAnchors = name.EndsWith(".relative.weight", StringComparison.Ordinal);
            var axis = isAnchors || name == "embedding.weight" ? 0 : name == "lstm0.weight_ih_l0" ? 1 : -1;
            if (axis < 0 || old.shape[1 - axis] != weights.shape[1 - axis] || old.shape[axis] > weights.shape[axis])
                throw new InvalidDataException($"Sizes of the checkpoint expected, found parameter '{name}' with {string.Join(" x ", weights.shape)} for {string.Join(" x ", old.shape)}; give no sizes together with --from.");
            if (axis == 1 || isAnchors) weights.fill_(0f);
            weights.narrow(axis, 0, old.shape[axis]).copy_(old);
        }
    }
}
