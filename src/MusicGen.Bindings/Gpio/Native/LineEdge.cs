namespace MusicGen.Bindings.Gpio.Native;

/// <summary>One edge as the kernel stamped it.</summary>
/// <param name="TimeNanoseconds">The kernel's time, of which clock depends on the kernel: good for the order only.</param>
/// <param name="Offset">Of the line on its chip.</param>
/// <param name="IsRising">Whether the line went high.</param>
internal readonly record struct LineEdge(ulong TimeNanoseconds, int Offset, bool IsRising);
