using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MusicGen.Edge;

/// <summary>Answers by HTTP and lets browsers into the live connections: one table of addresses, described in <c>openapi.json</c>.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PageApi
{
    private const int WaitingMessages = 96;
    private const int WaitingSound = 50;
    private const string Json = "application/json";

    private readonly IPageBox _box;
    private readonly PageGate _gate;
    private readonly PageAudience _audience;
    private readonly PageMessages _messages;
    private readonly PageKeys _keys;
    private readonly PageEvents _events;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;

    /// <summary>Makes the table.</summary>
    /// <param name="box">What it is about.</param>
    /// <param name="gate">Knows the token.</param>
    /// <param name="audience">Those who are let in.</param>
    /// <param name="messages">Writes what they are told.</param>
    /// <param name="time">Clock of their limits.</param>
    /// <param name="stopping">Ends all connections.</param>
    public PageApi(IPageBox box, PageGate gate, PageAudience audience, PageMessages messages, TimeProvider time, CancellationToken stopping)
    {
        (_box, _gate, _audience, _messages, _time, _stopping) = (box, gate, audience, messages, time, stopping);
        _keys = new PageKeys(box);
        _events = new PageEvents(box, _keys);
        Routes =
        [
            new("GET", "/api/status", false, (context, _) => WriteAsync(context, messages.Status(box))),
            new("GET", "/api/presets", false, (context, _) => WriteAsync(context, PageCatalogs.Presets(box.Presets))),
            new("GET", "/api/steering", false, (context, _) => WriteAsync(context, PageCatalogs.Steering())),
            new("GET", "/api/models", false, (context, _) => WriteAsync(context, PageCatalogs.Models(box.ListModels()))),
            new("GET", "/api/log", false, (context, _) => WriteAsync(context, messages.LogTail(box.Log))),
            new("GET", "/api/recordings", false, (context, _) => WriteAsync(context, PageCatalogs.Recordings(box.ListRecordings()))),
            new("GET", "/api/recordings/{name}", false, DownloadAsync),
            new("GET", "/api/recordings/{name}/notes", false, ReadNotesAsync),
            new("POST", "/api/events", false, TakeEventAsync),
            new("POST", "/api/session", true, SignInAsync),
            new("DELETE", "/api/session", true, SignOutAsync),
            new("GET", "/api/live", false, SeeAsync),
            new("GET", "/api/sound", false, HearAsync),
        ];
    }

    /// <summary>The addresses.</summary>
    public IReadOnlyList<PageRoute> Routes { get; }

    /// <summary>Answers a request that the gate has let in.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var isKnown = false;
        foreach (var route in Routes)
        {
            if (!route.IsAt(path, out var name)) continue;
            isKnown = true;
            if (route.Method != context.Request.Method) continue;
            return route.IsOpen || _gate.IsKnown(context.Request)
                ? route.Answer(context, name)
                : RefuseAsync(context, StatusCodes.Status401Unauthorized, "the token of musicgen.json expected, as 'Authorization: Bearer TOKEN' or by signing in on the page");
        }

        return isKnown
            ? RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "another method expected; see /api/openapi.json")
            : RefuseAsync(context, StatusCodes.Status404NotFound, "an address of /api/openapi.json expected");
    }

    /// <summary>Answers with a fault.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, PageMessages.Object(json => json.WriteString("fault", sentence)));
    }

    private static Task WriteAsync(HttpContext context, byte[] body, string type = Json)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    private Task DownloadAsync(HttpContext context, string name)
    {
        if (Find(name) is not { } midi) return RefuseAsync(context, StatusCodes.Status404NotFound, "the name of a recording expected; see /api/recordings");
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{Uri.EscapeDataString(name)}\"";
        return WriteAsync(context, midi, "audio/midi");
    }

    private Task ReadNotesAsync(HttpContext context, string name)
    {
        try
        {
            return Find(name) is { } midi
                ? WriteAsync(context, PageCatalogs.Notes(midi))
                : RefuseAsync(context, StatusCodes.Status404NotFound, "the name of a recording expected; see /api/recordings");
        }
        catch (InvalidDataException e)
        {
            return RefuseAsync(context, StatusCodes.Status422UnprocessableEntity, e.Message);
        }
    }

    // Only what the list has: no name reaches the file system that did not come from it.
    private byte[]? Find(string name) => _box.ListRecordings().Any(recording => recording.FileName == name) ? _box.ReadRecording(name) : null;

    private async Task TakeEventAsync(HttpContext context, string name)
    {
        if (await ReadBodyAsync(context) is not { } body) return;
        if (_events.Take(body, held: null) is { } refusal) await RefuseAsync(context, StatusCodes.Status400BadRequest, refusal);
        else context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task SignInAsync(HttpContext context, string name)
    {
        if (await ReadBodyAsync(context) is not { } body) return;
        if (!_gate.NeedsToken)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (!_gate.IsToken(TokenOf(body)))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "the token of musicgen.json expected, found another one");
            return;
        }

        _gate.Remember(context.Response);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private Task SignOutAsync(HttpContext context, string name)
    {
        _gate.Forget(context.Response);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static string TokenOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 2 });
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("token", out var token) && token.ValueKind == JsonValueKind.String ? token.GetString()! : "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    // Null: refused. Only JSON: a form of another page cannot send that without being asked by the browser first.
    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpContext context)
    {
        if (context.Request.ContentType?.Split(';')[0].Trim() != Json)
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, $"a body of type {Json} expected");
            return null;
        }

        var buffer = new byte[PageEvents.MostBytes];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length < buffer.Length) return buffer.AsMemory(0, length);
        await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"less than {PageEvents.MostBytes} bytes expected");
        return null;
    }

    private Task SeeAsync(HttpContext context, string name)
    {
        var held = new HeldKeys();
        return ConnectAsync(
            context,
            socket => new PageClient(socket, WebSocketMessageType.Text, WaitingMessages, dropsOldest: false, _time, _stopping),
            _audience.TryAddSeeing,
            message => _events.Take(message, held),
            () => _keys.Release(held));
    }

    private Task HearAsync(HttpContext context, string name) => ConnectAsync(
        context,
        socket => new PageClient(socket, WebSocketMessageType.Binary, WaitingSound, dropsOldest: true, _time, _stopping),
        _audience.TryAddHearing,
        _ => "nothing expected on this connection",
        () => { });

    private async Task ConnectAsync(
        HttpContext context, Func<WebSocket, PageClient> make, Func<PageClient, bool> tryAdd, Func<ReadOnlyMemory<byte>, string?> take, Action ended)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await RefuseAsync(context, StatusCodes.Status426UpgradeRequired, "a WebSocket expected at this address");
            return;
        }

        using var client = make(await context.WebSockets.AcceptWebSocketAsync());
        if (!tryAdd(client))
        {
            await client.TurnAwayAsync("too many browsers are connected; close one and try again");
            return;
        }

        try
        {
            await client.RunAsync(take, _messages.Refused);
        }
        finally
        {
            _audience.Remove(client);
            ended();
        }
    }
}
