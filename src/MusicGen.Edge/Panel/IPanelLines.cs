namespace MusicGen.Edge;

/// <summary>The lines of a GPIO chip as the panel uses them: the border to the kernel, or to a fake in tests. Everything throws <see cref="IOException"/> where the chip or a line is missing, taken or not permitted.</summary>
internal interface IPanelLines : IDisposable
{
    /// <summary>The chip, for people.</summary>
    string Name { get; }

    /// <summary>Takes the line of a button.</summary>
    /// <param name="line">Offset on the chip.</param>
    /// <param name="options">Level and pull.</param>
    /// <param name="moved">Called at each edge with whether the contact closed, on another thread.</param>
    IPanelContact OpenContact(int line, ButtonOptions options, Action<bool> moved);

    /// <summary>Takes the lines of an encoder.</summary>
    /// <param name="lineA">Of contact A.</param>
    /// <param name="lineB">Of contact B.</param>
    /// <param name="detentsPerCycle">1 or 2.</param>
    /// <param name="turned">Called at each step, +1 clockwise, on another thread.</param>
    IPanelContact OpenEncoder(int lineA, int lineB, int detentsPerCycle, Action<int> turned);

    /// <summary>Takes the line of a light, dark.</summary>
    IPanelLight OpenLight(int line, bool isActiveLow);
}
