using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

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
            Description = "File to write: .wav (16-bit stereo), .mid or .musicxml (sheet music); of a visit also .jsonl, all that happened. May be given several times.",
            HelpName = "FILE",
            Required = true,
        };
        var visit = new Option<string?>("--visit") { Description = "Scripted visit to play: keys, buttons and knobs with their times, one JSON object a line.", HelpName = "FILE.jsonl" };
        var noSeed = new Option<bool>("--no-seed-in-output") { Description = "Leave the seed out: only its continuation is heard." };
        var metre = new Option<MetreChange?>("--metre")
        {
            Description = "Metre of the sheet music, for music that has none of its own; its key signature is that of --key or --scale. Default: both found from the notes.",
            HelpName = "3/4",
            CustomParser = ParseMetre,
        };
        var verb = new Verb(
            "render",
            "Composes a tune into files, faster than real time. Same arguments, model and random seed: the same .mid, byte for byte.",
            "musicgen render --preset evening --seconds 60 --random-seed 7 --out tune.wav --out tune.mid",
            "musicgen render --seed phrase.mid --temperature 0.9 --scale \"D dorian\" -o answer.mid",
            "musicgen render --visit visit.jsonl --random-seed 7 -o visit.wav -o visit.mid -o log.jsonl")
        {
            seconds, files, visit, noSeed, metre,
        };
        music.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var targets = TuneTargets.From(parsed.GetRequiredValue(files));
            if (parsed.GetValue(visit) is { } path)
                return new VisitRendering(surroundings, targets) { VisitPath = path, Seconds = parsed.GetValue(seconds) ?? 0 }.Run(music.Read(parsed));
            if (targets.LogPaths.Count > 0) throw new UsageException($"--visit expected where a log is to be written, found '{targets.LogPaths[0]}' without it; add the visit or leave the log out.");
            var rendering = new TuneRendering(surroundings, targets)
            {
                Seconds = parsed.GetValue(seconds) ?? DefaultSeconds,
                IsSeedHeard = !parsed.GetValue(noSeed),
                Metre = parsed.GetValue(metre),
            };
            return rendering.Run(music.Read(parsed));
        });
        return verb;
    }

    private static MetreChange? ParseMetre(ArgumentResult result)
    {
        var parts = result.Tokens[0].Value.Split('/');
        if (parts.Length == 2 && byte.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var beats) && beats is >= 1 and <= 32
            && byte.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is 1 or 2 or 4 or 8 or 16)
            return new MetreChange(0, beats, value);
        result.AddError($"--metre: 1 to 32 beats of 1, 2, 4, 8 or 16 expected (for example 3/4), found '{result.Tokens[0].Value}'.");
        return null;
    }
}
