namespace MusicGen.Edge;

/// <summary>Watches that every stage of the running box makes progress: each counts what it does, and a count that stands still too long is a stage that hangs.</summary>
/// <remarks>Single-threaded; the counts are read from other threads.</remarks>
internal sealed class LifeSigns(TimeProvider time)
{
    private readonly List<Stage> _stages = [];

    /// <summary>Whether every stage has made progress at least once.</summary>
    public bool HaveAllBegun { get; private set; }

    /// <summary>Adds a stage.</summary>
    /// <param name="name">For the log.</param>
    /// <param name="count">What it has done so far; any thread.</param>
    /// <param name="patience">How long it may stand still.</param>
    public void Watch(string name, Func<long> count, TimeSpan patience) =>
        _stages.Add(new Stage(name, count, patience) { MovedAt = time.GetTimestamp() });

    /// <summary>Names of the stages that have stood still for too long; empty when all is well.</summary>
    public IReadOnlyList<string> FindSilent()
    {
        var now = time.GetTimestamp();
        List<string>? silent = null;
        var haveAllBegun = true;
        foreach (var stage in _stages)
        {
            var count = stage.Count();
            if (count != stage.LastCount) (stage.LastCount, stage.MovedAt) = (count, now);
            else if (time.GetElapsedTime(stage.MovedAt, now) > stage.Patience) (silent ??= []).Add(stage.Name);
            haveAllBegun &= count > 0;
        }

        HaveAllBegun = haveAllBegun;
        return silent ?? (IReadOnlyList<string>)[];
    }

    /// <summary>One stage and when it last moved.</summary>
    private sealed class Stage(string name, Func<long> count, TimeSpan patience)
    {
        public string Name { get; } = name;

        public Func<long> Count { get; } = count;

        public TimeSpan Patience { get; } = patience;

        public long LastCount { get; set; }

        public long MovedAt { get; set; }
    }
}
