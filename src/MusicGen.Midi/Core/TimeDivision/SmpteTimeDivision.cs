namespace MusicGen.Midi;

/// <summary>Ticks as parts of an SMPTE frame: they last the same whatever the tempo.</summary>
public sealed class SmpteTimeDivision : TimeDivision, IEquatable<SmpteTimeDivision>
{
    /// <exception cref="System.ComponentModel.InvalidEnumArgumentException">The format is none of the four frame rates.</exception>
    public SmpteTimeDivision(SmpteFormat format, byte resolution)
    {
        Format = Throw.IfUndefined(format, nameof(format));
        Resolution = resolution;
    }

    public SmpteFormat Format { get; }

    /// <summary>Ticks per frame.</summary>
    public byte Resolution { get; }

    public override TimeDivision Clone() => new SmpteTimeDivision(Format, Resolution);

    public bool Equals(SmpteTimeDivision? other) => other is not null && other.Format == Format && other.Resolution == Resolution;

    public override bool Equals(object? obj) => Equals(obj as SmpteTimeDivision);

    public override int GetHashCode() => HashCode.Combine(Format, Resolution);

    public override string ToString() => $"{Format} frames/sec, {Resolution} ticks/frame";

    internal override short ToInt16() => (short)((-(sbyte)Format << 8) | Resolution);
}
