namespace MusicGen.Edge;

/// <summary>One light of the panel: what it shows, and the line that it is on while there is one. Opened by the panel's thread, switched by the lights' own.</summary>
/// <param name="options">Where it is and what it shows.</param>
/// <remarks>Thread-safe: the output is replaced whole.</remarks>
internal sealed class PanelLight(LightOptions options)
{
    private readonly SoftDimmer _dimmer = new();
    private volatile IPanelLight? _output;
    private volatile IOException? _failure;
    private bool? _isOn;

    /// <summary>Where it is and what it shows.</summary>
    public LightOptions Options { get; } = options;

    /// <summary>Slots of this period that it is on.</summary>
    public int OnSlots { get; private set; }

    /// <summary>What switching it said last, or null.</summary>
    public IOException? Failure => _failure;

    /// <summary>The line, dark; or null: it has none.</summary>
    public void Use(IPanelLight? output)
    {
        _failure = null;
        _output = output;
    }

    /// <summary>Begins a period. The lights' thread only.</summary>
    public void Begin(double brightness)
    {
        OnSlots = Options.IsDimmed ? _dimmer.NextPeriod(brightness) : brightness >= 0.5 ? SoftDimmer.Slots : 0;
        Switch(OnSlots > 0);
    }

    /// <summary>Switches it. The lights' thread only.</summary>
    public void Switch(bool isOn)
    {
        if (_output is not { } output || _failure is not null)
        {
            _isOn = null;
            return;
        }

        if (_isOn == isOn) return;
        try
        {
            output.Set(isOn);
            _isOn = isOn;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The panel's thread looks at it once a second and begins anew.
            _failure = e as IOException ?? new IOException(e.Message, e);
        }
    }
}
