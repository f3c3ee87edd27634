using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MusicGen.Edge;

/// <summary>
/// Tells systemd how the service is (sd_notify(3)): ready, alive, in plain words, ending. One Unix datagram each; outside
/// systemd every call does nothing.
/// </summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class SystemdNotifier : IDisposable
{
    private readonly Socket? _socket;

    private SystemdNotifier(Socket? socket, TimeSpan? watchdogLimit)
    {
        _socket = socket;
        WatchdogLimit = watchdogLimit;
    }

    /// <summary>Whether somebody listens.</summary>
    public bool IsListenedTo => _socket is not null;

    /// <summary>How long systemd waits for a sign of life, or null where it watches not.</summary>
    public TimeSpan? WatchdogLimit { get; }

    /// <summary>Takes NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID as systemd sets them.</summary>
    /// <param name="variable">Value of an environment variable, or null.</param>
    /// <param name="processId">This process: the watchdog may be meant for another one.</param>
    public static SystemdNotifier From(Func<string, string?> variable, int processId)
    {
        if (variable("NOTIFY_SOCKET") is not { Length: > 1 } address) return new SystemdNotifier(null, null);
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            // A name that begins with @ is an abstract one, which the kernel knows by a zero byte.
            socket.Connect(new UnixDomainSocketEndPoint(address[0] == '@' ? $"\0{address[1..]}" : address));
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            socket.Dispose();
            return new SystemdNotifier(null, null);
        }

        var isForUs = variable("WATCHDOG_PID") is not { } pid || pid == processId.ToString(CultureInfo.InvariantCulture);
        return new SystemdNotifier(socket, isForUs ? LimitOf(variable("WATCHDOG_USEC")) : null);
    }

    /// <summary>It plays.</summary>
    public void Ready() => Send("READY=1");

    /// <summary>All stages have made progress.</summary>
    public void FeedWatchdog() => Send("WATCHDOG=1");

    /// <summary>What <c>systemctl status</c> shows.</summary>
    public void Status(string sentence) => Send($"STATUS={sentence.ReplaceLineEndings(" ")}");

    /// <summary>It is ending on purpose.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    private static TimeSpan? LimitOf(string? microseconds) =>
        long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? TimeSpan.FromMicroseconds(limit)
            : null;

    private void Send(string message)
    {
        try
        {
            _socket?.Send(Encoding.UTF8.GetBytes(message));
        }
        catch (SocketException)
        {
            // Nobody listens at the moment (systemd re-executes itself); the next word will be heard. The music goes on.
        }
    }
}
