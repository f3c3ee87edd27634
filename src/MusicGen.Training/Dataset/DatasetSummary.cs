namespace MusicGen.Training;

/// <summary>What a dataset holds: printed by <c>prepare</c> and kept as <c>dataset.json</c>.</summary>
internal sealed record DatasetSummary(
    int Files, int Pieces, int Works, long Notes, double Hours, IReadOnlyDictionary<string, SplitSummary> Splits, IReadOnlyList<SkippedFile> Skipped)
{
    public static DatasetSummary Of(IReadOnlyList<DatasetPiece> pieces, int files, IReadOnlyList<SkippedFile> skipped) => new(
        files,
        pieces.Count,
        pieces.Select(p => p.Group).Distinct().Count(),
        pieces.Sum(p => (long)p.Piece.Notes.Count),
        Math.Round(pieces.Sum(p => p.Piece.DurationSeconds) / 3600, 2),
        Enum.GetValues<Split>().ToDictionary(s => s.ToString().ToLowerInvariant(), s => SplitSummary.Of(pieces.Where(p => p.Split == s))),
        skipped);
}

/// <summary>Size of one split.</summary>
internal sealed record SplitSummary(int Pieces, int Works, long Notes)
{
    public static SplitSummary Of(IEnumerable<DatasetPiece> pieces)
    {
        var list = pieces.ToArray();
        return new(list.Length, list.Select(p => p.Group).Distinct().Count(), list.Sum(p => (long)p.Piece.Notes.Count));
    }
}
