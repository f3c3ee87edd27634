namespace MusicGen.Midi;

/// <summary>Frames per second of SMPTE time code, as used by the SMPTE time division and the SMPTE offset event.</summary>
public enum SmpteFormat : byte
{
    TwentyFour = 24,
    TwentyFive = 25,

    /// <summary>29.97 frames per second, counted as 30 with two frame numbers left out each minute but every tenth.</summary>
    ThirtyDrop = 29,
    Thirty = 30,
}
