namespace MusicGen.Midi;

/// <summary>What one tick of a file is: a part of a quarter note or a part of an SMPTE frame.</summary>
public abstract class TimeDivision
{
    protected TimeDivision()
    {
    }

    public abstract TimeDivision Clone();

    internal abstract short ToInt16();

    /// <summary>Reads the header's division word; negative means SMPTE (SMF 1.0, "Header Chunks").</summary>
    internal static TimeDivision FromInt16(short division)
    {
        if (division >= 0)
            return new TicksPerQuarterNoteTimeDivision(division);
        var format = (SmpteFormat)(byte)-(sbyte)(division >> 8);
        return new SmpteTimeDivision(format, (byte)division);
    }
}
