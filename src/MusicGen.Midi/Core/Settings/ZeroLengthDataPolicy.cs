namespace MusicGen.Midi;

/// <summary>What an empty text or array is read as.</summary>
public enum ZeroLengthDataPolicy
{
    ReadAsEmptyObject = 0,
    ReadAsNull = 1,
}
