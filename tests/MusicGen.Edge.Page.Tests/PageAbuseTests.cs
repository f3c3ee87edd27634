using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace MusicGen.Edge.Page.Tests;

/// <summary>Browsers that are many, slow or mad do nothing to the box.</summary>
public sealed class PageAbuseTests
{
    [Fact]
    public async Task FiftyBrowsersAndAStalledOneNeverHoldTheBroadcastUp()
    {
        using var served = new Served();
        // Connects, and reads nothing any more.
        using var stalled = await OpenRawAsync(served, "api/live", receiveBytes: 1024);
        using var deaf = await OpenRawAsync(served, "api/sound", receiveBytes: 1024);
        var sockets = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => served.ConnectAsync("api/live")));
        await Task.WhenAll(sockets.Select(socket => socket.ReceiveAsync("hello")));
        served.Box.Decided = [.. Enumerable.Range(0, 500).Select(i => new DecidedNote(i, i + 1, 60, 60))];

        // Seconds of the box's clock in as little time as it takes: what is not taken must be dropped, not waited for.
        for (var i = 0; i < 400; i++)
        {
            served.Box.Advance(4800);
            served.Box.Decided = [.. served.Box.Decided];
            served.Box.Sounded(60, (byte)(1 + i % 100), NoteEvent.ComposerOwner);
        }

        served.Box.Sounded(99, 99, NoteEvent.ComposerOwner);
        var last = await Task.WhenAll(sockets.Select(socket => HearsAsync(socket, 99)));
        Assert.All(last, Assert.True);
        await Eventually.TrueAsync(() => served.Server.Audience.StalledCount > 0 || served.Server.Audience.Seeing.Length == 51);
        foreach (var socket in sockets) socket.Dispose();
    }

    [Fact]
    public async Task ThousandMalformedMessagesAreRefusedAndNothingElseHappens()
    {
        using var served = new Served();
        var random = new Random(5);
        var state = served.Box.State;
        for (var connection = 0; connection < 25; connection++)
        {
            using var socket = await served.ConnectAsync("api/live");
            for (var i = 0; i < 40; i++) await socket.SendAsync(Malformed(random), i % 7 == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text, true, Limits.Token());
            for (var i = 0; i < 40; i++) await socket.ReceiveAsync("refused");
        }

        Assert.Empty(served.Box.Posted);
        Assert.Empty(served.Box.Midi);
        Assert.Same(state, served.Box.State);
        Assert.Equal(0, served.Box.Controllers.ChangeCount);
        await Eventually.TrueAsync(() => served.Server.Audience.Seeing.Length == 0);
    }

    [Fact]
    public async Task BrowserThatGoesOnBeingRefusedIsCutOff()
    {
        using var served = new Served();
        using var socket = await served.ConnectAsync("api/live");
        for (var i = 0; i < 50; i++) await socket.SayAsync("{}");

        while (await socket.ReceiveAsync() is not null)
        {
        }

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, socket.CloseStatus);
    }

    [Fact]
    public async Task MessageThatIsTooLongEndsTheConnection()
    {
        using var served = new Served();
        using var socket = await served.ConnectAsync("api/live");
        await socket.SayAsync(new string(' ', 100_000));

        while (await socket.ReceiveAsync() is not null)
        {
        }

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.CloseStatus);
    }

    [Fact]
    public async Task ThousandMalformedRequestsAreRefusedAndThePageStaysWell()
    {
        using var served = new Served();
        var random = new Random(6);
        for (var i = 0; i < 1000; i++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", new Uri(served.Server.Address).Port);
            var answer = await AnswerAsync(client, MalformedRequest(random, i));
            Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4") || answer.StartsWith("HTTP/1.1 505"), $"A refusal expected of request {i % 10}, found: {answer}");
        }

        Assert.Empty(served.Box.Posted);
        Assert.Equal("dream", (await served.GetJsonAsync("api/status")).GetProperty("state").GetProperty("preset").GetString());
    }

    [Fact]
    public async Task SixtyFifthBrowserIsTurnedAway()
    {
        using var served = new Served();
        var sockets = await Task.WhenAll(Enumerable.Range(0, PageAudience.MostSeeing).Select(_ => served.ConnectAsync("api/live")));
        await Eventually.TrueAsync(() => served.Server.Audience.Seeing.Length == PageAudience.MostSeeing);

        using var oneMore = await served.ConnectAsync("api/live");

        Assert.Null(await oneMore.ReceiveAsync());
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, oneMore.CloseStatus);
        foreach (var socket in sockets) socket.Dispose();
    }

    private static async Task<string> AnswerAsync(TcpClient client, byte[] request)
    {
        try
        {
            await using var stream = client.GetStream();
            await stream.WriteAsync(request);
            client.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return await reader.ReadToEndAsync(Limits.Token());
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Cut off without a word, which is an answer, too.
            return "";
        }
    }

    private static async Task<bool> HearsAsync(WebSocket socket, int pitch)
    {
        // In the notes, or in a greeting where this one, too, had fallen behind.
        while (await socket.ReceiveAsync() is { } bytes)
        {
            var message = Served.Parse(bytes);
            foreach (var name in new[] { "played", "sounding" })
                if (message.TryGetProperty(name, out var notes) && notes.EnumerateArray().Any(note => note[1].GetInt32() == pitch)) return true;
        }

        return false;
    }

    private static async Task<TcpClient> OpenRawAsync(Served served, string path, int receiveBytes)
    {
        var client = new TcpClient { ReceiveBufferSize = receiveBytes };
        var port = new Uri(served.Server.Address).Port;
        await client.ConnectAsync("127.0.0.1", port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /{path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        return client;
    }

    private static byte[] Malformed(Random random)
    {
        string[] beginnings =
        [
            "", "{", "[]", "null", "\"press\"", "{\"type\":1}", "{\"type\":\"press\"}", "{\"type\":\"press\",\"preset\":\"none\"}", "{\"type\":\"stop\",\"by\":1}",
            "{\"type\":\"step\",\"by\":0}", "{\"type\":\"step\",\"by\":2}", "{\"type\":\"mode\",\"mode\":\"Endless\"}", "{\"type\":\"steer\",\"name\":\"tempo\",\"value\":1e99}",
            "{\"type\":\"steer\",\"name\":\"tempo\",\"value\":\"1\"}", "{\"type\":\"steer\",\"name\":\"speed\",\"value\":1}", "{\"type\":\"steer\",\"name\":\"tempo\"}",
            "{\"type\":\"key\",\"pitch\":128,\"velocity\":1}", "{\"type\":\"key\",\"pitch\":60}", "{\"type\":\"key\",\"pitch\":60.5,\"velocity\":1}", "{\"type\":\"key\",\"pitch\":60,\"velocity\":1,\"x\":1}",
            "{\"type\":\"control\",\"control\":123,\"value\":0}", "{\"type\":\"control\",\"control\":74,\"value\":1}", "{\"type\":\"learn\"}", "{\"type\":\"learn\",\"name\":\"speed\"}", "{\"type\":\"forget\",\"name\":null}", "{\"type\":\"stop\",\"type\":\"stop\"}", "{\"type\":\"stop\"} {}", "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}", "{\"type\":\"\\ud800\"}",
        ];
        var text = Encoding.UTF8.GetBytes(beginnings[random.Next(beginnings.Length)]);
        var tail = new byte[random.Next(0, 30)];
        random.NextBytes(tail);
        // Letters alone in every other: a text frame that is no UTF-8 ends the connection by itself.
        for (var i = 0; i < tail.Length; i++) tail[i] = (byte)('a' + tail[i] % 26);
        return [.. text, .. random.Next(2) == 0 ? tail : []];
    }

    private static byte[] MalformedRequest(Random random, int number)
    {
        var noise = new byte[random.Next(1, 60)];
        random.NextBytes(noise);
        var text = (number % 10) switch
        {
            0 => "GET\r\n\r\n",
            1 => "GET /api/status HTTP/9.9\r\nHost: localhost\r\n\r\n",
            2 => "GET /api/status HTTP/1.1\r\n\r\n",
            3 => "POST /api/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n{}",
            4 => "POST /api/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{{{{{",
            5 => $"GET /{new string('x', 9000)} HTTP/1.1\r\nHost: localhost\r\n\r\n",
            6 => "GET /%00%ff../..%2f HTTP/1.1\r\nHost: localhost\r\n\r\n",
            7 => "PUT /api/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            8 => "GET /api/live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: !\r\n\r\n",
            _ => Encoding.Latin1.GetString(noise) + "\r\n\r\n",
        };
        return Encoding.Latin1.GetBytes(text);
    }
}
