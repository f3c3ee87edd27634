namespace MusicGen.Edge;

/// <summary>How the panel gets at its hardware: the real ways, or a test's own.</summary>
internal sealed record PanelDevices
{
    /// <summary>Opens the first chip with one of these labels, by this version of the kernel's interface (null = the newest).</summary>
    public Func<IReadOnlyList<string>, int?, IPanelLines> OpenLines { get; init; } = GpioLines.Open;

    /// <summary>Labels of the chips.</summary>
    public Func<IReadOnlyList<string>> ListChips { get; init; } = GpioLines.ListLabels;

    /// <summary>Opens the display.</summary>
    public Func<DisplayOptions, IPanelDisplay> OpenDisplay { get; init; } = OledDisplay.Open;

    /// <summary>Opens the key pads that have one of these keys; hands on code and whether it went down, and says what was plugged in.</summary>
    public Func<IReadOnlyCollection<int>, Action<int, bool>, Action<string>, IKeyPads> OpenKeyPads { get; init; } =
        (codes, changed, say) => new EvdevKeyPads("/dev/input", codes, changed, say);

    /// <summary>Lines about the GPIO chips, the board and its pins, for a person.</summary>
    public Func<string, IReadOnlyList<string>> DescribeLines { get; init; } = GpioLines.Describe;

    /// <summary>Lines about I2C buses and the displays on them, for a person.</summary>
    public Func<IReadOnlyList<string>> DescribeDisplays { get; init; } = OledDisplay.Describe;

    /// <summary>Lines about input devices, for a person.</summary>
    public Func<IReadOnlyList<string>> DescribeKeyPads { get; init; } = () => EvdevKeyPads.Describe("/dev/input");
}
