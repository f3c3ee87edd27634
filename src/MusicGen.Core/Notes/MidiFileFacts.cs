namespace MusicGen.Core;

/// <summary>What a MIDI file says beside its notes, and the notes: plain values for tables, reports and checks.</summary>
public sealed record MidiFileFacts
{
    /// <summary>The notes with tempo and metre.</summary>
    public required Piece Piece { get; init; }

    /// <summary>The first fault that a strict reader would have refused the file for; null for a sound file.</summary>
    public string? Damage { get; init; }

    /// <summary>Format 0, 1 or 2 of the header; null where the header is lost.</summary>
    public int? Format { get; init; }

    /// <summary>Ticks of the file per quarter; null where its ticks are parts of a second.</summary>
    public int? TicksPerQuarter { get; init; }

    /// <summary>The tracks in their order.</summary>
    public required IReadOnlyList<TrackFacts> Tracks { get; init; }

    /// <summary>Key signatures in order of time, in the program's ticks; those that only repeat the one before are left out.</summary>
    public required IReadOnlyList<KeyChange> Keys { get; init; }

    /// <summary>Whether there is a tempo event at all.</summary>
    public bool HasTempo { get; init; }

    /// <summary>The sustain pedal.</summary>
    public PedalUse Pedal { get; init; }

    /// <summary>Note-ons with a velocity of at least 1, before unisons and instants are settled.</summary>
    public int NoteOnCount => Tracks.Sum(track => track.NoteOnCount);
}
