using MusicGen.Bindings.Alsa;

namespace MusicGen.Edge;

/// <summary>The adapter over raw ALSA MIDI of keyboards: where keyboards are plugged in on a Linux box.</summary>
/// <remarks>Single-threaded: the input thread, but for <see cref="Wake"/>.</remarks>
internal sealed class RawMidiPorts : IMidiPorts
{
    private readonly RawMidiPortList _list;
    private readonly RawMidiPoll _poll = new();
    private readonly RawMidiWatch _watch;
    private int _isChanged;

    /// <summary>Looks at the ports of a machine.</summary>
    /// <param name="systemRoot">Root of the machine's files; <c>/</c> on a real one.</param>
    /// <exception cref="IOException">The process has no file descriptor left.</exception>
    /// <exception cref="DllNotFoundException">This is not Linux.</exception>
    public RawMidiPorts(string systemRoot)
    {
        _list = ListOf(systemRoot);
        _watch = new RawMidiWatch(DeviceFolderOf(systemRoot), OnChange);
    }

    /// <summary>What it waits with; other sources may add theirs.</summary>
    public RawMidiPoll Poll => _poll;

    /// <summary>All ports as lines for people, also those that are not listened to.</summary>
    public static IReadOnlyList<string> Describe(string systemRoot) =>
    [
        .. ListOf(systemRoot).Read().Select(port =>
            $"{port.Path}  {port.Name ?? "unnamed port"}  (card {port.CardId ?? "unknown"}{(port.IsVirtual ? ", virtual: not listened to" : port.HasInput ? "" : ", output only")})"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<MidiPort> List()
    {
        _watch.TryBegin();
        return [.. _list.Read().Where(port => port is { HasInput: true, IsVirtual: false }).Select(port => new MidiPort(port.Path, port.Name ?? Path.GetFileName(port.Path)))];
    }

    /// <inheritdoc/>
    public IMidiInput Open(MidiPort port) => new Input(RawMidiInput.Open(port.Path), _poll);

    /// <inheritdoc/>
    public bool TakeChange() => Interlocked.Exchange(ref _isChanged, 0) != 0;

    /// <inheritdoc/>
    public void Wait(TimeSpan timeout) => _poll.Wait((int)Math.Clamp(timeout.TotalMilliseconds, 0, int.MaxValue));

    /// <inheritdoc/>
    public void Wake() => _poll.Wake();

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch.Dispose();
        _poll.Dispose();
    }

    private static string DeviceFolderOf(string systemRoot) => Path.Combine(systemRoot, "dev/snd");

    private static RawMidiPortList ListOf(string systemRoot) => new(DeviceFolderOf(systemRoot), Path.Combine(systemRoot, "proc/asound"));

    private void OnChange()
    {
        Volatile.Write(ref _isChanged, 1);
        _poll.Wake();
    }

    private sealed class Input : IMidiInput
    {
        private readonly RawMidiInput _input;
        private readonly RawMidiPoll _poll;

        public Input(RawMidiInput input, RawMidiPoll poll)
        {
            _input = input;
            _poll = poll;
            poll.Add(input);
        }

        public int Read(Span<byte> destination) => _input.Read(destination);

        public void Dispose()
        {
            _poll.Remove(_input);
            _input.Dispose();
        }
    }
}
