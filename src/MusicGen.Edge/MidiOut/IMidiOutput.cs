namespace MusicGen.Edge;

/// <summary>An open port through which an instrument outside the box plays along.</summary>
/// <remarks>Single-threaded: the MIDI out thread.</remarks>
internal interface IMidiOutput : IDisposable
{
    /// <summary>What a person calls the port.</summary>
    string Name { get; }

    /// <summary>Whether it has been unplugged, as far as can be told without writing.</summary>
    bool IsGone();

    /// <summary>Sends bytes without waiting.</summary>
    /// <returns>How many were taken.</returns>
    /// <exception cref="IOException">It is gone.</exception>
    int Write(ReadOnlySpan<byte> bytes);
}
