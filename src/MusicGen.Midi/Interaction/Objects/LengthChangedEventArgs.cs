namespace MusicGen.Midi;

/// <summary>How long an object was and is, in ticks.</summary>
public sealed class LengthChangedEventArgs : EventArgs
{
    internal LengthChangedEventArgs(long oldLength, long newLength)
    {
        OldLength = oldLength;
        NewLength = newLength;
    }

    public long OldLength { get; }

    public long NewLength { get; }
}
