using System.Net.WebSockets;
using System.Threading.Channels;

namespace MusicGen.Edge;

/// <summary>
/// One browser on a WebSocket: messages for it wait in a bounded queue, so that nobody ever waits for it. Between the
/// broadcasting thread and the network.
/// </summary>
/// <remarks><see cref="Offer"/> and the properties: any thread.</remarks>
internal sealed class PageClient : IDisposable
{
    private const int MostRefusals = 50;
    private const int BurstMessages = 400;
    private const double MessagesASecond = 200;
    private static readonly TimeSpan _stalled = TimeSpan.FromSeconds(5);

    private readonly WebSocket _socket;
    private readonly Channel<byte[]> _outgoing;
    private readonly WebSocketMessageType _kind;
    private readonly CancellationTokenSource _end;
    private readonly TimeProvider _time;
    private double _allowance = BurstMessages;
    private long _allowedAt;
    private int _refusals;

    /// <summary>Takes over a connection.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="kind">Whether it is sent texts or bytes.</param>
    /// <param name="capacity">Messages that may wait for it.</param>
    /// <param name="dropsOldest">Whether a full queue loses its oldest message; otherwise <see cref="Offer"/> refuses.</param>
    /// <param name="time">Clock of its limits.</param>
    /// <param name="ended">Ends the connection.</param>
    public PageClient(WebSocket socket, WebSocketMessageType kind, int capacity, bool dropsOldest, TimeProvider time, CancellationToken ended)
    {
        _socket = socket;
        _kind = kind;
        _time = time;
        _allowedAt = time.GetTimestamp();
        _end = CancellationTokenSource.CreateLinkedTokenSource(ended);
        _outgoing = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(capacity)
        {
            SingleReader = true,
            FullMode = dropsOldest ? BoundedChannelFullMode.DropOldest : BoundedChannelFullMode.Wait,
        });
    }

    /// <summary>Whether it has to be told everything anew: at the beginning, and after it fell behind.</summary>
    public bool NeedsGreeting { get; set; } = true;

    /// <summary>Whether nothing waits for it.</summary>
    public bool IsCaughtUp => _outgoing.Reader.Count == 0;

    /// <summary>Whether it was cut off because it did not take what was sent.</summary>
    public bool IsStalled { get; private set; }

    /// <summary>Puts a message in its queue.</summary>
    /// <returns>False where the queue is full.</returns>
    public bool Offer(byte[] message) => _outgoing.Writer.TryWrite(message);

    /// <summary>Serves it until either side ends.</summary>
    /// <param name="take">Takes a message of it and says why it refuses, or null.</param>
    /// <param name="refused">Makes the message that tells it so.</param>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, string?> take, Func<string, byte[]> refused)
    {
        var sending = SendAllAsync();
        try
        {
            await ReceiveAllAsync(take, refused);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // Gone, or never well: either way there is nobody to tell.
        }

        _outgoing.Writer.TryComplete();
        await _end.CancelAsync();
        await sending;
    }

    /// <summary>Ends the connection at once, as a cable does that is pulled.</summary>
    public void Cut() => _socket.Abort();

    /// <summary>Tells it that there is no room for it.</summary>
    public async Task TurnAwayAsync(string reason)
    {
        _outgoing.Writer.TryComplete();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            limit.CancelAfter(_stalled);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, reason, limit.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // Gone by itself.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Dispose();
        _socket.Dispose();
    }

    private async Task ReceiveAllAsync(Func<ReadOnlyMemory<byte>, string?> take, Func<string, byte[]> refused)
    {
        var buffer = new byte[PageEvents.MostBytes];
        while (true)
        {
            var (length, kind) = await ReceiveOneAsync(buffer);
            if (kind == WebSocketMessageType.Close)
            {
                await CloseAsync(WebSocketCloseStatus.NormalClosure, "");
                return;
            }

            if (length < 0)
            {
                await CloseAsync(WebSocketCloseStatus.MessageTooBig, $"at most {PageEvents.MostBytes} bytes expected");
                return;
            }

            var refusal = kind != WebSocketMessageType.Text ? "a text message expected, found bytes"
                : !IsAllowed() ? "too many messages"
                : take(buffer.AsMemory(0, length));
            if (refusal is null) continue;
            if (++_refusals == MostRefusals)
            {
                await CloseAsync(WebSocketCloseStatus.PolicyViolation, "too many messages that did not fit");
                return;
            }

            if (_kind == WebSocketMessageType.Text) Offer(refused(refusal));
        }
    }

    // Length −1: longer than the buffer.
    private async Task<(int Length, WebSocketMessageType Kind)> ReceiveOneAsync(byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            if (length == buffer.Length) return (-1, WebSocketMessageType.Text);
            var part = await _socket.ReceiveAsync(buffer.AsMemory(length), _end.Token);
            length += part.Count;
            if (part.EndOfMessage || part.MessageType == WebSocketMessageType.Close) return (length, part.MessageType);
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(_end.Token))
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
                limit.CancelAfter(_stalled);
                await _socket.SendAsync(message.AsMemory(), _kind, endOfMessage: true, limit.Token);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            IsStalled = e is OperationCanceledException && !_end.IsCancellationRequested;
            _socket.Abort();
            await _end.CancelAsync();
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        // Two at a time may not send.
        _outgoing.Writer.TryComplete();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        limit.CancelAfter(_stalled);
        await _outgoing.Reader.Completion.WaitAsync(limit.Token);
        await _socket.CloseOutputAsync(status, reason, limit.Token);
    }

    private bool IsAllowed()
    {
        var now = _time.GetTimestamp();
        _allowance = Math.Min(BurstMessages, _allowance + MessagesASecond * _time.GetElapsedTime(_allowedAt, now).TotalSeconds);
        _allowedAt = now;
        if (_allowance < 1) return false;
        _allowance--;
        return true;
    }
}
