using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Gpio.Native;

/// <summary>A line that is open: how it was asked for, its file, and who wants its edges.</summary>
internal sealed class OpenLine(LineSettings settings, SafeFileDescriptor file)
{
    public LineSettings Settings { get; set; } = settings;

    public SafeFileDescriptor File { get; set; } = file;

    /// <summary>Level that an output is to have, remembered while the line is an input.</summary>
    public bool WantsHigh { get; set; }

    /// <summary>False once its chip is gone: it is polled no more.</summary>
    public bool IsAlive { get; set; } = true;

    /// <summary>Who wants its edges; replaced as a whole, so that it can be read without a lock.</summary>
    public (PinEventTypes Types, PinChangeEventHandler Callback)[] Watchers { get; set; } = [];
}
