namespace MusicGen.Midi;

/// <summary>What to do where the file ends too early; ignoring keeps what was read.</summary>
public enum NotEnoughBytesPolicy
{
    Abort = 0,
    Ignore = 1,
}
