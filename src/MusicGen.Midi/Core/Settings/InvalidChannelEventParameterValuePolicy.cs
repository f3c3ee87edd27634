namespace MusicGen.Midi;

/// <summary>What to do with a data byte above 127: stop, take its lower seven bits, or take 127.</summary>
public enum InvalidChannelEventParameterValuePolicy : byte
{
    Abort = 0,
    ReadValid = 1,
    SnapToLimits = 2,
}
