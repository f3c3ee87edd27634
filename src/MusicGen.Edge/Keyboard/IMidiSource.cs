namespace MusicGen.Edge;

/// <summary>A kind of places where keyboards can be: device files, software, the page. What <see cref="MidiPortSet"/> puts together for keyboard input.</summary>
/// <remarks>Single-threaded: the input thread.</remarks>
internal interface IMidiSource : IDisposable
{
    /// <summary>Ports at which a keyboard is plugged in now.</summary>
    IReadOnlyList<MidiPort> List();

    /// <summary>Opens one.</summary>
    /// <exception cref="IOException">It is gone, busy or not permitted; right after plugging in that may pass.</exception>
    IMidiInput Open(MidiPort port);

    /// <summary>Whether something was plugged in or out since this was asked last.</summary>
    bool TakeChange();
}
