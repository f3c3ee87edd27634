namespace MusicGen.Training;

/// <summary>
/// Gives a new network the weights of a trained one, so that a run goes on from another's or from a package: the same sizes, with context fields and anchors
/// added or context fields left out. What is added begins without effect.
/// </summary>
internal static class WarmStart
{
    /// <summary>The recipe of a run folder, a checkpoint file or a model package.</summary>
    public static RecipeOptions RecipeOf(string path) => ModelScores.IsPackage(path)
        ? PackageWeights.RecipeOf(ModelPackage.Load(path).Manifest)
        : Checkpoint.ReadHeader(ModelScores.CheckpointPath(path)).Recipe;

    /// <summary>The network of a run folder, a checkpoint file or a model package, and the data sets besides its own run's that it has learned from, as far as they are told.</summary>
    public static (NoteNetwork Network, IReadOnlyList<TrainingSource> Sources) Open(string path)
    {
        if (ModelScores.IsPackage(path))
        {
            var package = ModelPackage.Load(path);
            return (PackageWeights.NetworkOf(package), package.Manifest.Training.Sources);
        }

        var (header, network) = Checkpoint.ReadNetwork(ModelScores.CheckpointPath(path));
        return (network, header.Progress.EarlierSources);
    }

    /// <exception cref="InvalidDataException">The networks differ in more than context fields and added anchors.</exception>
    public static void Copy(NoteNetwork trained, NoteNetwork target)
    {
        if (trained.Vocabulary.TimeBase != target.Vocabulary.TimeBase || !trained.Vocabulary.OutputFields.SequenceEqual(target.Vocabulary.OutputFields))
            throw new InvalidDataException("A checkpoint with the fields of this recipe expected to start from, found one with others; train with its --time-base and --instruments.");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var from = trained.state_dict();
        foreach (var (name, weights) in target.state_dict())
        {
            var isAnchors = name.EndsWith(".relative.weight", StringComparison.Ordinal);
            if (!from.TryGetValue(name, out var old))
            {
                if (!isAnchors) throw new InvalidDataException($"Parameter '{name}' expected in the checkpoint, found none; give no sizes together with --from.");
                weights.fill_(0f);
                continue;
            }

            var axis = isAnchors || name == "embedding.weight" ? 0 : name == "lstm0.weight_ih_l0" ? 1 : -1;
            if (axis < 0 ? !old.shape.SequenceEqual(weights.shape) : old.shape[1 - axis] != weights.shape[1 - axis] || (isAnchors && old.shape[0] > weights.shape[0]))
                throw new InvalidDataException($"Sizes of the checkpoint expected, found parameter '{name}' with {string.Join(" x ", weights.shape)} for {string.Join(" x ", old.shape)}; give no sizes together with --from.");
            if (axis < 0) weights.copy_(old);
            else if (isAnchors) CopyAnchors(old, weights);
            else CopyInputs(old, weights, axis, trained, target);
        }
    }

    /// <summary>More anchors come after those that were there.</summary>
    private static void CopyAnchors(Tensor old, Tensor weights)
    {
        weights.fill_(0f);
        weights.narrow(0, 0, old.shape[0]).copy_(old);
    }

    /// <summary>Each input's rows of the table, or its columns of the first layer, wherever they stood.</summary>
    private static void CopyInputs(Tensor old, Tensor weights, int axis, NoteNetwork trained, NoteNetwork target)
    {
        var (was, now) = (Inputs(trained.Vocabulary), Inputs(target.Vocabulary));
        var width = target.Recipe.EmbeddingSize;
        if (axis == 1) weights.fill_(0f);
        for (var i = 0; i < now.Count; i++)
        {
            var k = was.IndexOf(now[i]);
            if (k < 0) continue;
            var (to, at, count) = axis == 1 ? (i * width, k * width, width) : (target.Vocabulary.InputOffsets[i], trained.Vocabulary.InputOffsets[k], Rows(target.Vocabulary, i));
            weights.narrow(axis, to, count).copy_(old.narrow(axis, at, count));
        }
    }

    private static List<Field> Inputs(Vocabulary vocabulary) => [.. vocabulary.OutputFields, .. vocabulary.ContextFields];

    private static int Rows(Vocabulary vocabulary, int input) => (input + 1 < vocabulary.InputCount ? vocabulary.InputOffsets[input + 1] : vocabulary.InputRowCount) - vocabulary.InputOffsets[input];
}
