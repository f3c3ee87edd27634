using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MusicGen.Edge.Page.Tests;

/// <summary>A line between a browser and a box that can be pulled, as a cable is, and plugged in again.</summary>
internal sealed class CuttableLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _ends = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Uri _far;
    private readonly Task _accepting;
    private volatile bool _isPulled;

    /// <summary>Lays a line.</summary>
    /// <param name="far">Where it leads.</param>
    public CuttableLine(Uri far)
    {
        _far = far;
        _listener.Start();
        Near = new UriBuilder(far) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>The address at this end.</summary>
    public Uri Near { get; }

    /// <summary>Ends all connections and lets none through.</summary>
    public void Pull()
    {
        _isPulled = true;
        foreach (var end in _ends.Keys) end.Dispose();
    }

    /// <summary>Lets connections through again.</summary>
    public void Plug() => _isPulled = false;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        Pull();
        _listener.Dispose();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await _listener.AcceptTcpClientAsync(_ended.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end of the line.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        _ends[near] = _ends[far] = true;
        try
        {
            if (_isPulled) return;
            await far.ConnectAsync(_far.Host, _far.Port, _ended.Token);
            var (here, there) = (near.GetStream(), far.GetStream());
            await Task.WhenAny(here.CopyToAsync(there, _ended.Token), there.CopyToAsync(here, _ended.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // Pulled, or one side has gone.
        }
        finally
        {
            near.Dispose();
            _ends.TryRemove(near, out _);
            _ends.TryRemove(far, out _);
        }
    }
}
