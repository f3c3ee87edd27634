namespace MusicGen.Edge;

/// <summary>One rotary encoder of the panel: collects its steps until the panel's thread takes them, so that none is lost however fast it turns.</summary>
/// <param name="options">Where it is and what it turns.</param>
internal sealed class PanelEncoder(EncoderOptions options)
{
    private int _steps;
    private long _total;

    /// <summary>Where it is and what it turns.</summary>
    public EncoderOptions Options { get; } = options;

    /// <summary>Its contacts, or null while there are none.</summary>
    public IPanelContact? Contact { get; set; }

    /// <summary>Where it stands since the start, in steps.</summary>
    public long Position => Volatile.Read(ref _total);

    /// <summary>It was turned. Any thread.</summary>
    public void OnStep(int step)
    {
        Interlocked.Add(ref _steps, step);
        Interlocked.Add(ref _total, step);
    }

    /// <summary>The steps since the last time; clockwise is positive.</summary>
    public int TakeSteps() => Interlocked.Exchange(ref _steps, 0);
}
