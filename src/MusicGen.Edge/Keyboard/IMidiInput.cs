namespace MusicGen.Edge;

/// <summary>An open port from which a keyboard's bytes come.</summary>
/// <remarks>Single-threaded: the input thread.</remarks>
internal interface IMidiInput : IDisposable
{
    /// <summary>Takes the bytes that have come, without waiting.</summary>
    /// <returns>How many; 0 where none are there now.</returns>
    /// <exception cref="IOException">The keyboard is gone.</exception>
    int Read(Span<byte> destination);
}
