namespace MusicGen.Training;

/// <summary>Takes the weights out of a trained network under the names export knows.</summary>
internal static class CheckpointWeights
{
    /// <param name="network">The network.</param>
    /// <param name="recipe">What it was made with.</param>
    /// <param name="numberWidths">(F) mean absolute error of fields that are predicted as numbers; empty = not known.</param>
    public static NetworkWeights Of(NoteNetwork network, RecipeOptions recipe, IReadOnlyList<double>? numberWidths = null)
    {
        var arrays = new Dictionary<string, (float[] Values, long[] Shape)>();
        foreach (var (name, tensor) in network.state_dict())
            arrays[ExportName(name)] = (tensor.cpu().contiguous().data<float>().ToArray(), tensor.shape);
        var representation = Representation.Of(network.Vocabulary);
        var numbers = new Dictionary<int, (float[] Places, float[] Room)>();
        for (var f = 0; f < network.IsNumber.Count; f++)
        {
            if (!network.IsNumber[f]) continue;
            var number = new NumberField(representation, f, numberWidths?.ElementAtOrDefault(f) ?? 0);
            numbers[f] = (number.Places, number.Room);
            Scale($"heads.{f}.out.weight", number.Weight);
            Scale($"heads.{f}.out.bias", number.Bias);
        }

        return new NetworkWeights(network.Vocabulary, arrays, recipe.Residual, recipe.ConditionsFields, recipe.AttentionSteps, numbers);

        void Scale(string name, Func<float, float> change) => arrays[name] = ([.. arrays[name].Values.Select(change)], arrays[name].Shape);
    }

    /// <summary><c>lstm1.weight_ih_l0</c> → <c>lstm.weight_ih_l1</c>, <c>head2.out.bias</c> → <c>heads.2.out.bias</c>.</summary>
    private static string ExportName(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (module, rest) = (name[..dot], name[(dot + 1)..]);
        if (module.StartsWith("lstm", StringComparison.Ordinal)) return $"lstm.{rest[..^1]}{module[4..]}";
        return module.StartsWith("head", StringComparison.Ordinal) ? $"heads.{module[4..]}.{rest}" : name;
    }
}
