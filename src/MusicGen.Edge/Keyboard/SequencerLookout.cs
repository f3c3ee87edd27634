using System.Collections.Concurrent;
using MusicGen.Bindings.Alsa;

namespace MusicGen.Edge;

/// <summary>
/// Keeps the list of the sequencer's ports for <see cref="SequencerPorts"/>, on a thread of its own: the kernel may load drivers before it answers, for
/// seconds on a slow machine, and the keys of those who play meanwhile must not wait.
/// </summary>
/// <remarks>Thread-safe. The thread may hang in the kernel, so nobody waits for its end.</remarks>
internal sealed class SequencerLookout : IDisposable
{
    private readonly SequencerClient _client;
    private readonly Action _changed;
    private readonly ConcurrentQueue<(SequencerNews News, SequencerAddress Subject)> _news = [];
    private readonly AutoResetEvent _told = new(initialState: true);
    private readonly Dictionary<SequencerAddress, SequencerPort> _known = [];
    private volatile IReadOnlyList<SequencerPort> _ports = [];
    private volatile bool _isClosed, _looksAtAll = true;

    /// <summary>Begins with a look at all.</summary>
    /// <param name="client">A client of its own, closed with this: a question that hangs holds up whatever else is asked by the same client.</param>
    /// <param name="changed">Called on its thread when <see cref="Ports"/> are others than before; must not throw.</param>
    public SequencerLookout(SequencerClient client, Action changed)
    {
        _client = client;
        _changed = changed;
        new Thread(Run) { Name = "sequencer", IsBackground = true }.Start();
    }

    /// <summary>The ports as last seen.</summary>
    public IReadOnlyList<SequencerPort> Ports => _ports;

    /// <summary>The sequencer has announced something.</summary>
    public void Tell(SequencerNews news, SequencerAddress subject)
    {
        _news.Enqueue((news, subject));
        _told.Set();
    }

    /// <summary>Announcements were lost.</summary>
    public void LookAtAll()
    {
        _looksAtAll = true;
        _told.Set();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isClosed = true;
        _told.Set();
    }

    private void Run()
    {
        while (_told.WaitOne() && !_isClosed)
        {
            try
            {
                Look();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // It refuses at the moment; the next news ask again.
            }
        }

        _client.Dispose();
        _told.Dispose();
    }

    private void Look()
    {
        var isAll = _looksAtAll;
        _looksAtAll = false;
        if (isAll)
        {
            _known.Clear();
            foreach (var port in _client.ReadPorts()) _known[port.Address] = port;
        }

        while (_news.TryDequeue(out var told)) Take(told.News, told.Subject);
        SequencerPort[] seen = [.. _known.Values.OrderBy(port => port.Address.Client).ThenBy(port => port.Address.Port)];
        if (seen.AsSpan().SequenceEqual(_ports.ToArray())) return;
        _ports = seen;
        _changed();
    }

    private void Take(SequencerNews news, SequencerAddress subject)
    {
        switch (news)
        {
            case SequencerNews.PortWent:
                _known.Remove(subject);
                break;
            case SequencerNews.PortCame:
                Read(subject);
                break;
            case SequencerNews.ClientWent:
                foreach (var address in AddressesOf(subject.Client)) _known.Remove(address);
                break;
            case SequencerNews.ClientChanged:
                foreach (var address in AddressesOf(subject.Client)) Read(address);
                break;
        }
    }

    private SequencerAddress[] AddressesOf(byte client) => [.. _known.Keys.Where(address => address.Client == client)];

    private void Read(SequencerAddress address)
    {
        if (address.Client == _client.Number) return;
        if (_client.TryReadPort(address) is { } port) _known[address] = port;
        else _known.Remove(address);
    }
}
