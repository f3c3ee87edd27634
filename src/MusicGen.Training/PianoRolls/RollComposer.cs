namespace MusicGen.Training;

/// <summary>Goes on from the beginning of a roll: each key of each next step is drawn by its own probability.</summary>
internal static class RollComposer
{
    /// <param name="network">The network.</param>
    /// <param name="options">What it is: how far attention reaches.</param>
    /// <param name="prompt">Steps to go on from; part of the result.</param>
    /// <param name="steps">Steps in all.</param>
    /// <param name="randomSeed">Same seed, same roll.</param>
    public static List<int[]> GoOn(RollNetwork network, RollOptions options, IReadOnlyList<int[]> prompt, int steps, long randomSeed)
    {
        var random = new SplitMix((ulong)randomSeed);
        List<int[]> roll = [.. prompt];
        while (roll.Count < steps)
        {
            var logits = LogitsAfter(network, roll.TakeLast(options.SequenceLength).ToArray());
            roll.Add([.. Enumerable.Range(0, RollSet.Keys).Where(key => random.Unit() < 1 / (1 + Math.Exp(-logits[key])))]);
        }

        return roll;
    }

    private static float[] LogitsAfter(RollNetwork network, int[][] steps)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var keys = new float[steps.Length * RollSet.Keys];
        for (var t = 0; t < steps.Length; t++)
            foreach (var key in steps[t]) keys[t * RollSet.Keys + key] = 1;
        var (logits, _) = network.Forward(tensor(keys, [steps.Length, 1, RollSet.Keys]), network.ZeroState(1));
        return logits.select(0, steps.Length - 1).contiguous().data<float>().ToArray();
    }
}
