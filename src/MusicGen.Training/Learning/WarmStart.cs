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
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var from = trained.state_dict();
        foreach (var (name, weights) in target.state_dict())
        {
            var isAnchors = name.EndsWith(".relative.weight", StringComparison.Ordinal);
            if (!from.TryGetValue(name, out var old))
            {
                if (!isAnchors) throw new InvalidDataException($"Parameter '{name}' expected in the checkpoint, found none; give no --layers together with --from.");
                weights.fill_(0f);
                continue;
            }

            var (rows, columns) = Runs(name, old, weights, trained, target);
            // Added anchors begin without effect; an added unit begins as drawn, and without effect because nothing that was there listens to it yet.
            if (isAnchors) weights.fill_(0f);
            foreach (var row in rows)
            {
                var to = weights.narrow(0, row.To, row.Count);
                if (old.shape.Length > 1) to.fill_(0f);
                foreach (var column in columns)
                {
                    if (old.shape.Length == 1) to.copy_(old.narrow(0, row.From, row.Count));
                    else to.narrow(1, column.To, column.Count).copy_(old.narrow(0, row.From, row.Count).narrow(1, column.From, column.Count));
                }
            }
        }
    }

    /// <summary>Where runs of rows and columns of a parameter stood, and where they stand now.</summary>
    private static (List<Run> Rows, List<Run> Columns) Runs(string name, Tensor old, Tensor weights, NoteNetwork trained, NoteNetwork target)
    {
        var isInputs = name == "embedding.weight";
        var parts = name.StartsWith("lstm", StringComparison.Ordinal) ? Gates : name.StartsWith("project.", StringComparison.Ordinal) ? target.Vocabulary.OutputFields.Count : 1;
        var rows = isInputs ? Inputs(trained, target) : Even(name, old.shape[0], weights.shape[0], parts);
        if (old.shape.Length == 1) return (rows, [new(0, 0, 1)]);
        var columns = name != "lstm0.weight_ih_l0" ? Even(name, old.shape[1], weights.shape[1], 1)
            : [.. InputPairs(trained, target).Select(pair => new Run(pair.From * trained.Recipe.EmbeddingSize, pair.To * target.Recipe.EmbeddingSize, trained.Recipe.EmbeddingSize))];
        return (rows, columns);
    }

    /// <summary>Each of some equal parts has grown at its end.</summary>
    private static List<Run> Even(string name, long old, long now, int parts)
    {
        if (now < old)
            throw new InvalidDataException($"Sizes not below those of the checkpoint expected, found {now} for {old} in parameter '{name}'; give no smaller sizes together with --from.");
        return [.. Enumerable.Range(0, parts).Select(part => new Run(part * old / parts, part * now / parts, old / parts))];
    }

    /// <summary>Each input's rows of the table, wherever they stood.</summary>
    private static List<Run> Inputs(NoteNetwork trained, NoteNetwork target) => [.. InputPairs(trained, target).Select(pair =>
        new Run(trained.Vocabulary.InputOffsets[pair.From], target.Vocabulary.InputOffsets[pair.To], Rows(target.Vocabulary, pair.To)))];

    private static IEnumerable<(int From, int To)> InputPairs(NoteNetwork trained, NoteNetwork target)
    {
        List<Field> was = [.. Inputs(trained.Vocabulary)], now = [.. Inputs(target.Vocabulary)];
        return now.Select((field, i) => (From: was.IndexOf(field), To: i)).Where(pair => pair.From >= 0);
    }

    private static IEnumerable<Field> Inputs(Vocabulary vocabulary) => vocabulary.OutputFields.Concat(vocabulary.ContextFields);

    private static int Rows(Vocabulary vocabulary, int input) => (input + 1 < vocabulary.InputCount ? vocabulary.InputOffsets[input + 1] : vocabulary.InputRowCount) - vocabulary.InputOffsets[input];

    private readonly record struct Run(long From, long To, long Count);
}
