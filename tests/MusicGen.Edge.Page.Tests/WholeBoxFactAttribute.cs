namespace MusicGen.Edge.Page.Tests;

/// <summary>A fact about the real box as a process, with its engines and the shipped models; skipped with the reason where something of that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WholeBoxFactAttribute : FactAttribute
{
    /// <param name="needsBrowser">Whether Chromium is needed, too.</param>
    public WholeBoxFactAttribute(bool needsBrowser = false) => Skip = _missing.Value ?? (needsBrowser ? new BrowserFactAttribute().Skip : null);

    private static readonly Lazy<string?> _missing = new(Missing);

    // What the box itself needs to play, asked of its own parts.
    private static string? Missing()
    {
        if (!OperatingSystem.IsLinux()) return "the box runs on Linux";
        try
        {
            var surroundings = new Surroundings { Out = TextWriter.Null, Error = TextWriter.Null };
            var models = Places.Models(null, new EdgeOptions(), surroundings);
            if (!File.Exists(Path.Combine(models, "piano/manifest.json"))) return $"no model package at {models}";
            _ = SoundFontFinder.Find(null, surroundings);
            _ = OnnxGraphs.EngineVersion;
            _ = OpenAlOutput.ListDevices();
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or ConfigurationException or IOException or TypeInitializationException)
        {
            return e.GetBaseException().Message;
        }
    }
}
