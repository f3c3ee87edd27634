namespace MusicGen.Midi;

/// <summary>Ticks as parts of a quarter note; how long one lasts is said by the tempo map.</summary>
public sealed class TicksPerQuarterNoteTimeDivision : TimeDivision, IEquatable<TicksPerQuarterNoteTimeDivision>
{
    public const short DefaultTicksPerQuarterNote = 96;

    public TicksPerQuarterNoteTimeDivision()
        : this(DefaultTicksPerQuarterNote)
    {
    }

    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public TicksPerQuarterNoteTimeDivision(short ticksPerQuarterNote)
    {
        TicksPerQuarterNote = (short)Throw.IfNegative(ticksPerQuarterNote, nameof(ticksPerQuarterNote));
    }

    public short TicksPerQuarterNote { get; }

    public override TimeDivision Clone() => new TicksPerQuarterNoteTimeDivision(TicksPerQuarterNote);

    public bool Equals(TicksPerQuarterNoteTimeDivision? other) => other is not null && other.TicksPerQuarterNote == TicksPerQuarterNote;

    public override bool Equals(object? obj) => Equals(obj as TicksPerQuarterNoteTimeDivision);

    public override int GetHashCode() => TicksPerQuarterNote;

    public override string ToString() => $"{TicksPerQuarterNote} ticks/qnote";

    internal override short ToInt16() => TicksPerQuarterNote;
}
