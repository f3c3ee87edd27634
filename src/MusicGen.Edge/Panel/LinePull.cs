namespace MusicGen.Edge;

/// <summary>What keeps a line at rest while its button is up.</summary>
internal enum LinePull
{
    /// <summary>A resistor on the wiring: the only way on a Jetson.</summary>
    Outside,

    /// <summary>The chip, to the supply.</summary>
    Up,

    /// <summary>The chip, to ground.</summary>
    Down,
}
