namespace MusicGen.Midi;

/// <summary>Anything that stands at a time in ticks from the start of its file.</summary>
public interface ITimedObject
{
    long Time { get; set; }

    ITimedObject Clone();
}
