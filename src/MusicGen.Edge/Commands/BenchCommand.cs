using System.CommandLine;

namespace MusicGen.Edge;

/// <summary><c>musicgen bench</c>: how fast this machine composes and plays, and how far that is from what it could do.</summary>
internal static class BenchCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var music = new MusicOptions();
        var json = new Option<string?>("--json") { Description = "Write the figures as JSON too.", HelpName = "FILE" };
        var rounds = RangedOption.Whole("--rounds", "Rounds of 100 notes each way", 1, 10_000, "30");
        var sections = RangedOption.Whole("--sections", "Sections of five seconds of music", 1, 1_000, "12");
        var verb = new Verb(
            "bench",
            "Measures cost per note, whole and bare engine in turns, real-time factors, start-up, memory and allocation.",
            "musicgen bench --model piano",
            "musicgen bench --variant fp32 --json bench.json")
        {
            json, rounds, sections,
        };
        music.AddTo(verb);
        verb.SetAction(parsed =>
        {
            using var file = parsed.GetValue(json) is { } path ? new OutputFile(path) : null;
            var bench = new BoxBench(surroundings)
            {
                Rounds = (int)(parsed.GetValue(rounds) ?? 30),
                Sections = (int)(parsed.GetValue(sections) ?? 12),
            };
            var report = bench.Measure(music.Read(parsed));
            report.Print(surroundings.Out);
            if (file is null) return ExitCode.Done;
            report.WriteJson(file.Stream);
            file.Commit();
            return ExitCode.Done;
        });
        return verb;
    }
}
