namespace MusicGen.Training;

/// <summary>One line of a <see cref="CurveChart"/>.</summary>
/// <param name="Name">What it is, for the legend.</param>
/// <param name="Points">In order of X.</param>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Whether each point is a measurement worth a mark, such as a checkpoint's score, rather than one of thousands.</summary>
    public bool HasMarks { get; init; }

    /// <summary>A point to be marked with words: the best.</summary>
    public (double X, double Y, string Label)? Best { get; init; }
}
