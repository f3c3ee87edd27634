using System.Runtime.InteropServices;
using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Alsa;

/// <summary>Waits for bytes of any number of open raw MIDI inputs, and for events of the sequencer, at once, until it is woken or time is over.</summary>
/// <remarks>Single-threaded but for <see cref="Wake"/>, which any thread may call. Waiting allocates nothing.</remarks>
public sealed class RawMidiPoll : IDisposable
{
    private readonly SafeFileDescriptor _wake;
    private readonly List<SafeFileDescriptor> _files = [];
    private Libc.PollEntry[] _entries = new Libc.PollEntry[8];

    /// <summary>Makes one that waits for nothing but <see cref="Wake"/>.</summary>
    /// <exception cref="NativeException">The process has no file descriptor left.</exception>
    public RawMidiPoll()
    {
        _wake = Libc.EventFile(0, Libc.NonBlocking | Libc.CloseOnExec);
        if (_wake.IsInvalid) throw new NativeException("An event to wake the MIDI thread by expected", "eventfd", Marshal.GetLastPInvokeError());
    }

    /// <summary>Waits for this input, too, until <see cref="Remove"/>.</summary>
    public void Add(RawMidiInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Add(input.File);
    }

    /// <summary>Waits for events of this client of the sequencer, too.</summary>
    public void Add(SequencerClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        Add(client.File);
    }

    /// <summary>Waits for this input no more; to be called before it is closed.</summary>
    public void Remove(RawMidiInput input) => _files.Remove(input.File);

    /// <summary>Waits for this client no more; to be called before it is closed.</summary>
    public void Remove(SequencerClient client) => _files.Remove(client.File);

    /// <summary>Waits.</summary>
    /// <param name="timeoutMilliseconds">At most so long; −1 = without end.</param>
    /// <returns>Whether there is something to read or <see cref="Wake"/> was called; false when time was over.</returns>
    public bool Wait(int timeoutMilliseconds)
    {
        _entries[0] = new Libc.PollEntry { File = _wake.Number, Wanted = Libc.PollIn };
        for (var i = 0; i < _files.Count; i++)
            _entries[i + 1] = new Libc.PollEntry { File = _files[i].Number, Wanted = Libc.PollIn };
        // A signal ends the wait early, which the caller's next turn makes good.
        if (Libc.Poll(_entries, (nuint)_files.Count + 1, timeoutMilliseconds) <= 0) return false;
        if (_entries[0].Found != 0)
        {
            Span<byte> count = stackalloc byte[sizeof(ulong)];
            Libc.Read(_wake, count, (nuint)count.Length);
        }

        return true;
    }

    /// <summary>Ends the wait of the other thread, or its next one. Any thread; after <see cref="Dispose"/> it does nothing.</summary>
    public void Wake()
    {
        try
        {
            Libc.Write(_wake, 1, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // A folder's last event may come while the input is being closed.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();

    private void Add(SafeFileDescriptor file)
    {
        _files.Add(file);
        // Grown here, so that waiting allocates nothing.
        if (_files.Count + 1 > _entries.Length) Array.Resize(ref _entries, 2 * _entries.Length);
    }
}
