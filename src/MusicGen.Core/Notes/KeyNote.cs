namespace MusicGen.Core;

/// <summary>A note as the keys gave it, while a sequence is read: before pedal, unisons and re-strikes are settled.</summary>
internal struct KeyNote
{
    public long OnsetTicks;

    /// <summary>When the key went up.</summary>
    public long KeyEndTicks;

    /// <summary>Whether the file gives it no length at all, as against one that rescaling rounds away.</summary>
    public bool IsInstant;

    public byte Pitch;
    public byte Velocity;
    public byte Channel;
    public byte Program;

    public readonly int Key => (Channel * 128) + Pitch;
}
