namespace MusicGen.Edge;

/// <summary>What is looked after a few times a minute while the box runs: whether preset files have changed, and whether quiet hours begin or end.</summary>
/// <remarks>Single-threaded: the thread that watches the others.</remarks>
internal sealed class RoundsOfTheBox(RunningBox box, TimeProvider time)
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(2);

    private long _next;
    private bool _isQuiet;

    /// <summary>To be called often; does something now and then.</summary>
    public void Turn()
    {
        if (time.GetTimestamp() < _next) return;
        _next = time.GetTimestamp() + (long)(_every.TotalSeconds * time.TimestampFrequency);
        if (box.Presets.LoadChanged() is { } presets) box.Conductor.Replace(presets);
        var isQuiet = box.Options.Kiosk.IsQuietAt(TimeOnly.FromDateTime(time.GetLocalNow().DateTime));
        if (isQuiet == _isQuiet || !box.Inbox.TryPost(new BoxEvent(BoxEventKind.QuietHours, BoxEventSource.Host, Value: isQuiet ? 1 : 0))) return;
        _isQuiet = isQuiet;
        box.Say(isQuiet ? "quiet hours begin" : "quiet hours are over");
    }
}
