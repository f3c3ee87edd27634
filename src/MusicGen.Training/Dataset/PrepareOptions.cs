namespace MusicGen.Training;

/// <summary>What <c>prepare</c> is asked to do.</summary>
internal sealed record PrepareOptions
{
    public required IReadOnlyList<string> Folders { get; init; }

    public required string OutFolder { get; init; }

    public required DatasetSource Source { get; init; }

    /// <summary>Shares of works kept back, 0…1 each and together. Of three works or more a share above 0 is one at least; of fewer only a whole one counts.</summary>
    public double ValidationShare { get; init; } = 0.1;

    public double TestShare { get; init; } = 0.1;

    /// <summary>Pieces below this are skipped.</summary>
    public int LeastNotes { get; init; } = 16;

    /// <summary>Files above this many bytes are skipped.</summary>
    public long LargestBytes { get; init; } = 8L << 20;

    /// <summary>Whether durations reach to the end of the sustain pedal.</summary>
    public bool Pedal { get; init; } = true;
}
