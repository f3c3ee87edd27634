namespace MusicGen.Bindings.OpenAL;

/// <summary>How a mono source fades with distance.</summary>
public enum ALDistanceModel
{
    None = 0,
    InverseDistance = 0xD001,
    InverseDistanceClamped = 0xD002,
    LinearDistance = 0xD003,
    LinearDistanceClamped = 0xD004,
    ExponentDistance = 0xD005,
    ExponentDistanceClamped = 0xD006,
}
