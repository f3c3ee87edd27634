namespace MusicGen.Edge.Page.Tests;

/// <summary>Waits for what other threads are about to do.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var limit = Limits.Token();
        while (!isSo()) await timer.WaitForNextTickAsync(limit);
    }
}
