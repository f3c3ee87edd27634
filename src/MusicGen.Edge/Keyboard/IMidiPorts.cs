namespace MusicGen.Edge;

/// <summary>The border between keyboard input and all MIDI ports: a source that can also be waited for.</summary>
/// <remarks>Single-threaded: the input thread, but for <see cref="Wake"/>, which any thread may call.</remarks>
internal interface IMidiPorts : IMidiSource
{
    /// <summary>Waits until bytes have come at an open port, something was plugged in or out, <see cref="Wake"/> was called, or time is over.</summary>
    void Wait(TimeSpan timeout);

    /// <summary>Ends the wait.</summary>
    void Wake();
}
