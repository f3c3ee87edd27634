namespace MusicGen.Midi;

/// <summary>The units in which times and lengths can be asked for.</summary>
public enum TimeSpanType
{
    Metric = 0,
    Musical = 1,
    BarBeatTicks = 2,
    Midi = 4,
}
