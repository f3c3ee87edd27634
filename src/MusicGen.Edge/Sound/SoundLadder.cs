namespace MusicGen.Edge;

/// <summary>The steps down from the SoundFont that is wanted to something that sounds: as asked, the others of the machine, built-in tines.</summary>
internal static class SoundLadder
{
    /// <summary>Loads what is asked for, or, where the box was told to go on, the first that works.</summary>
    /// <exception cref="ConfigurationException">It is at fault, and the box was told to stop then.</exception>
    public static ISynthesizer Load(MusicRequest request, EdgeOptions options, Surroundings surroundings, Action<string> say)
    {
        var (rate, gain, soundFont) = (options.SampleRateHz, options.Gain, request.SoundFont ?? options.SoundFont);
        return request.OnFault switch
        {
            FaultResponse.Stop => surroundings.LoadSynthesizer(SoundFontFinder.Find(soundFont, surroundings), rate, gain),
            FaultResponse.Safe => new TineSynthesizer(rate, gain),
            _ => Load(soundFont, rate, gain, surroundings, say),
        };
    }

    /// <summary>Loads the first that works.</summary>
    /// <param name="asked">Path of the SoundFont, or null for the distribution's.</param>
    /// <param name="sampleRateHz">Frames a second.</param>
    /// <param name="gain">Linear loudness.</param>
    /// <param name="surroundings">The machine.</param>
    /// <param name="say">Receives one sentence per step down.</param>
    public static ISynthesizer Load(
        string? asked, int sampleRateHz, double gain, Surroundings surroundings, Action<string> say)
    {
        foreach (var path in Candidates(asked, surroundings, say))
        {
            try
            {
                return surroundings.LoadSynthesizer(path, sampleRateHz, gain);
            }
            catch (Exception e)
            {
                // Whatever a damaged file or a missing library comes up with, there is a step below.
                say(e is ConfigurationException { Faults: [var fault, ..] } ? fault : e.Message);
            }
        }

        say("no SoundFont can be played; it plays on built-in tines until there is one and it is started anew");
        return new TineSynthesizer(sampleRateHz, gain);
    }

    private static IEnumerable<string> Candidates(string? asked, Surroundings surroundings, Action<string> say)
    {
        if (asked is not null && !File.Exists(asked)) say($"A SoundFont expected at '{Path.GetFullPath(asked)}', found no such file.");
        var others = SoundFontFinder.FindAll(surroundings).Where(path => path != asked);
        return asked is not null && File.Exists(asked) ? others.Prepend(asked) : others;
    }
}
