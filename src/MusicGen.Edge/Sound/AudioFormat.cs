namespace MusicGen.Edge;

/// <summary>How sound is handed to an output.</summary>
/// <param name="SampleRateHz">Frames a second.</param>
/// <param name="PeriodFrames">Frames handed over at once.</param>
/// <param name="PeriodCount">Periods queued ahead.</param>
internal readonly record struct AudioFormat(int SampleRateHz, int PeriodFrames, int PeriodCount)
{
    /// <summary>
    /// The format of the configuration. A period is as many whole blocks of the player as fit: then each begins with a block, and a key that
    /// came before it is in its first frame, never up to a block later.
    /// </summary>
    public static AudioFormat From(EdgeOptions options)
    {
        var blocks = options.SampleRateHz * options.PeriodMilliseconds / 1000 / Player.BlockFrames;
        return new(options.SampleRateHz, Math.Max(1, blocks) * Player.BlockFrames, options.PeriodCount);
    }
}
