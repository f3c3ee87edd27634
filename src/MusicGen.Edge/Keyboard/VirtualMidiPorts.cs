namespace MusicGen.Edge;

/// <summary>
/// The ports of keyboards that are software within the program: keys of the page, a file that stands in for a player.
/// Any thread plugs one in and sends through it; keyboard input hears it like any other keyboard.
/// </summary>
/// <remarks>Thread-safe. It outlives the input thread's view of it, so that a keyboard stays plugged in when listening begins anew.</remarks>
internal sealed class VirtualMidiPorts
{
    private readonly Lock _lock = new();
    private readonly List<VirtualMidiPort> _plugged = [];
    private Action _wake = () => { };
    private long _plugCount;
    private bool _isChanged;

    /// <summary>Plugs a keyboard in; it is unplugged by being disposed of.</summary>
    /// <param name="name">What a person calls it.</param>
    /// <param name="source">What its keys count as.</param>
    public VirtualMidiPort Plug(string name, BoxEventSource source)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_lock)
        {
            var port = new VirtualMidiPort(this, new MidiPort($"virtual:{++_plugCount}", name, source));
            _plugged.Add(port);
            _isChanged = true;
            _wake();
            return port;
        }
    }

    /// <summary>The input thread's view; it wakes that thread until it is disposed of.</summary>
    /// <param name="wake">Ends the wait of the input thread; any thread.</param>
    internal IMidiSource Attach(Action wake)
    {
        lock (_lock)
        {
            _wake = wake;
            _isChanged = true;
        }

        return new View(this, wake);
    }

    internal void Wake()
    {
        lock (_lock) _wake();
    }

    internal void Unplug(VirtualMidiPort port)
    {
        lock (_lock)
        {
            if (!_plugged.Remove(port)) return;
            _isChanged = true;
            _wake();
        }
    }

    private sealed class View(VirtualMidiPorts ports, Action wake) : IMidiSource
    {
        public IReadOnlyList<MidiPort> List()
        {
            lock (ports._lock) return [.. ports._plugged.Select(plugged => plugged.Port)];
        }

        public IMidiInput Open(MidiPort port)
        {
            lock (ports._lock)
            {
                return ports._plugged.Find(plugged => plugged.Port.Path == port.Path)?.Open()
                    ?? throw new IOException($"A keyboard expected at '{port.Path}', found it unplugged.");
            }
        }

        public bool TakeChange()
        {
            lock (ports._lock)
            {
                var isChanged = ports._isChanged;
                ports._isChanged = false;
                return isChanged;
            }
        }

        public void Dispose()
        {
            lock (ports._lock)
            {
                // Listening may have begun anew before the old view was closed.
                if (ports._wake == wake) ports._wake = () => { };
            }
        }
    }
}
