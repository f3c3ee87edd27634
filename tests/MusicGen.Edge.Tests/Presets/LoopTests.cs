using System.Globalization;
using Xunit.Abstractions;

namespace MusicGen.Edge.Tests;

/// <summary>
/// Whether presets get stuck when they compose for a long time. MUSICGEN_LOOP_HOURS=10 makes it ten hours of each with the guard
/// and one without, and prints the shares.
/// </summary>
public sealed class LoopTests(ITestOutputHelper output)
{
    private const int GramNotes = 16;
    private const int WindowNotes = 1000;
    private const int Times = 4;

    private static readonly double? _hours = double.TryParse(Environment.GetEnvironmentVariable("MUSICGEN_LOOP_HOURS"), CultureInfo.InvariantCulture, out var hours) ? hours : null;

    public static TheoryData<string> Presets => [.. PresetMusic.All.Select(preset => preset.Name)];

    [EngineTheory(Needs.Model | Needs.Piano)]
    [MemberData(nameof(Presets))]
    public void PresetDoesNotStayInALoop(string name)
    {
        var preset = PresetMusic.All.First(preset => preset.Name == name);
        var guarded = Compose(preset, _hours ?? 0.05, isGuarded: true);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {guarded.Notes} notes, {guarded.Pieces} pieces, in a loop {guarded.Share:P3}, loops left {guarded.Left}"));
        Assert.Equal(0, guarded.Share);
        if (_hours is not { } hours) return;
        var free = Compose(preset, hours / 10, isGuarded: false);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} without the guard: {free.Notes} notes, {free.Pieces} pieces, in a loop {free.Share:P3}"));
    }

    // Notes inside a run of 16 pitches that came 4 times or more within the last 1,000 notes of a piece.
    private static double ShareInLoops(IReadOnlyList<int> pitches)
    {
        var isStuck = new bool[pitches.Count];
        var seen = new Dictionary<UInt128, Queue<int>>();
        UInt128 gram = 0;
        for (var i = 0; i < pitches.Count; i++)
        {
            gram = gram << 8 | (uint)pitches[i];
            if (i < GramNotes - 1) continue;
            if (!seen.TryGetValue(gram, out var at)) seen[gram] = at = new Queue<int>();
            while (at.Count > 0 && at.Peek() <= i - WindowNotes) at.Dequeue();
            at.Enqueue(i);
            if (at.Count >= Times) Array.Fill(isStuck, true, i - GramNotes + 1, GramNotes);
        }

        return pitches.Count == 0 ? 0 : isStuck.Count(stuck => stuck) / (double)pitches.Count;
    }

    private static (long Notes, int Pieces, double Share, long Left) Compose(Preset preset, double hours, bool isGuarded)
    {
        var pitches = new List<int>();
        long notes = 0, stuck = 0;
        var pieces = 0;
        var (_, left) = PresetMusic.Compose(
            preset, hours, isGuarded,
            note =>
            {
                if (!note.IsDrum) pitches.Add(note.Pitch);
            },
            () =>
            {
                notes += pitches.Count;
                stuck += (long)Math.Round(ShareInLoops(pitches) * pitches.Count);
                pitches.Clear();
                pieces++;
            });
        return (notes, pieces, stuck / (double)Math.Max(1, notes), left);
    }
}
