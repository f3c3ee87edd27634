namespace MusicGen.Edge;

/// <summary>
/// A keyboard that is software within the program, plugged in at <see cref="VirtualMidiPorts"/>: any thread sends bytes, the
/// input thread hears them at once. Unplugged by being disposed of; what it held down is released then.
/// </summary>
/// <remarks>Thread-safe. Sending allocates nothing and never waits for the input thread.</remarks>
internal sealed class VirtualMidiPort : IDisposable
{
    /// <summary>Bytes that can be on their way.</summary>
    public const int Capacity = 4096;

    private readonly VirtualMidiPorts _ports;
    private readonly Lock _lock = new();
    private readonly byte[] _bytes = new byte[Capacity];
    private int _first, _count;
    private bool _isOverrun, _isUnplugged, _isOpen;

    internal VirtualMidiPort(VirtualMidiPorts ports, MidiPort port)
    {
        _ports = ports;
        Port = port;
    }

    /// <summary>Place and name.</summary>
    public MidiPort Port { get; }

    /// <summary>Whether keyboard input has it open; what is sent before is kept until it has.</summary>
    public bool IsHeard
    {
        get
        {
            lock (_lock) return _isOpen;
        }
    }

    /// <summary>Sends whole messages or any part of them.</summary>
    /// <param name="bytes">As on a MIDI cable.</param>
    /// <returns>False where nobody took the bytes before these: then all are dropped, and what the keyboard held down is released.</returns>
    public bool Send(params ReadOnlySpan<byte> bytes)
    {
        bool isTaken;
        lock (_lock)
        {
            if (_isUnplugged) return false;
            isTaken = bytes.Length <= Capacity - _count && !_isOverrun;
            if (isTaken) Append(bytes);
            else
            {
                // A note-off may be among them: like a cable pulled and plugged in again.
                _isOverrun = true;
                _count = 0;
            }
        }

        _ports.Wake();
        return isTaken;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock) _isUnplugged = true;
        _ports.Unplug(this);
    }

    internal IMidiInput Open()
    {
        lock (_lock) _isOpen = true;
        return new Input(this);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        var at = (_first + _count) % Capacity;
        var head = Math.Min(bytes.Length, Capacity - at);
        bytes[..head].CopyTo(_bytes.AsSpan(at));
        bytes[head..].CopyTo(_bytes);
        _count += bytes.Length;
    }

    private int Read(Span<byte> destination)
    {
        lock (_lock)
        {
            if (_isOverrun)
            {
                _isOverrun = false;
                throw new IOException($"At most {Capacity} bytes at once expected of '{Port.Name}', found more; it is heard again from now on.");
            }

            var count = Math.Min(destination.Length, _count);
            if (count == 0 && _isUnplugged) throw new IOException($"Bytes of '{Port.Name}' expected, found it unplugged.");
            var head = Math.Min(count, Capacity - _first);
            _bytes.AsSpan(_first, head).CopyTo(destination);
            _bytes.AsSpan(0, count - head).CopyTo(destination[head..]);
            _first = (_first + count) % Capacity;
            _count -= count;
            return count;
        }
    }

    private sealed class Input(VirtualMidiPort port) : IMidiInput
    {
        public int Read(Span<byte> destination) => port.Read(destination);

        public void Dispose()
        {
            lock (port._lock) port._isOpen = false;
        }
    }
}
