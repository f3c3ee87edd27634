namespace MusicGen.Edge;

/// <summary>One port of the sequencer that is listened to: bytes wait here that <see cref="SequencerPorts"/> has sorted out.</summary>
/// <remarks>Single-threaded: the input thread.</remarks>
internal sealed class SequencerInput(Action drain, Action close) : IMidiInput
{
    // More than the kernel keeps for a client.
    private const int Capacity = 4096;

    private readonly byte[] _bytes = new byte[Capacity];
    private int _count;
    private bool _isLost;

    /// <summary>Bytes have come.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_count + bytes.Length > Capacity)
        {
            Lose();
            return;
        }

        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    /// <summary>Bytes were lost, or who sent them is gone: as if the cable had been pulled and plugged in again.</summary>
    public void Lose() => _isLost = true;

    /// <inheritdoc/>
    public int Read(Span<byte> destination)
    {
        drain();
        if (_isLost) throw new IOException("All events of the ALSA sequencer expected, found some lost or their sender gone.");
        var count = Math.Min(_count, destination.Length);
        _bytes.AsSpan(0, count).CopyTo(destination);
        _bytes.AsSpan(count, _count - count).CopyTo(_bytes);
        _count -= count;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => close();
}
