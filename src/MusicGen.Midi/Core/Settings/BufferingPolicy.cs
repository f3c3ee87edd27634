namespace MusicGen.Midi;

/// <summary>How the bytes of a stream are taken in. Kept for the shape: here a stream is always read as a whole.</summary>
public enum BufferingPolicy
{
    UseFixedSizeBuffer = 0,
    DontUseBuffering = 1,
    UseCustomBuffer = 2,
    BufferAllData = 3,
}
