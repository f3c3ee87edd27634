using System.Globalization;

namespace MusicGen.Training;

/// <summary>A line of the tempo, metre or key map that <c>inspect</c> shows.</summary>
/// <param name="Seconds">Where it begins to hold.</param>
/// <param name="Value">What holds, in words: "120 BPM", "3/4", "Eb major".</param>
internal sealed record MapEntry(double Seconds, string Value)
{
    public static double Rounded(Piece piece, long ticks) => Math.Round(piece.Tempo.SecondsAt(ticks), 3);

    public static IReadOnlyList<MapEntry> TemposOf(Piece piece) =>
    [
        .. piece.Tempo.Changes.Select(change => new MapEntry(
            Rounded(piece, change.Ticks),
            string.Create(CultureInfo.InvariantCulture, $"{Math.Round(60e6 / change.MicrosecondsPerQuarter, 2)} BPM"))),
    ];

    public static IReadOnlyList<MapEntry> MetresOf(Piece piece) =>
    [
        .. piece.Metres.Select(metre => new MapEntry(
            Rounded(piece, metre.OnsetTicks),
            string.Create(CultureInfo.InvariantCulture, $"{metre.Numerator}/{metre.Denominator}"))),
    ];
}
