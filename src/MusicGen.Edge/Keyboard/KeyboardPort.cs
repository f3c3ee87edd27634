using MusicGen.Midi.Live;

namespace MusicGen.Edge;

/// <summary>One port that a keyboard is plugged into, open or waiting to be opened; part of <see cref="KeyboardInput"/>.</summary>
/// <remarks>Single-threaded: the input thread. Times are time stamps of the input's clock.</remarks>
internal sealed class KeyboardPort(MidiPort port, long now)
{
    /// <summary>Place and name.</summary>
    public MidiPort Port { get; } = port;

    /// <summary>Finds messages in the bytes. System exclusive ones mean nothing to the box.</summary>
    public MidiStreamParser Parser { get; } = new(systemExclusiveCapacity: 0);

    /// <summary>Where bytes come from; null while it is not open.</summary>
    public IMidiInput? Input { get; set; }

    /// <summary>What is played on it; null while it is not open.</summary>
    public KeyboardPart? Part { get; set; }

    /// <summary>When the last bytes came.</summary>
    public long LastBytes { get; set; }

    /// <summary>Whether it has said that it will be heard from all the time.</summary>
    public bool IsSensing { get; set; }

    /// <summary>Since when it does not open.</summary>
    public long FailingSince { get; set; } = now;

    /// <summary>When opening is tried next.</summary>
    public long NextTry { get; set; } = now;

    /// <summary>Wait until the try after that.</summary>
    public TimeSpan Retry { get; set; }

    /// <summary>Whether its failing has been told.</summary>
    public bool IsReported { get; set; }
}
