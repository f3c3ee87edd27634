namespace MusicGen.Edge;

/// <summary>All MIDI ports of the box as one: those of the machine, by which it waits, and those of other sources, which wake it.</summary>
/// <remarks>Single-threaded: the input thread, but for <see cref="Wake"/>.</remarks>
internal sealed class MidiPortSet : IMidiPorts
{
    private readonly IMidiPorts _machine;
    private readonly IMidiSource[] _sources;
    private readonly Dictionary<string, IMidiSource> _sourceOf = [];

    /// <summary>Puts sources together and owns them from now on.</summary>
    /// <param name="machine">Ports of the machine; where nothing happens at any source, waiting is done here.</param>
    /// <param name="others">Further sources.</param>
    public MidiPortSet(IMidiPorts machine, params IMidiSource[] others)
    {
        _machine = machine;
        _sources = [machine, .. others];
    }

    /// <summary>The ports of a real machine: its device files, and its sequencer where it has one.</summary>
    /// <param name="systemRoot">Root of the machine's files; <c>/</c> on a real one.</param>
    /// <exception cref="IOException">The process has no file descriptor left.</exception>
    /// <exception cref="DllNotFoundException">This is not Linux.</exception>
    public static MidiPortSet OfMachine(string systemRoot)
    {
        var devices = new RawMidiPorts(systemRoot);
        return new MidiPortSet(devices, new SequencerPorts(systemRoot, devices.Poll, TimeProvider.System));
    }

    /// <summary>Opens the ports of the machine and adds those of software within the program, which stay where the machine has none.</summary>
    /// <param name="openMachine">Opens the machine's ports.</param>
    /// <param name="virtualPorts">Page and scripted players.</param>
    /// <param name="say">Told once where this system has no ports that could be opened.</param>
    /// <exception cref="IOException">The process has no file descriptor left.</exception>
    public static MidiPortSet Open(Func<IMidiPorts> openMachine, VirtualMidiPorts virtualPorts, Action<string> say)
    {
        IMidiPorts machine;
        try
        {
            machine = openMachine();
        }
        catch (DllNotFoundException)
        {
            say("MIDI keyboards cannot be heard on this system: raw MIDI is Linux's; keys of the page can");
            machine = new NoMachinePorts();
        }

        return new MidiPortSet(machine, virtualPorts.Attach(machine.Wake));
    }

    /// <inheritdoc/>
    public IReadOnlyList<MidiPort> List()
    {
        var ports = new List<MidiPort>();
        _sourceOf.Clear();
        foreach (var source in _sources)
        {
            foreach (var port in source.List())
                if (_sourceOf.TryAdd(port.Path, source)) ports.Add(port);
        }

        return ports;
    }

    /// <inheritdoc/>
    public IMidiInput Open(MidiPort port) =>
        _sourceOf.TryGetValue(port.Path, out var source) ? source.Open(port) : throw new IOException($"A port expected at '{port.Path}', found none; plug the keyboard in.");

    /// <inheritdoc/>
    public bool TakeChange()
    {
        var isChanged = false;
        // Every one is asked, or the second would be forgotten.
        foreach (var source in _sources) isChanged |= source.TakeChange();
        return isChanged;
    }

    /// <inheritdoc/>
    public void Wait(TimeSpan timeout) => _machine.Wait(timeout);

    /// <inheritdoc/>
    public void Wake() => _machine.Wake();

    /// <inheritdoc/>
    public void Dispose()
    {
        // The machine last: others may wake it until they are gone.
        for (var i = _sources.Length - 1; i >= 0; i--) _sources[i].Dispose();
    }
}
