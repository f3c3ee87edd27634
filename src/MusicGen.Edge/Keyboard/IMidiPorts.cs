namespace MusicGen.Edge;

/// <summary>The border between keyboard input and the system's MIDI ports.</summary>
/// <remarks>Single-threaded: the input thread, but for <see cref="Wake"/>, which any thread may call.</remarks>
internal interface IMidiPorts : IDisposable
{
    /// <summary>Ports at which a keyboard is plugged in now.</summary>
    IReadOnlyList<MidiPort> List();

    /// <summary>Opens one.</summary>
    /// <exception cref="IOException">It is gone, busy or not permitted; right after plugging in that may pass.</exception>
    IMidiInput Open(MidiPort port);

    /// <summary>Whether something was plugged in or out since this was asked last.</summary>
    bool TakeChange();

    /// <summary>Waits until bytes have come at an open port, something was plugged in or out, <see cref="Wake"/> was called, or time is over.</summary>
    void Wait(TimeSpan timeout);

    /// <summary>Ends the wait.</summary>
    void Wake();
}
