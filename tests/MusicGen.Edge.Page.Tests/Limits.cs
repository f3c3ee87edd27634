namespace MusicGen.Edge.Page.Tests;

/// <summary>How long a test waits for what must come, before it fails.</summary>
internal static class Limits
{
    public static CancellationToken Token() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
}
