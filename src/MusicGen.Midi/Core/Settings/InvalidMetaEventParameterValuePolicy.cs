namespace MusicGen.Midi;

/// <summary>What to do with a meta event's value outside its range.</summary>
public enum InvalidMetaEventParameterValuePolicy
{
    Abort = 0,
    SnapToLimits = 1,
}
