namespace MusicGen.Core;

/// <summary>How a piece becomes sheet music; what is not given is found from the notes.</summary>
public sealed record ScoreOptions
{
    /// <summary>Metre of performed music; music that has one keeps its own.</summary>
    /// <value>Default: null, 3/4 or 4/4, whichever the accents fit.</value>
    public MetreChange? Metre { get; init; }

    /// <summary>Key signature.</summary>
    /// <value>Default: null, found with key profiles.</value>
    public KeyChange? Key { get; init; }

    /// <summary>Whether the notes' ticks mean nothing but time, so that beats must be found first.</summary>
    /// <value>Default: null, so where fewer than nine onsets in ten are on 64ths or triplets of 32nds.</value>
    public bool? IsPerformed { get; init; }
}
