namespace MusicGen.Edge.Page.Tests;

/// <summary>A fact that needs the distribution's Chromium; skipped with the reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.ExecutablePath is null ? "no Chromium under /usr/bin; apt install chromium" : null;
}
