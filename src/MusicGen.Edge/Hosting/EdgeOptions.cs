using System.Collections.Frozen;

namespace MusicGen.Edge;

/// <summary>What <c>musicgen.json</c> can say: where things are and how they are used. Command-line options come before it.</summary>
internal sealed record EdgeOptions
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "musicgen.json";

    /// <value>Folder of model packages; null: <c>models</c> beside the program or above it.</value>
    public string? ModelsFolder { get; init; }

    /// <value>Model played where neither preset nor command line names one.</value>
    public string ModelName { get; init; } = "piano";

    /// <value>What runs the model.</value>
    public ProviderChoice Provider { get; init; } = ProviderChoice.Auto;

    /// <value>Name of the package's variant, for example <c>int8</c>; null: the provider's.</value>
    public string? Variant { get; init; }

    /// <value>Folder of presets; null: those that come with the program.</value>
    public string? PresetsFolder { get; init; }

    /// <value>Path of a SoundFont; null: the distribution's.</value>
    public string? SoundFont { get; init; }

    /// <value>Frames a second, 44,100 or 48,000.</value>
    public int SampleRateHz { get; init; } = 48_000;

    /// <value>Name of the OpenAL device; null: the default one.</value>
    public string? AudioDevice { get; init; }

    /// <value>Length of one queued block in milliseconds: shorter reacts faster, longer is safer.</value>
    public int PeriodMilliseconds { get; init; } = 10;

    /// <value>Blocks in the queue, on top of the device's own.</value>
    public int PeriodCount { get; init; } = 4;

    /// <value>How far composing runs ahead of the sound, in seconds.</value>
    public double LeadTimeSeconds { get; init; } = 0.5;

    /// <value>Level that the sound never passes, in decibels below full scale.</value>
    public double CeilingDecibels { get; init; } = -1;

    /// <value>
    /// Loudness of the synthesizer, linear; 1 = as the SoundFont is, which leaves piano music some 30 dB below full scale. 3 brings it to where
    /// recordings are; the limiter holds the peaks of denser instruments.
    /// </value>
    public double Gain { get; init; } = 3;

    /// <value>Folder of what the box remembers and records; null: the service's or the user's own.</value>
    public string? StateFolder { get; init; }

    /// <value>Which MIDI controllers turn which <see cref="SteeringParameter"/>, by number; none.</value>
    public IReadOnlyDictionary<int, string> Controllers { get; init; } = FrozenDictionary<int, string>.Empty;

    /// <value>How much of what is played is kept.</value>
    public RecordingOptions Recordings { get; init; } = new();

    /// <value>What is wired to the box as its panel; nothing by default.</value>
    public PanelOptions Panel { get; init; } = new();

    /// <value>Whether and how an instrument outside plays what the box plays.</value>
    public MidiOutOptions MidiOut { get; init; } = new();

    /// <value>Where the page is served, and to whom; to this machine alone by default.</value>
    public PageOptions Page { get; init; } = new();

    /// <value>How visitors are treated.</value>
    public KioskOptions Kiosk { get; init; } = new();
}
