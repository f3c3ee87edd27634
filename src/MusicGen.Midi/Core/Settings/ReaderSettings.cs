namespace MusicGen.Midi;

/// <summary>How bytes are taken from a stream. Kept for the shape: here a stream is always read as a whole, in bounded steps.</summary>
public sealed class ReaderSettings
{
    public int NonSeekableStreamBufferSize
    {
        get;
        set => field = Throw.IfNotPositive(value, nameof(value));
    } = 1024;

    public int NonSeekableStreamIncrementalBytesReadingThreshold
    {
        get;
        set => field = (int)Throw.IfNegative(value, nameof(value));
    } = 16384;

    public int NonSeekableStreamIncrementalBytesReadingStep
    {
        get;
        set => field = Throw.IfNotPositive(value, nameof(value));
    } = 2048;

    public BufferingPolicy BufferingPolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    } = BufferingPolicy.UseFixedSizeBuffer;

    public int BufferSize
    {
        get;
        set => field = Throw.IfNotPositive(value, nameof(value));
    } = 4096;

    public byte[]? Buffer { get; set; }

    public int BytesPacketMaxLength
    {
        get;
        set => field = Throw.IfNotPositive(value, nameof(value));
    } = 4096;
}
