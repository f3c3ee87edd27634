namespace MusicGen.Edge;

/// <summary>One thing that is wired to lines of the chip: opened while it can be, tried again while it cannot. Told as a fault of its own, so that one taken line does not hide the others.</summary>
/// <param name="name">What it is and where.</param>
/// <param name="place">Its first line or pin, for the fault's key.</param>
/// <param name="open">Opens it.</param>
/// <param name="close">Closes it; called for what is open only.</param>
internal sealed class PanelFixture(string name, LinePlace place, Action<IPanelLines, Board?> open, Action close)
{
    private readonly string _key = $"panel.{(place.IsPin ? "pin" : "line")}{place.Number}";
    private readonly Retry _retry = new();

    /// <summary>Whether it is open.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>When to try; <see cref="long.MaxValue"/> while it is open.</summary>
    public long Deadline => IsOpen ? long.MaxValue : _retry.At;

    /// <summary>Opens it where it is time to.</summary>
    public void Step(IPanelLines lines, Board? board, FaultBoard faults, long now)
    {
        if (IsOpen || now < _retry.At) return;
        try
        {
            open(lines, board);
            IsOpen = true;
            _retry.Succeed();
            faults.Clear(_key, $"{name} is there");
        }
        catch (IOException e)
        {
            _retry.Fail(now);
            faults.Raise(_key, $"{char.ToUpperInvariant(name[0])}{name[1..]}: {e.Message}", "The rest of the panel works; it is tried again.");
        }
    }

    /// <summary>The chip is gone, or the panel ends.</summary>
    /// <param name="faults">Loses this one's fault: the chip's own is told.</param>
    public void Close(FaultBoard faults)
    {
        faults.Clear(_key);
        _retry.Succeed();
        if (!IsOpen) return;
        IsOpen = false;
        try
        {
            close();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // Gone already.
        }
    }
}
