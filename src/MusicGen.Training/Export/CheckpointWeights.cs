namespace MusicGen.Training;

/// <summary>Takes the weights out of a trained network under the names export knows.</summary>
internal static class CheckpointWeights
{
    public static NetworkWeights Of(NoteNetwork network, RecipeOptions recipe)
    {
        var arrays = new Dictionary<string, (float[] Values, long[] Shape)>();
        foreach (var (name, tensor) in network.state_dict())
            arrays[ExportName(name)] = (tensor.cpu().contiguous().data<float>().ToArray(), tensor.shape);
        return new NetworkWeights(network.Vocabulary, arrays, recipe.Residual);
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
