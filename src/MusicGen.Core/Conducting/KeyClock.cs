namespace MusicGen.Core;

/// <summary>Knows which keys are down, on all keyboards together, and when a player has finished a phrase. Part of <see cref="Conductor"/>.</summary>
internal sealed class KeyClock(ConductorOptions options, int sampleRate)
{
    private readonly int[] _down = new int[128];
    private int _downCount;
    private long _firstFrame, _lastFrame;

    /// <summary>Whether a key is down.</summary>
    public bool IsHeld => _downCount > 0;

    /// <summary>Length of the phrase so far, first key down to last key up, in seconds.</summary>
    public double PhraseSeconds => (_lastFrame - _firstFrame) / (double)sampleRate;

    /// <summary>Whether so long a time has gone by since the last key that what was played then is forgotten.</summary>
    public bool IsForgottenAt(long frame) => frame - _lastFrame > FramesOf(options.MemorySeconds);

    /// <summary>A key went down.</summary>
    public void Press(int pitch, long frame)
    {
        if (_down[pitch]++ == 0) _downCount++;
        _lastFrame = frame;
    }

    /// <summary>A key came up.</summary>
    public void Raise(int pitch, long frame)
    {
        _lastFrame = frame;
        // One that came up without having gone down was pressed before anybody listened.
        if (_down[pitch] > 0 && --_down[pitch] == 0) _downCount--;
    }

    /// <summary>A phrase begins here.</summary>
    public void BeginPhrase(long frame) => _firstFrame = frame;

    /// <summary>All keys count as up.</summary>
    public void Clear()
    {
        Array.Clear(_down);
        _downCount = 0;
    }

    /// <summary>Whether the player seems to have finished.</summary>
    public bool IsPhraseOver(long now)
    {
        var silence = now - _lastFrame;
        if (IsHeld) return silence >= FramesOf(options.HeldKeySeconds);
        var isLong = now - _firstFrame > FramesOf(options.MaxListeningSeconds);
        return silence >= FramesOf(isLong ? options.LongPhraseSilenceSeconds : options.SilenceSeconds);
    }

    private long FramesOf(double seconds) => (long)(seconds * sampleRate);
}
