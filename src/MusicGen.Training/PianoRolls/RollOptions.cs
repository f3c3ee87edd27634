namespace MusicGen.Training;

/// <summary>What a network of piano rolls is and how it learns.</summary>
internal sealed record RollOptions
{
    /// <summary>Whether attention over the steps so far stands between two layers; otherwise one layer alone.</summary>
    public bool HasAttention { get; init; }

    /// <summary>Hidden size of a layer.</summary>
    public int HiddenSize { get; init; } = 200;

    /// <summary>Share of features dropped while learning.</summary>
    public double Dropout { get; init; }

    /// <summary>Whether plain stochastic gradient descent, as in the source system; otherwise Adam.</summary>
    public bool IsPlainDescent { get; init; }

    /// <summary>Learning rate.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Pieces side by side.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Steps of back-propagation, and reach of attention; state is carried on beyond.</summary>
    public int SequenceLength { get; init; } = 256;

    /// <summary>Most rounds over the training pieces.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Minutes of the clock at most.</summary>
    public double Minutes { get; init; } = 10;

    /// <summary>Rounds without a better score on validation after which it is enough.</summary>
    public int Patience { get; init; } = 15;

    /// <summary>Seed of everything random.</summary>
    public long RandomSeed { get; init; } = 1;
}
