namespace MusicGen.Edge;

/// <summary>All key pads of the machine, plugged in now or later.</summary>
internal interface IKeyPads : IDisposable
{
    /// <summary>Waits for keys, at most so long, and hands them on.</summary>
    void Step(TimeSpan wait);

    /// <summary>Ends the wait. Any thread.</summary>
    void Wake();
}
