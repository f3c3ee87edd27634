namespace MusicGen.Edge;

/// <summary>One button of the panel, or one key of a key pad: where it is and what its gestures do.</summary>
internal sealed record ButtonOptions
{
    /// <value>Where it is wired to, or null for a key.</value>
    public LinePlace? Place { get; init; }

    /// <value>The key's name, for example F1 or KP1, or null for a button.</value>
    public string? Key { get; init; }

    /// <value>Whether pressed is low: a button to ground.</value>
    public bool IsActiveLow { get; init; } = true;

    /// <value>What keeps it at rest.</value>
    public LinePull Pull { get; init; }

    /// <value>What a click does.</value>
    public PanelAction? Click { get; init; }

    /// <value>What a double press does.</value>
    public PanelAction? Double { get; init; }

    /// <value>What a long press does.</value>
    public PanelAction? Long { get; init; }

    /// <value>Whether clicks repeat while it is held.</value>
    public bool Repeats { get; init; }

    /// <summary>What a gesture does, or null.</summary>
    public PanelAction? ActionOf(Gesture gesture) => gesture switch
    {
        Gesture.Double => Double,
        Gesture.Long => Long,
        _ => Click,
    };

    /// <inheritdoc/>
    public override string ToString() => Place is { } place ? $"button at {place}" : $"key {Key}";
}
