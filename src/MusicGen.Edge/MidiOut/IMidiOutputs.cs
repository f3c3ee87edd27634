namespace MusicGen.Edge;

/// <summary>The border between MIDI out and the ports of the system that instruments are behind.</summary>
/// <remarks>Single-threaded: the MIDI out thread.</remarks>
internal interface IMidiOutputs : IDisposable
{
    /// <summary>Opens the port of a name.</summary>
    /// <param name="name">What a person calls it, or a part of that.</param>
    /// <returns>Null while there is none of that name.</returns>
    /// <exception cref="IOException">It is busy or not permitted.</exception>
    IMidiOutput? Open(string name);
}
