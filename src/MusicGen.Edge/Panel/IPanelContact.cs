namespace MusicGen.Edge;

/// <summary>One contact of the panel that is open.</summary>
internal interface IPanelContact : IDisposable
{
    /// <summary>Whether it is closed now.</summary>
    /// <exception cref="IOException">The chip is gone.</exception>
    bool IsDown();
}
