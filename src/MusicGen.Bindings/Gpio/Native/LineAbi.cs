using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Gpio.Native;

/// <summary>One version of the kernel's interface to lines; the two differ in structures and numbers, not in what is done.</summary>
internal abstract class LineAbi
{
    /// <summary>From kernel 4.8 on.</summary>
    public static LineAbi Version1 { get; } = new LineAbiV1();

    /// <summary>From kernel 5.10 on.</summary>
    public static LineAbi Version2 { get; } = new LineAbiV2();

    /// <summary>Whether the kernel debounces where asked to.</summary>
    public abstract bool CanDebounce { get; }

    /// <summary>Bytes of one edge as it is read.</summary>
    public abstract int EdgeBytes { get; }

    /// <summary>What the consumer of a line is called in the kernel's lists.</summary>
    protected static ReadOnlySpan<byte> Consumer => "musicgen"u8;

    /// <summary>Whether the kernel behind an open chip has this version.</summary>
    public abstract bool IsSpokenBy(SafeFileDescriptor chip);

    /// <summary>Takes a line.</summary>
    /// <returns>Its file, or null; then errno is the last error.</returns>
    public abstract SafeFileDescriptor? Request(SafeFileDescriptor chip, in LineSettings settings);

    /// <summary>Reads the level.</summary>
    /// <returns>1 or 0, or −1; then errno is the last error.</returns>
    public abstract int Read(SafeFileDescriptor line);

    /// <summary>Drives the level.</summary>
    /// <returns>Whether it was taken.</returns>
    public abstract bool Write(SafeFileDescriptor line, bool isHigh);

    /// <summary>The edge in bytes that were read.</summary>
    public abstract LineEdge Parse(ReadOnlySpan<byte> bytes, int offset);

    /// <summary>Who holds a line now; null where nobody does or the kernel does not tell.</summary>
    public abstract string? ConsumerOf(SafeFileDescriptor chip, int offset);
}
