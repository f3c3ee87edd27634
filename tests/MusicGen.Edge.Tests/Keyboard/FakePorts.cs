namespace MusicGen.Edge.Tests;

/// <summary>A machine's MIDI ports as a test wants them: plugged, pulled, busy and played by hand.</summary>
internal sealed class FakePorts : IMidiPorts
{
    private readonly Dictionary<string, FakeKeyboard> _keyboards = [];
    private bool _isChanged;

    /// <summary>Ports open now.</summary>
    public int OpenCount => _keyboards.Values.Count(keyboard => keyboard.IsOpen);

    public int OpenTries { get; private set; }

    public bool IsDisposed { get; private set; }

    /// <summary>Called where the input thread would wait.</summary>
    public Action<TimeSpan> Waiting { get; set; } = _ => { };

    public FakeKeyboard Plug(string name, bool isTold = true)
    {
        var keyboard = new FakeKeyboard();
        _keyboards.Add(name, keyboard);
        _isChanged |= isTold;
        return keyboard;
    }

    public void Unplug(string name, bool isTold = true)
    {
        _keyboards[name].Pull();
        _keyboards.Remove(name);
        _isChanged |= isTold;
    }

    public IReadOnlyList<MidiPort> List() => [.. _keyboards.Keys.Select(name => new MidiPort($"/dev/snd/{name}", name))];

    public IMidiInput Open(MidiPort port)
    {
        OpenTries++;
        if (!_keyboards.TryGetValue(port.Name, out var keyboard)) throw new IOException("No such device");
        if (keyboard.Refusal is { } refusal) throw new IOException(refusal);
        return keyboard.Open();
    }

    public bool TakeChange()
    {
        var isChanged = _isChanged;
        _isChanged = false;
        return isChanged;
    }

    public void Wait(TimeSpan timeout) => Waiting(timeout);

    public void Wake()
    {
    }

    public void Dispose() => IsDisposed = true;
}
