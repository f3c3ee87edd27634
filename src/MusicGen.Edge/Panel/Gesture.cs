namespace MusicGen.Edge;

/// <summary>What a person does with a button.</summary>
internal enum Gesture
{
    /// <summary>Pressed once.</summary>
    Click,

    /// <summary>Pressed twice, quickly.</summary>
    Double,

    /// <summary>Held down.</summary>
    Long,
}
