namespace MusicGen.Midi;

/// <summary>What to do with a system common event's value outside its range.</summary>
public enum InvalidSystemCommonEventParameterValuePolicy
{
    Abort = 0,
    SnapToLimits = 1,
}
