namespace MusicGen.Edge;

/// <summary>The panel's lines by GPIO: the one place that uses that engine. Edges come as they are; debouncing beyond the kernel's is the panel's.</summary>
internal sealed class GpioLines : IPanelLines
{
    // For the kernel, where it can: glitches die there. What is a press is decided by the panel's own, longer time.
    private static readonly TimeSpan _glitch = TimeSpan.FromMilliseconds(5);

    private readonly GpioController _controller;

    private GpioLines(GpioChipInfo chip, GpioDriver driver, int version)
    {
        Name = $"{chip.Label} ({chip.NumLines} lines, interface {version})";
        _controller = new GpioController(driver);
    }

    public string Name { get; }

    /// <summary>Opens a chip by label.</summary>
    /// <param name="labels">What it may be called.</param>
    /// <param name="version">Version of the kernel's interface; null: the newest that is there.</param>
    /// <exception cref="IOException">There is none, it is not permitted, or there is no GPIO at all.</exception>
    public static IPanelLines Open(IReadOnlyList<string> labels, int? version)
    {
        var chips = List();
        var chip = chips.FirstOrDefault(found => labels.Contains(found.Label)) ?? throw Missing(labels, chips);
        if (version != 1)
        {
            try
            {
                return new GpioLines(chip, new LibGpiodV2Driver(chip), 2);
            }
            catch (Exception e) when (version is null && IsAbsence(e))
            {
                // An older kernel: the older version it is.
            }
        }

        try
        {
            return new GpioLines(chip, new LibGpiodDriver(chip), 1);
        }
        catch (Exception e) when (e is not IOException && IsAbsence(e))
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>Labels of the chips that may be opened.</summary>
    public static IReadOnlyList<string> ListLabels() => [.. List().Select(chip => chip.Label)];

    /// <summary>Chips, board and pins, for a person.</summary>
    public static IReadOnlyList<string> Describe(string systemRoot)
    {
        var chips = List();
        var lines = chips.Select(chip => $"/dev/{chip.Name}  {chip.Label}  ({chip.NumLines} lines)").ToList();
        lines.AddRange(Files().Where(file => chips.All(chip => chip.Name != file)).Select(file => $"/dev/{file}  not permitted; add the user to the group 'gpio'"));
        if (Board.Detect(systemRoot, chips.Select(chip => chip.Label)) is { } board)
        {
            lines.Add($"board {board.Title}: header pins (lines of {string.Join(" or ", board.ChipLabels)})");
            lines.AddRange(board.Pins.Order().Chunk(8).Select(pins => "  " + string.Join("  ", pins.Select(pin => $"{pin} ({board.LineOf(pin)})"))));
        }

        return lines;
    }

    public IPanelContact OpenContact(int line, ButtonOptions options, Action<bool> moved) => Guard(line, () =>
    {
        var isPullUp = options.Pull == LinePull.Outside ? options.IsActiveLow : options.Pull == LinePull.Up;
        var button = new GpioButton(line, isPullUp, options.Pull == LinePull.Outside, _controller, shouldDispose: false, debounceTime: _glitch);
        // Not the button's own events: what it takes for bouncing it keeps to itself, and a press could go with it.
        _controller.RegisterCallbackForPinValueChangedEvent(
            line, PinEventTypes.Falling | PinEventTypes.Rising, (_, change) => moved(change.ChangeType == PinEventTypes.Falling == options.IsActiveLow));
        return new Contact(button, _controller, line, options.IsActiveLow);
    });

    public IPanelContact OpenEncoder(int lineA, int lineB, int detentsPerCycle, Action<int> turned) => Guard(lineA, () =>
    {
        var edges = detentsPerCycle == 1 ? PinEventTypes.Falling : PinEventTypes.Falling | PinEventTypes.Rising;
        var encoder = new QuadratureRotaryEncoder(lineA, lineB, edges, 20, _controller, shouldDispose: false) { Debounce = TimeSpan.Zero };
        var position = 0.0;
        encoder.PulseCountChanged += (_, change) =>
        {
            turned(Math.Sign(change.Value - position));
            position = change.Value;
        };
        return new Contact(encoder, _controller, lineA, isActiveLow: true);
    });

    public IPanelLight OpenLight(int line, bool isActiveLow) => Guard(line, () =>
    {
        _controller.OpenPin(line, PinMode.Output, isActiveLow);
        return new Light(_controller, line, isActiveLow);
    });

    public void Dispose() => _controller.Dispose();

    // What package and binding throw where an engine, a chip or a right is missing.
    private static bool IsAbsence(Exception e) => e is PlatformNotSupportedException or IOException or DllNotFoundException or UnauthorizedAccessException;

    private static IList<GpioChipInfo> List()
    {
        try
        {
            return LibGpiodV2Driver.GetAvailableChips();
        }
        catch (Exception e) when (IsAbsence(e))
        {
            try
            {
                return LibGpiodDriver.GetAvailableChips();
            }
            catch (Exception e2) when (IsAbsence(e2))
            {
                return [];
            }
        }
    }

    private static IEnumerable<string> Files()
    {
        try
        {
            return Directory.GetFileSystemEntries("/dev", "gpiochip*").Select(path => Path.GetFileName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IOException Missing(IReadOnlyList<string> labels, IList<GpioChipInfo> chips)
    {
        var wanted = $"GPIO chip {string.Join(" or ", labels.Select(label => $"'{label}'"))} expected";
        if (chips.Count > 0) return new IOException($"{wanted}, found {string.Join(", ", chips.Select(chip => $"'{chip.Label}'"))}; name the right one as 'chip' of the panel.");
        return Files().Any()
            ? new IOException($"{wanted}, but this user may open none of the chips; add the user to the group 'gpio', and let a udev rule give /dev/gpiochip* to it.")
            : new IOException($"{wanted}, found no GPIO chip at all; 'musicgen devices' lists what there is.");
    }

    private static T Guard<T>(int line, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            throw new IOException($"Line {line} expected to be usable: {e.Message}", e);
        }
    }

    private sealed class Contact(IDisposable owner, GpioController controller, int line, bool isActiveLow) : IPanelContact
    {
        public bool IsDown() => Guard(line, () => controller.Read(line) == PinValue.Low == isActiveLow);

        public void Dispose() => owner.Dispose();
    }

    private sealed class Light(GpioController controller, int line, bool isActiveLow) : IPanelLight
    {
        public void Set(bool isOn) => controller.Write(line, isOn != isActiveLow);

        public void Dispose()
        {
            if (controller.IsPinOpen(line)) controller.ClosePin(line);
        }
    }
}
