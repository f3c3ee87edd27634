namespace MusicGen.Edge;

/// <summary>The ports of a machine that has none that could be opened: waits, and can be woken.</summary>
/// <remarks>Single-threaded: the input thread, but for <see cref="Wake"/>.</remarks>
internal sealed class NoMachinePorts : IMidiPorts
{
    private readonly AutoResetEvent _woken = new(false);

    /// <inheritdoc/>
    public IReadOnlyList<MidiPort> List() => [];

    /// <inheritdoc/>
    public IMidiInput Open(MidiPort port) => throw new IOException($"A port expected at '{port.Path}', found a system without MIDI ports.");

    /// <inheritdoc/>
    public bool TakeChange() => false;

    /// <inheritdoc/>
    public void Wait(TimeSpan timeout) => _woken.WaitOne(timeout);

    /// <inheritdoc/>
    public void Wake() => _woken.Set();

    /// <summary>Nothing to close: a late <see cref="Wake"/> must find the event.</summary>
    public void Dispose()
    {
    }
}
