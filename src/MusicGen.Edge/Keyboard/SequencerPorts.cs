using MusicGen.Bindings.Alsa;

namespace MusicGen.Edge;

/// <summary>
/// The ALSA sequencer as a source of keyboards, where the machine has one: software keyboards and virtual ports. Keyboards with a cable are
/// <see cref="RawMidiPorts"/>'s and left alone here, so that nothing sounds twice. The box has a port of its own there, too, which other programs play on.
/// </summary>
/// <remarks>Single-threaded: the input thread, but for the news of its <see cref="SequencerLookout"/>.</remarks>
internal sealed class SequencerPorts : IMidiSource
{
    /// <summary>Name of the box in the lists of other programs.</summary>
    public const string ClientName = "MusicGen";

    private const string OwnPort = "keyboard";
    private const string PathPrefix = "seq:";

    // A machine whose driver is absent now may get it, but not soon.
    private static readonly TimeSpan _retry = TimeSpan.FromMinutes(1);

    private readonly string _path;
    private readonly RawMidiPoll _poll;
    private readonly TimeProvider _time;
    private readonly Dictionary<SequencerAddress, SequencerInput> _inputs = [];
    private readonly byte[] _events = new byte[64 * SequencerEvent.Size];
    private readonly byte[] _midi = new byte[SequencerEvent.MostMidiBytes];
    private SequencerClient? _client;
    private SequencerLookout? _lookout;
    private SequencerAddress _own;
    private long _nextTry;
    private int _isChanged;

    /// <summary>Looks for the sequencer of a machine.</summary>
    /// <param name="systemRoot">Root of the machine's files; <c>/</c> on a real one.</param>
    /// <param name="poll">What the input thread waits with.</param>
    /// <param name="time">Clock of the tries.</param>
    public SequencerPorts(string systemRoot, RawMidiPoll poll, TimeProvider time)
    {
        _path = Path.Combine(systemRoot, "dev/snd/seq");
        _poll = poll;
        _time = time;
        _nextTry = time.GetTimestamp();
    }

    /// <summary>The ports as lines for people.</summary>
    public static IReadOnlyList<string> Describe(string systemRoot)
    {
        try
        {
            using var client = SequencerClient.Open(Path.Combine(systemRoot, "dev/snd/seq"), ClientName);
            if (client is null) return [];
            return
            [
                .. client.ReadPorts().Where(port => port.Address.Client > 0 && (port.CanBeHeard || port.CanBePlayed)).Select(port =>
                    $"sequencer {port.Address}  {port.ClientName}: {port.Name}{(IsKeyboard(port) ? "" : port.CanBePlayed ? ", output only" : ", not listened to")}"),
            ];
        }
        catch (Exception e) when (e is IOException or DllNotFoundException)
        {
            return [];
        }
    }

    /// <summary>
    /// Whether a port is a music box's: what it plays outside must not come back as keys. By name, since the kernel tells only the thread that opened a
    /// client, which may be gone; and two boxes that answer each other on one machine would never end.
    /// </summary>
    public static bool IsOwn(in SequencerPort port) => port.IsProgram && port.ClientName.StartsWith(ClientName, StringComparison.Ordinal);

