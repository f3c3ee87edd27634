namespace MusicGen.Edge;

/// <summary>
/// Gets the parts of a performance, and where one is at fault does as the box was told: stop with what was found, or say it
/// and go on with what is put in its place. Keeps what was found for status line and health file.
/// </summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class FaultTolerance(FaultResponse response, Action<string> say)
{
    private readonly List<string> _faults = [];

    /// <summary>Whether the box goes on.</summary>
    public bool GoesOn => response != FaultResponse.Stop;

    /// <summary>Whether nothing is even tried that could be at fault.</summary>
    public bool IsSafe => response == FaultResponse.Safe;

    /// <summary>What was found and lived with, one sentence each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Says a fault and keeps it.</summary>
    public void Add(string fault)
    {
        _faults.Add(fault);
        say(fault);
    }

    /// <summary>Gets one part.</summary>
    /// <param name="get">Gets it; throws where it is at fault.</param>
    /// <param name="otherwise">What is put in its place.</param>
    public T Get<T>(Func<T> get, T otherwise)
    {
        if (!GoesOn) return get();
        if (IsSafe) return otherwise;
        try
        {
            return get();
        }
        catch (ConfigurationException e)
        {
            foreach (var fault in e.Faults) Add(fault);
        }
        catch (Exception e) when (e is UsageException or InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Add(e.Message);
        }

        return otherwise;
    }
}
