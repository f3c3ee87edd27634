namespace MusicGen.Midi;

/// <summary>How bytes go to a stream. Kept for the shape: here a file is always put together first and written at once.</summary>
public sealed class WriterSettings
{
    public bool UseBuffering { get; set; } = true;

    public int BufferSize
    {
        get;
        set => field = Throw.IfNotPositive(value, nameof(value));
    } = 4096;
}
