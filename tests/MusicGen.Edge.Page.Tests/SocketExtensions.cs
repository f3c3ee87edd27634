using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace MusicGen.Edge.Page.Tests;

/// <summary>A page's end of the live connection, in a test's words.</summary>
internal static class SocketExtensions
{
    public static Task SayAsync(this WebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, Limits.Token());

    /// <summary>The next message, or null where the connection was closed.</summary>
    public static async Task<byte[]?> ReceiveAsync(this WebSocket socket, CancellationToken limit = default)
    {
        if (limit == CancellationToken.None) limit = Limits.Token();
        var buffer = new byte[1 << 20];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), limit);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return buffer[..length];
        }
    }

    /// <summary>The next message of a type, others passed over.</summary>
    public static async Task<JsonElement> ReceiveAsync(this WebSocket socket, string type, Func<JsonElement, bool>? isIt = null)
    {
        // One limit for all: others keep coming.
        var limit = Limits.Token();
        while (await socket.ReceiveAsync(limit) is { } bytes)
        {
            var message = Served.Parse(bytes);
            if (message.GetProperty("type").GetString() == type && isIt?.Invoke(message) != false) return message;
        }

        throw new InvalidOperationException($"A message '{type}' expected, but the connection was closed.");
    }
}
