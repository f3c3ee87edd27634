namespace MusicGen.Training;

/// <summary>What <c>inspect</c> found in one file; its properties are the keys of the JSON form.</summary>
internal sealed record FileInspection
{
    public required string File { get; init; }
    public required long Bytes { get; init; }

    /// <summary>Format 0, 1 or 2; null where the header is lost.</summary>
    public required int? Format { get; init; }

    /// <summary>Null where the file's ticks are parts of a second.</summary>
    public required int? TicksPerQuarter { get; init; }

    public required double Seconds { get; init; }
    public required int Notes { get; init; }
    public required IReadOnlyList<TrackFacts> Tracks { get; init; }
    public required IReadOnlyList<InstrumentUse> Instruments { get; init; }
    public required PolyphonyUse Polyphony { get; init; }
    public required VelocityUse Velocity { get; init; }
    public required PedalUse Pedal { get; init; }
    public required IReadOnlyList<MapEntry> Tempos { get; init; }
    public required IReadOnlyList<MapEntry> Metres { get; init; }
    public required IReadOnlyList<MapEntry> Keys { get; init; }

    /// <summary>Sentences on what a person should look at before training on the file; empty for most.</summary>
    public required IReadOnlyList<string> Suspicions { get; init; }

    public static FileInspection Of(MidiFileFacts facts, string file, long bytes)
    {
        var piece = facts.Piece;
        var polyphony = PolyphonyUse.Of(piece);
        var velocity = VelocityUse.Of(piece);
        return new FileInspection
        {
            File = file,
            Bytes = bytes,
            Format = facts.Format,
            TicksPerQuarter = facts.TicksPerQuarter,
            Seconds = Math.Round(piece.DurationSeconds, 3),
            Notes = piece.Notes.Count,
            Tracks = facts.Tracks,
            Instruments = InstrumentUse.Of(piece),
            Polyphony = polyphony,
            Velocity = velocity,
            Pedal = facts.Pedal with { DownSeconds = Math.Round(facts.Pedal.DownSeconds, 3) },
            Tempos = facts.HasTempo || facts.TicksPerQuarter is null ? MapEntry.TemposOf(piece) : [],
            Metres = MapEntry.MetresOf(piece),
            Keys = [.. facts.Keys.Select(key => new MapEntry(MapEntry.Rounded(piece, key.OnsetTicks), key.Name))],
            Suspicions = Suspicion.Of(facts, polyphony, velocity),
        };
    }
}
