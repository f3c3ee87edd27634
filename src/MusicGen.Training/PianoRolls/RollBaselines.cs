namespace MusicGen.Training;

/// <summary>The floors of piano rolls in nats a step: each key by itself, and each key from its own last state, both counted on training pieces.</summary>
internal static class RollBaselines
{
    /// <summary>Each key with the share of steps in which it is down.</summary>
    public static double Independent(IReadOnlyList<int[][]> train, IReadOnlyList<int[][]> test) => Run(train, test, seesLast: false);

    /// <summary>Each key from whether it was down in the step before.</summary>
    public static double OwnLast(IReadOnlyList<int[][]> train, IReadOnlyList<int[][]> test) => Run(train, test, seesLast: true);

    private static double Run(IReadOnlyList<int[][]> train, IReadOnlyList<int[][]> test, bool seesLast)
    {
        var down = new double[RollSet.Keys, 2];
        var all = new double[RollSet.Keys, 2];
        foreach (var (key, last, isDown) in Walk(train, seesLast))
        {
            all[key, last]++;
            if (isDown) down[key, last]++;
        }

        double nats = 0;
        foreach (var (key, last, isDown) in Walk(test, seesLast))
        {
            var share = (down[key, last] + 0.5) / (all[key, last] + 1);
            nats -= Math.Log(isDown ? share : 1 - share);
        }

        return nats / Math.Max(1, test.Sum(roll => roll.Length - 1));
    }

    private static IEnumerable<(int Key, int Last, bool IsDown)> Walk(IReadOnlyList<int[][]> rolls, bool seesLast)
    {
        foreach (var roll in rolls)
        {
            for (var t = 1; t < roll.Length; t++)
            {
                for (var key = 0; key < RollSet.Keys; key++)
                    yield return (key, seesLast && Array.IndexOf(roll[t - 1], key) >= 0 ? 1 : 0, Array.IndexOf(roll[t], key) >= 0);
            }
        }
    }
}
