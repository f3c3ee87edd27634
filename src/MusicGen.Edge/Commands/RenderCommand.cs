using System.CommandLine;

namespace MusicGen.Edge;

/// <summary><c>musicgen render</c>: composes into files, faster than real time and without hardware.</summary>
internal static class RenderCommand
{
    private const double DefaultSeconds = 60;

    /// <summary>Builds the verb.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var music = new MusicOptions();
        var seconds = RangedOption.Number("--seconds", "Length of the tune in seconds", 1, 7200, "60");
        var files = new Option<string[]>("--out", "-o")
        {
            Description = "File to write: .wav (16-bit stereo) or .mid. May be given several times.",
            HelpName = "FILE",
            Required = true,
        };
        var noSeed = new Option<bool>("--no-seed-in-output") { Description = "Leave the seed out: only its continuation is heard." };
        var verb = new Verb(
            "render",
            "Composes a tune into files, faster than real time. Same arguments, model and random seed: the same .mid, byte for byte.",
            "musicgen render --preset evening --seconds 60 --random-seed 7 --out tune.wav --out tune.mid",
            "musicgen render --seed phrase.mid --temperature 0.9 --scale \"D dorian\" -o answer.mid")
        {
            seconds, files, noSeed,
        };
        music.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var targets = TuneTargets.From(parsed.GetRequiredValue(files));
            var rendering = new TuneRendering(surroundings, targets)
            {
                Seconds = parsed.GetValue(seconds) ?? DefaultSeconds,
                IsSeedHeard = !parsed.GetValue(noSeed),
            };
            return rendering.Run(music.Read(parsed));
        });
        return verb;
    }
}
