using MusicGen.Bindings.Alsa;

namespace MusicGen.Edge;

/// <summary>The adapter over ALSA for instruments that the box plays: finds one by name among the device files and, where the machine has one, in the sequencer.</summary>
/// <param name="systemRoot">Root of the machine's files; <c>/</c> on a real one.</param>
/// <remarks>Single-threaded: the MIDI out thread.</remarks>
internal sealed class MachineOutputs(string systemRoot) : IMidiOutputs
{
    private readonly string _sequencerPath = Path.Combine(systemRoot, "dev/snd/seq");
    private SequencerClient? _client;
    private byte _ownPort;

    /// <inheritdoc/>
    public IMidiOutput? Open(string name) => OpenDevice(name) ?? OpenInSequencer(name);

    /// <inheritdoc/>
    public void Dispose() => _client?.Dispose();

    private static bool IsPart(string name, string? of) => of?.Contains(name, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsSame(string name, string? other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private IMidiOutput? OpenDevice(string name)
    {
        var ports = new RawMidiPortList(Path.Combine(systemRoot, "dev/snd"), Path.Combine(systemRoot, "proc/asound")).Read().Where(port => port.HasOutput).ToList();
        var found = ports.FindIndex(port => IsSame(name, port.Path) || IsSame(name, Path.GetFileName(port.Path)) || IsSame(name, port.Name) || IsSame(name, port.CardId));
        if (found < 0) found = ports.FindIndex(port => IsPart(name, port.Name));
        return found < 0 ? null : new DeviceOutput(RawMidiOutput.Open(ports[found].Path), ports[found].Name ?? ports[found].Path);
    }

    private IMidiOutput? OpenInSequencer(string name)
    {
        if (!File.Exists(_sequencerPath) || !TryOpenClient()) return null;
        var ports = _client!.ReadPorts().Where(port => port.CanBePlayed && port.Address.Client > 0 && !SequencerPorts.IsOwn(port)).ToList();
        var found = ports.FindIndex(port => IsSame(name, port.Address.ToString()) || IsSame(name, port.Name) || IsSame(name, port.ClientName));
        if (found < 0) found = ports.FindIndex(port => IsPart(name, port.Name) || IsPart(name, port.ClientName));
        if (found < 0) return null;
        var own = new SequencerAddress(_client.Number, _ownPort);
        _client.Connect(own, ports[found].Address);
        return new SequencerOutput(_client, own, ports[found]);
    }

    // Kept open between two looks: each opening is news to every program that listens.
    private bool TryOpenClient()
    {
        if (_client is not null) return true;
        // Programs that look for the box by its name mean the port that it listens at.
        _client = SequencerClient.Open(_sequencerPath, $"{SequencerPorts.ClientName} out");
        if (_client is null) return false;
        _ownPort = _client.AddPort("music", isHeard: true);
        return true;
    }

    private sealed class DeviceOutput(RawMidiOutput output, string name) : IMidiOutput
    {
        public string Name => name;

        public bool IsGone() => output.IsGone();

        public int Write(ReadOnlySpan<byte> bytes) => output.Write(bytes);

        public void Dispose() => output.Dispose();
    }
}
