using System.Globalization;

namespace MusicGen.Training;

/// <summary>The parts of a report: a dataset, a run, pieces; each written onto a page.</summary>
internal static class ReportSections
{
    private const int GramLines = 12, ListedNotes = 500, ListedSkips = 200;

    /// <summary>A dataset: where from, how large, how split, what its music is like, what was skipped.</summary>
    public static void Dataset(HtmlPage page, string path, Dataset dataset, DatasetSummary? summary)
    {
        page.Section($"Dataset {Path.GetFileName(Path.TrimEndingDirectorySeparator(path))}");
        foreach (var source in dataset.Sources)
            page.Facts([("source", source.Name), ("licence", source.Licence), ("credit", source.Credit.Length > 0 ? source.Credit : "none given")]);
        var splits = Enum.GetValues<Split>().Select(split => (Name: split.ToString().ToLowerInvariant(), Pieces: dataset.Pieces(split))).ToList();
        var statistics = splits.Select(split => (split.Name, Statistics: MusicStatistics.Of(split.Pieces))).ToList();
        page.Facts([("pieces", Whole(statistics.Sum(s => (long)s.Statistics.Pieces))), ("notes", Whole(statistics.Sum(s => s.Statistics.Notes))), ("hours", Number(statistics.Sum(s => s.Statistics.Seconds) / 3600, 2)), ("SHA-256 of the dataset", dataset.Hash)]);
        page.Table(["split", "pieces", "notes", "hours"], [.. statistics.Select(s => new[] { s.Name, Whole(s.Statistics.Pieces), Whole(s.Statistics.Notes), Number(s.Statistics.Seconds / 3600, 2) })]);
        page.Heading("Distributions: training pieces (bars) against test pieces (outline)");
        Distributions(page, [.. statistics.Where(s => s.Statistics.Notes > 0 && s.Name != "validation")]);
        page.Heading("Most frequent runs of notes, training pieces");
        Grams(page, splits[0].Pieces);
        if (summary is { Skipped.Count: > 0 })
            page.Table(["file", "reason"], [.. summary.Skipped.Take(ListedSkips).Select(s => new[] { s.File, s.Reason })], $"{summary.Skipped.Count} of {summary.Files} files skipped{(summary.Skipped.Count > ListedSkips ? $", the first {ListedSkips} shown" : "")}");
    }

    /// <summary>Distributions over each other, and how much of each is common to the first two.</summary>
    public static void Distributions(HtmlPage page, IReadOnlyList<(string Name, MusicStatistics Statistics)> sets)
    {
        for (var h = 0; h < sets[0].Statistics.Histograms.Count; h++)
        {
            var series = sets.Select(set => (set.Name, set.Statistics.Histograms[h])).ToList();
            var caption = series.Count < 2 ? "" : string.Create(CultureInfo.InvariantCulture, $"overlap {100 * Histogram.Overlap(series[0].Item2, series[1].Item2):F0} %");
            page.Chart(DistributionChart.Inline(series), caption);
        }
    }

    public static void Grams(HtmlPage page, IReadOnlyList<Piece> pieces)
    {
        var grams = NoteGrams.Of(pieces);
        var (pitches, intervals) = (grams.TopPitches(GramLines), grams.TopIntervals(GramLines));
        var rows = Enumerable.Range(0, Math.Max(pitches.Count, intervals.Count))
            .Select(i => (string[])[Whole(i + 1), .. Gram(pitches, i, grams.PitchTotal), .. Gram(intervals, i, grams.IntervalTotal)]);
        page.Table(["rank", "three pitches", "count", "share, %", "five notes by intervals, semitones", "count", "share, %"], [.. rows]);
    }

    /// <summary>A run: curves, recipe, commands, hashes.</summary>
    public static void Run(HtmlPage page, string path, RunCurves curves, Checkpoint? best)
    {
        page.Section($"Run {Path.GetFileName(Path.TrimEndingDirectorySeparator(path))}");
        page.Facts([("iterations", Whole(curves.Iterations)), ("training time", TimeSpan.FromSeconds(curves.Seconds).ToString("h\\:mm\\:ss", CultureInfo.InvariantCulture)), .. Facts(best, curves.Unit)]);
        page.Chart(CurveChart.Inline(LossPlot.NamesOf(curves), curves.Loss), "each mark is a checkpoint with a validation score; the diamond is the one kept as best");
        if (curves.Fields.Count > 0)
        {
            page.Chart(CurveChart.Inline(("Loss by field", LossPlot.Across(curves), $"validation, bits per {curves.Unit}"), curves.FieldBits));
            page.Chart(CurveChart.Inline(("Right at first guess, by field", LossPlot.Across(curves), $"validation {curves.Unit}s, %"), curves.FieldRight));
        }

        page.Chart(CurveChart.Inline(("Learning rate", LossPlot.Across(curves), "learning rate, thousandths"), curves.LearningRate));
        page.Chart(CurveChart.Inline(("Speed", LossPlot.Across(curves), $"{curves.Unit}s a second"), curves.Speed));
        if (curves.Fields.Count == 0) page.Paragraph("This run logged no scores field by field; runs of newer versions do.");
        if (best is null) return;
        page.Heading("Command and recipe");
        foreach (var command in best.Progress.Command.Split("; resumed: ")) page.Command(command);
        page.Facts(RecipeFacts(best.Recipe));
    }

    /// <summary>A piece to look at: roll, form, notes.</summary>
    public static void Piece(HtmlPage page, Piece piece)
    {
        page.WidePicture(PianoRoll.ToInline(piece));
        page.Chart(SelfSimilarity.Of(piece).ToInline(piece.Name), "dark squares off the diagonal: music that comes back");
        var rows = NoteRow.Of(piece).Take(ListedNotes).Select(n => new[] { Number(n.StartSeconds, 3), Number(n.EndSeconds, 3), Whole(n.Pitch), n.Name, Whole(n.Velocity), n.Instrument }).ToList();
        page.Table(["start, s", "end, s", "pitch", "name", "velocity", "instrument"], rows, $"{piece.Notes.Count} notes{(piece.Notes.Count > ListedNotes ? $", the first {ListedNotes} shown" : "")}");
    }

    private static string[] Gram(IReadOnlyList<(string Name, int Count)> grams, int at, long total) =>
        at < grams.Count ? [grams[at].Name, Whole(grams[at].Count), Number(100.0 * grams[at].Count / Math.Max(1, total), 3)] : ["", "", ""];

    private static IEnumerable<(string, string)> Facts(Checkpoint? best, string unit) => best is null
        ? []
        :
        [
            ("best validation", string.Create(CultureInfo.InvariantCulture, $"{best.Progress.BestBits:F3} bits per {unit} at iteration {best.Progress.BestIteration}")),
            ($"{unit}s trained on", Whole(best.Progress.NoteCount)),
            ("random seed", Whole(best.Progress.RandomSeed)),
            ("SHA-256 of the dataset", best.Progress.DatasetHash),
        ];

    private static IEnumerable<(string, string)> RecipeFacts(RecipeOptions recipe) => typeof(RecipeOptions).GetProperties()
        .Where(property => !property.GetMethod!.IsStatic)
        .Select(property => (Words(property.Name), Convert.ToString(property.GetValue(recipe), CultureInfo.InvariantCulture) ?? ""));

    // "LearningRate" → "learning rate".
    private static string Words(string name) => string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? " " : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    private static string Whole(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Number(double number, int digits) => number.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
