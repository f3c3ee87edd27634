namespace MusicGen.Edge;

/// <summary>What <c>musicgen.json</c> says about the panel: what is wired where, and what it does. Nothing said: nothing is looked for.</summary>
internal sealed record PanelOptions
{
    /// <value>Label of the GPIO chip; null: that of the board.</value>
    public string? Chip { get; init; }

    /// <value>Version of the kernel's GPIO interface, 1 or 2; null: the newest that the kernel has.</value>
    public int? Interface { get; init; }

    /// <value>Name of the board whose pins are meant; null: the one this is.</value>
    public string? Board { get; init; }

    /// <value>What is quick and what is long.</value>
    public PanelTimes Times { get; init; } = new();

    /// <value>Buttons on lines.</value>
    public IReadOnlyList<ButtonOptions> Buttons { get; init; } = [];

    /// <value>Keys of USB key pads and the kernel's gpio-keys.</value>
    public IReadOnlyList<ButtonOptions> Keys { get; init; } = [];

    /// <value>Rotary encoders.</value>
    public IReadOnlyList<EncoderOptions> Encoders { get; init; } = [];

    /// <value>Lights on lines.</value>
    public IReadOnlyList<LightOptions> Lights { get; init; } = [];

    /// <value>The display, or null.</value>
    public DisplayOptions? Display { get; init; }

    /// <summary>Whether anything is wired to a GPIO chip.</summary>
    public bool UsesLines => Buttons.Count + Encoders.Count + Lights.Count > 0;

    /// <summary>Whether there is no panel at all.</summary>
    public bool IsEmpty => !UsesLines && Keys.Count == 0 && Display is null;
}
