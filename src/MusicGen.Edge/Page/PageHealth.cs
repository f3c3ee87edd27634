namespace MusicGen.Edge;

/// <summary>How the box is doing, in numbers: read by the page and by <c>musicgen status</c>.</summary>
internal sealed record PageHealth
{
    /// <summary>Seconds since the program started.</summary>
    public double UptimeSeconds { get; init; }

    /// <summary>Name of the model's package.</summary>
    public string Model { get; init; } = "";

    /// <summary>What runs it.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Name of the audio output.</summary>
    public string Output { get; init; } = "";

    /// <summary>Whether that is a device; otherwise nothing is heard at the box.</summary>
    public bool IsOnDevice { get; init; }

    /// <summary>Note-ons played.</summary>
    public long PlayedCount { get; init; }

    /// <summary>Note-ons played after their time.</summary>
    public long LateCount { get; init; }

    /// <summary>Note-ons not played.</summary>
    public long DroppedCount { get; init; }

    /// <summary>Times the audio device ran dry.</summary>
    public long UnderrunCount { get; init; }

    /// <summary>Bytes of memory in use.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Temperatures of the machine by sensor, in degrees Celsius.</summary>
    public IReadOnlyDictionary<string, double> TemperaturesCelsius { get; init; } = new Dictionary<string, double>();

    /// <summary>Milliseconds that each of the last notes took to compose, oldest first.</summary>
    public IReadOnlyList<float> NoteMilliseconds { get; init; } = [];

    /// <summary>What the last ten seconds of sound took to render.</summary>
    public PeriodLoad Periods { get; init; }

    /// <summary>Keyboards plugged in, by name.</summary>
    public IReadOnlyList<string> Keyboards { get; init; } = [];
}
