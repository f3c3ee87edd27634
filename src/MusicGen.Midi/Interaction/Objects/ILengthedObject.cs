namespace MusicGen.Midi;

/// <summary>A timed object that lasts.</summary>
public interface ILengthedObject : ITimedObject
{
    long Length { get; set; }

    long EndTime { get; }

    /// <summary>Cuts the object in two at a time in ticks; a part is null where nothing is on its side.</summary>
    SplitLengthedObject Split(long time);
}
