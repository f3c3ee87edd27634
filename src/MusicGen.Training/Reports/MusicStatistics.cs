using System.Globalization;

namespace MusicGen.Training;

/// <summary>The distributions of some music, piece by piece: what datasets, held-out music and generated music are compared by.</summary>
internal sealed class MusicStatistics
{
    /// <summary>Shortest time that is told apart from "at once", as in the ear.</summary>
    private const double TogetherSeconds = 0.015;

    private const int BinsPerOctave = 3, TimeBins = 32, LargestInterval = 24, MostTogether = 16, MostPerSecond = 32, VelocityWidth = 4;

    private readonly Histogram _pitch = Make("Pitch", "pitch, C4 = middle C", 128, [.. Enumerable.Range(0, 11).Select(octave => (octave * 12 + 0.5, NoteTable.NameOf(octave * 12)))]);
    private readonly Histogram _pitchClass = Make("Pitch class", "pitch class", 12, [.. Enumerable.Range(0, 12).Select(pitch => (pitch + 0.5, NoteTable.NameOf(pitch)[..^2]))], isTrimmed: false);
    private readonly Histogram _interval = Make("Interval", "semitones from the note before, ends: and beyond", LargestInterval * 2 + 1, [.. Enumerable.Range(-4, 9).Select(n => (n * 6 + LargestInterval + 0.5, Signed(n * 6)))]);
    private readonly Histogram _step = Make("Step", "seconds from one onset to the next (log)", TimeBins, [(0.5, "0"), .. TimeTicks()]);
    private readonly Histogram _duration = Make("Duration", "seconds a note lasts (log)", TimeBins, TimeTicks());
    private readonly Histogram _velocity = Make("Velocity", "velocity, 1–127", 128 / VelocityWidth, [.. Enumerable.Range(0, 9).Select(n => (n * 16.0 / VelocityWidth, Whole(n * 16)))], isTrimmed: false);
    private readonly Histogram _polyphony = Make("Polyphony", "notes sounding at once", MostTogether + 1, [.. Enumerable.Range(0, MostTogether + 1).Select(n => (n + 0.5, n == MostTogether ? Whole(n) + "+" : Whole(n)))], counted: "time");
    private readonly Histogram _density = Make("Density", "notes that begin in a second", MostPerSecond + 1, [.. Enumerable.Range(0, 9).Select(n => (n * 4 + 0.5, n == 8 ? Whole(n * 4) + "+" : Whole(n * 4)))], counted: "seconds");

    /// <summary>All distributions, in the order of a report.</summary>
    public IReadOnlyList<Histogram> Histograms => [_pitch, _pitchClass, _interval, _step, _duration, _velocity, _polyphony, _density];

    public int Pieces { get; private set; }

    public long Notes { get; private set; }

    public double Seconds { get; private set; }

    public static MusicStatistics Of(IEnumerable<Piece> pieces)
    {
        var statistics = new MusicStatistics();
        foreach (var piece in pieces) statistics.Add(piece);
        return statistics;
    }

    /// <summary>Counts one more piece.</summary>
    public void Add(Piece piece)
    {
        Pieces++;
        Notes += piece.Notes.Count;
        Seconds += piece.DurationSeconds;
        AddPitches(piece);
        AddTimes(piece);
        AddPolyphony(piece);
    }

    private static Histogram Make(string title, string valueName, int bins, IReadOnlyList<(double, string)> ticks, string counted = "notes", bool isTrimmed = true) =>
        new() { Title = title, ValueName = valueName, Counted = counted, Ticks = ticks, Weights = new double[bins], IsTrimmed = isTrimmed };

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Signed(int number) => number > 0 ? "+" + Whole(number) : Whole(number);

    private static (double, string)[] TimeTicks() => [.. new[] { 0.03, 0.06, 0.125, 0.25, 0.5, 1, 2, 4, 8, 16 }.Select(seconds => (1 + Octaves(seconds) * BinsPerOctave, seconds.ToString("0.###", CultureInfo.InvariantCulture)))];

    private static double Octaves(double seconds) => Math.Log2(seconds / TogetherSeconds);

    private static int TimeBin(double seconds) => seconds < TogetherSeconds ? 0 : 1 + (int)(Octaves(seconds) * BinsPerOctave);

    private void AddPitches(Piece piece)
    {
        var before = -1;
        foreach (var note in piece.Notes)
        {
            _velocity.Add(note.Velocity / VelocityWidth);
            // The keys of drums are no pitches.
            if (note.IsDrum) continue;
            _pitch.Add(note.Pitch);
            _pitchClass.Add(note.Pitch % 12);
            if (before >= 0) _interval.Add(note.Pitch - before + LargestInterval);
            before = note.Pitch;
        }
    }

    private void AddTimes(Piece piece)
    {
        var begun = new int[(int)piece.DurationSeconds + 1];
        var before = double.NaN;
        foreach (var note in piece.Notes)
        {
            var start = piece.Tempo.SecondsAt(note.OnsetTicks);
            if (!double.IsNaN(before)) _step.Add(TimeBin(start - before));
            _duration.Add(TimeBin(piece.Tempo.SecondsAt(note.EndTicks) - start));
            begun[Math.Min(begun.Length - 1, (int)start)]++;
            before = start;
        }

        foreach (var count in begun) _density.Add(count);
    }

    private void AddPolyphony(Piece piece)
    {
        var edges = piece.Notes.Select(note => (Ticks: note.OnsetTicks, Step: 1)).Concat(piece.Notes.Select(note => (Ticks: note.EndTicks, Step: -1))).Order();
        var sounding = 0;
        var last = 0.0;
        foreach (var (ticks, step) in edges)
        {
            var seconds = piece.Tempo.SecondsAt(ticks);
            if (seconds > last) _polyphony.Add(sounding, seconds - last);
            last = seconds;
            sounding += step;
        }
    }
}
