namespace MusicGen.Core;

/// <summary>The volume as turned, under the ceiling, and its way down where music is stopped. Part of <see cref="Conductor"/>.</summary>
internal sealed class VolumeFade(Player player, ConductorOptions options)
{
    private long _startFrame = long.MaxValue;
    private double _volume = player.Volume;

    /// <summary>The volume from now on; a fade on its way goes on.</summary>
    public void Set(double volume)
    {
        _volume = Math.Min(volume, options.VolumeCeiling);
        if (_startFrame == long.MaxValue) player.Volume = _volume;
    }

    /// <summary>Begins to fade.</summary>
    public void Begin(long frame) => _startFrame = frame;

    /// <summary>Ends a fade: what comes next has its full volume.</summary>
    public void End()
    {
        _startFrame = long.MaxValue;
        player.Volume = _volume;
    }

    /// <summary>One turn.</summary>
    /// <returns>Whether a fade has come to its end.</returns>
    public bool Step(long now)
    {
        if (now < _startFrame) return false;
        var left = 1 - (now - _startFrame) / (options.FadeSeconds * player.SampleRate);
        // Squared: about even to the ear.
        player.Volume = left > 0 ? _volume * left * left : 0;
        return left <= 0;
    }
}
