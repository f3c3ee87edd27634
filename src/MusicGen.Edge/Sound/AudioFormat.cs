namespace MusicGen.Edge;

/// <summary>How sound is handed to an output.</summary>
/// <param name="SampleRateHz">Frames a second.</param>
/// <param name="PeriodFrames">Frames handed over at once.</param>
/// <param name="PeriodCount">Periods queued ahead.</param>
internal readonly record struct AudioFormat(int SampleRateHz, int PeriodFrames, int PeriodCount)
{
    /// <summary>The format of the configuration.</summary>
    public static AudioFormat From(EdgeOptions options) =>
        new(options.SampleRateHz, options.SampleRateHz * options.PeriodMilliseconds / 1000, options.PeriodCount);
}
