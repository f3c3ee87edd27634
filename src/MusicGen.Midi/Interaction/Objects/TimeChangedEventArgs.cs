namespace MusicGen.Midi;

/// <summary>Where an object stood and stands, in ticks.</summary>
public sealed class TimeChangedEventArgs : EventArgs
{
    internal TimeChangedEventArgs(long oldTime, long newTime)
    {
        OldTime = oldTime;
        NewTime = newTime;
    }

    public long OldTime { get; }

    public long NewTime { get; }
}
