using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace MusicGen.Edge.Page.Tests;

/// <summary>A simulated box with its page served at a free port of this machine.</summary>
internal sealed class Served : IDisposable
{
    private readonly CancellationTokenSource _ended = new();

    public Served(string? token = null)
    {
        Server = PageServer.Start(new PageOptions { Port = 0, Token = token }, Box, TimeProvider.System);
        Client = new HttpClient { BaseAddress = new Uri(Server.Address) };
    }

    public SimulatedBox Box { get; } = new();

    /// <summary>Lets the box's clock run as it does on a machine, until the end.</summary>
    public void RunInRealTime() => _ = Task.Run(async () =>
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var start = TimeProvider.System.GetTimestamp();
        while (!_ended.IsCancellationRequested && await timer.WaitForNextTickAsync())
        {
            var due = TimeProvider.System.GetElapsedTime(start).TotalSeconds * SimulatedBox.Rate;
            while (Box.PlayedFrames < due) Box.Advance(480);
        }
    });

    public PageServer Server { get; }

    public HttpClient Client { get; }

    public async Task<JsonElement> GetJsonAsync(string path) => Parse(await Client.GetByteArrayAsync(path));

    public Task<HttpResponseMessage> PostAsync(string path, string body, string type = "application/json") =>
        Client.PostAsync(path, new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type)));

    public async Task<ClientWebSocket> ConnectAsync(string path, Action<ClientWebSocketOptions>? set = null)
    {
        var socket = new ClientWebSocket();
        set?.Invoke(socket.Options);
        await socket.ConnectAsync(new Uri(Server.Address.Replace("http:", "ws:") + path), Limits.Token());
        return socket;
    }

    public static JsonElement Parse(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }

    public void Dispose()
    {
        _ended.Cancel();
        Client.Dispose();
        Server.Dispose();
    }
}
