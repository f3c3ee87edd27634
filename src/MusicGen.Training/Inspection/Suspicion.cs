using System.Globalization;

namespace MusicGen.Training;

/// <summary>Says what about a file a person should look at before training on it. None of it keeps a file out of a dataset.</summary>
internal static class Suspicion
{
    public const string WrongName = "named unlike a MIDI file (.mid, .midi, .kar), so 'prepare' does not see it";

    private const int FewNotes = 16;
    private const double ShortSeconds = 5, LongSeconds = 3600, HangingSeconds = 60;
    private const int LowestPianoKey = 21, HighestPianoKey = 108;
    private const int ManyTogether = 48;

    public static IReadOnlyList<string> Of(MidiFileFacts facts, PolyphonyUse polyphony, VelocityUse velocity)
    {
        var piece = facts.Piece;
        var found = new List<string>();
        if (facts.Damage is not null)
            found.Add($"damaged, read as far as possible: {facts.Damage}");
        if (piece.Notes.Count < FewNotes)
            found.Add(Text($"few notes: {piece.Notes.Count}"));
        else if (velocity.Distinct == 1)
            found.Add(Text($"flat velocity: {velocity.Lowest} throughout"));
        if (piece.DurationSeconds is < ShortSeconds or > LongSeconds)
            found.Add(Text($"{(piece.DurationSeconds < ShortSeconds ? "short" : "long")}: {piece.DurationSeconds:F1} s"));
        if (!facts.HasTempo && facts.TicksPerQuarter is not null)
            found.Add("no tempo event: 120 BPM is assumed");
        if (piece.Notes.Count(note => !note.IsDrum && note.Pitch is < LowestPianoKey or > HighestPianoKey) is > 0 and var outside)
            found.Add(Text($"out of range: {outside} notes beyond a piano's A0 to C8"));
        if (piece.Notes.Count(note => piece.Tempo.SecondsAt(note.EndTicks) - piece.Tempo.SecondsAt(note.OnsetTicks) > HangingSeconds) is > 0 and var hanging)
            found.Add(Text($"hanging: {hanging} notes longer than {HangingSeconds} s"));
        if (polyphony.Most > ManyTogether)
            found.Add(Text($"crowded: {polyphony.Most} notes at once"));
        return found;
    }

    private static string Text(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
