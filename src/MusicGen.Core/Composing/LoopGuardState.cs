namespace MusicGen.Core;

/// <summary>Where a <see cref="LoopGuard"/> stands: enough to go back to, as its notes stay in its ring.</summary>
internal struct LoopGuardState
{
    /// <summary>Notes of the piece so far.</summary>
    public long Count;

    /// <summary>Note up to which the level stays.</summary>
    public long HeldUntil;

    /// <summary>How far to go.</summary>
    public int Level;

    /// <summary>Times a fresh memory was asked for in this piece.</summary>
    public int FreshCount;
}
