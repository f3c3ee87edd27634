using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace MusicGen.Benchmarks;

/// <summary>Browsers at a box's page, as the network sees them: most read all that comes, some hear the sound, too, and some read nothing at all.</summary>
public sealed class Audience : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly List<ClientWebSocket> _sockets = [];
    private readonly List<TcpClient> _stalled = [];
    private readonly List<Task> _reading = [];
    private long _messages, _bytes;

    private Audience()
    {
    }

    /// <summary>Messages read by all together.</summary>
    public long MessageCount => Volatile.Read(ref _messages);

    /// <summary>Bytes read by all together.</summary>
    public long ByteCount => Volatile.Read(ref _bytes);

    /// <summary>Those that still read.</summary>
    public int ReadingCount => _reading.Count(task => !task.IsCompleted);

    /// <summary>Connects.</summary>
    /// <param name="address">The page.</param>
    /// <param name="seeing">How many read the live connection.</param>
    /// <param name="hearing">How many of them take the sound, too.</param>
    /// <param name="stalled">How many connect to both and read nothing.</param>
    /// <param name="limit">How long connecting may take.</param>
    public static async Task<Audience> ConnectAsync(Uri address, int seeing, int hearing, int stalled, CancellationToken limit)
    {
        var audience = new Audience();
        try
        {
            for (var i = 0; i < stalled; i++)
            {
                await audience.StallAsync(address, "api/live", limit);
                await audience.StallAsync(address, "api/sound", limit);
            }

            for (var i = 0; i < seeing; i++) await audience.ReadAsync(address, "api/live", limit);
            for (var i = 0; i < hearing; i++) await audience.ReadAsync(address, "api/sound", limit);
            return audience;
        }
        catch
        {
            await audience.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        foreach (var socket in _sockets) socket.Dispose();
        foreach (var client in _stalled) client.Dispose();
        await Task.WhenAll(_reading);
        _gone.Dispose();
    }

    private async Task ReadAsync(Uri address, string path, CancellationToken limit)
    {
        var socket = new ClientWebSocket();
        _sockets.Add(socket);
        await socket.ConnectAsync(new UriBuilder(new Uri(address, path)) { Scheme = "ws" }.Uri, limit);
        _reading.Add(Task.Run(() => ReadAllAsync(socket), CancellationToken.None));
    }

    private async Task ReadAllAsync(ClientWebSocket socket)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), _gone.Token);
                if (part.MessageType == WebSocketMessageType.Close) return;
                Interlocked.Add(ref _bytes, part.Count);
                if (part.EndOfMessage) Interlocked.Increment(ref _messages);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // Gone.
        }
    }

    private async Task StallAsync(Uri address, string path, CancellationToken limit)
    {
        // Little room in the system's buffers, so that the box soon notices.
        var client = new TcpClient { ReceiveBufferSize = 1024 };
        _stalled.Add(client);
        await client.ConnectAsync(address.Host, address.Port, limit);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET /{path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
            limit);
    }
}
