namespace MusicGen.Edge;

/// <summary>One light of the panel that is open.</summary>
internal interface IPanelLight : IDisposable
{
    /// <summary>Lights or darkens it.</summary>
    /// <exception cref="IOException">The chip is gone.</exception>
    void Set(bool isOn);
}
