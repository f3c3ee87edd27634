using System.Globalization;
using Xunit.Abstractions;

namespace MusicGen.Edge.Tests;

/// <summary>Whether presets sound as different as their names: figures of what each composes, printed as a table.</summary>
public sealed class PresetStatisticsTests(ITestOutputHelper output)
{
    private const double Hours = 0.05;

    [EngineFact(Needs.Model | Needs.Piano)]
    public void EveryTwoPresetsDifferInWhatIsHeard()
    {
        var figures = PresetMusic.All.Select(Figures.Of).ToArray();
        output.WriteLine("preset       notes/s  pitch  velocity  together  length s  in its scale  program");
        foreach (var f in figures)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{f.Preset.Name,-12} {f.Density,7:0.00} {f.Pitch,6:0.0} {f.Velocity,9:0.0} {f.Together,9:0.00} {f.Length,9:0.00} {f.InScale,13:P1}  {f.Programs}"));

        Assert.True(figures.Length >= 8, $"8 presets expected, found {figures.Length}");
        for (var a = 0; a < figures.Length; a++)
        {
            for (var b = a + 1; b < figures.Length; b++)
            {
                var differences = figures[a].DifferencesTo(figures[b]).ToArray();
                Assert.True(differences.Length >= 2, $"{figures[a].Preset.Name} and {figures[b].Preset.Name} differ only in [{string.Join(", ", differences)}]");
            }
        }
    }

    private sealed record Figures(Preset Preset, double Density, double Pitch, double Velocity, double Together, double Length, double InScale, string Programs, double[] Classes)
    {
        public static Figures Of(Preset preset)
        {
            var notes = new List<Note>();
            var (ticks, _) = PresetMusic.Compose(preset, Hours, isLoopGuarded: true, notes.Add, () => { });
            var pitched = notes.Where(note => !note.IsDrum).ToArray();
            var classes = new double[12];
            foreach (var note in pitched) classes[note.Pitch % 12] += 1.0 / pitched.Length;
            var seconds = notes[^1].OnsetTicks / ticks;
            // What a scale of seven notes holds at best: how plain the harmony is.
            int[] major = [0, 2, 4, 5, 7, 9, 11];
            return new Figures(
                preset, notes.Count / seconds, pitched.Average(note => (double)note.Pitch), notes.Average(note => (double)note.Velocity),
                notes.Sum(note => note.DurationTicks / ticks) / seconds, notes.Average(note => note.DurationTicks / ticks),
                Enumerable.Range(0, 12).Max(tonic => major.Sum(step => classes[(tonic + step) % 12])),
                string.Join(",", notes.Select(note => note.IsDrum ? "drums" : $"{note.Program}").Distinct().Order()), classes);
        }

        // Each threshold is well above what one can just tell apart.
        public IEnumerable<string> DifferencesTo(Figures other)
        {
            if (Programs != other.Programs) yield return "instrument";
            if (Far(Density, other.Density, 1.25)) yield return "density";
            if (Far(Together, other.Together, 1.3)) yield return "polyphony";
            if (Far(Length, other.Length, 1.3)) yield return "note length";
            if (Math.Abs(Pitch - other.Pitch) > 3) yield return "register";
            if (Math.Abs(Velocity - other.Velocity) > 8) yield return "dynamics";
            if (Classes.Zip(other.Classes, Math.Min).Sum() < 0.8) yield return "key";
        }

        private static bool Far(double a, double b, double ratio) => Math.Max(a, b) / Math.Max(1e-6, Math.Min(a, b)) > ratio;
    }
}
