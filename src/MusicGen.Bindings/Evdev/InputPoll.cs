using System.Runtime.InteropServices;
using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Evdev;

/// <summary>Waits for keys of any number of input devices at once, until it is woken or time is over.</summary>
/// <remarks>Single-threaded but for <see cref="Wake"/>, which any thread may call.</remarks>
public sealed class InputPoll : IDisposable
{
    private readonly SafeFileDescriptor _wake;
    private Libc.PollEntry[] _entries = new Libc.PollEntry[8];

    /// <summary>Makes one that waits for nothing yet.</summary>
    /// <exception cref="NativeException">The process has no file descriptor left.</exception>
    public InputPoll()
    {
        _wake = Libc.EventFile(0, Libc.NonBlocking | Libc.CloseOnExec);
        if (_wake.IsInvalid) throw new NativeException("An event to wake the key thread by expected", "eventfd", Marshal.GetLastPInvokeError());
    }

    /// <summary>Waits.</summary>
    /// <param name="devices">Whose keys to wait for.</param>
    /// <param name="timeoutMilliseconds">At most so long.</param>
    public void Wait(IReadOnlyList<InputDevice> devices, int timeoutMilliseconds)
    {
        if (_entries.Length <= devices.Count) _entries = new Libc.PollEntry[2 * (devices.Count + 1)];
        _entries[0] = new Libc.PollEntry { File = _wake.Number, Wanted = Libc.PollIn };
        for (var i = 0; i < devices.Count; i++) _entries[i + 1] = new Libc.PollEntry { File = devices[i].File.Number, Wanted = Libc.PollIn };
        if (Libc.Poll(_entries, (nuint)devices.Count + 1, timeoutMilliseconds) <= 0 || _entries[0].Found == 0) return;
        Span<byte> count = stackalloc byte[sizeof(ulong)];
        Libc.Read(_wake, count, (nuint)count.Length);
    }

    /// <summary>Ends the wait of the other thread, or its next one.</summary>
    public void Wake() => Libc.Write(_wake, 1, sizeof(ulong));

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();
}
