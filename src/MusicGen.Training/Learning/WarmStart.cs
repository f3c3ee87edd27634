namespace MusicGen.Training;

/// <summary>
/// Gives a new network the weights of a trained one, so that a run goes on from another's or from a package: as many layers, the same sizes or larger ones, with context
/// fields and anchors added or context fields left out. What is added begins without effect.
/// </summary>
internal static class WarmStart
{
    private const int Gates = 4;

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

    /// <exception cref="InvalidDataException">The networks differ in more than context fields and what was added, or something has become smaller.</exception>
    public static void Copy(NoteNetwork trained, NoteNetwork target)
    {
        if (trained.Vocabulary.TimeBase != target.Vocabulary.TimeBase || !trained.Vocabulary.OutputFields.SequenceEqual(target.Vocabulary.OutputFields))
            throw new InvalidDataException("A checkpoint with the fields of this recipe expected to start from, found one with others; train with its --time-base and --instruments.");
        if (trained.Recipe.Layers != target.Recipe.Layers)
            throw new InvalidDataException($"As many layers as the checkpoint's expected, {trained.Recipe.Layers}, found {target.Recipe.Layers}; give no --layers together with --from.");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var from = trained.state_dict();
        foreach (var (name, weights) in target.state_dict())
        {
            var isAnchors = name.EndsWith(".relative.weight", StringComparison.Ordinal);
            if (!from.TryGetValue(name, out var old))
            {
                if (!isAnchors) throw new InvalidDataException($"Parameter '{name}' expected in the checkpoint, found none; train with its recipe.");
                weights.fill_(0f);
                continue;
            }

            // Added anchors begin without effect; an added unit begins as drawn, and without effect because nothing that was there listens to it yet.
            if (isAnchors) weights.fill_(0f);
            Tensor was = Table(old), now = Table(weights);
            foreach (var row in RowRuns(name, was, now, trained, target))
            {
                now.narrow(0, row.To, row.Count).fill_(0f);
                foreach (var column in ColumnRuns(name, was, now, trained, target))
                    now.narrow(0, row.To, row.Count).narrow(1, column.To, column.Count).copy_(was.narrow(0, row.From, row.Count).narrow(1, column.From, column.Count));
            }
        }
    }

    /// <summary>A bias is a table of one column.</summary>
    private static Tensor Table(Tensor weights) => weights.shape.Length == 1 ? weights.unsqueeze(1) : weights;

    /// <summary>Where runs of a parameter's rows stood, and where they stand now.</summary>
    private static IReadOnlyList<Run> RowRuns(string name, Tensor was, Tensor now, NoteNetwork trained, NoteNetwork target)
    {
        if (name == "embedding.weight")
        {
            return [.. InputPairs(trained, target).Select(pair =>
                new Run(trained.Vocabulary.InputOffsets[pair.From], target.Vocabulary.InputOffsets[pair.To], Rows(target.Vocabulary, pair.To)))];
        }

        var parts = name.StartsWith("lstm", StringComparison.Ordinal) ? Gates : name.StartsWith("project.", StringComparison.Ordinal) ? target.Vocabulary.OutputFields.Count : 1;
        return Even(name, was.shape[0], now.shape[0], parts);
    }

    /// <summary>Where runs of a parameter's columns stood, and where they stand now: the first layer's are those of its inputs.</summary>
    private static IReadOnlyList<Run> ColumnRuns(string name, Tensor was, Tensor now, NoteNetwork trained, NoteNetwork target)
    {
        if (name != "lstm0.weight_ih_l0") return Even(name, was.shape[1], now.shape[1], 1);
        int width = trained.Recipe.EmbeddingSize, wider = target.Recipe.EmbeddingSize;
        return [.. InputPairs(trained, target).Select(pair => new Run(pair.From * width, pair.To * wider, width))];
    }

    /// <summary>Each of some equal parts has grown at its end.</summary>
    private static Run[] Even(string name, long old, long now, int parts)
    {
        if (now < old)
            throw new InvalidDataException($"Sizes not below those of the checkpoint expected, found {now} for {old} in parameter '{name}'; give no smaller sizes together with --from.");
        return [.. Enumerable.Range(0, parts).Select(part => new Run(part * old / parts, part * now / parts, old / parts))];
    }

    /// <summary>The inputs that both have, by their places.</summary>
    private static IEnumerable<(int From, int To)> InputPairs(NoteNetwork trained, NoteNetwork target)
    {
        List<Field> was = [.. Inputs(trained.Vocabulary)], now = [.. Inputs(target.Vocabulary)];
        return now.Select((field, i) => (From: was.IndexOf(field), To: i)).Where(pair => pair.From >= 0);
    }

    private static IEnumerable<Field> Inputs(Vocabulary vocabulary) => vocabulary.OutputFields.Concat(vocabulary.ContextFields);

    private static int Rows(Vocabulary vocabulary, int input) => (input + 1 < vocabulary.InputCount ? vocabulary.InputOffsets[input + 1] : vocabulary.InputRowCount) - vocabulary.InputOffsets[input];

    private readonly record struct Run(long From, long To, long Count);
}
