using MusicGen.Bindings.Linux.Native;
using MusicGen.Bindings.Linux;

namespace MusicGen.Bindings.Gpio.Native;

/// <summary>
/// The one thread that waits for the edges of all lines of a chip, puts them in the order in which they happened, and hands
/// them on. Lines change only while it is paused: the kernel frees a line when nobody waits for it any more.
/// </summary>
internal sealed class EdgeThread : IDisposable
{
    private const int EdgesAtOnce = 64;
    private const int MostRounds = 16;
    private const int RealTimePriority = 5;
    private const int Nice = -10;

    private readonly LineAbi _abi;
    private readonly Action<OpenLine, bool> _deliver;
    private readonly SafeFileDescriptor _wake;
    private readonly List<OpenLine> _lines = [];
    private readonly List<(LineEdge Edge, OpenLine Line)> _batch = [];
    private readonly byte[] _bytes;
    private Libc.PollEntry[] _entries = new Libc.PollEntry[8];
    private Thread? _thread;
    private int _pauses;
    private bool _isPolling, _isStopped;

    public EdgeThread(LineAbi abi, Action<OpenLine, bool> deliver)
    {
        _abi = abi;
        _deliver = deliver;
        _bytes = new byte[EdgesAtOnce * abi.EdgeBytes];
        _wake = Libc.EventFile(0, Libc.NonBlocking | Libc.CloseOnExec);
        if (_wake.IsInvalid) throw new NativeException("An event to wake the GPIO thread by expected", "eventfd", System.Runtime.InteropServices.Marshal.GetLastPInvokeError());
    }

    /// <summary>Holds the thread off the lines, and other threads too, until the result is disposed. Not for long.</summary>
    public Pausing Pause()
    {
        Interlocked.Increment(ref _pauses);
        Wake();
        Monitor.Enter(this);
        while (_isPolling) Monitor.Wait(this);
        return new Pausing(this);
    }

    /// <summary>Waits for this line's edges, too. Only while paused.</summary>
    public void Add(OpenLine line)
    {
        _lines.Add(line);
        if (_lines.Count + 1 > _entries.Length) Array.Resize(ref _entries, 2 * _entries.Length);
        if (_thread is not null) return;
        _thread = new Thread(Run) { Name = "gpio", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Waits for this line no more. Only while paused.</summary>
    public void Remove(OpenLine line) => _lines.Remove(line);

    public void Dispose()
    {
        lock (this) _isStopped = true;
        Wake();
        if (_thread is not null && _thread != Thread.CurrentThread) _thread.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        // Version 1 queues sixteen edges a line, forty milliseconds of a knob that is spun. This thread does next to nothing, but in time.
        if (ThreadScheduling.TrySetFifo(RealTimePriority) != 0) ThreadScheduling.TrySetNice(Nice);
        while (true)
        {
            int count;
            lock (this)
            {
                while (Volatile.Read(ref _pauses) > 0 && !_isStopped) Monitor.Wait(this);
                if (_isStopped) return;
                count = Prepare();
                _isPolling = true;
            }

            var found = Libc.Poll(_entries, (nuint)count, -1);
            lock (this)
            {
                _isPolling = false;
                Monitor.PulseAll(this);
                if (found > 0) Collect(count);
            }

            foreach (var (edge, line) in _batch) Deliver(line, edge);
            _batch.Clear();
        }
    }

    private void Deliver(OpenLine line, in LineEdge edge)
    {
        try
        {
            _deliver(line, edge.IsRising);
        }
        catch (Exception)
        {
            // A handler must not throw. One that does loses this edge; the buttons go on.
        }
    }

    private int Prepare()
    {
        _entries[0] = new Libc.PollEntry { File = _wake.Number, Wanted = Libc.PollIn };
        var count = 1;
        foreach (var line in _lines)
        {
            // A negative number is passed over: a line whose chip is gone would be ready without end.
            _entries[count++] = new Libc.PollEntry { File = line.IsAlive ? line.File.Number : -1, Wanted = Libc.PollIn };
        }

        return count;
    }

    // An edge that came on an already read line, before one that was read from another, is there by the next round at the latest: so read on
    // until nothing is left, and then put all of them in order.
    private void Collect(int count)
    {
        var round = 0;
        do
        {
            for (var i = 0; i < count; i++)
            {
                if (_entries[i].Found == 0) continue;
                if (i == 0) DrainWake();
                else Read(_lines[i - 1], _entries[i].Found);
            }
        }
        while (++round < MostRounds && Libc.Poll(_entries, (nuint)Prepare(), 0) > 0);

        _batch.Sort((a, b) => a.Edge.TimeNanoseconds.CompareTo(b.Edge.TimeNanoseconds));
    }

    private void DrainWake()
    {
        Span<byte> count = stackalloc byte[sizeof(ulong)];
        Libc.Read(_wake, count, (nuint)count.Length);
    }

    private void Read(OpenLine line, short found)
    {
        var read = (found & Libc.PollIn) != 0 ? (int)Libc.Read(line.File, _bytes, (nuint)_bytes.Length) : -1;
        if (read <= 0)
        {
            // The chip is gone. The next one to read the line's level is told.
            line.IsAlive = false;
            return;
        }

        for (var at = 0; at + _abi.EdgeBytes <= read; at += _abi.EdgeBytes)
            _batch.Add((_abi.Parse(_bytes.AsSpan(at, _abi.EdgeBytes), line.Settings.Offset), line));
    }

    private void Wake() => Libc.Write(_wake, 1, sizeof(ulong));

    /// <summary>The time in which the lines may change.</summary>
    public readonly ref struct Pausing(EdgeThread owner)
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref owner._pauses);
            Monitor.PulseAll(owner);
            Monitor.Exit(owner);
        }
    }
}