    /// <summary>Whether keys may come out of a port that nobody else of the box listens to.</summary>
    public static bool IsKeyboard(in SequencerPort port)
    {
        if (!port.CanBeHeard || port.Address.Client == 0) return false;
        if (port.IsProgram) return !IsOwn(port);
        // Of the kernel's drivers these alone are software; Midi Through would send back what the box plays.
        return port.ClientName.StartsWith("Virtual Raw MIDI", StringComparison.Ordinal) || port.ClientName.StartsWith("VirMIDI", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyList<MidiPort> List()
    {
        if (!IsOpen()) return [];
        return
        [
            new MidiPort(PathOf(_own), $"programs connected to {ClientName}"),
            .. _lookout!.Ports.Where(port => IsKeyboard(port)).Select(port => new MidiPort(PathOf(port.Address), NameOf(port))),
        ];
    }

    /// <inheritdoc/>
    public IMidiInput Open(MidiPort port)
    {
        if (!IsOpen() || AddressOf(port.Path) is not { } address) throw new IOException($"A port of the ALSA sequencer expected at '{port.Path}', found none.");
        if (address != _own) _client!.Connect(address, _own);
        var input = new SequencerInput(Drain, () => Close(address));
        _inputs[address] = input;
        return input;
    }

    /// <inheritdoc/>
    public bool TakeChange()
    {
        if (_client is null) return false;
        // Here in any case, or news that nobody takes would end every wait.
        Drain();
        return Interlocked.Exchange(ref _isChanged, 0) != 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_client is null) return;
        _lookout!.Dispose();
        _poll.Remove(_client);
        _client.Dispose();
        _client = null;
    }

    private static string PathOf(SequencerAddress address) => $"{PathPrefix}{address}";

    private static SequencerAddress? AddressOf(string path)
    {
        var parts = path[PathPrefix.Length..].Split(':');
        return parts.Length == 2 && byte.TryParse(parts[0], out var client) && byte.TryParse(parts[1], out var port) ? new SequencerAddress(client, port) : null;
    }

    private static string NameOf(in SequencerPort port) =>
        port.Name.Contains(port.ClientName, StringComparison.Ordinal) ? port.Name : $"{port.ClientName}: {port.Name}";

    private bool IsOpen()
    {
        if (_client is not null) return true;
        var now = _time.GetTimestamp();
        if (now < _nextTry || !File.Exists(_path)) return false;
        _nextTry = now + (long)(_retry.TotalSeconds * _time.TimestampFrequency);
        SequencerClient? client = null, eyes = null;
        try
        {
            client = SequencerClient.Open(_path, ClientName);
            eyes = SequencerClient.Open(_path, $"{ClientName} lookout");
            if (client is null || eyes is null) throw new IOException("no driver behind the file");
            _own = new SequencerAddress(client.Number, client.AddPort(OwnPort, isHeard: false));
            client.Connect(SequencerAddress.Announcements, _own);
        }
        catch (IOException)
        {
            // The device files are there all the same; `musicgen devices` shows what is missing.
            client?.Dispose();
            eyes?.Dispose();
            return false;
        }

        _client = client;
        _lookout = new SequencerLookout(eyes, OnSeen);
        _poll.Add(client);
        return true;
    }

    private void OnSeen()
    {
        Volatile.Write(ref _isChanged, 1);
        _poll.Wake();
    }

    private void Close(SequencerAddress address)
    {
        _inputs.Remove(address);
        if (address != _own) _client?.Disconnect(address, _own);
    }

    private void Drain()
    {
        if (_client is null) return;
        int count;
        while ((count = _client.Read(_events, out var isOverrun)) > 0 || isOverrun)
        {
            // A note-off may be among what was lost.
            if (isOverrun)
            {
                foreach (var input in _inputs.Values) input.Lose();
                _lookout!.LookAtAll();
            }

            for (var at = 0; at + SequencerEvent.Size <= count; at += SequencerEvent.LengthOf(_events.AsSpan(at))) Take(_events.AsSpan(at, SequencerEvent.Size));
        }
    }

    private void Take(ReadOnlySpan<byte> sent)
    {
        if (SequencerEvent.NewsOf(sent) is not SequencerNews.None and var news)
        {
            var subject = SequencerEvent.SubjectOf(sent);
            _lookout!.Tell(news, subject);
            // It may be back under the same address before anybody has looked, but it is connected no more.
            foreach (var (address, input) in _inputs)
                if (news == SequencerNews.PortWent ? address == subject : news == SequencerNews.ClientWent && address.Client == subject.Client) input.Lose();
        }
        else if (SequencerEvent.IsFarewell(sent))
        {
            // Somebody who played on the box's own port has gone, and may have left keys down.
            if (_inputs.TryGetValue(_own, out var own)) own.Lose();
        }
        else if (SequencerEvent.ToMidi(sent, _midi) is > 0 and var count)
        {
            // Who is not known has connected itself to the box's own port.
            if (_inputs.TryGetValue(SequencerEvent.SourceOf(sent), out var input) || _inputs.TryGetValue(_own, out input)) input.Add(_midi.AsSpan(0, count));
        }
    }
}
