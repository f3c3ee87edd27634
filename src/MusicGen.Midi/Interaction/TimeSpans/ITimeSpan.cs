namespace MusicGen.Midi;

/// <summary>A time or a length in some unit.</summary>
public interface ITimeSpan : IComparable
{
    ITimeSpan Clone();
}
