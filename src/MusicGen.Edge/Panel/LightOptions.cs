namespace MusicGen.Edge;

/// <summary>One light: where it is and what it shows.</summary>
internal sealed record LightOptions
{
    /// <value>Where it is wired to.</value>
    public required LinePlace Place { get; init; }

    /// <value>What it shows.</value>
    public LightSubject Shows { get; init; }

    /// <value>Name of the preset for <see cref="LightSubject.Preset"/>; a number counts the buttons from 1.</value>
    public string? Preset { get; init; }

    /// <value>Whether low lights it.</value>
    public bool IsActiveLow { get; init; }

    /// <value>Whether it is dimmed by switching it quickly; otherwise it is on or off.</value>
    public bool IsDimmed { get; init; } = true;

    /// <value>Brightness when fully on, 0–1.</value>
    public double Brightness { get; init; } = 1;

    /// <inheritdoc/>
    public override string ToString() => $"light at {Place}";
}
