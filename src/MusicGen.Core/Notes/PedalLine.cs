namespace MusicGen.Core;

/// <summary>The sustain pedal of one channel over time, asked when a key that went up stops sounding.</summary>
internal sealed class PedalLine
{
    private readonly List<long> _downTicks = [];
    private readonly List<long> _upTicks = [];

    private bool IsDown => _downTicks.Count > _upTicks.Count;

    /// <summary>Moves the pedal; times never go back. Repeated messages while it is down, as half-pedalling sends, change nothing.</summary>
    public void Move(long ticks, bool down)
    {
        if (down == IsDown)
            return;
        (down ? _downTicks : _upTicks).Add(ticks);
    }

    /// <summary>Lifts a pedal that the file leaves down.</summary>
    public void End(long ticks) => Move(ticks, false);

    /// <summary>When a key that goes up at a tick is silent: at once, or when the pedal that is down then goes up.</summary>
    public long SilentAt(long keyEndTicks)
    {
        var index = _downTicks.BinarySearch(keyEndTicks);
        if (index < 0)
            index = ~index - 1;

        // A pedal pressed in the same tick as the key goes up still catches it; so of several spans the last counts.
        while (index + 1 < _downTicks.Count && _downTicks[index + 1] == keyEndTicks)
            index++;
        return index < 0 ? keyEndTicks : Math.Max(keyEndTicks, _upTicks[index]);
    }
}
