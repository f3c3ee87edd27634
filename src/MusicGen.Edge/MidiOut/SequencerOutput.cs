using MusicGen.Bindings.Alsa;
using MusicGen.Midi.Live;

namespace MusicGen.Edge;

/// <summary>An instrument behind the ALSA sequencer: a software synthesizer, a virtual port. The sequencer takes messages, so bytes are put together again here.</summary>
/// <remarks>Single-threaded: the MIDI out thread.</remarks>
internal sealed class SequencerOutput(SequencerClient client, SequencerAddress own, SequencerPort port) : IMidiOutput
{
    private readonly MidiStreamParser _parser = new(systemExclusiveCapacity: 0);
    private MidiMessage? _waiting;

    /// <inheritdoc/>
    public string Name => port.Name;

    /// <inheritdoc/>
    public bool IsGone() => client.TryReadPort(port.Address)?.Name != port.Name;

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        if (!TrySendWaiting()) return 0;
        for (var taken = 0; taken < bytes.Length; taken++)
        {
            if (!_parser.Push(bytes[taken], out var message)) continue;
            _waiting = message;
            if (!TrySendWaiting()) return taken + 1;
        }

        return bytes.Length;
    }

    /// <inheritdoc/>
    public void Dispose() => client.Disconnect(own, port.Address);

    private bool TrySendWaiting()
    {
        if (_waiting is not { } message) return true;
        if (!client.TrySend(own.Port, message.Status, message.Data1, message.Data2)) return false;
        _waiting = null;
        return true;
    }
}
