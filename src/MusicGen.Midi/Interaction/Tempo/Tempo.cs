namespace MusicGen.Midi;

/// <summary>A tempo, as the length of a quarter note.</summary>
public sealed class Tempo : IEquatable<Tempo>
{
    /// <summary>120 quarter notes a minute, which holds where a file says nothing.</summary>
    public static readonly Tempo Default = new(SetTempoEvent.DefaultMicrosecondsPerQuarterNote);

    private const int MicrosecondsPerMinute = 60_000_000;
    private const int MicrosecondsPerMillisecond = 1_000;

    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public Tempo(long microsecondsPerQuarterNote)
    {
        if (microsecondsPerQuarterNote <= 0)
            Throw.OutOfRange(nameof(microsecondsPerQuarterNote), microsecondsPerQuarterNote, "A value of 1 or more is expected");
        MicrosecondsPerQuarterNote = microsecondsPerQuarterNote;
    }

    public long MicrosecondsPerQuarterNote { get; }

    public double BeatsPerMinute => (double)MicrosecondsPerMinute / MicrosecondsPerQuarterNote;

    public static Tempo FromMillisecondsPerQuarterNote(long millisecondsPerQuarterNote) =>
        new(millisecondsPerQuarterNote * MicrosecondsPerMillisecond);

    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public static Tempo FromBeatsPerMinute(double beatsPerMinute)
    {
        if (!(beatsPerMinute > 0))
            Throw.OutOfRange(nameof(beatsPerMinute), beatsPerMinute, "A value above 0 is expected");
        return new Tempo((long)Math.Round(MicrosecondsPerMinute / beatsPerMinute, MidpointRounding.AwayFromZero));
    }

    public static bool operator ==(Tempo? tempo1, Tempo? tempo2) => Equals(tempo1, tempo2);

    public static bool operator !=(Tempo? tempo1, Tempo? tempo2) => !Equals(tempo1, tempo2);

    public bool Equals(Tempo? other) => other is not null && other.MicrosecondsPerQuarterNote == MicrosecondsPerQuarterNote;

    public override bool Equals(object? obj) => Equals(obj as Tempo);

    public override int GetHashCode() => MicrosecondsPerQuarterNote.GetHashCode();

    public override string ToString() => $"{MicrosecondsPerQuarterNote} us/qnote";
}
