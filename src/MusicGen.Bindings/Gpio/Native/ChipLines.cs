using System.Runtime.InteropServices;
using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Gpio.Native;

/// <summary>The lines of one chip that this program holds. What a driver does, whichever version of the interface it speaks.</summary>
/// <remarks>Thread-safe. Callbacks come on one thread of its own, in the order of the kernel's time stamps across all lines.</remarks>
internal sealed class ChipLines : IDisposable
{
    private readonly LineAbi _abi;
    private readonly SafeFileDescriptor _chip;
    private readonly Dictionary<int, OpenLine> _lines = [];
    private readonly EdgeThread _edges;
    private object? _sender;

    public ChipLines(int chipNumber, LineAbi abi)
    {
        _abi = abi;
        _chip = ChipFile.Open(chipNumber, out var chip);
        Chip = chip;
        if (!abi.IsSpokenBy(_chip))
        {
            _chip.Dispose();
            throw new PlatformNotSupportedException($"The kernel does not speak this version of the GPIO interface ({abi.GetType().Name}); use the other driver.");
        }

        _edges = new EdgeThread(abi, Deliver);
    }

    public GpioChipInfo Chip { get; }

    public void Open(int offset)
    {
        using var pause = _edges.Pause();
        if (_lines.ContainsKey(offset)) return;
        var settings = new LineSettings(offset, PinMode.Input, false, false, TimeSpan.Zero);
        _lines[offset] = new OpenLine(settings, Request(settings));
    }

    public void Close(int offset)
    {
        using var pause = _edges.Pause();
        if (!_lines.Remove(offset, out var line)) return;
        _edges.Remove(line);
        line.File.Dispose();
    }

    public PinMode ModeOf(int offset) => Line(offset).Settings.Mode;

    public void SetMode(int offset, PinMode mode)
    {
        using var pause = _edges.Pause();
        var line = Line(offset);
        if (mode == PinMode.Output) line.Watchers = [];
        if (line.Settings.Mode == mode && line.IsAlive) return;
        Ask(line, line.Settings with { Mode = mode, IsHigh = line.WantsHigh, IsWatched = line.Watchers.Length > 0 });
    }

    public PinValue Read(int offset)
    {
        var value = _abi.Read(Line(offset).File);
        return value >= 0 ? value : throw LineFault(offset, "be read", Marshal.GetLastPInvokeError());
    }

    public void Write(int offset, bool isHigh)
    {
        var line = Line(offset);
        line.WantsHigh = isHigh;
        if (line.Settings.Mode == PinMode.Output && !_abi.Write(line.File, isHigh))
            throw LineFault(offset, "be driven", Marshal.GetLastPInvokeError());
    }

    public bool TrySetDebounce(int offset, TimeSpan time)
    {
        if (!_abi.CanDebounce) return false;
        using var pause = _edges.Pause();
        var line = Line(offset);
        var settings = line.Settings with { Debounce = time };
        if (!line.Settings.IsWatched)
        {
            line.Settings = settings;
            return true;
        }

        Ask(line, settings);
        return true;
    }

    public void Watch(int offset, PinEventTypes types, PinChangeEventHandler callback, object sender)
    {
        using var pause = _edges.Pause();
        _sender = sender;
        var line = Line(offset);
        if (!line.Settings.IsWatched) Ask(line, line.Settings with { IsWatched = true });
        line.Watchers = [.. line.Watchers, (types, callback)];
    }

    public void Unwatch(int offset, PinChangeEventHandler callback)
    {
        using var pause = _edges.Pause();
        var line = Line(offset);
        var index = Array.FindLastIndex(line.Watchers, watcher => watcher.Callback == callback);
        if (index < 0) return;
        line.Watchers = [.. line.Watchers[..index], .. line.Watchers[(index + 1)..]];
        // The line stays as it was asked for: an edge that nobody waits for costs less than giving the line up for a moment.
    }

    public void Dispose()
    {
        using (_edges.Pause())
        {
            foreach (var line in _lines.Values)
            {
                _edges.Remove(line);
                line.File.Dispose();
            }

            _lines.Clear();
        }

        _edges.Dispose();
        _chip.Dispose();
    }

    // The kernel has a line once: it is given up before it is asked for again.
    private void Ask(OpenLine line, LineSettings settings)
    {
        _edges.Remove(line);
        line.File.Dispose();
        line.IsAlive = false;
        line.File = Request(settings);
        line.Settings = settings;
        line.IsAlive = true;
        if (settings.IsWatched) _edges.Add(line);
    }

    private SafeFileDescriptor Request(in LineSettings settings)
    {
        if (_abi.Request(_chip, settings) is { } file) return file;
        var error = Marshal.GetLastPInvokeError();
        var holder = error == Libc.Busy ? _abi.ConsumerOf(_chip, settings.Offset) : null;
        throw ChipFile.Refused(
            $"Line {settings.Offset} of GPIO chip '{Chip.Label}' expected to be free", "ioctl", error, holder is null ? null : $"'{holder}' holds it; end that one, or use another line");
    }

    private OpenLine Line(int offset)
    {
        lock (_edges)
        {
            return _lines.TryGetValue(offset, out var line) ? line : throw new InvalidOperationException($"Line {offset} is not open; open it first.");
        }
    }

    private GpiodException LineFault(int offset, string verb, int error) =>
        ChipFile.Refused($"Line {offset} of GPIO chip '{Chip.Label}' expected to {verb}", "ioctl", error);

    private void Deliver(OpenLine line, bool isRising)
    {
        var type = isRising ? PinEventTypes.Rising : PinEventTypes.Falling;
        PinValueChangedEventArgs? change = null;
        foreach (var (types, callback) in line.Watchers)
        {
            if ((types & type) != 0) callback(_sender!, change ??= new PinValueChangedEventArgs(type, line.Settings.Offset));
        }
    }
}
