using System.Net.Sockets;
using System.Text;

namespace MusicGen.Edge.Tests;

/// <summary>systemd's end: a Unix datagram socket that keeps what a service tells.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public NotifySocket(bool isAbstract = false)
    {
        Path = isAbstract ? $"@musicgen-test-{Guid.NewGuid():N}" : _folder["notify"];
        _socket.Bind(new UnixDomainSocketEndPoint(isAbstract ? $"\0{Path[1..]}" : Path));
        _socket.Blocking = false;
    }

    public string Path { get; }

    /// <summary>All that has come since the last call, in order.</summary>
    public IReadOnlyList<string> Take()
    {
        var messages = new List<string>();
        var buffer = new byte[4096];
        while (_socket.Available > 0) messages.Add(Encoding.UTF8.GetString(buffer, 0, _socket.Receive(buffer)));
        return messages;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _folder.Dispose();
    }
}
