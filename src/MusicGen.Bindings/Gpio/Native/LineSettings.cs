namespace MusicGen.Bindings.Gpio.Native;

/// <summary>How a line is asked of the kernel.</summary>
/// <param name="Offset">Of the line on its chip.</param>
/// <param name="Mode">Direction and pull.</param>
/// <param name="IsHigh">First level of an output.</param>
/// <param name="IsWatched">Whether its edges are wanted.</param>
/// <param name="Debounce">Time that the kernel is to debounce for; only where it can.</param>
internal readonly record struct LineSettings(int Offset, PinMode Mode, bool IsHigh, bool IsWatched, TimeSpan Debounce);
