namespace MusicGen.Edge;

/// <summary>What the panel shows, at one moment: put together by the running box whenever lights or display look.</summary>
internal sealed record PanelView
{
    /// <value>What the box does.</value>
    public BoxState State { get; init; } = new();

    /// <value>What is not well.</value>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <value>Level of the sound, 0–1 of full scale.</value>
    public double Level { get; init; }

    /// <value>Seconds that the player's clock has run.</value>
    public double NowSeconds { get; init; }

    /// <value>Notes that sounded just now, sound, or are decided and still to come.</value>
    public IReadOnlyList<PanelNote> Notes { get; init; } = [];
}
