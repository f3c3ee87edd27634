namespace MusicGen.Core;

/// <summary>One key of a <see cref="HeardPhrase"/>.</summary>
internal struct HeardNote
{
    public byte Pitch;
    public byte Velocity;
    public bool IsOpen;
    public long OnsetFrame;
    public long OnsetTicks;
    public long DurationTicks;
}
